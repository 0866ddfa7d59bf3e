"""`kg push`: the build loaded into another SPARQL engine."""

from __future__ import annotations

import argparse
import sys
from http.client import UNAUTHORIZED
from pathlib import Path

from kg.errors import KgError, UsageError
from kg.manifest import read_manifest
from kg.service.data.engineclient import EngineClient, EngineError, find_endpoints
from kg.service.data.keptdigests import PUSHED, KeptDigests
from kg.service.data.transfer import push_build
from kg.sources.folder.buildhome import BuildHome


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's own arguments."""
    parser.add_argument(
        "url",
        metavar="URL",
        help="the engine's graph store (…/store, …-crud-auth), or the address of --update again",
    )
    parser.add_argument("--query", default="", metavar="URL", help="where it answers queries")
    parser.add_argument("--update", default="", metavar="URL", help="where it takes updates")
    parser.add_argument("--user", default="", metavar="NAME", help="name to log in with")
    parser.add_argument(
        "--password-file", type=Path, metavar="FILE", help="file that holds the password"
    )
    parser.add_argument(
        "--compare-all",
        action="store_true",
        help="read everything back and compare it, in place of a part of what was sent",
    )


def run(arguments: argparse.Namespace) -> int:
    """Push the build in use."""
    place = BuildHome(arguments.folder)
    current = place.check_inside(place.current).resolve()
    manifest = read_manifest(current)
    if manifest is None:
        raise UsageError(f"{arguments.folder}: there is no build; run 'kg build' first")
    if manifest.draft:
        raise UsageError("the build is a draft, and others would take it for more; run 'kg build'")
    endpoints = find_endpoints(arguments.url, arguments.query, arguments.update)
    client = EngineClient(endpoints, arguments.user, read_password(arguments.password_file))
    kept = KeptDigests(current, manifest, place.build / PUSHED)
    try:
        push_build(manifest, current, kept, client, report, compare_all=arguments.compare_all)
    except EngineError as error:
        if error.status != UNAUTHORIZED:
            raise
        raise KgError(f"{error}; give --user and --password-file") from error
    return 0


def read_password(path: Path | None) -> str:
    """Read a password from a file; it never stands on a command line."""
    if path is None:
        return ""
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError:
        raise UsageError(f"{path}: this is no text; give a file that holds the password") from None


def report(line: str) -> None:
    """Print one line of progress."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
