"""Looks again and again how an engine stands: whether it holds its build and nothing else.

As long as it does, and its default graph is the union of all, most queries need not name the graphs
of the build. Whenever that is not known they are named, which is slower and always right.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from kg.errors import KgError
from kg.service.application.background import Background
from kg.service.data.catalogue import Catalogue
from kg.service.data.engineclient import Endpoints, EngineClient
from kg.service.data.marks import stands_alone
from kg.service.pool.engine_pool import EnginePool

PAUSE = 10.0
"""Seconds between two looks; a push that begins, or another's data, is seen so late at most."""
SELDOM = 60.0
"""Seconds between two looks at an engine without a build, which may be anybody's."""


class Sight(Background):
    """Tells a pool before an engine without a build whether its default graph hides the rest."""

    def __init__(self, pool: EnginePool, address: str) -> None:
        """Take whom to tell, and where the engine is asked."""
        self.pool = pool
        self._address = address

    async def _run(self) -> None:
        while True:
            self.pool.set_hidden(is_hidden=await asyncio.to_thread(self._look))
            await asyncio.sleep(SELDOM)

    def _look(self) -> bool:
        address = self._address
        try:
            return EngineClient(Endpoints(address, address, address), wait=PAUSE).hides_named()
        except KgError:  # of an engine that does not say, nothing is told
            return False


class Standing(Background):
    """Tells a pool how its engine stands."""

    def __init__(self, pool: EnginePool, catalogue: Catalogue) -> None:
        """Take whom to tell, and the build that the engine should hold."""
        self.pool = pool
        self._catalogue = catalogue
        self._doubted = asyncio.Event()

    def start(self) -> None:
        """Begin to look."""
        self.pool.on_doubt = self._doubted.set
        super().start()

    async def _run(self) -> None:
        while True:
            self._doubted.clear()
            is_alone = await asyncio.to_thread(self._look)
            # What ended meanwhile may have been another engine than the one that was looked at.
            self.pool.set_alone(is_alone=is_alone and not self._doubted.is_set())
            with suppress(TimeoutError):
                await asyncio.wait_for(self._doubted.wait(), PAUSE)

    def _look(self) -> bool:
        address, catalogue = self._catalogue.worker.engine, self._catalogue
        # Of an engine that takes long to say so it is not known meanwhile.
        client = EngineClient(Endpoints(address, address, address), wait=PAUSE)
        try:
            return stands_alone(client, catalogue.base, catalogue.digest, catalogue.graphs)
        except (KgError, KeyError):  # no answer, or none that can be read
            return False
