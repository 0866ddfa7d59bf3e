"""`kg serve`: the site and the SPARQL service over HTTP."""

from __future__ import annotations

import argparse
import os
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError, shorten_text
from kg.graph.vocab import PREFIXES
from kg.service.data.catalogue import Origin
from kg.service.data.loading import MERGED, OWN, UNION
from kg.service.data.origins import BuildOrigin, EngineOrigin, FilesOrigin
from kg.service.http.limits import MIB, Limits
from kg.service.server import run_server
from kg.service.settings import ServerSettings
from kg.service.worker.wire import WorkerConfig
from kg.sources.folder.buildhome import BuildHome
from kg.webaddress import url_fault

if TYPE_CHECKING:
    from kg.service.application.app import Route

NO_LOG = -1
# More seconds, workers or MiB than a machine has; what is larger overflows what the system takes.
MOST = 1_000_000
MOST_PORT = 65535


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument("--dataset", nargs="+", type=Path, metavar="FILE", help="serve RDF files")
    parser.add_argument("--engine", metavar="URL", help="ask this SPARQL engine, not a store")
    parser.add_argument("--base", default="http://localhost/", help="base IRI (with --dataset)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument(
        "--default-graph",
        choices=(UNION, MERGED, OWN),
        help="with --dataset: whether a query that names no graph asks all of them together "
        f"({UNION}, the default; {MERGED} copies them first), or only what stands in no named "
        f"graph ({OWN})",
    )
    parser.add_argument(
        "--port", type=parse_port, default=8000, help="port; 0 is a free one (%(default)s)"
    )
    parser.add_argument("--public-url", default="", metavar="URL", help="address as clients see it")
    _add_limits(parser)
    parser.add_argument(
        "--hold",
        choices=("auto", "disk"),
        default="auto",
        help="where data are read: in memory if they fit well (auto), or on disk (%(default)s)",
    )
    parser.add_argument(
        "--allow-service",
        action="append",
        default=[],
        metavar="IRI",
        help="let SERVICE ask this endpoint; may be repeated",
    )
    parser.add_argument(
        "--log", default="-", metavar="FILE", help="access log; - is stderr, '' none"
    )


def parse_port(word: str) -> int:
    """Parse the number of a port; raise ArgumentTypeError where it is none."""
    if not re.fullmatch(r"[0-9]{1,5}", word) or int(word) > MOST_PORT:
        raise argparse.ArgumentTypeError(f"'{shorten_text(word)}': a port is 0 to {MOST_PORT}")
    return int(word)


def _add_limits(parser: argparse.ArgumentParser) -> None:
    """Add what one query, and all together, may cost."""
    defaults = Limits()
    parser.add_argument(
        "--timeout",
        type=float,
        default=defaults.deadline,
        metavar="S",
        help="how long a query may run (%(default)s s)",
    )
    parser.add_argument(
        "--workers", type=int, default=defaults.workers, help="queries at once (%(default)s)"
    )
    parser.add_argument(
        "--memory",
        type=int,
        default=defaults.memory // MIB,
        metavar="MIB",
        help="what one query may use (%(default)s MiB)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    limits = read_limits(arguments)
    log = open_log(arguments.log)
    settings = ServerSettings(
        host=arguments.host,
        port=arguments.port,
        public_url=arguments.public_url,
        log_descriptor=log,
        allowed_services=frozenset(arguments.allow_service),
        find_more_routes=find_more_routes,
    )
    run_server(choose_origin(arguments, limits), limits, settings, announce)
    return 0


def find_more_routes() -> tuple[Route, ...]:
    """Import what stands on top of the service, when the data are being loaded."""
    from kg.assistants.door import make_route  # noqa: PLC0415
    from kg.service.answers.searching import make_routes  # noqa: PLC0415

    return (make_route(), *make_routes())


def read_limits(arguments: argparse.Namespace) -> Limits:
    """Read the limits; raise UsageError where one makes no sense."""
    # Written so that NaN, which is neither above nor below, is refused too.
    if not arguments.timeout > 0 or arguments.workers < 1 or arguments.memory < 0:
        raise UsageError("--timeout, --workers and --memory must be above 0")
    if max(arguments.timeout, arguments.workers, arguments.memory) > MOST:
        raise UsageError(f"--timeout, --workers and --memory must be below {MOST}")
    return replace(
        Limits(),
        deadline=arguments.timeout,
        workers=arguments.workers,
        memory=arguments.memory * MIB,
    )


def choose_origin(arguments: argparse.Namespace, limits: Limits) -> Origin:
    """Choose where the data come from."""
    engine = arguments.engine or ""
    for name, address in (("--engine", engine), ("--public-url", arguments.public_url)):
        fault = url_fault(address) if address else None
        if fault is not None:
            raise UsageError(f"{name} '{shorten_text(address)}': {fault}")
    settings = WorkerConfig(
        base=arguments.base,
        engine=engine,
        in_memory=arguments.hold == "auto" and not engine,
        memory=limits.memory,
        network=bool(arguments.allow_service),
        prefixes=dict(PREFIXES),
    )
    if arguments.dataset and engine:
        raise UsageError("give either --dataset or --engine")
    if arguments.default_graph and not arguments.dataset:
        raise UsageError("--default-graph goes with --dataset; a build is asked as one graph")
    if arguments.dataset:
        return FilesOrigin(arguments.dataset, settings, arguments.default_graph or UNION)
    place = BuildHome(arguments.folder)
    build = place.check_inside(place.current)
    if engine and not (build / "manifest.json").exists():
        return EngineOrigin(engine, settings)
    return BuildOrigin(arguments.folder, settings)


def open_log(name: str) -> int:
    """Open the access log for appending; return its descriptor."""
    if name == "-":
        return sys.stderr.fileno()
    if not name:
        return NO_LOG
    try:
        return os.open(name, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}; give another file with --log") from error


def announce(line: str) -> None:
    """Print a line at once: whoever started the server may be waiting for it."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
