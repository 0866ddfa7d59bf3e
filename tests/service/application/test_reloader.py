from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.service.application.app import Service
from kg.service.application.reloader import WATCH_PAUSE, Reloader
from kg.service.data.catalogue import Catalogue
from kg.service.data.origins import FilesOrigin
from kg.service.data.scratch import Scratch
from kg.service.http.accesslog import AccessLog
from kg.service.http.limits import Limits
from kg.service.worker.wire import WorkerConfig
from tests.service.pool.waiting import find_children, wait_until

pytestmark = pytest.mark.slow


class Shelf:
    """An origin with one store after another; the digest is the number of the store."""

    def __init__(self, *stores: str) -> None:
        """Take the stores in the order they are to be loaded."""
        self.stores = stores
        self.loaded: list[Catalogue] = []

    def fingerprint(self) -> str:
        """Return how many were loaded."""
        return str(len(self.loaded))

    async def load(self, *, asked: bool = False) -> Catalogue:
        """Load the next."""
        del asked
        store = self.stores[len(self.loaded)]
        config = WorkerConfig(store=store)
        digest = str(len(self.loaded))
        made = Catalogue(digest=digest, title="", base="", worker=config, scratch=Scratch())
        self.loaded.append(made)
        return made


@pytest.fixture(autouse=True)
def _in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nobody wait until other tests leave a processor idle."""
    monkeypatch.setattr("kg.service.data.beside.NICEST", 0)


@pytest.fixture
def store(tmp_path: Path) -> str:
    """Return the folder of an empty store."""
    ox.Store(str(tmp_path / "store")).flush()
    return str(tmp_path / "store")


@pytest.fixture
def service() -> Service:
    """Return a service that has no data yet."""
    return Service(Limits(workers=1), [], AccessLog(os.open(os.devnull, os.O_WRONLY)))


async def end(service: Service, others: set[str]) -> None:
    """End what a service serves, and wait until no processes but those of others are left."""
    assert service.generation is not None
    service.generation.discard()
    await wait_until(lambda: find_children() <= others)


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


def is_there(catalogue: Catalogue) -> bool:
    """Tell whether the store of a catalogue is there."""
    return Path(catalogue.worker.store).exists()


def test_a_store_that_was_written_anew_takes_over(
    tmp_path: Path, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody need ask for it, and the files are not read again unless somebody does."""
    monkeypatch.setattr("kg.service.data.origins.fits_memory", lambda _: False)
    path = tmp_path / "a.nq"
    path.write_text("<x:a> <x:b> <x:c> <x:g> .")
    others = find_children()

    async def await_store(old: str) -> Catalogue:
        while service.generation is None or service.generation.catalogue.worker.store == old:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        return service.generation.catalogue

    async def play() -> None:
        wanted = asyncio.Event()
        reloader = Reloader(service, FilesOrigin([path], WorkerConfig()), service.limits, wanted)
        watching = asyncio.create_task(reloader.watch(await reloader.load()))
        first = await await_store("")
        path.write_text("<x:a> <x:b> <x:d> <x:g> .")
        second = await await_store(first.worker.store)
        assert second.digest == first.digest
        await asyncio.gather(*reloader._retiring)
        assert not is_there(first)
        wanted.set()
        third = await await_store(second.worker.store)
        fourth = await await_store(third.worker.store)
        assert third.digest == fourth.digest != first.digest
        await asyncio.sleep(1.5 * WATCH_PAUSE)
        assert service.metrics.reloads == 4
        watching.cancel()
        await end(service, others)
        assert not is_there(fourth)

    asyncio.run(play())
