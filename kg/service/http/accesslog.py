"""The access log: a line of JSON for each request, with no address of whoever asked."""

from __future__ import annotations

import asyncio
import json
import os
import select
import time
from functools import lru_cache

from kg.service.http.replies import Reply
from kg.service.http.requests import Request

# Few writes cost little, and a line is not kept back longer than somebody would notice.
FLUSH_LINES = 64
FLUSH_PAUSE = 0.5
# PIPE_BUF on Linux: so much is written as a whole or not at all, and `poll` answers for it.
PIPE_PIECE = 4096
MOST_REMEMBERED = 512
LONGEST_REMEMBERED = 200


class AccessLog:
    """Lines gathered and written in pieces; a reader that does not read loses lines, not time."""

    def __init__(self, descriptor: int) -> None:
        """Take the file descriptor to write to; a negative one is no log."""
        self.lost = 0
        self._descriptor = descriptor
        self._lines: list[bytes] = []
        # A pipe whose reader stands still would stop the whole service at a write.
        self._poll = select.poll()
        if descriptor >= 0:
            self._poll.register(descriptor, select.POLLOUT)

    def write(self, request: Request, reply: Reply, seconds: float, *, hit: bool) -> None:
        """Note one answered request."""
        if self._descriptor < 0:
            return
        # Built by hand: this runs for every cache hit. Only the path and method need escaping.
        self._lines.append(
            b'{"time":%.3f,"method":%s,"path":%s,"status":%d,"outcome":"%s","ms":%.2f,"rows":%d,'
            b'"bytes":%d,"query":"%s","cache":"%s"}\n'
            % (
                time.time(),
                quote(request.method),
                quote(request.path),
                reply.status,
                reply.outcome.encode(),
                seconds * 1000,
                reply.rows,
                len(reply.body),
                reply.query_hash.encode(),
                b"hit" if hit else b"miss",
            )
        )
        if len(self._lines) == 1:
            asyncio.get_running_loop().call_later(FLUSH_PAUSE, self.flush)
        elif len(self._lines) >= FLUSH_LINES:
            self.flush()

    def flush(self) -> None:
        """Write what has been gathered, as far as the reader takes it."""
        lines, self._lines = self._lines, []
        for line in _join_lines(lines):
            if not self._poll.poll(0):
                self.lost += 1
                continue
            os.write(self._descriptor, line)


def quote(text: str) -> bytes:
    """Write a text as JSON; the same few short paths come again and again."""
    return _remember(text) if len(text) <= LONGEST_REMEMBERED else json.dumps(text).encode()


@lru_cache(MOST_REMEMBERED)
def _remember(text: str) -> bytes:
    return json.dumps(text).encode()


def _join_lines(lines: list[bytes]) -> list[bytes]:
    """Join lines into pieces that a pipe takes whole (PIPE_BUF)."""
    pieces: list[bytes] = []
    for line in lines:
        if pieces and len(pieces[-1]) + len(line) <= PIPE_PIECE:
            pieces[-1] += line
        else:
            pieces.append(line[:PIPE_PIECE])
    return pieces
