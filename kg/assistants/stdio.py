"""The protocol over standard input and output: a message a line, until the input ends."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import signal
import stat
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

import anyio
import uvloop
from mcp import MCPError
from mcp.server.context import ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.types import (
    CLIENT_CAPABILITIES_META_KEY,
    INVALID_REQUEST,
    PROTOCOL_VERSION_META_KEY,
    EmptyResult,
    RequestParams,
)
from mcp_types.version import LATEST_MODERN_VERSION

from kg.assistants.messages import refuse_message
from kg.assistants.protocol import make_protocol
from kg.service.application.app import Service
from kg.service.application.reloader import Reloader
from kg.service.data.catalogue import Origin
from kg.service.http.accesslog import AccessLog
from kg.service.http.limits import MIB, Limits

LONGEST_LINE = MIB
NO_LOG = -1
# What a line that is too long is answered as: whoever sent it waits for an answer to its number.
TOO_LONG = "tiptrace/too-long"
_NUMBER = re.compile(rb'"id"\s*:\s*("(?:[^"\\]|\\.){1,100}"|[0-9]{1,18})')
_ENDS = 4096
# Newer clients send these with each request, and are refused without; older ones are with them.
_ENVELOPE = {PROTOCOL_VERSION_META_KEY: LATEST_MODERN_VERSION, CLIENT_CAPABILITIES_META_KEY: {}}


async def refuse_line(_: ServerRequestContext[Any], __: RequestParams) -> EmptyResult:
    """Refuse a message that was too long to be read."""
    raise MCPError(
        INVALID_REQUEST, f"The message is longer than {LONGEST_LINE} bytes; send a shorter one."
    )


async def read_lines(reader: asyncio.StreamReader) -> AsyncIterator[str]:
    """Yield the lines of a stream whose limit is LONGEST_LINE; a longer one as its refusal.

    The SDK's own reader takes a line of any length, and cannot be stopped while it waits for one.
    """
    while True:
        try:
            line = await reader.readuntil(b"\n")
        except asyncio.IncompleteReadError as error:
            if error.partial:
                yield error.partial.decode(errors="replace")
            return
        except asyncio.LimitOverrunError:
            yield await _pass_over_line(reader)
        else:
            yield line.decode(errors="replace")


async def _pass_over_line(reader: asyncio.StreamReader) -> str:
    """Pass over the rest of a line, and return a call that is refused under its number."""
    head = tail = b""
    ended = False
    while not ended:
        try:
            piece = await reader.readuntil(b"\n")
            ended = True
        except asyncio.LimitOverrunError as error:
            piece = await reader.readexactly(max(error.consumed, 1))
        except asyncio.IncompleteReadError as error:
            piece, ended = error.partial, True
        head = head or piece[:_ENDS]
        tail = (tail + piece)[-_ENDS:]
    found = _NUMBER.search(head) or _NUMBER.search(tail)
    newer = PROTOCOL_VERSION_META_KEY.encode() in head + tail
    call = {"jsonrpc": "2.0", "method": TOO_LONG, "params": {"_meta": _ENVELOPE if newer else {}}}
    return json.dumps(call | {"id": json.loads(found[1])} if found else call)


@contextmanager
def taken_stdio() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Take standard input and output away from all else in this process and its children.

    What is printed by mistake goes to standard error, and never between two messages.
    """
    with os.fdopen(os.dup(0), "rb", buffering=0) as source, os.fdopen(os.dup(1), "wb") as target:
        with Path(os.devnull).open("rb") as nothing:
            os.dup2(nothing.fileno(), 0)
        os.dup2(2, 1)
        yield source, target


@dataclass(slots=True)
class Stop:
    """How to end what is served, and the signal that asked for it."""

    end: Callable[[], object]
    signal: int = 0

    def ask(self, number: int) -> None:
        """End, as a signal asks."""
        self.signal = number
        self.end()


async def open_reader(source: BinaryIO, stop: Stop) -> asyncio.StreamReader:
    """Open a stream of what comes in; a file or device is read at once: none can be waited for.

    From then on to stop is to end the input: the SDK does not bear being cancelled.
    """
    reader = asyncio.StreamReader(limit=LONGEST_LINE)
    mode = os.fstat(source.fileno()).st_mode
    if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or source.isatty()):
        # Some devices never end.
        reader.feed_data(source.read(-1 if stat.S_ISREG(mode) else LONGEST_LINE))
        reader.feed_eof()
        return reader
    loop = asyncio.get_running_loop()
    waiting = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), source)
    stop.end = waiting[0].close
    return reader


async def serve_stdio(origin: Origin, limits: Limits, stop: Stop) -> None:
    """Serve until the input ends or somebody ends it; raise KgError where there is no build."""
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.ask, number)
    service = Service(limits, (), AccessLog(NO_LOG))
    reloader = Reloader(service, origin, limits, asyncio.Event())
    with taken_stdio() as (source, target):
        fingerprint = await reloader.load()
        watching = asyncio.get_running_loop().create_task(reloader.watch(fingerprint))
        try:
            reader = await open_reader(source, stop)
            await _serve_lines(service, read_lines(reader), target)
        finally:
            watching.cancel()
            if service.generation is not None:
                service.generation.discard()


class Out:
    """Where lines go out: the SDK's answers and ours come whole, one after another."""

    def __init__(self, target: BinaryIO) -> None:
        """Take the file."""
        self._file = anyio.wrap_file(io.TextIOWrapper(target, encoding="utf-8"))
        self._turn = anyio.Lock()

    async def write(self, line: str) -> None:
        """Write a line with its end."""
        async with self._turn:
            await self._file.write(line)
            await self._file.flush()

    async def flush(self) -> None:
        """Do nothing: each line has gone out."""


async def pass_messages(lines: AsyncIterator[str], out: Out) -> AsyncIterator[str]:
    """Pass on the lines that may be messages, and answer those that are none."""
    async for line in lines:
        refused = refuse_message(line) if line.strip() else ""
        if refused:
            await out.write(f"{refused}\n")
        else:
            yield line


async def _serve_lines(service: Service, lines: AsyncIterator[str], target: BinaryIO) -> None:
    """Serve the protocol on lines that come in and a file that lines go out to."""
    protocol = make_protocol(service)
    protocol.add_request_handler(TOO_LONG, RequestParams, refuse_line)
    out = Out(target)
    # The SDK wants files, goes through the lines of one and writes lines to the other.
    files = (
        cast("anyio.AsyncFile[str]", pass_messages(lines, out)),
        cast("anyio.AsyncFile[str]", out),
    )
    async with stdio_server(*files) as (read, write):
        await protocol.run(read, write, protocol.create_initialization_options())


def run_stdio(origin: Origin, limits: Limits) -> int:
    """Run `serve_stdio` in an event loop of its own; return the exit status."""
    stop = Stop(lambda: None)

    async def serve() -> None:
        task = asyncio.current_task()
        assert task is not None
        stop.end = task.cancel
        await serve_stdio(origin, limits, stop)

    with suppress(asyncio.CancelledError):
        uvloop.run(serve())
    return 128 + stop.signal if stop.signal else 0
