from __future__ import annotations

import pytest

from kg.outputs.wording import name_table, several


@pytest.mark.parametrize(
    ("count", "words", "said"),
    [
        pytest.param(1, ("tip",), "1 tip", id="one"),
        pytest.param(2, ("tip",), "2 tips", id="several"),
        pytest.param(0, ("tip",), "0 tips", id="none"),
        pytest.param(2, ("study",), "2 studies", id="a consonant and y"),
        pytest.param(2, ("day",), "2 days", id="a vowel and y"),
        pytest.param(2, ("person", "people"), "2 people", id="a plural of its own"),
        pytest.param(1200, ("fact",), "1,200 facts", id="thousands"),
    ],
)
def test_a_count_comes_with_its_word(count: int, words: tuple[str, ...], said: str) -> None:
    """One of a thing is said in the singular, anything else in the plural."""
    assert several(count, *words) == said


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        pytest.param("appendix 1", "Appendix 1", id="a number"),
        pytest.param("annex B", "Annex B", id="a letter"),
        pytest.param("table iv", "Table iv", id="a roman number"),
        pytest.param("appendix", "", id="a word alone"),
        pytest.param("summary of findings", "", id="a title"),
        pytest.param("", "", id="no table"),
    ],
)
def test_the_findings_table_is_called_by_a_name(heading: str, name: str) -> None:
    """A heading that would not read as a name in a sentence is none."""
    assert name_table(heading) == name
