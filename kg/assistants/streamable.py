"""The protocol over HTTP, at an address of the service: a question a request, nothing between two.

The protocol calls it Streamable HTTP; what our tools answer is one piece, so nothing is streamed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

from kg.assistants.asking import say_problem
from kg.assistants.messages import refuse_message, refuse_unread
from kg.assistants.protocol import make_protocol
from kg.service.answers.handover import Answer, complete_reply
from kg.service.application.app import Service
from kg.service.http.limits import Limits
from kg.service.http.problems import ProblemError
from kg.service.http.replies import UNSTORED, Reply, reply_with
from kg.service.http.requests import Message, Request

FIRST_FAULT = 400
JSON = "application/json"


class Streamable:
    """Answers the protocol's requests on a service."""

    def __init__(self, service: Service) -> None:
        """Take the service whose workers answer."""
        self._protocol: Server[Any] = make_protocol(service)
        self._limits: Limits = service.limits

    async def answer(self, request: Request) -> Reply:
        """Answer one request, whose caller was checked; refusals are replies of the protocol."""
        try:
            body = await request.read_body(self._limits)
        except ProblemError as problem:
            return refuse_body(problem)
        refused = refuse_message(body)
        if refused:
            reply = reply_with(refused.encode(), JSON, cache_control=UNSTORED, status=FIRST_FAULT)
            reply.outcome = "bad-request"
            return reply
        answer = Answer()
        # Its manager keeps sessions and runs once; without sessions one a request is all it takes.
        manager = StreamableHTTPSessionManager(self._protocol, json_response=True, stateless=True)
        async with manager.run():
            receive = replay_body(body, request)
            await manager.handle_request({**request.scope}, receive, answer.take)
        reply = complete_reply(answer)
        reply.outcome = "ok" if reply.status < FIRST_FAULT else "bad-request"
        return reply


def refuse_body(problem: ProblemError) -> Reply:
    """Say why a body was not read to its end, in the protocol: it is all that a client shows."""
    status, headers = problem.kind.status, problem.headers
    refused = refuse_unread(str(say_problem(problem))).encode()
    reply = reply_with(refused, JSON, cache_control=UNSTORED, headers=headers, status=status)
    reply.outcome = problem.slug
    return reply


def replay_body(body: bytes, request: Request) -> Callable[[], Awaitable[Message]]:
    """Return a way to receive a body that was read, and after it whether the client has gone."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else await request.receive()

    return receive
