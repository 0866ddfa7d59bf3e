"""A request handed to the framework, and what it answers taken back as a reply.

The framework answers what is not on a hot path; conditions, log, metrics, HEAD and OPTIONS stay
with `app`, for all answers alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.service.application.app import Service
from kg.service.application.generation import Generation
from kg.service.http.problems import ProblemError
from kg.service.http.replies import EVERYWHERE, OK, ON_PAGES, UNSTORED, VARY, Headers, Reply
from kg.service.http.requests import Message, Request

SCOPE_KEY = "kg.exchange"


@dataclass(slots=True)
class Exchange:
    """What an endpoint of the framework may look at; it finds this in its scope."""

    service: Service
    generation: Generation
    request: Request
    outcome: str = "ok"
    """For log and metrics; the slug of the problem where the answer is one."""


class Answer:
    """Collects the messages of an ASGI application that answers."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.status = 0
        self.headers: Headers = []
        self.pieces: list[bytes] = []

    async def take(self, message: Message) -> None:
        """Take one message."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = [(bytes(name), bytes(value)) for name, value in message["headers"]]
        else:
            self.pieces.append(message.get("body", b""))


async def handle_by_framework(service: Service, generation: Generation, request: Request) -> Reply:
    """Have the framework answer; HEAD is answered as GET, whose body is then not sent.

    Raises ProblemError while the framework is still being loaded; its own problems are replies.
    """
    if service.framework is None:
        raise ProblemError("not-ready", "The service is starting.").with_header(
            b"retry-after", b"1"
        )
    exchange = Exchange(service, generation, request)
    # The server leaves the body of an answer to HEAD out; its length must be that of GET.
    method = "GET" if request.method == "HEAD" else request.method
    answer = Answer()
    scope = {**request.scope, "path": request.path, "method": method, SCOPE_KEY: exchange}
    await service.framework(scope, request.receive, answer.take)
    reply = complete_reply(answer)
    reply.outcome = exchange.outcome
    return reply


def complete_reply(answer: Answer) -> Reply:
    """Make the reply of an answer; headers that every reply has are added where they lack."""
    given = dict(answer.headers)
    body = b"".join(answer.pieces)
    wanted: Headers = [VARY, UNSTORED, *EVERYWHERE]
    if body:
        wanted.append((b"content-length", b"%d" % len(body)))
    if given.get(b"content-type", b"").startswith(b"text/html"):
        wanted += ON_PAGES
    headers = [*answer.headers, *(pair for pair in wanted if pair[0] not in given)]
    etag = given.get(b"etag", b"")
    cacheable = bool(etag) and answer.status == OK
    return Reply(answer.status, headers, body, etag=etag, cacheable=cacheable)
