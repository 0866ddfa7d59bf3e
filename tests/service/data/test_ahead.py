from __future__ import annotations

import asyncio

import pytest

from kg.errors import KgError
from kg.service.data.ahead import Ahead
from kg.service.data.catalogue import Catalogue
from kg.service.data.scratch import Scratch
from kg.service.worker.wire import WorkerConfig


class Growing:
    """An origin that has something newer each time it is looked at."""

    def __init__(self, fault: str = "") -> None:
        """Take what is wrong with it."""
        self.looked = 0
        self.made: list[Catalogue] = []
        self.asked: list[bool] = []
        self._fault = fault

    def fingerprint(self) -> str:
        """Return how often it was looked at."""
        self.looked += 1
        return str(self.looked)

    async def load(self, *, asked: bool = False) -> Catalogue:
        """Make a catalogue with a folder of its own."""
        self.asked.append(asked)
        await asyncio.sleep(0)
        if self._fault:
            raise KgError(self._fault)
        made = Catalogue("", "", "", WorkerConfig(), scratch=Scratch())
        self.made.append(made)
        return made


async def let_others_run() -> None:
    """Give each task its turn, some times."""
    for _ in range(5):
        await asyncio.sleep(0)


def test_the_first_state_is_loaded_before_it_is_asked_for() -> None:
    """And goes by the fingerprint it had then, so that a newer one is seen as new."""

    async def play() -> None:
        origin = Growing()
        ahead = Ahead(origin)
        await let_others_run()
        assert len(origin.made) == 1
        assert [ahead.fingerprint(), ahead.fingerprint()] == ["1", "1"]
        assert await ahead.load() is origin.made[0]
        assert ahead.fingerprint() == "2"
        assert await ahead.load(asked=True) is origin.made[1]
        assert origin.asked == [False, True]
        await ahead.give_up()
        for made in origin.made:
            assert made.scratch is not None
            assert made.scratch.folder.is_dir(), "it is of who took it"
            made.discard()

    asyncio.run(play())


@pytest.mark.parametrize("turns", [True, False], ids=["loaded", "loading"])
def test_a_state_that_nobody_takes_leaves_nothing_behind(turns: bool) -> None:
    """Whether it was whole by then or not."""

    async def play() -> None:
        origin = Growing()
        ahead = Ahead(origin)
        if turns:
            await let_others_run()
        await ahead.give_up()
        assert len(origin.made) == int(turns)
        for made in origin.made:
            assert made.scratch is not None
            assert not made.scratch.folder.exists()

    asyncio.run(play())


def test_what_is_wrong_with_the_data_is_told_to_who_asks() -> None:
    """And to nobody where nobody asks."""

    async def play() -> None:
        ahead = Ahead(Growing("no such file"))
        await let_others_run()
        with pytest.raises(KgError, match="no such file"):
            await ahead.load()
        unasked = Ahead(Growing("no such file"))
        await let_others_run()
        await unasked.give_up()

    asyncio.run(play())
