"""Ctrl-C and SIGTERM unwind what runs, also where a library drops what they raise."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_SOON = 0.001  # seconds until what was dropped is raised again


class _Ears:
    """What signals have raised, and what of that somebody dropped."""

    def __init__(self) -> None:
        """Begin with nothing heard, and know who tells what is dropped as before."""
        self.heard: BaseException | None = None
        self._dropped: BaseException = KeyboardInterrupt()
        self._tell = sys.unraisablehook

    def unwind(self, number: int, _frame: FrameType | None) -> NoReturn:
        """Raise what a signal asks for."""
        self.heard = KeyboardInterrupt() if number == signal.SIGINT else SystemExit(128 + number)
        raise self.heard

    def hear(self, told: sys.UnraisableHookArgs) -> None:
        """Hear of an exception that was dropped; one of a signal is raised again soon."""
        if isinstance(told.exc_value, KeyboardInterrupt | SystemExit):
            self._dropped = told.exc_value
            signal.setitimer(signal.ITIMER_REAL, _SOON)
        else:
            self._tell(told)

    def raise_again(self, _number: int, _frame: FrameType | None) -> NoReturn:
        """Raise what was dropped."""
        raise self._dropped

    @contextmanager
    def open(self) -> Iterator[None]:
        """Listen; in the end all is as it was."""
        handlers = {signal.SIGTERM: self.unwind, signal.SIGALRM: self.raise_again}
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            handlers[signal.SIGINT] = self.unwind
        before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
        sys.unraisablehook = self.hear
        try:
            yield
        finally:
            sys.unraisablehook = self._tell
            signal.setitimer(signal.ITIMER_REAL, 0)
            for number, handler in before.items():
                signal.signal(number, handler)


@contextmanager
def unwound_by_signals() -> Iterator[None]:
    """Let SIGINT raise KeyboardInterrupt, and SIGTERM SystemExit with status 143: in the end.

    In a finaliser, or in a library of another language that calls Python, what a signal raises is
    dropped: the interpreter prints it and goes on, and the library takes it for an answer (Pydantic
    for a value that does not fit). Here nothing is printed of it, and it is raised again soon. An
    error that the library makes of it gives way to it. An interrupt that is ignored stays so.
    """
    ears = _Ears()
    with ears.open():
        try:
            yield
        except Exception as error:
            if ears.heard is not None and type(ears.heard).__name__ in str(error):
                raise ears.heard from None
            raise
