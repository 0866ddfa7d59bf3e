"""Engines of others that tests push builds into: started on loopback, and ended with the test."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from benchmarks.peers import find_port, write_virtuoso_settings
from tests.programs import require_program

VIRTUOSO = ("virtuoso-t", "isql-vt")
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Engine:
    """An engine that runs: its store for `kg push`, its query endpoint, how to log in."""

    store: str
    query: str
    process: int
    login: tuple[str, ...] = ()


@contextmanager
def run_engine(command: list[str], folder: Path, address: str) -> Iterator[int]:
    """Run an engine until the block ends, once it answers; give the id of its process."""
    with (
        (folder / "engine.log").open("wb") as log,
        subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) as process,
    ):
        try:
            while True:
                assert process.poll() is None, (folder / "engine.log").read_text()[-500:]
                try:
                    httpx.get(address, timeout=2)
                    break
                except httpx.TransportError:
                    continue
            yield process.pid
        finally:
            process.kill()
            process.wait(20)


@contextmanager
def run_oxigraph(folder: Path, *options: str) -> Iterator[Engine]:
    """Run Oxigraph's own server on an empty store in a new folder."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("oxigraph is missing: pip install oxigraph")
    port = find_port()
    folder.mkdir()
    command = [program, "serve", "-l", str(folder / "store"), "-b", f"127.0.0.1:{port}"]
    command += options
    root = f"http://127.0.0.1:{port}"
    with run_engine(command, folder, root) as process:
        yield Engine(f"{root}/store", f"{root}/query", process)


@contextmanager
def run_virtuoso(folder: Path, rows: int = 5, buffers: int = 4_000) -> Iterator[Engine]:
    """Run Virtuoso on an empty database in a new folder; it cuts off answers of more rows.

    It keeps so many pages of 8 KiB in memory.
    """
    program, isql = (require_program(name) for name in VIRTUOSO)
    folder.mkdir()
    sql, web = find_port(), find_port()
    settings = write_virtuoso_settings(folder, sql, web, folder, buffers=buffers, rows=rows)
    (folder / "password").write_text("dba\n")
    root = f"http://127.0.0.1:{web}"
    command = [program, "+foreground", "+configfile", str(settings)]
    with run_engine(command, folder, f"{root}/sparql") as process:
        grant = (
            "GRANT SPARQL_UPDATE TO \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);"
        )
        subprocess.run(
            [isql, f"127.0.0.1:{sql}", "dba", "dba", f"EXEC={grant}"],
            check=True,
            capture_output=True,
        )
        login = ("--user", "dba", "--password-file", str(folder / "password"))
        yield Engine(f"{root}/sparql-graph-crud-auth", f"{root}/sparql", process, login)


def push(folder: Path, engine: Engine, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `kg push`, with more words if need be."""
    command = [sys.executable, "-m", "kg", "-C", str(folder), "push", engine.store, *engine.login]
    command += words
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
