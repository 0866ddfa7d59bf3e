from __future__ import annotations

import pytest

from kg.assistants.arguments import (
    RecordArguments,
    Refusal,
    SearchArguments,
    SparqlArguments,
    TipArguments,
    make_iri,
    read_arguments,
)

BASE = "https://example.org/tea/"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "The argument words is missing; it is words to look for, as people type them."),
        (
            {"words": ""},
            "The argument words is empty; it is words to look for, as people type them.",
        ),
        (
            {"words": " \u3000"},
            "The argument words is empty; it is words to look for, as people type them.",
        ),
        (
            {"words": "tea", "kind": "pot"},
            (
                "There is no kind of that name; the argument kind is 'tip', 'theme', 'debate', "
                "'concept', 'implication', 'section', 'claim', 'table', 'study', 'source', 'tool', "
                "'page' or 'entry'."
            ),
        ),
        (
            {"words": 3},
            "The argument words will not do; it is words to look for, as people type them.",
        ),
        (
            {"words": "x" * 501},
            "The argument words is longer than 500 characters; write a shorter one.",
        ),
        (
            {"words": "tea\x1b[2J"},
            "The argument words holds a character that does not print (U+001B); leave it out.",
        ),
        (
            {"words": "tea\u202e"},
            "The argument words holds a character that does not print (U+202E); leave it out.",
        ),
        (
            {"words": "tea", "most": 10**30},
            "The argument most will not do; it is how many hits at most (1 to 50).",
        ),
        (
            {"words": "tea", "most": True},
            "The argument most will not do; it is how many hits at most (1 to 50).",
        ),
        (
            {"words": "tea", "\x00" * 999: 1},
            f"There is no argument '{'?' * 79}?'; the arguments are: words, kind, most.",
        ),
    ],
    ids=[
        "missing",
        "empty",
        "blank",
        "kind",
        "type",
        "length",
        "control",
        "direction",
        "size",
        "truth",
        "stranger",
    ],
)
def test_a_fault_is_one_sentence(given: dict[str, object], said: str) -> None:
    """It names the argument and says what it is; what a stranger wrote is not told at length."""
    with pytest.raises(Refusal) as caught:
        read_arguments(SearchArguments, given)
    assert str(caught.value).replace("…", "?") == said


@pytest.mark.parametrize("tip", [True, 1.0, -1, 10**9, None, [1], {"a": 1}, ""], ids=repr)
def test_a_tip_is_a_number_or_a_name(tip: object) -> None:
    """Whatever else is refused and not turned into one."""
    with pytest.raises(Refusal, match="tip"):
        read_arguments(TipArguments, {"tip": tip})


def test_words_of_any_script_are_taken() -> None:
    """Blanks that do not break and the joiners of Persian are no controls."""
    for words in ("a\u00a0b", "\u0645\u06cc\u200c\u062e", "茶"):
        assert read_arguments(SearchArguments, {"words": words}).words == words


def test_a_query_may_have_lines_and_a_name_may_not() -> None:
    """Tabs and ends of lines lay out a query; a name has none."""
    query = "ASK {\n\t?s ?p ?o\r\n}"
    assert read_arguments(SparqlArguments, {"query": query}).query == query
    with pytest.raises(Refusal, match="U\\+000A"):
        read_arguments(RecordArguments, {"record": "tips/1\n"})
    with pytest.raises(Refusal, match="U\\+0000"):
        read_arguments(SparqlArguments, {"query": "ASK {\0}"})


@pytest.mark.parametrize(
    "name",
    ["../x", "tips/../x", "tips//x", "/tips/1", "tips/./1", "tips/%2e%2e/1", "tips\\1", "a b", "é"],
)
def test_a_path_that_climbs_is_no_name(name: str) -> None:
    """What is no plain path below the base is refused in one sentence."""
    with pytest.raises(Refusal, match="is no name of a record; give an IRI, or a path such as"):
        make_iri(name, BASE)


@pytest.mark.parametrize(
    ("folder", "path"), [("", "tips/1"), ("tips", "tips/1"), ("debates", "debates/some-name")]
)
def test_a_refusal_shows_a_path_of_the_kind_that_was_asked(folder: str, path: str) -> None:
    """Whoever asks for a debate is not sent to a tip."""
    with pytest.raises(Refusal, match=f"a path such as {path}\\."):
        make_iri("a b", BASE, folder)


def test_a_record_is_named_by_iri_path_or_name() -> None:
    """A name of its own is looked for in the folder of its kind."""
    wanted = f"{BASE}debates/x"
    assert make_iri(wanted, BASE).value == wanted
    assert make_iri("debates/x", BASE).value == wanted
    assert make_iri("x", BASE, "debates").value == wanted
