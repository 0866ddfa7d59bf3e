"""`kg mcp`: the build as tools for an assistant, over standard input and output."""

from __future__ import annotations

import argparse
import importlib.util
from dataclasses import replace

from kg.errors import UsageError
from kg.graph.vocab import PREFIXES
from kg.service.data.origins import BuildOrigin
from kg.service.http.limits import Limits
from kg.service.worker.wire import WorkerConfig
from kg.sources.folder.buildhome import BuildHome

MOST_SECONDS = 3600
SDK_MISSING = (
    "kg mcp speaks through the MCP SDK, which is in no plain install; "
    "run: pip install 'tiptrace[assistants]'"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument(
        "--timeout",
        type=float,
        default=Limits().deadline,
        metavar="S",
        help="how long a query may run (%(default)s s)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve an assistant until it ends the input; return the exit status."""
    if importlib.util.find_spec("mcp") is None:
        raise UsageError(SDK_MISSING)
    # Written so that NaN, which is neither above nor below, is refused too.
    if not 0 < arguments.timeout <= MOST_SECONDS:
        raise UsageError(f"--timeout must be above 0 and at most {MOST_SECONDS} seconds")
    limits = replace(Limits(), deadline=arguments.timeout)
    place = BuildHome(arguments.folder)
    place.check_inside(place.current)
    settings = WorkerConfig(memory=limits.memory, prefixes=dict(PREFIXES))
    from kg.assistants.stdio import run_stdio  # noqa: PLC0415 - the SDK is in no plain install

    return run_stdio(BuildOrigin(arguments.folder, settings), limits)
