"""Counts in words, on every page of every site: one of a thing is said in the singular."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.outputs.site.conftest import words_of

pytestmark = pytest.mark.slow

# Verbs that may follow the number of a tip, a table, a row or of lines.
_VERBS = "is|was|has|lists|stands|comes|says|gives|shows|corresponds|limits"
_WRONG = re.compile(
    rf"(?<![\w.,:/-])1 (?!(?:{_VERBS})\b)(?:people|[a-z]+s)\b|\b(?:All|of the) 1\b"
    r"|[a-z]{2}[^aeiou\W]ys\b|\bOne \w+ are\b"
)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("1 implications", True, id="a plural"),
        pytest.param("in 1 groups", True, id="inside a sentence"),
        pytest.param("1 people and bodies", True, id="a plural without s"),
        pytest.param("All 1: BibTeX", True, id="all of one"),
        pytest.param("See also Studys", True, id="a plural that is none"),
        pytest.param("Surveys and ways", False, id="a vowel and y"),
        pytest.param("1 tip", False, id="a singular"),
        pytest.param("11 tips", False, id="eleven"),
        pytest.param("Appendix 1 lists two works", False, id="a name"),
    ],
)
def test_the_pattern_knows_a_wrong_count(text: str, wrong: bool) -> None:
    """What the next test looks for is what it is meant to find."""
    assert bool(_WRONG.search(text)) is wrong


def test_one_is_said_in_the_singular(any_site: Path) -> None:
    """No page of any site says "1 tips"."""
    said = {
        path.relative_to(any_site).as_posix(): _WRONG.findall(words_of(path))
        for path in sorted(any_site.rglob("*.html"))
    }
    assert {path: found for path, found in said.items() if found} == {}
