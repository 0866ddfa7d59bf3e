"""Language tags: which are taken, what is said of the others, and which way they are written."""

import pytest

from kg.languages import direction_of, fault_of_tag, tag_of


@pytest.mark.parametrize(
    "tag", ["en", "en-GB", "EN-gb", "cy", "ar", "zh-Hant", "de-1996", "x-mine"]
)
def test_a_registered_tag_is_taken(tag: str) -> None:
    """A tag of the registry is good in any case of its letters, and so is a private one."""
    assert fault_of_tag(tag) is None


@pytest.mark.parametrize(
    ("tag", "remedy"),
    [
        pytest.param("en_GB", "write en-GB", id="underscore"),
        pytest.param("Welsh", "write cy", id="name"),
        pytest.param("English!", "write a tag such as", id="no-tag"),
        pytest.param("xx", "names no language that is registered", id="unknown"),
        pytest.param("cym", "write cy", id="three-letters"),
        pytest.param("en-UK", "write en-GB", id="country"),
        pytest.param("", "write a tag such as", id="empty"),
        pytest.param("_", "write a tag such as", id="underscore-alone"),
        pytest.param("cy\n", "write a tag such as", id="line-break"),
    ],
)
def test_another_is_told_with_what_to_write(tag: str, remedy: str) -> None:
    """A wrong tag gives one sentence, which says what to write."""
    fault = fault_of_tag(tag)
    assert fault is not None
    assert remedy in fault


@pytest.mark.parametrize(
    ("tag", "way"),
    [
        ("en-GB", "ltr"), ("cy", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("ur", "rtl"),
        ("az", "ltr"), ("az-Arab", "rtl"), ("ar-Latn", "ltr"), ("dv", "rtl"), ("zh", "ltr"),
        ("x-mine", "ltr"),
    ],
)  # fmt: skip
def test_the_script_says_which_way_a_language_is_written(tag: str, way: str) -> None:
    """The script that a tag names decides, or else the usual one of the language."""
    assert direction_of(tag) == way


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("ngerman", "de"),
        ("Welsh", "cy"),
        ("fr-CA", "fr-CA"),
        ("eng", "en"),
        ("pt-br", "pt-BR"),
        ("Polski", "pl"),
        ("Old Norse", "Old Norse"),
    ],
)
def test_a_name_of_biblatex_becomes_a_tag(language: str, tag: str) -> None:
    """Biblatex names languages by words; a tag is the usual one, and what is neither stays."""
    assert tag_of(language) == tag
