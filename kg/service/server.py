"""The server: one process, its socket and its signals, from start to end."""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import uvicorn
import uvloop

from kg.errors import KgError
from kg.service.application.app import Route, Service
from kg.service.application.reloader import Reloader
from kg.service.data.capacity import count_connections, raise_file_limit
from kg.service.data.origins import Origin, describe_default_graph
from kg.service.http.accesslog import AccessLog
from kg.service.http.faults import report_faults
from kg.service.http.httpguard import GuardedProtocol
from kg.service.http.limits import Limits
from kg.service.http.requests import Application
from kg.service.routes import ROUTES

# Longer than proxies keep a connection, so that it is the proxy that closes it: a request sent into
# a connection that we are just closing would be lost.
KEEP_ALIVE = 75
SHUTDOWN_WAIT = 10
BACKLOG = 1024
# Often and little: with 20,000 the collector stopped all for 6 to 10 ms (docs/performance.md).
GC_THRESHOLDS = (1_000, 20, 1000)


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where and how to serve."""

    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    log_descriptor: int = 2
    allowed_services: frozenset[str] = field(default_factory=frozenset)
    more_routes: tuple[Route, ...] = ()
    """Answered by parts that stand on top of the service."""


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


class QuietServer(uvicorn.Server):
    """uvicorn's server, which leaves signals to us: being told to stop is no failure."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Do nothing with signals."""
        yield

    def ask_to_stop(self) -> None:
        """Stop when what has been asked is answered; at once when told twice."""
        self.force_exit = self.should_exit
        self.should_exit = True


def make_server(service: Service) -> QuietServer:
    """Make the HTTP server around the application."""
    config = uvicorn.Config(
        service,
        http=GuardedProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        # Whoever asked is neither logged nor limited here, so nothing of it need be believed.
        proxy_headers=False,
        workers=1,  # unless told, uvicorn looks for a number in WEB_CONCURRENCY
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=SHUTDOWN_WAIT,
    )
    return QuietServer(config)


def load_framework() -> Application:
    """Import FastAPI and make the application; nothing but a server pays for that."""
    from kg.service.answers.api import make_api  # noqa: PLC0415

    return make_api()


def describe_start(service: Service, listener: socket.socket) -> Iterator[str]:
    """Yield the lines printed at the start: the address, what is allowed, what a query asks."""
    host, port = listener.getsockname()[:2]
    yield f"serving http://[{host}]:{port}/" if ":" in host else f"serving http://{host}:{port}/"
    yield f"up to {service.limits.connections} connections at once, as this machine allows"
    if service.generation is not None:
        catalogue = service.generation.catalogue
        yield describe_default_graph(catalogue)
        if catalogue.draft:
            yield "this is a draft: it is not finished and not to be published"


async def _start(service: Service, reloader: Reloader, server: QuietServer) -> str | None:
    """Load what is to be served; return its fingerprint, or None where told to stop meanwhile."""
    loop = asyncio.get_running_loop()
    # The framework is loaded in a thread of its own, while the workers open the data.
    starting: asyncio.Future[tuple[str, Application]] = asyncio.gather(
        reloader.load(), asyncio.to_thread(load_framework)
    )

    def stop() -> None:
        if not starting.cancel():  # it is over
            server.ask_to_stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    try:
        fingerprint, service.framework = await starting
    except asyncio.CancelledError:
        return None
    else:
        return fingerprint


async def serve(
    origin: Origin, limits: Limits, settings: ServerSettings, announce: Callable[[str], None]
) -> None:
    """Serve until told to stop; once queries are answered `announce` is called with lines to print.

    The first ends in the address; the others tell what the machine allows.
    """
    report_faults()
    allowed = count_connections(raise_file_limit(), limits.workers + limits.slow)
    limits = replace(limits, connections=allowed)
    log = AccessLog(settings.log_descriptor)
    service = Service(limits, (*ROUTES[:-1], *settings.more_routes, ROUTES[-1]), log)
    service.public_url = settings.public_url
    service.allowed_services = settings.allowed_services
    reloader = Reloader(service, origin, limits)
    with bind(settings.host, settings.port) as listener:
        server = make_server(service)
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, reloader.ask_for_reload)
        fingerprint = await _start(service, reloader, server)
        if fingerprint is None:
            return
        gc.collect()
        gc.freeze()
        # Cached answers are many objects that live long; to look them all through rarely pays.
        gc.set_threshold(*GC_THRESHOLDS)
        watching = loop.create_task(reloader.watch(fingerprint))
        for line in describe_start(service, listener):
            announce(line)
        try:
            await server.serve(sockets=[listener])
        finally:
            watching.cancel()
            log.flush()
            if service.generation is not None:
                service.generation.discard()


def run_server(
    origin: Origin, limits: Limits, settings: ServerSettings, announce: Callable[[str], None]
) -> None:
    """Run `serve` in an event loop of its own."""
    uvloop.run(serve(origin, limits, settings, announce))
