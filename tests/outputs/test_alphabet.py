"""The order of a language, and the letters under which its lists stand."""

from __future__ import annotations

import pytest

from kg.catalogues import ENGLISH, voice_of
from kg.outputs.alphabet import IN_ENGLISH, LETTERS, Alphabet, alphabet_of

WELSH = alphabet_of(voice_of("cy"))
SWEDISH = Alphabet((*LETTERS.split(), "Å", "Ä", "Ö"))
RUSSIAN = Alphabet(tuple("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"))


@pytest.mark.parametrize(
    ("alphabet", "words"),
    [
        pytest.param(IN_ENGLISH, ["age", "Éclair", "ecology", "ox", "øy", "zoo"], id="accents"),
        pytest.param(IN_ENGLISH, ["(old)", "9 cups", "ale", "ale house", "ales"], id="signs"),
        pytest.param(
            WELSH,
            ["cwm", "cyd", "chwaer", "dydd", "ddoe", "glan", "ngwlad", "haf", "lôn", "llan", "mam"],
            id="welsh",
        ),
        pytest.param(WELSH, ["jam", "kilo", "lamp", "pwll", "phen", "quiz", "rhad"], id="foreign"),
        pytest.param(SWEDISH, ["zon", "ål", "ärt", "ö"], id="swedish"),
        pytest.param(RUSSIAN, ["ели", "ёлка", "жук", "яма", "tea"], id="cyrillic"),
        pytest.param(IN_ENGLISH, ["tea", "ай", "жук", "一", "中", "茶"], id="other-scripts"),
    ],
)
def test_words_go_in_the_order_of_the_language(alphabet: Alphabet, words: list[str]) -> None:
    """Two letters may be one; a letter of its own has its place, an accent counts among equals."""
    assert sorted(words, key=alphabet.key_of) == words


@pytest.mark.parametrize(
    ("alphabet", "word", "heading"),
    [
        (IN_ENGLISH, "éclair", "E"), (IN_ENGLISH, "llan", "L"), (WELSH, "Llan", "Ll"),
        (WELSH, "ŵy", "W"), (SWEDISH, "ål", "Å"), (IN_ENGLISH, "ål", "A"),
        (IN_ENGLISH, "жук", "Ж"), (IN_ENGLISH, "茶", "茶"), (IN_ENGLISH, "9 cups", "#"),
        (IN_ENGLISH, "", "#"), (IN_ENGLISH, "ßa", "S"),
    ],
)  # fmt: skip
def test_a_word_stands_under_its_letter(alphabet: Alphabet, word: str, heading: str) -> None:
    """It is a letter of the alphabet where there is one, or else of the script of the word."""
    assert alphabet.heading_of(word) == heading


def test_letters_that_an_alphabet_lacks_have_a_place() -> None:
    """English lacks none; Welsh gets K, Q, V, X and Z beside their neighbours."""
    assert " ".join(alphabet_of(ENGLISH).letters) == LETTERS
    assert "".join(WELSH.letters).count("Ch") == 1
    assert [letter for letter in WELSH.letters if letter in "KQVXZ"] == ["K", "Q", "V", "X", "Z"]
    assert len(WELSH.letters) == 29 + 5
