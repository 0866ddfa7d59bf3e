"""The head of a plain GET → a request, without what ASGI and uvicorn make of one."""

from __future__ import annotations

from kg.service.http.requests import Message, Request

# With one of these there is more to a request than its head: it takes the long way.
UNUSUAL = frozenset((b"content-length", b"transfer-encoding", b"expect", b"upgrade"))


def read_plain(url: bytes, headers: list[tuple[bytes, bytes]]) -> Request | None:
    """Read the head of a GET of HTTP/1.1; None where there is more to it than an address."""
    path, _, query = url.partition(b"?")
    if (
        not path.startswith(b"/")
        # Escapes, fragments and other letters are rare, and uvicorn's to read.
        or b"%" in path
        or not path.isascii()
        or b"#" in url
    ):
        return None
    scope = {
        "method": "GET",
        "path": path.decode("ascii"),
        "raw_path": path,
        "query_string": query,
        "headers": headers,
    }
    request = Request(scope, _receive_nothing)
    return request if UNUSUAL.isdisjoint(request.headers) else None


async def _receive_nothing() -> Message:
    """Receive the body of a request that has none."""
    return {"type": "http.request", "body": b"", "more_body": False}
