from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.service.application.app import Service
from kg.service.application.reloader import Reloader
from kg.service.data.origins import Catalogue
from kg.service.data.scratch import Scratch
from kg.service.http.accesslog import AccessLog
from kg.service.http.limits import Limits
from kg.service.worker.wire import WorkerConfig


class Shelf:
    """An origin with one store after another; the digest is the number of the store."""

    def __init__(self, *stores: str) -> None:
        """Take the stores in the order they are to be loaded."""
        self.stores = stores
        self.loaded: list[Catalogue] = []

    def fingerprint(self) -> str:
        """Return how many were loaded."""
        return str(len(self.loaded))

    async def load(self) -> Catalogue:
        """Load the next."""
        store = self.stores[len(self.loaded)]
        config = WorkerConfig(store=store)
        digest = str(len(self.loaded))
        made = Catalogue(digest=digest, title="", base="", worker=config, scratch=Scratch())
        self.loaded.append(made)
        return made


@pytest.fixture
def store(tmp_path: Path) -> str:
    """Return the folder of an empty store."""
    ox.Store(str(tmp_path / "store")).flush()
    return str(tmp_path / "store")


@pytest.fixture
def service() -> Service:
    """Return a service that has no data yet."""
    return Service(Limits(workers=1), [], AccessLog(os.open(os.devnull, os.O_WRONLY)))


def find_children() -> set[str]:
    """Return the process ids of what this process has started and not reaped."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


async def end(service: Service, others: set[str]) -> None:
    """End what a service serves, and wait until no processes but those of others are left."""
    assert service.generation is not None
    service.generation.discard()
    while not find_children() <= others:  # noqa: ASYNC110
        await asyncio.sleep(0.01)


def folders(shelf: Shelf) -> list[bool]:
    """Return for each catalogue that was loaded whether its folder is still there."""
    return [made.scratch.folder.exists() for made in shelf.loaded if made.scratch is not None]


def test_newer_data_take_over_and_the_old_ones_go(store: str, service: Service) -> None:
    """What was made for the old data is removed when nobody uses them any more."""
    shelf = Shelf(store, store)

    others = find_children()

    async def play() -> None:
        reloader = Reloader(service, shelf, service.limits, asyncio.Event())
        assert await reloader.load() == "0"
        assert await reloader.load() == "1"
        await asyncio.gather(*reloader._retiring)
        assert service.generation is not None
        assert service.generation.catalogue.digest == "1"
        assert folders(shelf) == [False, True]
        await end(service, others)

    asyncio.run(play())
    assert service.metrics.reloads == 2


def test_data_that_cannot_be_opened_leave_nothing_behind(
    store: str, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old data stay in service, and the folder of the new ones is removed."""
    monkeypatch.setattr("kg.service.pool.pool.RESTART_PAUSE", 0.01)
    shelf = Shelf(store, f"{store}-nowhere")

    others = find_children()

    async def play() -> None:
        reloader = Reloader(service, shelf, service.limits, asyncio.Event())
        await reloader.load()
        with pytest.raises(KgError, match="nowhere"):
            await reloader.load()
        assert service.generation is not None
        assert service.generation.catalogue.digest == "0"
        assert folders(shelf) == [True, False]
        await end(service, others)

    asyncio.run(play())
