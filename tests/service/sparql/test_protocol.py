from __future__ import annotations

from urllib.parse import parse_qsl, unquote_to_bytes, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.service.http.limits import Limits
from kg.service.http.problems import ProblemError
from kg.service.sparql.protocol import (
    is_iri,
    make_operation,
    merge_body,
    parse_fields,
    read_deadline,
    unquote,
)

LIMITS = Limits(workers=1, deadline=10.0)


@given(
    st.one_of(st.binary(max_size=40), st.text(alphabet="%\\x4aF+&=", max_size=30).map(str.encode))
)
def test_escapes_are_decoded_as_urllib_does(data: bytes) -> None:
    """Whole, broken and doubled escapes, backslashes and raw bytes."""
    assert unquote(data) == unquote_to_bytes(data)


@given(st.text(alphabet="%7Bb{éx+", max_size=20).map(str.encode))
def test_a_brace_changes_nothing_of_what_is_decoded(data: bytes) -> None:
    """What stands before the first one is decoded by itself, as it is alike in many queries."""
    try:
        expected = unquote_to_bytes(data.replace(b"+", b" ")).decode()
    except UnicodeDecodeError:
        with pytest.raises(ProblemError):
            parse_fields(b"a=" + data)
    else:
        assert parse_fields(b"a=" + data) == {"a": [expected]}


@given(st.lists(st.tuples(st.text(max_size=9), st.text(max_size=20)), max_size=5))
def test_fields_survive_the_way(pairs: list[tuple[str, str]]) -> None:
    """What a client encodes comes out as it was, in order."""
    encoded = urlencode(pairs, encoding="utf-8", errors="surrogatepass")
    expected: dict[str, list[str]] = {}
    for name, value in parse_qsl(encoded, keep_blank_values=True):
        expected.setdefault(name, []).append(value)
    assert parse_fields(encoded.encode()) == expected


@pytest.mark.parametrize(
    ("text", "seconds"), [("", 10.0), ("3", 3.0), ("0.5", 0.5), ("11", 10.0), ("inf", 10.0)]
)
def test_a_deadline_is_lowered_never_raised(text: str, seconds: float) -> None:
    """Above the limit it is the limit."""
    assert read_deadline(text, LIMITS) == seconds


@pytest.mark.parametrize("text", ["0", "-1", "nan", "soon", "1e"])
def test_a_deadline_that_is_none_is_refused(text: str) -> None:
    """Zero, less, and what is no number."""
    with pytest.raises(ProblemError):
        read_deadline(text, LIMITS)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("http://e/x", True), ("urn:a:b", True), ("x:", True), ("http://e/é", True), ("/x", False),
        ("", False), (":x", False), ("http://e/ x", False), ("http://e/<", False), ("1a:x", False),
        ("http://e/\n", False), ('http://e/"', False),
        ("http://e/%", False), ("http://e/%zz", False), ("http://e/%C3%A9", True),
        ("http://e/[", False), ("http://e/\N{REPLACEMENT CHARACTER}", False),
        ("http://e/#a#b", False),
    ],
)  # fmt: skip
def test_absolute_iris_are_known(text: str, good: object) -> None:
    """A scheme, a colon, and nothing that could break out of angle brackets."""
    assert is_iri(text) is good


def test_an_empty_dataset_differs_from_none() -> None:
    """Without parameters the query's own dataset holds."""
    operation = make_operation({"query": ["ASK {}"]}, LIMITS)
    assert (operation.default_graphs, operation.named_graphs) == (None, None)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("using-graph-uri", "default-graph-uri"), ("using-named-graph-uri", "named-graph-uri")],
)
def test_a_graph_that_is_named_as_for_an_update_is_told_of(name: str, remedy: str) -> None:
    """It is not the graph of a query, and who thinks so would take the answer for another."""
    [remark] = make_operation({"query": ["ASK {}"], name: ["http://e/g"]}, LIMITS).remarks
    assert remark.startswith(f"{name} is for updates, and was not looked at")
    assert remark.endswith(f" by {remedy}")
    assert not make_operation({"query": ["ASK {}"], name: [""]}, LIMITS).remarks


def test_the_mark_that_editors_put_before_a_text_is_none_of_the_query() -> None:
    """In a body and in a field alike; within a query it stays."""
    for fields in (
        merge_body({}, "application/sparql-query", b"\xef\xbb\xbfASK { ?s ?p '\xef\xbb\xbf' }"),
        parse_fields(b"query=%EF%BB%BFASK { ?s ?p '%EF%BB%BF' }"),
    ):
        assert make_operation(fields, LIMITS).query == "ASK { ?s ?p '\ufeff' }"
