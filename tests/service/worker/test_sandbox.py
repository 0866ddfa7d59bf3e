# ruff: noqa: E501 - queries and requests are read best unbroken
from __future__ import annotations

import resource
import subprocess
import sys
import time

import pytest

from kg.service.worker import sandbox

pytestmark = pytest.mark.slow

PROLOGUE = "import os, socket, sys, resource\nfrom kg.service.worker import sandbox\n"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        pytest.param("sandbox.forbid_sockets()\nsocket.socket()", "PermissionError", id="socket"),
        pytest.param("sandbox.forbid_sockets()\nos.execv('/bin/true', ['true'])", "PermissionError", id="program"),
        pytest.param("sandbox.limit_memory(50 << 20)\nb'x' * (80 << 20)", "MemoryError", id="memory"),
        pytest.param("print(sandbox.forbid_sockets(), os.read(os.open('/dev/zero', 0), 1))", "True b'\\x00'", id="files"),
    ],
)  # fmt: skip
def test_the_walls_hold(code: str, words: str) -> None:
    """No socket, no program, no more memory than allowed; reading files goes on."""
    done = subprocess.run(
        [sys.executable, "-c", PROLOGUE + code], capture_output=True, text=True, check=False
    )
    assert words in done.stdout + done.stderr


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the limits of the processor's time that are set, in seconds beyond what was used."""
    told: list[int] = []

    def note(_resource: int, pair: tuple[int, int]) -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        told.append(int(pair[0] - used.ru_utime - used.ru_stime))

    monkeypatch.setattr(resource, "setrlimit", note)
    return told


def test_a_limit_stays_while_it_suffices(
    limits: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Jobs with one limit in a moment share it; another limit and a later job have their own."""
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    limit = sandbox.ProcessorLimit()
    for seconds in (12.0, 12.0, 3.0, 3.0):
        limit.renew(seconds)
    now += sandbox.RENEWAL
    limit.renew(3.0)
    assert [12 <= limits[0] <= 13, *(3 <= after <= 4 for after in limits[1:])] == [True] * 3


def test_processor_time_ends() -> None:
    """A process that spins past its allowance is ended by the kernel."""
    code = PROLOGUE + "sandbox.ProcessorLimit().renew(0.5)\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    assert done.returncode < 0
