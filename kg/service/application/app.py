"""The ASGI application: a request is found in the cache, or routed to who answers it.

Cache hits are answered before anything else is looked at; hot paths have handlers of our own, and
all else is handed to the framework.
"""

from __future__ import annotations

import re
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from kg.service.application.generation import Generation
from kg.service.application.metrics import Metrics
from kg.service.application.refusals import refuse
from kg.service.http.accesslog import AccessLog
from kg.service.http.cache import Key
from kg.service.http.conditions import READING, apply_condition
from kg.service.http.limits import MIB, Limits
from kg.service.http.memo import RequestMemo
from kg.service.http.problems import ProblemError
from kg.service.http.replies import (
    Deliver,
    Reply,
    reply_to_options,
    reply_with_problem,
    send_reply,
)
from kg.service.http.requests import Application, Message, Receive, Request, Scope, Send

WHOLE_SERVER = "*"
# A slash, a # and a ? that are coded are letters of a name, and part nothing (RFC 3986, 2.2).
CODED_MARK = re.compile(rb"%(?:2f|23|3f)", re.IGNORECASE)
# Longer queries are rarely asked twice, and their keys would push answers out.
LARGEST_KEY = 16 * 1024


@dataclass(frozen=True, slots=True)
class Route:
    """A path, or all paths below it when it ends in `/*`, and who answers there."""

    path: str
    handler: Handler
    summary: str = ""
    """What the OpenAPI description says; the framework describes its own routes."""
    methods: tuple[str, ...] = READING
    name: str = ""

    @property
    def allowed(self) -> str:
        """The Allow header."""
        return ", ".join([*self.methods, "OPTIONS"])


class Service:
    """The application; `generation` is what it serves now."""

    def __init__(self, limits: Limits, routes: Sequence[Route], log: AccessLog) -> None:
        """Take the limits, the routes with the catch-all one last, and the access log."""
        self.generation: Generation | None = None
        self.framework: Application | None = None
        self.limits = limits
        self.routes = routes
        self.log = log
        self.memo = RequestMemo()
        self.metrics = Metrics(lambda: self.generation)
        self.allowed_services: frozenset[str] = frozenset()
        self.public_url = ""
        self._exact = {route.path: route for route in routes if not route.path.endswith("*")}
        self._below = [route for route in routes if route.path.endswith("*")]
        self._outgoing = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        deliver = partial(send_reply, send)
        known = self.recall(request)
        if known is not None:
            await self._send(deliver, known)
        else:
            await self.answer(request, deliver)

    async def answer(self, request: Request, deliver: Deliver) -> None:
        """Answer a request that is not in the cache; count and log it."""
        started = time.perf_counter()
        # Read once: a newer one may take over while this request waits, and is not for it.
        generation = self.generation
        route_name, reply = await self._answer(request, generation)
        if generation is not None and reply.cacheable and request.method in READING:
            key = make_key(request)
            if key is not None:
                generation.cache.put(key, reply)
        await self._send(deliver, reply)
        seconds = time.perf_counter() - started
        self.metrics.count(route_name, reply.outcome, seconds)
        self.log.write(request, reply, seconds, hit=False)

    def recall(self, request: Request) -> Reply | None:
        """Return the answer to a request from the cache, counted and logged, if it is there."""
        started = time.perf_counter()
        generation = self.generation
        if generation is None or request.method not in READING:
            return None
        key = make_key(request)
        known = generation.cache.get(key) if key is not None else None
        if known is None:
            return None
        reply = apply_condition(known, request)
        self.metrics.hits += 1
        self.log.write(request, reply, time.perf_counter() - started, hit=True)
        return reply

    def note_refusal(self, reply: Reply) -> None:
        """Count and log what was refused before it became a request: it has no route."""
        self.metrics.count("refused", reply.outcome, 0)
        self.log.write(NO_REQUEST, reply, 0, hit=False)

    def find_route(self, path: str) -> Route:
        """Find the route of a path."""
        exact = self._exact.get(path)
        if exact is not None:
            return exact
        return next(route for route in self._below if path.startswith(route.path[:-1]))

    async def _answer(self, request: Request, generation: Generation | None) -> tuple[str, Reply]:
        if request.path == WHOLE_SERVER:
            return "server", self._answer_for_all(request)
        route = self.find_route(request.path)
        if request.method == "OPTIONS":
            return route.name, reply_to_options(route.allowed)
        try:
            check_address(request, route)
            if generation is None:
                raise ProblemError("not-ready", "No dataset is loaded yet.").with_header(
                    b"retry-after", b"1"
                )
            # Its workers and its files stay until this is answered, though a newer one takes over.
            with generation.borrowed():
                reply = await route.handler(self, generation, request)
                return route.name, apply_condition(reply, request)
        except ProblemError as problem:
            site = generation.catalogue.site if generation is not None else None
            return route.name, refuse(problem, request, site)
        except ConnectionResetError:
            return route.name, reply_with_problem(
                ProblemError("bad-request", "The body broke off.")
            )

    def _answer_for_all(self, request: Request) -> Reply:
        """Answer `OPTIONS *`, which asks of no resource but of the server (RFC 9110, 9.3.7)."""
        if request.method == "OPTIONS":
            methods = dict.fromkeys(method for route in self.routes for method in route.methods)
            return reply_to_options(", ".join([*methods, "OPTIONS"]))
        return reply_with_problem(ProblemError("bad-request", "Only OPTIONS may ask for *."))

    async def _send(self, deliver: Deliver, reply: Reply) -> None:
        """Send a reply; large ones that clients are slow to take may not fill the memory."""
        # Small ones are many and gone at once: to count them would cost more than they weigh.
        size = len(reply.body) if len(reply.body) > MIB else 0
        if size and self._outgoing + size > self.limits.outgoing_bytes:
            reply = reply_with_problem(
                ProblemError("overload", "Too many large answers are being sent.").with_header(
                    b"retry-after", b"5"
                )
            )
            size = 0
        self._outgoing += size
        try:
            if not await deliver(reply, self.limits.body_wait):
                reply.outcome = "slow-client"
        finally:
            self._outgoing -= size


async def _receive_nothing() -> Message:
    """Receive nothing: there is no client."""
    return {"type": "http.disconnect"}


NO_REQUEST = Request(
    {"method": "", "path": "", "query_string": b"", "headers": ()}, _receive_nothing
)
"""What the log shows of bytes that were no request."""
Handler = Callable[[Service, Generation, Request], Awaitable[Reply]]


def check_address(request: Request, route: Route) -> None:
    """Raise ProblemError for a name that nothing here has, and for a method not allowed there."""
    if CODED_MARK.search(request.raw_path):
        raise ProblemError("not-found", "No name here has a coded /, # or ? in it.")
    if request.method not in route.methods:
        detail = f"Here only {route.allowed} can be used."
        raise ProblemError("method", detail).with_header(b"allow", route.allowed.encode())


def make_key(request: Request) -> Key | None:
    """Make the cache key of a reading request, or None where it would be too long to keep."""
    if len(request.query_string) > LARGEST_KEY:
        return None
    headers = request.headers
    return (
        request.path,
        request.query_string,
        headers.get(b"accept", b""),
        headers.get(b"accept-encoding", b""),
    )
