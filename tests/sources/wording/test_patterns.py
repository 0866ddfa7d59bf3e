from __future__ import annotations

import pytest

from kg.sources.wording.patterns import pattern_of


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        pytest.param(["tea"], "teapot, Tea", ["Tea"], id="whole words, in either case"),
        pytest.param(["pour*"], "pours pouring", ["pours", "pouring"], id="any ending"),
        pytest.param(["as * as"], "as hot and strong as", ["as hot and strong as"], id="few words"),
        pytest.param(["not +"], "not very hot", ["not very"], id="one word"),
        pytest.param(["tea", "tea pot"], "a tea  pot", ["tea  pot"], id="the longest first"),
        pytest.param([], "tea", [], id="no words"),
    ],
)
def test_a_pattern_finds_words_and_phrases(words: list[str], text: str, found: list[str]) -> None:
    """Stars and pluses stand for what the docstring says; nothing else is special."""
    assert [match.group() for match in pattern_of(words).finditer(text)] == found
