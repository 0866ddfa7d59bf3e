# ruff: noqa: E501 - queries and requests are read best unbroken
from __future__ import annotations

import subprocess
import sys

import pytest

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


def test_processor_time_ends() -> None:
    """A process that spins past its allowance is ended by the kernel."""
    code = PROLOGUE + "sandbox.limit_processor(0.5)\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    assert done.returncode < 0
