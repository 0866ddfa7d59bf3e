from __future__ import annotations

import pytest

from kg.assistants.search import SearchIndex

DOCUMENTS = [
    {"record": "x:1", "kind": "tip", "title": "Share a pot", "text": "Make one pot of tea."},
    {"record": "x:2", "kind": "claim", "title": "Offices that share tea quarrel less."},
    {"record": "x:3", "kind": "concept", "title": "Trust", "text": "To rely on others."},
]


@pytest.fixture
def index() -> SearchIndex:
    """Return an index of three records."""
    more = {"names": {"x:3": "confidence"}, "more": {"x:1": "Sit down together."}}
    return SearchIndex(DOCUMENTS, more)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("quarrels", ["x:2"]),
        ("SHARING", ["x:1", "x:2"]),
        ("share tea", ["x:2", "x:1"]),
        ("confidence", ["x:3"]),
        ("sitting", ["x:1"]),
        ("trust quarrel", ["x:3", "x:2"]),
        ("zeppelin", []),
        ("***", []),
    ],
)
def test_words_find_records(index: SearchIndex, words: str, found: list[str]) -> None:
    """By their stems, titles first; all words together, or else any."""
    assert {record for record, *_ in index.find(words, None, 10)} == set(found)


def test_a_title_weighs_more_than_a_text() -> None:
    """The record that is called so comes first."""
    rows = [
        {"record": "x:text", "kind": "tip", "title": "Wash it", "text": "It is about a pot."},
        {"record": "x:title", "kind": "tip", "title": "Pot", "text": "It is washed."},
    ]
    assert [hit[0] for hit in SearchIndex(rows, {}).find("pot", None, 2)] == ["x:title", "x:text"]


def test_a_kind_and_a_number_narrow_what_is_found(index: SearchIndex) -> None:
    """Only records of the kind; at most so many."""
    assert [hit[0] for hit in index.find("share", "claim", 10)] == ["x:2"]
    assert len(index.find("share", None, 1)) == 1
