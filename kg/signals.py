"""Ctrl-C and SIGTERM unwind what runs, also where a library drops what they raise."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_SOON = 0.001  # seconds until what was dropped is raised again


@contextmanager
def unwound_by_signals() -> Iterator[None]:
    """Let SIGINT raise KeyboardInterrupt, and SIGTERM SystemExit with status 143: in the end.

    In a finaliser, or in a library of another language that calls Python, what a signal raises is
    dropped: the interpreter prints it and goes on, and the library takes it for an answer (Pydantic
    for a value that does not fit). Here nothing is printed of it, and it is raised again soon.
    """
    dropped: BaseException = KeyboardInterrupt()
    print_as_before = sys.unraisablehook

    def hear(told: sys.UnraisableHookArgs) -> None:
        nonlocal dropped
        if isinstance(told.exc_value, KeyboardInterrupt | SystemExit):
            dropped = told.exc_value
            signal.setitimer(signal.ITIMER_REAL, _SOON)
        else:
            print_as_before(told)

    def raise_again(_number: int, _frame: FrameType | None) -> NoReturn:
        raise dropped

    handlers = {signal.SIGTERM: _raise_exit, signal.SIGALRM: raise_again}
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    sys.unraisablehook = hear
    try:
        yield
    finally:
        sys.unraisablehook = print_as_before
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _raise_exit(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)
