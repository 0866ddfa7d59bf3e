from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Iterator

import msgspec
import pytest

from kg.service.pool.spawner import ForkServerProcess, Spawner
from kg.service.pool.worker_process import WorkerProcess
from kg.service.worker.wire import NUMBER, Outcome, WorkerConfig, encode_frame


class Heard:
    """A listener who writes down what it hears."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self.words: list[object] = []
        self.ended = asyncio.Event()

    def on_ready(self, process: WorkerProcess) -> None:
        """Hear of a worker that is ready."""
        self.words.append(("ready", process.resident))

    def on_outcome(self, process: WorkerProcess, outcome: Outcome, body: bytes) -> None:
        """Hear of an outcome."""
        self.words.append((outcome.rows, body, process.slow))

    def on_exit(self, process: WorkerProcess, code: int) -> None:
        """Hear of an end."""
        self.words.append((process.killed_for, code))
        self.ended.set()


@pytest.fixture
def child() -> Iterator[subprocess.Popen[bytes]]:
    """Return a process that does nothing, to stand for a worker."""
    with subprocess.Popen(["sleep", "60"]) as process:
        yield process
        process.kill()


def make_process(heard: Heard) -> WorkerProcess:
    """Make a worker process whose frames the test writes."""
    spawner = Spawner(WorkerConfig(), lambda: None)
    return WorkerProcess(heard, ForkServerProcess(spawner, WorkerConfig()))


def encode(outcome: Outcome, body: bytes = b"") -> bytes:
    """Encode what a worker sends."""
    return encode_frame(msgspec.msgpack.encode(outcome), body)


def test_frames_say_who_it_is_then_that_it_is_ready_then_what_came_out(
    child: subprocess.Popen[bytes],
) -> None:
    """However the pieces fall that they come in."""

    async def play() -> list[object]:
        heard = Heard()
        process = make_process(heard)
        sent = encode_frame(NUMBER.pack(child.pid)) + encode(Outcome(resident=7))
        sent += encode(Outcome(rows=2), b"body")
        for number in range(len(sent)):
            process.data_received(sent[number : number + 1])
        assert process.pid == child.pid
        return heard.words

    assert asyncio.run(play()) == [("ready", 7), (2, b"body", False)]


def test_one_that_is_not_known_yet_is_killed_when_it_is(child: subprocess.Popen[bytes]) -> None:
    """Whoever is told to go before saying who it is goes then; its end is told with the reason."""

    async def play() -> list[object]:
        heard = Heard()
        process = make_process(heard)
        process.kill("closed")
        process.kill("timeout")
        process.data_received(encode_frame(NUMBER.pack(child.pid)))
        process.connection_lost(None)
        await asyncio.wait_for(heard.ended.wait(), 20)
        return heard.words

    assert asyncio.run(play()) == [("closed", -9)]
