"""Many reviews made one collection, sent to an engine and served: what each step takes.

`python -m benchmarks.collecting [-C PROJECT] [--reviews 16 64]`

The build in use is copied under as many bases as there are reviews, as whole builds: pages take no
room, for they are links. Then the steps of who keeps a collection: `kg collect` of all of them, and
again with one review replaced; `kg push` of both to an Oxigraph server; light questions, put to it
and to `kg serve --engine` before it, in turn (not with `--rounds 0`); `kg serve` until its first
answer. Each step is told with the time of the processor, the clock and the most memory that a
process had; slopes are of the logarithms of the processor's time.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from benchmarks.growth import (
    ask_servers,
    base_of,
    check_answers,
    list_reviews,
    read_dump,
    report_asked,
    slope,
)
from benchmarks.peers import TREE, Server, find_port, find_program, run
from tests.engines import Engine, run_oxigraph

LOOKING = 3
"""Seconds until the service has looked how its engine stands."""


class Took(NamedTuple):
    """What a step took: seconds of the processor and by the clock, and MiB at most."""

    processor: float
    clock: float
    memory: int


def write_build(source: Path, folder: Path, number: int, text: str) -> Path:
    """Write a build under a base of its own, `text` put into one of its statements."""
    old = json.loads((source / "manifest.json").read_bytes())["base"].encode()
    new = base_of(number).encode()
    build = folder / f"r{number:04}"
    shutil.copytree(source / "site", build / "site", copy_function=os.link)
    (build / "data").mkdir()
    for name in ("data/dataset.nq", "data/meta.ttl", "manifest.json"):
        content = (source / name).read_bytes().replace(old, new)
        if name.endswith(".nq") and text:
            line = f'<{base_of(number)}new> <http://purl.org/dc/terms/title> "{text}" '
            content += f"{line}<{base_of(number)}graph/review> .\n".encode()
        (build / name).write_bytes(content)
    return build


def measure(words: Sequence[str], engine: int | None = None) -> Took:
    """Run a command of `kg`, with an engine that works for it; return what both took."""

    def used() -> float:
        return Server("", "", engine).measure_processor() if engine else 0.0

    before, started = used(), time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *words], cwd=TREE, stdout=subprocess.DEVNULL
    )
    _, status, own = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"kg {words} ended with {status}")
    seconds = time.monotonic() - started
    return Took(own.ru_utime + own.ru_stime + used() - before, seconds, own.ru_maxrss >> 10)


def measure_service(folder: Path) -> Took:
    """Serve a collection until it answers."""
    port = find_port()
    command = [sys.executable, "-m", "kg", "-C", str(folder), "serve", "--port", str(port)]
    started = time.monotonic()
    with run("own", command, f"http://127.0.0.1:{port}/sparql", folder.parent) as server:
        seconds = time.monotonic() - started
        asked = "query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%201"
        with urlopen(f"{server.address}?{asked}", timeout=60) as answer:
            answer.read()
        return Took(server.measure_processor(), seconds, server.measure_memory() >> 20)


def ask_engine(source: Path, reviews: int, place: Path, engine: Engine, rounds: int) -> None:
    """Print what light questions take of an engine, and through the service before it."""
    port = find_port()
    command = [sys.executable, "-m", "kg", "-C", str(place / "all"), "serve"]
    command += ["--engine", engine.query, "--port", str(port), "--log", ""]
    direct = Server("oxigraph", engine.query, engine.process)
    with run("behind", command, f"http://127.0.0.1:{port}/sparql", place) as behind:
        time.sleep(LOOKING)
        things, servers = list_reviews(read_dump(source), reviews), [direct, behind]
        check_answers(servers, things)
        report_asked("light", ask_servers(servers, things, "light", place, rounds))


def measure_steps(
    source: Path, reviews: int, place: Path, rounds: int
) -> Iterator[tuple[str, Took]]:
    """Take all steps with so many reviews."""
    builds = [write_build(source, place / "builds", number, "") for number in range(reviews)]
    out = place / "all"
    yield "collect", measure(["collect", *map(str, builds), "--out", str(out)])
    shutil.rmtree(place / "builds")
    again = write_build(source, place / "again", 0, "another")
    with run_oxigraph(place / "engine", "--union-default-graph") as engine:
        push = ["-C", str(out), "push", engine.store]
        yield "push", measure(push, engine.process)
        yield "collect, one replaced", measure(["collect", str(again), "--out", str(out)])
        yield "push, one replaced", measure(push, engine.process)
        if rounds:
            ask_engine(source, reviews, place, engine, rounds)
    shutil.rmtree(place / "engine")
    yield "serve", measure_service(out)


def main() -> None:
    """Measure for each number of reviews."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("-C", dest="project", type=Path, default=TREE, metavar="PROJECT")
    parser.add_argument("--reviews", nargs="+", type=int, default=[16, 64])
    parser.add_argument("--rounds", type=int, default=1)
    words = parser.parse_args()
    if words.rounds:
        find_program("wrk", "WRK")
    source = (words.project / "build" / "current").resolve()
    points: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for reviews in words.reviews:
        # Beside the build: files of another disk cannot be linked.
        with tempfile.TemporaryDirectory(dir=words.project / "build") as place:
            for step, one in measure_steps(source, reviews, Path(place), words.rounds):
                points[step].append((reviews, one.processor))
                print(
                    f"{reviews:5} {step:22} processor {one.processor:7.1f} s  "
                    f"clock {one.clock:7.1f} s  memory {one.memory:5} MiB",
                    flush=True,
                )
    for step, line in points.items():
        if len(line) > 1:
            print(f"{step:22} slope {slope(line):.2f}")


if __name__ == "__main__":
    main()
