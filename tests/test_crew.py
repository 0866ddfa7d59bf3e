from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import BinaryIO, NoReturn

import pytest

from kg.crew import Crew, count_cores, gather_crew
from kg.errors import BuildError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no forks elsewhere")

HANDS = pytest.mark.parametrize("hands", [1, 2, 5])


def _with_process(number: int) -> tuple[int, int]:
    time.sleep(0.005)  # so that nobody takes all before another is there
    return number * number, os.getpid()


def _fail(_: object) -> NoReturn:
    message = "tips/1: no such tip"
    raise BuildError(message)


@HANDS
@pytest.mark.parametrize("count", [0, 3, 100, 1000], ids=lambda count: f"{count} items")
def test_results_come_in_order_whoever_works(hands: int, count: int) -> None:
    """What is shared out comes back in the order of the items, each once."""
    with gather_crew(hands) as crew:
        assert crew.share(lambda number: number * 2, range(count)) == [n * 2 for n in range(count)]


def test_several_processes_work() -> None:
    """All hands take from one heap, this process among them, and none does an item twice."""
    with gather_crew(3) as crew:
        found = crew.share(_with_process, range(60))
    assert [square for square, _ in found] == [n * n for n in range(60)]
    workers = {process for _, process in found}
    assert len(workers) == 3
    assert os.getpid() in workers


def test_with_one_hand_no_process_is_made() -> None:
    """On one core everything is done here, at once."""
    with gather_crew(1) as crew:
        assert crew.send(os.getpid).result() == os.getpid()
        assert {process for _, process in crew.share(_with_process, range(30))} == {os.getpid()}


def test_an_errand_knows_what_is_known_when_it_is_sent() -> None:
    """What changes here afterwards is no matter there, and the other way round."""
    known = ["now"]
    with gather_crew(2) as crew:
        errand = crew.send(lambda: (known.append("there"), [*known])[1])
        known.append("later")
        assert errand.result() == ["now", "there"]
        assert errand.result() == ["now", "there"]
    assert known == ["now", "later"]


def test_a_large_result_comes_whole() -> None:
    """More than a pipe holds is read while it is written."""
    with gather_crew(2) as crew:
        assert crew.send(lambda: bytes(3_000_000)).result() == bytes(3_000_000)


@HANDS
def test_what_is_raised_there_is_raised_here(hands: int) -> None:
    """An error of an errand, or of what is shared out, has the words that it has in one process."""
    with gather_crew(hands) as crew, pytest.raises(BuildError, match=r"^tips/1: no such tip$"):
        crew.send(partial(_fail, 0)).result()
    with gather_crew(hands) as crew, pytest.raises(BuildError, match=r"^tips/1: no such tip$"):
        crew.share(_fail, range(40))


def test_nobody_waits_for_a_reader_that_has_gone() -> None:
    """A large result of a process whose owner was killed is told to nobody: it ends, too."""
    program = """
import os, signal, time
from kg.crew import gather_crew
with gather_crew(2) as crew:
    crew.send(lambda: bytes(3_000_000))
    time.sleep(0.2)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    # Its output is open while one of the two lives: were the other to wait, this would not end.
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, capture_output=True, check=False, timeout=20)
    assert ended.returncode == -9


def test_one_that_ends_without_a_word_is_told_of() -> None:
    """A process that the system has killed ends the work, in one line."""
    with gather_crew(2) as crew:
        errand = crew.send(lambda: os.kill(os.getpid(), 9))
        with pytest.raises(BuildError, match="is there memory enough"):
            errand.result()


def test_nobody_outlives_a_failure(tmp_path: Path) -> None:
    """When the work beside them fails, all others are ended: no file comes after that."""
    begun = tmp_path / "begun"

    def write_later() -> None:
        tmp_path.joinpath("begun").write_text(f"{os.getpid()}\n")
        time.sleep(0.3)
        tmp_path.joinpath("late").touch()

    def fail() -> None:
        with gather_crew(2) as crew:
            crew.send(write_later)
            while not (begun.exists() and begun.read_text().endswith("\n")):
                time.sleep(0.01)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with pytest.raises(ProcessLookupError):
        os.kill(int(begun.read_text()), 0)
    assert not tmp_path.joinpath("late").exists()


def test_no_descriptor_is_left_open() -> None:
    """Pipes are closed, those of work that nobody waited for too."""
    before = sorted(Path("/proc/self/fd").iterdir())
    with gather_crew(3) as crew:
        crew.share(str, range(40))
        crew.begin(str, range(40))
        crew.send(lambda: 1).result()
        crew.send(lambda: 2)
    assert sorted(Path("/proc/self/fd").iterdir()) == before


def test_a_signal_while_we_wait_is_what_is_raised() -> None:
    """What was closed as the signal unwound is not closed again: that would be another error."""

    def wait() -> None:
        with gather_crew(2) as crew:
            errand = crew.send(lambda: time.sleep(60))
            signal.setitimer(signal.ITIMER_REAL, 0.2)
            errand.result()

    before = signal.signal(signal.SIGALRM, lambda number, _: _fail(number))
    try:
        with pytest.raises(BuildError, match="no such tip"):
            wait()
    finally:
        signal.signal(signal.SIGALRM, before)


def test_what_another_writes_is_read_meanwhile() -> None:
    """More than a pipe holds comes whole and in order."""
    with (
        gather_crew(2) as crew,
        crew.pouring(lambda out: out.writelines(b"%d\n" % n for n in range(200_000))) as stream,
    ):
        assert [int(line) for line in stream] == list(range(200_000))


def test_who_writes_may_be_ahead(tmp_path: Path) -> None:
    """What comes in bursts of more than a pipe holds does not wait for its reader."""
    written, ends = tmp_path / "written", time.monotonic() + 10

    def write(out: BinaryIO) -> None:
        out.write(bytes(500_000))
        out.flush()
        written.touch()

    with gather_crew(2) as crew, crew.pouring(write) as stream:
        while not written.exists():  # and nobody reads
            assert time.monotonic() < ends
            time.sleep(0.005)
        assert len(stream.read()) == 500_000


def test_what_is_raised_while_it_is_written_is_told() -> None:
    """The fault is told, and not what follows from half of what was to come."""
    with (
        gather_crew(2) as crew,
        pytest.raises(BuildError, match=r"^tips/1: no such tip$"),
        crew.pouring(_fail) as stream,
    ):
        int(stream.read())


def test_a_reader_that_fails_is_told_of() -> None:
    """Where the reader gives up, its words stand, and not that nobody reads any more."""
    with (
        gather_crew(2) as crew,
        pytest.raises(ZeroDivisionError),
        crew.pouring(lambda out: out.write(bytes(5_000_000))),
    ):
        raise ZeroDivisionError


def test_work_that_is_shared_ends_with_its_owner(tmp_path: Path) -> None:
    """Where the process that shared it out is killed, the others stop after what they hold."""
    program = f"""
import os, signal, time
from pathlib import Path
from kg.crew import gather_crew
def work(number):
    Path({str(tmp_path)!r}, str(number)).touch()
    time.sleep(0.05)
with gather_crew(2) as crew:
    crew.begin(work, range(200))
    while not any(Path({str(tmp_path)!r}).iterdir()):
        time.sleep(0.005)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert ended.returncode == -9
    assert len(list(tmp_path.iterdir())) < 100  # its output has ended, and so have both


def test_there_is_a_hand_for_each_core() -> None:
    """The cores that this process may use are counted, and not those of the machine."""
    assert count_cores() == min(len(os.sched_getaffinity(0)), 8)
    command = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))});"
    command += "from kg.crew import count_cores; print(count_cores())"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, check=True)
    assert done.stdout == b"1\n"


def test_a_crew_is_one_hand_unless_told() -> None:
    """Who asks for no crew works alone."""
    assert Crew().hands == 1
