from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.service.worker.forkserver import _write_quads, copy_into_memory

pytestmark = pytest.mark.slow

DATA = """
@prefix x: <http://x/> .
x:a x:p "plain", "Gruß"@de, 1, 1.50, "2005"^^<http://www.w3.org/2001/XMLSchema#gYear>,
    "a\\tb\\n\\"c\\"" .
x:g { x:a x:p _:one . _:one x:q "one" . }
x:h { x:a x:p "plain" . }
"""


def test_a_copy_holds_what_the_store_holds(tmp_path: Path) -> None:
    """Every graph, every kind of term, as it was written."""
    store = ox.Store(str(tmp_path / "store"))
    store.load(DATA, format=ox.RdfFormat.TRIG)
    expected = ox.Dataset(store)
    store.flush()
    del store
    copied = ox.Dataset(copy_into_memory(str(tmp_path / "store")))
    for dataset in (expected, copied):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert len(expected) == 9
    assert copied == expected


def test_a_copy_that_nobody_reads_any_more_says_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A server that is told to stop as it starts leaves no line about it."""
    ox.Store(str(tmp_path / "store")).load(DATA, format=ox.RdfFormat.TRIG)
    reading, writing = os.pipe()
    os.close(reading)
    child = os.fork()
    if not child:
        _write_quads(str(tmp_path / "store"), writing)
    os.close(writing)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 1
    assert capfd.readouterr().err == ""


def test_a_store_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """The copy is whole or there is none."""
    with pytest.raises(OSError, match="nothing"):
        copy_into_memory(str(tmp_path / "nothing"))


PREPARE = """
import socket, sys
from kg.service.worker.forkserver import ForkServer
from kg.service.worker.wire import WorkerConfig
ours, _ = socket.socketpair()
ForkServer(ours, 0, WorkerConfig(store=sys.argv[1], in_memory=sys.argv[2] == "yes")).prepare()
rendering = sys.modules.get("kg.service.http.rendering")
cache = rendering.load_environment().cache if rendering else {}
print(*sorted(name for _, name in cache.keys()))
"""


@pytest.mark.parametrize(("held", "compiled"), [("yes", "base.html results.html"), ("no", "")])
def test_templates_are_compiled_before_the_fork(tmp_path: Path, held: str, compiled: str) -> None:
    """Where nobody waits for the server; the first one, from disk, is to be ready at once."""
    ox.Store(str(tmp_path / "store")).flush()
    command = [sys.executable, "-c", PREPARE, str(tmp_path / "store"), held]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == compiled
