"""Signals whose exception is dropped where it is raised: see `kg.signals`."""

import signal
import subprocess
import sys

import pytest

PROGRAM = """
import signal, sys, time
from kg.signals import unwound_by_signals

class Finalised:
    def __del__(self):
        signal.raise_signal(int(sys.argv[1]))

with unwound_by_signals():
    try:
        for _ in range(3):  # what is dropped may be dropped again
            Finalised()
        time.sleep(60)
        print("went on")
    finally:
        print("unwound", flush=True)
"""


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, -signal.SIGINT), (signal.SIGTERM, 143)]
)
def test_what_a_finaliser_drops_is_raised_again(number: int, status: int) -> None:
    """The interpreter only prints what a finaliser raises, and goes on."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(int(number))],
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    assert (done.returncode, done.stdout) == (status, "unwound\n")
    assert "Exception ignored" not in done.stderr
