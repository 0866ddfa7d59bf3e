from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.service.sparql.tokens import PROLOGUE, find_form, may_have_subquery, scan_tokens

PIECES = [
    *("{", "PREFIX ", "BASE", "VERSION ", "a:", "<x>", "<", ">", "#", "\n", " ", "ASK", "INSERT"),
    *("'", '"'),
]


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", "SELECT"), ("  # SELECT\n ask{}", "ASK"), ("", ""), ("{", ""),
        ("BASE<x:>PREFIX:<y:>PREFIX a:<z:>CONSTRUCT WHERE{}", "CONSTRUCT"),
        ("PREFIX # c\n a: # d\n <x:> DESCRIBE <a:b>", "DESCRIBE"),
        ("prefix select: <x:> Ask {}", "ASK"), ("VERSION '1.2' SELECT * {}", "SELECT"),
        ("# INSERT {\nSELECT * {}", "SELECT"), ("PREFIX a: <x:{> ASK {}", "ASK"),
        ("PREFIX a{b: <x:> DELETE {}", "DELETE"), ("VERSION '{' LOAD {}", "LOAD"),
        ("SELECT # {\n * {}", "SELECT"), ("BASE <{> ASK {}", "ASK"),
    ],
)  # fmt: skip
def test_the_form_stands_behind_the_prologue(query: str, form: str) -> None:
    """Prefixes, base and comments are passed over."""
    assert find_form(query) == form


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_brace_changes_nothing_of_the_form(query: str) -> None:
    """What stands before the first one is looked at by itself, as it is alike in many queries."""
    match = PROLOGUE.match(query)
    assert find_form(query) == (match.group(1).upper() if match else "")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("'a SERVICE b' SERVICE", ["SERVICE"]), ("'''a'b''SERVICE''' x", ["x"]),
        ('"a\\" SERVICE" x', ["x"]), ("<http://e/'> SERVICE '", ["SERVICE"]),
        ("<http://e/\\u0027> SERVICE '", ["SERVICE"]), ("e:O\\'N SERVICE '", ["SERVICE"]),
        ("# SERVICE\nx", ["x"]), ("?SERVICE $SERVICE @service e:SERVICE SERVICE:e", []),
        ("'unclosed\nSERVICE", ["unclosed", "SERVICE"]), ("?a<?b SERVICE", ["SERVICE"]),
    ],
)  # fmt: skip
def test_words_in_code_are_told_from_words_in_text(query: str, words: list[str]) -> None:
    """No quote, hash or escape hides a keyword that the engine would see."""
    assert [text for kind, text in scan_tokens(query) if kind == "word"] == words


@given(st.text(alphabet="<>'\"\\#{}()?:.a \n", max_size=60))
def test_tokens_leave_out_nothing_but_space(query: str) -> None:
    """Whatever the input, what is not space or comment is in some token."""
    kept = sum(len(text) for _, text in scan_tokens(query))
    assert kept <= len(query)
    if "#" not in query:
        assert kept + sum(character.isspace() for character in query) >= len(query)


@pytest.mark.parametrize(
    ("query", "may"),
    [
        ("SELECT * { ?s oa:hasSelector ?o }", False),
        ("SELECT * { { select ?s { ?s ?p ?o } } }", True),
        ("CONSTRUCT { ?s ?p ?o } { SELECT ?s { ?s ?p ?o } }", True),
    ],
)
def test_a_subquery_is_seen(query: str, may: bool) -> None:
    """By the word, and not by a name that has it in it."""
    assert may_have_subquery(query) is may
