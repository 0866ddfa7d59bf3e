import pytest

from kg.sources.citations.forms import OTHERS, YEAR, tokens_of, year_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("see A. B. Able and Baker's", ["see", "able", "baker"]),
        ("Able et al.", ["able", OTHERS]),
        ("Able and colleagues", ["able", OTHERS]),
        ("O’Brien-Müller & d'Arc", ["obrien", "muller", "darc"]),
        ("van der Berg", ["van", "der", "berg"]),
    ],
)
def test_names_are_words_without_what_joins_them(text: str, words: list[str]) -> None:
    """Initials, *and* and possessive endings are no part of a name."""
    assert [token.word for token in tokens_of(text)] == words


@pytest.mark.parametrize(
    ("text", "years", "letter"),
    [
        ("2004b", ("2004",), "b"),
        ("1890/1950", ("1890", "1950"), ""),
        ("n.d.", ("n.d.",), ""),
        ("in press-a", ("in press",), "a"),
    ],
)
def test_a_year_may_be_two_or_none(text: str, years: tuple[str, ...], letter: str) -> None:
    """A reprint has two years, and what has none says so in words."""
    [match] = YEAR.finditer(text)
    assert year_of(match) == (years, letter)
