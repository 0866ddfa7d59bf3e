"""The server: one process, its socket and its signals, from start to end.

The data come first. While other processes begin to read them, this one imports what answers
(`kg.service.front`): that takes as long as reading those of a review.
"""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import uvloop

from kg.errors import KgError
from kg.service.data.ahead import Ahead
from kg.service.data.capacity import count_connections, raise_file_limit
from kg.service.data.catalogue import Origin
from kg.service.http.faults import report_faults
from kg.service.http.limits import Limits
from kg.service.settings import ServerSettings

if TYPE_CHECKING:
    from kg.service.front import Front

BACKLOG = 1024


def bind(host: str, port: int) -> socket.socket:
    """Bind the address; port 0 is any free one.

    Raises KgError where it is taken, not allowed or no address.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise KgError(f"cannot listen on {host} port {port}: {error.strerror}") from error
    listener.listen(BACKLOG)
    listener.setblocking(False)  # noqa: FBT003 - that is its only parameter
    return listener


def load_front() -> type[Front]:
    """Import what answers; nothing but a server pays for that."""
    from kg.service.front import Front  # noqa: PLC0415

    return Front


async def _start(
    origin: Origin, limits: Limits, settings: ServerSettings
) -> tuple[Front, str] | None:
    """Import what answers and take the data into service; return it and their fingerprint.

    Returns None where it was told to stop meanwhile.
    """
    loop, wanted = asyncio.get_running_loop(), asyncio.Event()

    async def make_front() -> tuple[Front, str]:
        front = (await asyncio.to_thread(load_front))(origin, limits, settings, wanted)
        return front, await front.start()

    starting = loop.create_task(make_front())

    def stop() -> None:
        if not starting.cancel():  # it is over
            starting.result()[0].ask_to_stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    loop.add_signal_handler(signal.SIGHUP, wanted.set)
    try:
        return await starting
    except asyncio.CancelledError:
        return None


async def serve(
    origin: Origin, limits: Limits, settings: ServerSettings, announce: Callable[[str], None]
) -> None:
    """Serve until told to stop; once queries are answered `announce` is called with lines to print.

    The first ends in the address; the others tell what the machine allows.
    """
    report_faults()
    allowed = count_connections(raise_file_limit(), limits.workers + limits.slow)
    limits = replace(limits, connections=allowed)
    with bind(settings.host, settings.port) as listener:
        ahead = Ahead(origin)
        try:
            started = await _start(ahead, limits, settings)
        finally:
            await ahead.give_up()
        if started is not None:
            front, fingerprint = started
            await front.run(listener, fingerprint, announce)


def run_server(
    origin: Origin, limits: Limits, settings: ServerSettings, announce: Callable[[str], None]
) -> None:
    """Run `serve` in an event loop of its own."""
    uvloop.run(serve(origin, limits, settings, announce))
