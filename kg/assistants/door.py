"""Who may ask at `/mcp`, and who answers: the SDK is loaded when the first assistant comes.

A page of another site could have its reader's browser ask a service on the reader's own machine, so
the protocol wants Host and Origin looked at:
https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#security-warning
"""

from __future__ import annotations

import asyncio
import importlib.util
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.service.application.app import Route, Service
from kg.service.application.generation import Generation
from kg.service.http.problems import ProblemError
from kg.service.http.replies import Reply
from kg.service.http.requests import Request

if TYPE_CHECKING:
    from kg.assistants.streamable import Streamable

PATH = "/mcp"
SDK_MISSING = (
    "Assistants ask through the MCP SDK, which is not installed here; "
    "the operator can run: pip install 'tiptrace[assistants]'"
)
HTTP_PORT = 80
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Door:
    """Lets assistants in that ask of this service, and no page of another site."""

    def __init__(self) -> None:
        """Begin without the SDK."""
        self._inside: Streamable | None = None

    async def handle(self, service: Service, _: Generation, request: Request) -> Reply:
        """Answer a message; raise ProblemError for strangers, or where the SDK is missing."""
        check_caller(request, service.public_url)
        if self._inside is None:
            self._inside = await asyncio.to_thread(_open, service)
        return await self._inside.answer(request)


def make_route() -> Route:
    """Make the route where assistants ask."""
    return Route(PATH, Door().handle, "Ask as an assistant (MCP).", ("POST",), "mcp")


def check_caller(request: Request, public_url: str) -> None:
    """Raise ProblemError unless Host, and Origin where there is one, name this very service."""
    own = {urlsplit(public_url).netloc} if public_url else set()
    host, port = request.scope.get("server") or ("", None)
    address = f"[{host}]" if ":" in host else host
    names = (*_LOOPBACK, address)
    own.update(names if port == HTTP_PORT else (f"{name}:{port}" for name in names))
    asked = request.header(b"host")
    if asked not in own:
        raise ProblemError("stranger", "The Host header names another service than this.")
    origin = request.header(b"origin")
    if origin and urlsplit(origin).netloc not in own:
        raise ProblemError("stranger", "The Origin header names another site than this.")


def _open(service: Service) -> Streamable:
    if importlib.util.find_spec("mcp") is None:
        raise ProblemError("not-found", SDK_MISSING)
    from kg.assistants.streamable import Streamable  # noqa: PLC0415 - the SDK may not be installed

    return Streamable(service)
