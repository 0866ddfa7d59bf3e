import pytest
from babel import Locale

from kg.outputs.languagenames import name_languages


@pytest.mark.parametrize(
    ("said", "english", "welsh"),
    [
        ("eng", "English", "Saesneg"),
        ("English", "English", "Saesneg"),
        ("en-GB", "English (United Kingdom)", "Saesneg (Y Deyrnas Unedig)"),
        ("eng; ger", "English, German", "Saesneg, Almaeneg"),
        ("french and latin", "French, Latin", "Ffrangeg, Lladin"),
        ("with a Welsh summary", "with a Welsh summary", "with a Welsh summary"),
        ("eng; in part", "eng; in part", "eng; in part"),
        ("xq-unknown", "xq-unknown", "xq-unknown"),
        ("", "", ""),
    ],
)
def test_what_an_entry_says_of_its_language_is_named(said: str, english: str, welsh: str) -> None:
    """Tags of any standard and the names of biblatex are words; what is none of them stays."""
    assert name_languages(said, Locale("en", "GB")) == english
    assert name_languages(said, Locale("cy")) == welsh
