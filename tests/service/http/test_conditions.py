from __future__ import annotations

import pytest

from kg.service.http.conditions import apply_condition, matches_etag
from kg.service.http.replies import Reply, reply_with
from kg.service.http.requests import Message, Request

BODY = b"0123456789"


def ask(method: str = "GET", **headers: bytes) -> Request:
    """Make a request with conditions."""

    async def receive() -> Message:
        return {"type": "http.request"}

    lines = [(name.replace("_", "-").encode(), value) for name, value in headers.items()]
    return Request({"method": method, "path": "/", "query_string": b"", "headers": lines}, receive)


def make_reply() -> Reply:
    """Make the reply of a file."""
    reply = reply_with(BODY, "text/plain", etag="a")
    reply.ranged = True
    return reply


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (b'"a"', True), (b'W/"a"', True), (b'"b", "a"', True), (b'"b" , W/"a"', True), (b"*", True),
        (b'"b"', False), (b"a", False), (b'"a', False), (b'"aa"', False), (b'w/"a"', False),
        (b"", False),
    ],
)  # fmt: skip
def test_conditions_are_compared_weakly(header: bytes, found: object) -> None:
    """Any tag of the list matches; quotes belong to the tag."""
    assert matches_etag(header, b'"a"') is found


def test_not_modified_has_no_body_and_keeps_its_tag() -> None:
    """304 has the headers that caches need, and none that speak of a body."""
    reply = apply_condition(reply_with(b"tea", "text/plain", etag="a"), ask(if_none_match=b'"a"'))
    names = [name for name, _ in reply.headers]
    assert (reply.status, reply.body) == (304, b"")
    assert {b"etag", b"cache-control", b"vary"} <= set(names)
    assert not {b"content-length", b"content-type", b"content-encoding"} & set(names)


def test_what_has_no_tag_is_never_unmodified() -> None:
    """Nor is it cached."""
    reply = reply_with(b"tea", "text/plain")
    assert apply_condition(reply, ask(if_none_match=b"*")).status == 200
    assert not reply.cacheable


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (b'"a"', 200), (b'"b", "a"', 200), (b"*", 200),
        (b'"b"', 412), (b'W/"a"', 412), (b"a", 412), (b"", 412),
    ],
)  # fmt: skip
def test_if_match_wants_this_very_answer(header: bytes, status: int) -> None:
    """A weak tag is none; without it, the answer is refused, whatever else is asked."""
    asked = ask(if_match=header, if_none_match=b'"b"')
    assert apply_condition(make_reply(), asked).status == status


def test_only_reading_can_be_spared() -> None:
    """Another method whose condition fails is refused."""
    assert apply_condition(make_reply(), ask("HEAD", if_none_match=b'"a"')).status == 304
    assert apply_condition(make_reply(), ask("POST", if_none_match=b'"a"')).status == 412


@pytest.mark.parametrize(
    ("header", "body", "told"),
    [
        (b"bytes=0-3", b"0123", b"bytes 0-3/10"), (b"bytes=4-", b"456789", b"bytes 4-9/10"),
        (b"bytes=-2", b"89", b"bytes 8-9/10"), (b"bytes=-20", BODY, b"bytes 0-9/10"),
        (b"bytes=8-99", b"89", b"bytes 8-9/10"), (b"Bytes=9-9", b"9", b"bytes 9-9/10"),
    ],
)  # fmt: skip
def test_a_part_is_given(header: bytes, body: bytes, told: bytes) -> None:
    """206 with the bytes asked for, as far as there are any, and with where they stand."""
    reply = apply_condition(make_reply(), ask(range=header))
    headers = dict(reply.headers)
    assert (reply.status, reply.body, headers[b"content-range"]) == (206, body, told)
    assert headers[b"content-length"] == b"%d" % len(body)
    assert headers[b"etag"] == b'"a"'
    assert not reply.cacheable


@pytest.mark.parametrize("header", [b"bytes=10-", b"bytes=99-100", b"bytes=-0"])
def test_bytes_beyond_the_end_are_refused(header: bytes) -> None:
    """416, with the size."""
    reply = apply_condition(make_reply(), ask(range=header))
    assert (reply.status, dict(reply.headers)[b"content-range"]) == (416, b"bytes */10")


@pytest.mark.parametrize(
    "header",
    [b"", b"bytes", b"bytes=-", b"bytes=3-2", b"bytes=0-1,4-5", b"lines=0-1", b"bytes=a-b"],
)
def test_what_is_no_single_range_gives_the_whole(header: bytes) -> None:
    """As section 14.2 has it."""
    assert apply_condition(make_reply(), ask(range=header)).status == 200


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (b'"a"', 206), (b'"b"', 200), (b'W/"a"', 200),
        (b"Wed, 25 Nov 2026 00:00:00 GMT", 200), (b"*", 200),
    ],
)  # fmt: skip
def test_a_part_of_something_else_is_not_given(header: bytes, status: int) -> None:
    """If-Range names the very answer of which a part is held; else the whole comes."""
    assert apply_condition(make_reply(), ask(range=b"bytes=0-1", if_range=header)).status == status


def test_only_get_has_ranges() -> None:
    """HEAD tells of the whole, and an answer to a query has no parts."""
    assert apply_condition(make_reply(), ask("HEAD", range=b"bytes=0-1")).status == 200
    answer = reply_with(BODY, "text/csv", etag="a")
    assert apply_condition(answer, ask(range=b"bytes=0-1")).status == 200
