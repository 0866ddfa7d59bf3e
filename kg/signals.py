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
    for a value that does not fit). Here nothing is printed of it, and it is raised again soon. An
    error that the library makes of it gives way to it. An interrupt that is ignored stays so.
    """
    dropped: BaseException = KeyboardInterrupt()
    heard: BaseException | None = None
    print_as_before = sys.unraisablehook

    def hear(told: sys.UnraisableHookArgs) -> None:
        nonlocal dropped
        if isinstance(told.exc_value, KeyboardInterrupt | SystemExit):
            dropped = told.exc_value
            signal.setitimer(signal.ITIMER_REAL, _SOON)
        else:
            print_as_before(told)

    def unwind(number: int, _frame: FrameType | None) -> NoReturn:
        nonlocal heard
        heard = KeyboardInterrupt() if number == signal.SIGINT else SystemExit(128 + number)
        raise heard

    def raise_again(_number: int, _frame: FrameType | None) -> NoReturn:
        raise dropped

    handlers = {signal.SIGTERM: unwind, signal.SIGALRM: raise_again}
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        handlers[signal.SIGINT] = unwind
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    sys.unraisablehook = hear
    try:
        yield
    except Exception as error:
        if heard is not None and type(heard).__name__ in str(error):
            raise heard from None
        raise
    finally:
        sys.unraisablehook = print_as_before
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
