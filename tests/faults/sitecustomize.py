"""Ends a process, or has Ctrl-C pressed, at a moment that the environment names.

Python imports this module at its start where it finds it on its path. `FAULT` says, in words with a
blank between: `leader` or `child` (of the session that the test starts), the event, which one of
its kind, and the signal. The interpreter tells its audit hooks of an event before it happens.
"""

import os
import signal
import sys

EVENTS = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink"}


def stop_at(who: str, event: str, number: int, name: str) -> None:
    """Send the signal at an event: Ctrl-C as a terminal does, to all processes in front of it."""
    left = number

    def hear(heard: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if (who == "leader") != (os.getpid() == os.getsid(0)):  # a fork hears as its parent does
            return
        named = f"{heard}:{arguments[0]}" if heard == "import" else heard
        if named == event or (event == "any" and heard in EVENTS):
            left -= 1
            if left == 0 and name == "INT":
                os.killpg(os.getsid(0), signal.SIGINT)
            elif left == 0:
                os.kill(os.getsid(0), signal.Signals[f"SIG{name}"])

    sys.addaudithook(hear)


if "FAULT" in os.environ:
    who, event, number, name = os.environ["FAULT"].split()
    stop_at(who, event, int(number), name)
