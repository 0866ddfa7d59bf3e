"""Many reviews sent to an engine: `kg push` beside the engine's own loading.

`python -m benchmarks.pushing [-C PROJECT] [--reviews 1 4 16] [--engines oxigraph virtuoso]`

The build in use is copied under as many bases as there are reviews, as a collection. The engine's
own loader takes the file that holds all of it; then `kg push` sends the collection to an engine
that runs and is empty; then one review is another, and the collection is pushed again. Times are
those of `kg push` and of the engine together; that of the processor says something on a busy
machine, too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from benchmarks.counting import write_collection
from benchmarks.growth import Dump, base_of, measure_children, read_dump, write_reviews
from benchmarks.peers import TREE, Server, find_program, start_virtuoso
from kg.manifest import read_manifest
from tests.engines import Engine, push, run_oxigraph, run_virtuoso

BUFFERS = 170_000
ROWS = 1_000_000


class Took(NamedTuple):
    """What a step took, in seconds."""

    processor: float
    clock: float


@contextmanager
def timed(took: list[Took], engine: int | None = None) -> Iterator[None]:
    """Note what a block takes in children of this process that end, and in an engine that runs."""

    def measure() -> float:
        running = Server("", "", engine).measure_processor() if engine else 0.0
        return measure_children() + running

    before, started = measure(), time.monotonic()
    yield
    took.append(Took(measure() - before, time.monotonic() - started))


def load_oxigraph(data: Path, folder: Path) -> None:
    """Load a file with Oxigraph's own program."""
    command = [find_program("oxigraph", "OXIGRAPH"), "load", "-l", folder / "loaded", "-f", data]
    subprocess.run(command, check=True, capture_output=True)


def load_virtuoso(data: Path, folder: Path) -> None:
    """Load a file with Virtuoso's own loader, which ends with the server that runs it."""
    with start_virtuoso(data, folder):
        pass


def send(folder: Path, engine: Engine) -> None:
    """Push a collection; end with what is told where that failed."""
    done = push(folder, engine)
    if done.returncode:
        raise SystemExit(done.stderr)


def change_review(folder: Path) -> None:
    """Give one review of a collection another triple."""
    build = folder / "build" / "current"
    manifest = read_manifest(build)
    assert manifest is not None
    graph = f"{base_of(0)}graph/review"
    node = ox.NamedNode(f"{base_of(0)}new")
    store = ox.Store(str(build / "store"))
    store.add(ox.Quad(node, node, node, ox.NamedNode(graph)))
    store.flush()
    with (build / "data" / "r0.nq").open("ab") as lines:
        lines.write(f"{node} {node} {node} <{graph}> .\n".encode())
    digest = hashlib.sha256(manifest.digest.encode()).hexdigest()
    graphs = {**manifest.graphs, graph: manifest.graphs[graph] + 1}
    replace(manifest, digest=digest, graphs=graphs).write(build)
    parts = json.loads((build / "parts.json").read_bytes())
    parts[0]["part"] = f"{parts[0]['slug']}-{digest[:16]}"
    (build / "parts.json").write_text(json.dumps(parts), encoding="utf-8")


LOADERS: dict[str, Callable[[Path, Path], None]] = {
    "oxigraph": load_oxigraph,
    "virtuoso": load_virtuoso,
}


def run_engine(name: str, folder: Path) -> AbstractContextManager[Engine]:
    """Run an engine that is empty."""
    if name == "oxigraph":
        return run_oxigraph(folder / "engine")
    return run_virtuoso(folder / "engine", ROWS, BUFFERS)


def compare(name: str, dump: Dump, reviews: int) -> None:
    """Load and push so many reviews, and print what each step took."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        data = folder / "reviews.nq"
        quads = write_reviews(dump, reviews, data)
        write_collection(data, reviews, folder)
        took: list[Took] = []
        with timed(took):
            LOADERS[name](data, folder)
        with run_engine(name, folder) as engine:
            for _ in range(2):
                with timed(took, engine.process):
                    send(folder, engine)
                change_review(folder)
    print(f"{name:10} {reviews:5} reviews {quads:10} quads", flush=True)
    for step, one in zip(("its own load", "kg push", "one replaced"), took, strict=True):
        print(
            f"  {step:12} processor {one.processor:7.1f} s "
            f"({one.processor / took[0].processor:.2f})  "
            f"clock {one.clock:7.1f} s ({one.clock / took[0].clock:.2f})",
            flush=True,
        )


def main() -> None:
    """Compare for each engine and number of reviews."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("-C", dest="project", type=Path, default=TREE, metavar="PROJECT")
    parser.add_argument("--reviews", nargs="+", type=int, default=[1, 4, 16])
    parser.add_argument("--engines", nargs="+", choices=LOADERS, default=["oxigraph"])
    words = parser.parse_args()
    dump = read_dump(words.project / "build" / "current")
    for name in words.engines:
        for reviews in words.reviews:
            compare(name, dump, reviews)


if __name__ == "__main__":
    main()
