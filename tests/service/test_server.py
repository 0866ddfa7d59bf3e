"""Data taken into service without a break, and processes killed under load."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from conftest import Running

    Serve = Callable[..., AbstractContextManager[Running]]
    Build = Callable[..., None]

pytestmark = pytest.mark.slow

LABEL = "SELECT ?o { ?s <https://example.org/tea/vocabulary#label> ?o }"


@contextmanager
def load_on(running: Running, clients: int = 4) -> Iterator[list[tuple[int, str]]]:
    """Have clients ask new questions without pause; give the list that their answers go to."""
    answers: list[tuple[int, str]] = []
    stop = threading.Event()

    def ask(client_number: int) -> None:
        with httpx.Client(base_url=running.address, timeout=30) as client:
            for number in itertools.count():
                if stop.is_set():
                    return
                query = f"{LABEL} # {client_number} {number}"
                answer = client.get("/sparql", params={"query": query})
                answers.append((answer.status_code, answer.text))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def wait_for_version(running: Running, digest: str) -> None:
    """Ask until a dataset is in service."""
    while running.client.get("/-/version").json()["digest"] != digest:
        continue


def test_a_new_build_is_taken_up_under_load(tmp_path: Path, serve: Serve, build: Build) -> None:
    """When the link is swapped no request fails, and later answers come from the new build."""
    build(tmp_path, "a" * 64, "old")
    with serve(tmp_path) as running:
        with load_on(running) as answers:
            wait_for_version(running, "a" * 64)
            build(tmp_path, "b" * 64, "new")
            wait_for_version(running, "b" * 64)
            after = len(answers)
            while len(answers) < after + 20:
                continue
        assert {status for status, _ in answers} == {200}
        assert '"old"' in answers[0][1]
        assert '"new"' in answers[-1][1]


def test_a_hangup_signal_loads_files_again(tmp_path: Path, serve: Serve) -> None:
    """SIGHUP makes the server read its files anew; a broken file leaves the old data in service."""
    path = tmp_path / "data.ttl"
    path.write_text('<x:s> <https://example.org/tea/vocabulary#label> "old" .')
    with serve(tmp_path, "--dataset", str(path)) as running:
        first = running.client.get("/-/version").json()["digest"]
        path.write_text('<x:s> <https://example.org/tea/vocabulary#label> "new" .')
        with load_on(running) as answers:
            running.process.send_signal(signal.SIGHUP)
            while running.client.get("/-/version").json()["digest"] == first:
                continue
        assert {status for status, _ in answers} == {200}
        path.write_text("this is not Turtle")
        running.process.send_signal(signal.SIGHUP)
        assert running.process.stderr is not None
        assert "LOAD002" in running.process.stderr.readline()
        assert '"new"' in running.ask(LABEL).text


def test_workers_killed_from_outside_cost_no_answer(
    tmp_path: Path, serve: Serve, build: Build
) -> None:
    """What a killed worker was at is done again by another, even when the fork server goes too."""
    build(tmp_path, "c" * 64)
    with serve(tmp_path) as running:
        with load_on(running) as answers:
            for number in range(6):
                seen = len(answers)
                for victim in running.children() if number % 2 else running.workers():
                    with suppress(ProcessLookupError):
                        os.kill(victim, signal.SIGKILL)
                while len(answers) < seen + 30:
                    continue
        assert {status for status, _ in answers} == {200}


def test_no_worker_outlives_the_server(tmp_path: Path, serve: Serve, build: Build) -> None:
    """When the server is killed its workers end too, busy or not, and the port is free at once."""
    build(tmp_path, "d" * 64)
    with serve(tmp_path) as running:
        workers = running.children()
        runaway = (
            "SELECT (COUNT(*) AS ?n) {" + "".join(f"?a{i} ?b{i} ?c{i} ." for i in range(30)) + "}"
        )
        thread = threading.Thread(target=ask_and_be_cut_off, args=(running, runaway))
        thread.start()
        while 'kg_workers{state="slow"} 1.0' not in running.client.get("/-/metrics").text:
            continue
        port = str(httpx.URL(running.address).port)
        running.process.kill()
        running.process.wait(10)
        thread.join()
        for worker in workers:
            wait_for_end(worker)
        with serve(tmp_path, "--port", port) as again:
            assert again.ask(LABEL).status_code == 200


def ask_and_be_cut_off(running: Running, query: str) -> None:
    """Ask a query that the server will not live to answer."""
    with pytest.raises(httpx.HTTPError):
        httpx.post(f"{running.address}sparql", data={"query": query}, timeout=30)


def wait_for_end(process: int) -> None:
    """Wait until a process is gone, or a zombie that nobody has fetched yet."""
    stat = Path(f"/proc/{process}/stat")
    while stat.exists():
        try:
            if stat.read_text().rpartition(")")[2].split()[0] == "Z":
                return
        except (FileNotFoundError, ProcessLookupError):
            return


def test_a_stop_signal_lets_running_requests_end(
    tmp_path: Path, serve: Serve, build: Build
) -> None:
    """SIGTERM answers what has been asked, then ends with status 0."""
    build(tmp_path, "e" * 64)
    with serve(tmp_path) as running:
        slow = (
            "SELECT (COUNT(*) AS ?n) {" + "".join(f"?a{i} ?b{i} ?c{i} ." for i in range(30)) + "}"
        )
        answers: list[int] = []
        thread = threading.Thread(
            target=lambda: answers.append(
                httpx.post(
                    f"{running.address}sparql", data={"query": slow, "timeout": "1"}, timeout=30
                ).status_code
            )
        )
        thread.start()
        while 'kg_workers{state="slow"} 1.0' not in running.client.get("/-/metrics").text:
            continue
        running.process.send_signal(signal.SIGTERM)
        thread.join()
        assert answers == [504]
        assert running.process.wait(20) == 0


def test_a_stop_signal_ends_what_is_being_loaded(tmp_path: Path) -> None:
    """Nobody waits for data that will not be served; no process is left, and no folder."""
    data = tmp_path / "a.nt"
    data.write_text("".join(f'<x:s{n}> <x:p> "{n}" .\n' for n in range(400_000)))
    command = [sys.executable, "-m", "kg", "serve", "--dataset", str(data), "--port", "0"]
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [*command, "--log", ""], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while not (found := children.read_text().split()):
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, b"")
    for child in found:
        wait_for_end(int(child))
    assert not [*tmp_path.glob("kg-serve-*")]


def test_without_a_build_the_command_says_what_to_do(tmp_path: Path, serve: Serve) -> None:
    """One line, no traceback."""
    with pytest.raises(AssertionError, match="kg build"), serve(tmp_path):
        pass


def test_a_store_that_cannot_be_opened_is_told(tmp_path: Path, serve: Serve, build: Build) -> None:
    """The command ends and says which; lines, no traceback."""
    build(tmp_path, "e" * 64)
    for part in (tmp_path / "build" / "current" / "store").iterdir():
        part.unlink()
    with pytest.raises(AssertionError) as caught, serve(tmp_path):
        pass
    said = str(caught.value)
    assert "no worker could open" in said
    assert "Traceback" not in said


def test_a_broken_build_leaves_the_old_one_in_service(
    tmp_path: Path, serve: Serve, build: Build
) -> None:
    """Queries go on being answered from the data there were."""
    build(tmp_path, "1" * 64, "old")
    with serve(tmp_path) as running:
        build(tmp_path, "2" * 64, "new")
        for part in (tmp_path / "build" / "current" / "store").iterdir():
            part.unlink()
        assert running.process.stderr is not None
        while "old data stay" not in running.process.stderr.readline():
            continue
        assert "old" in running.ask(LABEL).text


def test_the_worker_is_walled_in(tmp_path: Path, serve: Serve, build: Build) -> None:
    """A worker has no new privileges, a system call filter, a memory limit and no core dumps."""
    build(tmp_path, "f" * 64)
    with serve(tmp_path) as running:
        assert running.ask(LABEL).status_code == 200
        worker = running.workers()[0]
        status = Path(f"/proc/{worker}/status").read_text()
        assert "Seccomp:\t2" in status
        limits = Path(f"/proc/{worker}/limits").read_text()
        assert "NoNewPrivs:\t1" in status
        assert "unlimited" not in next(
            line for line in limits.splitlines() if line.startswith("Max address space")
        )


def test_health_version_and_settings_are_told(built: Running) -> None:
    """Monitors find health, readiness, digest, limits and Prometheus metrics."""
    assert built.client.get("/-/health").json() == {"status": "ok"}
    assert built.client.get("/-/ready").status_code == 200
    assert built.client.get("/-/version").json()["digest"] == "a" * 64
    assert built.client.get("/-/settings").json()["deadline"] == 10.0
    assert "kg_requests_total" in built.client.get("/-/metrics").text
    assert "Disallow: /sparql" in built.client.get("/robots.txt").text
    assert json.loads(built.client.get("/openapi.json").text)["openapi"].startswith("3.1")
