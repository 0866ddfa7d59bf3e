"""Work for processes beside this one: forks, which know all that is known when they are made.

What they give back is the same, whoever does it and in whatever order. On one core, or on a system
where a fork is not safe, everything is done in this process.
"""

from __future__ import annotations

import fcntl
import gc
import os
import pickle
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO, Generic, NoReturn, TypeVar

from kg.errors import BuildError, KgError

A = TypeVar("A")
T = TypeVar("T")

_MOST_HANDS = 8  # each has some memory of its own
_MOST_PIECES = 250  # a piece is named by a byte
_BUFFER = 1 << 16  # as much as a pipe holds
_POURED = 1 << 20  # what may be ahead of its reader: it comes in bursts of more than a pipe holds
_THRESHOLDS = (50_000, 20, 20)  # new values, and rounds of the younger, before a look
_FEWEST = 24  # a fork costs as much as some of what is shared out


def relax_collector() -> None:
    """Have Python look for garbage in cycles less often, from now on, and not in what is there.

    To read and to build a review makes millions of values that live as long as it does. By default
    they are gone through again and again: a fifth of the time of a build at 1,000 references, for
    next to nothing.
    """
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)


def count_cores() -> int:
    """Return how many processes may work at once, this one among them."""
    if sys.platform != "linux":  # elsewhere libraries of the system do not outlive a fork
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_HANDS)


class Errand(Generic[T]):
    """What somebody works out, in a process of its own or at once."""

    def __init__(self, process: int, reading: int) -> None:
        """Take the process and the pipe through which it will tell."""
        self._process = process
        self._reading = reading
        self._told: list[T] = []

    @classmethod
    def done(cls, value: T) -> Errand[T]:
        """Return an errand that is done."""
        errand = cls(0, -1)
        errand._told.append(value)
        return errand

    def result(self) -> T:
        """Wait for what was worked out; raise what was raised there.

        Raise BuildError where the process ended without a word.
        """
        if not self._told:
            self._told.append(self._hear())
        return self._told[0]

    def _hear(self) -> T:
        reading, self._reading = self._reading, -1  # first: what is raised here closes it too
        with os.fdopen(reading, "rb") as stream:
            said = stream.read()
        status = self._wait()
        if status or not said:
            message = "a process that worked beside this one has ended; is there memory enough?"
            raise BuildError(f"{message} (its status is {status})")
        failed, value = pickle.loads(said)  # noqa: S301 - of a process of our own
        if failed:
            try:
                raise value
            finally:
                del value  # with its traceback it would hold this call, and all that called it
        return value  # type: ignore[no-any-return]

    def _wait(self) -> int:
        process, self._process = self._process, 0
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])

    def dismiss(self) -> None:
        """End the process if it goes on, and wait until it has."""
        if self._reading >= 0:
            reading, self._reading = self._reading, -1
            os.close(reading)
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            self._wait()


@dataclass(slots=True)
class Shared(Generic[A, T]):
    """Work on many items, which several take from until there is none left."""

    function: Callable[[A], T]
    pieces: Sequence[Sequence[A]]
    tokens: int  # a pipe with a byte for each piece that nobody has taken yet
    others: list[Errand[dict[int, list[T]]]] = field(default_factory=list)

    def take(self, parent: int = 0) -> dict[int, list[T]]:
        """Take pieces until none is left; stop when `parent` is no more. Return what they gave."""
        done: dict[int, list[T]] = {}
        while token := os.read(self.tokens, 1):
            if parent and os.getppid() != parent:
                break
            done[token[0]] = [self.function(item) for item in self.pieces[token[0]]]
        return done

    def finish(self) -> list[T]:
        """Help until all is done; return what the function gave for each item, in order."""
        done = self.take()
        for other in self.others:
            done |= other.result()
        self.close()
        return [value for number in range(len(self.pieces)) for value in done[number]]

    def close(self) -> None:
        """Let nobody take another piece; this may be asked again."""
        if self.tokens >= 0:
            tokens, self.tokens = self.tokens, -1
            os.close(tokens)


class Crew:
    """So many hands, of which this process is one."""

    def __init__(self, hands: int = 1) -> None:
        """Take the number of processes that work at once."""
        self.hands = hands
        self._errands: list[Errand[object]] = []
        self._open: list[Shared[object, object]] = []

    def send(self, function: Callable[[], T]) -> Errand[T]:
        """Have a function called by somebody else with what is known now; its result is plain.

        What it changes in memory is lost. With one hand it is called at once.
        """
        return self._fork(function) if self.hands > 1 else Errand.done(function())

    @contextmanager
    def pouring(self, write: Callable[[BinaryIO], object]) -> Iterator[BinaryIO]:
        """Have somebody else write what is read here meanwhile; with one hand nobody could.

        What is raised there is raised in the end, in the place of what follows from it here.
        """
        reading, writing = os.pipe()
        with suppress(OSError):  # it may not be allowed; then they wait for each other more often
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _POURED)
        errand = self._fork(partial(_pour, write, reading, writing))
        os.close(writing)
        try:
            with os.fdopen(reading, "rb") as stream:
                yield stream
        except Exception:
            with suppress(BrokenPipeError):  # it is here that something went wrong
                errand.result()
            raise
        errand.result()

    def begin(self, function: Callable[[A], T], items: Sequence[A]) -> Shared[A, T]:
        """Have others begin with items; `finish` helps them."""
        tokens, writing = os.pipe()
        count = min(len(items), _MOST_PIECES)
        pieces = [items[len(items) * n // count : len(items) * (n + 1) // count]
                  for n in range(count)]  # fmt: skip
        os.write(writing, bytes(range(count)))
        os.close(writing)
        shared = Shared(function, pieces, tokens)
        self._open.append(shared)  # type: ignore[arg-type]
        if len(items) >= _FEWEST:
            take = partial(shared.take, os.getpid())
            shared.others += [self._fork(take) for _ in range(self.hands - 1)]
        return shared

    def share(self, function: Callable[[A], T], items: Sequence[A]) -> list[T]:
        """Return what a function gives for each item, in order, worked out by all hands."""
        return self.begin(function, items).finish()

    @contextmanager
    def dismissed(self) -> Iterator[None]:
        """Have nobody work on when what is done inside has ended: files that others write may go.

        The crew can be sent again.
        """
        try:
            yield
        finally:
            self.dismiss()

    def dismiss(self) -> None:
        """End all that still goes on."""
        for errand in self._errands:
            errand.dismiss()
        for shared in self._open:
            shared.close()
        self._errands, self._open = [], []

    def _fork(self, function: Callable[[], T]) -> Errand[T]:
        reading, writing = os.pipe()
        with warnings.catch_warnings():
            # Threads of ours ask the engine or write; a fork has none of them, and needs none.
            warnings.simplefilter("ignore", DeprecationWarning)
            process = os.fork()
        if not process:
            os.close(reading)  # while it is open here, nobody is told that the reader has gone
            _work(function, writing)
        os.close(writing)
        with suppress(OSError):  # it has done so itself, or has ended
            os.setpgid(process, process)
        errand: Errand[T] = Errand(process, reading)
        self._errands.append(errand)  # type: ignore[arg-type]
        return errand


def _work(function: Callable[[], object], writing: int) -> NoReturn:
    """Be another process: call a function, tell what it gave or raised, and end."""
    status = 1
    try:
        os.setpgid(0, 0)  # Ctrl-C is for the one who made this process, and who ends it
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        gc.disable()  # to look for garbage would be to copy all that both know
        with os.fdopen(writing, "wb") as stream:
            # All of it before it is written: nobody reads before it is needed.
            said = pickle.dumps(_call(function), pickle.HIGHEST_PROTOCOL)
            stream.write(said)
        status = 0
    finally:
        os._exit(status)


def _pour(write: Callable[[BinaryIO], object], reading: int, writing: int) -> None:
    os.close(reading)
    with os.fdopen(writing, "wb", buffering=_BUFFER) as stream:
        write(stream)


def _call(function: Callable[[], object]) -> tuple[bool, object]:
    try:
        return False, function()
    except Exception as error:  # noqa: BLE001 - told to the one who asked, and raised there
        if not isinstance(error, KgError):  # a fault of ours, whose place is there and not here
            error.add_note("".join(traceback.format_exception(error)))
        return True, error


@contextmanager
def gather_crew(hands: int | None = None) -> Iterator[Crew]:
    """Give a crew of as many hands as there are cores; nobody of it outlives what is done inside.

    To be asked where no thread holds what the work needs.
    """
    crew = Crew(count_cores() if hands is None else hands)
    with crew.dismissed():
        yield crew
