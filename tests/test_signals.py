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


WORDED_ANEW = """
import signal, sys
from kg.signals import unwound_by_signals

with unwound_by_signals():
    try:
        signal.raise_signal(int(sys.argv[1]))
    except BaseException as error:
        told = type(error).__name__ if sys.argv[2] == "named" else "a fault"
    raise ValueError(f"cannot be built:\\n  {told}: ")
"""


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, -signal.SIGINT), (signal.SIGTERM, 143)]
)
@pytest.mark.parametrize("told", ["named", "not"])
def test_what_a_library_words_anew_gives_way(number: int, status: int, told: str) -> None:
    """Pydantic does so as it builds what judges records; any other error stays what it is."""
    done = subprocess.run(
        [sys.executable, "-c", WORDED_ANEW, str(int(number)), told],
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    assert done.returncode == (status if told == "named" else 1)
    assert ("ValueError" in done.stderr) == (told == "not")


IGNORED = """
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
from kg.signals import unwound_by_signals
with unwound_by_signals():
    signal.raise_signal(signal.SIGINT)
    print("went on")
"""


def test_an_interrupt_that_is_ignored_stays_so() -> None:
    """A shell starts what runs in the background so."""
    done = subprocess.run([sys.executable, "-c", IGNORED], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"went on\n")
