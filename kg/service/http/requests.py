"""One HTTP request, read out of ASGI with limits on size and time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import quote

from kg.service.http.limits import Limits
from kg.service.http.problems import ProblemError

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class Request:
    """A request: method, path, raw query string, headers by lower-case name."""

    __slots__ = ("headers", "method", "path", "query_string", "receive", "scope")

    def __init__(self, scope: Scope, receive: Receive) -> None:
        """Take what ASGI gives; repeated headers are joined as RFC 9110 says.

        A client whose base address has a slash too many asks for `//tips/1`: it means `/tips/1`,
        and a Location made of it must not begin with `//`, which would name another host.
        """
        self.scope = scope
        self.receive = receive
        self.method: str = scope["method"]
        path: str = scope["path"]
        self.path = f"/{path.lstrip('/')}" if path.startswith("//") else path
        self.query_string: bytes = scope["query_string"]
        self.headers = join_headers(scope["headers"])

    def header(self, name: bytes) -> str:
        """Return a header as text, "" when absent."""
        return self.headers.get(name, b"").decode("latin-1")

    @property
    def raw_path(self) -> bytes:
        """The path as it was sent, with every slash that the client counts and no other."""
        raw: bytes = self.scope.get("raw_path") or quote(self.path).encode()
        return raw

    async def read_body(self, limits: Limits) -> bytes:
        """Read the whole body, within the limits."""
        declared = self.header(b"content-length")
        if declared.isdigit() and int(declared) > limits.body_bytes:
            raise _too_large(limits)
        try:
            async with asyncio.timeout(limits.body_wait):
                return await self._collect(limits)
        except TimeoutError:
            detail = f"The body took more than {limits.body_wait:g} s."
            raise ProblemError("body-late", detail).with_header(b"connection", b"close") from None

    async def _collect(self, limits: Limits) -> bytes:
        pieces: list[bytes] = []
        size = 0
        while True:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise ConnectionResetError
            piece = message.get("body", b"")
            size += len(piece)
            if size > limits.body_bytes:
                raise _too_large(limits)
            pieces.append(piece)
            if not message.get("more_body", False):
                return b"".join(pieces)


def join_headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Make a mapping of header pairs; a name that comes again has its values joined."""
    headers: dict[bytes, bytes] = {}
    for name, value in pairs:
        headers[name] = headers[name] + b", " + value if name in headers else value
    return headers


def _too_large(limits: Limits) -> ProblemError:
    detail = f"The body is larger than {limits.body_bytes} bytes."
    return ProblemError("body-too-large", detail).with_header(b"connection", b"close")
