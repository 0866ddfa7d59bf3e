"""A generation: one dataset with its workers and its cache, used until a newer one takes over."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import msgspec

from kg.service.application.counting import Counting
from kg.service.application.standing import Sight, Standing
from kg.service.data.catalogue import Catalogue
from kg.service.http.cache import ReplyCache
from kg.service.http.limits import Limits
from kg.service.http.requests import Request
from kg.service.pool.engine_pool import EnginePool
from kg.service.pool.pool import Pool
from kg.service.pool.tickets import Ticket
from kg.service.worker.wire import Job, Outcome


class Generation:
    """One dataset being served."""

    def __init__(self, catalogue: Catalogue, limits: Limits) -> None:
        """Take what to serve and the limits; `start` starts the workers."""
        self.catalogue = catalogue
        self.limits = limits
        config = catalogue.worker
        self.pool: Pool | EnginePool = (
            EnginePool(config, limits) if config.engine else Pool(config, limits, catalogue.server)
        )
        slices = [Path(one.folder) for one in config.slices]
        folder = Path(config.counts)
        self._counting = Counting(self.pool, folder, slices) if config.counts else None
        self._standing: Standing | Sight | None = None
        if isinstance(self.pool, EnginePool):
            # Of an engine by itself nothing is known that it could be held against.
            self._standing = (
                Standing(self.pool, catalogue)
                if catalogue.digest
                else Sight(self.pool, config.engine)
            )
        self.cache = ReplyCache(limits.cache_bytes)
        self._under_way: dict[bytes, Ticket] = {}
        """Single flight: equal jobs that are asked for at the same time are done once."""
        self._users = 0
        self._unused = asyncio.Event()
        self._loan = Loan(self)

    def borrowed(self) -> Loan:
        """Keep the workers alive while a request is being answered: to be used with `with`."""
        return self._loan

    def borrow(self) -> None:
        """Hear of one more user."""
        self._users += 1

    def give_back(self) -> None:
        """Hear of one user less."""
        self._users -= 1
        if not self._users:
            self._unused.set()

    async def start(self) -> None:
        """Start the workers and wait for the first one; raise KgError when none can start."""
        await self.pool.start()
        if self._counting is not None:
            self._counting.start()
        if self._standing is not None:
            self._standing.start()

    async def retire(self) -> None:
        """Let running requests end, then end the workers and remove what was theirs."""
        self._close_what_runs_beside()
        while self._users:
            self._unused.clear()
            await self._unused.wait()
        await self.pool.close()
        self.catalogue.discard()

    def discard(self) -> None:
        """End everything at once."""
        self._close_what_runs_beside()
        self.pool.abandon()
        self.catalogue.discard()

    def _close_what_runs_beside(self) -> None:
        for one in (self._counting, self._standing):
            if one is not None:
                one.close()

    async def run(
        self, job: Job, request: Request, *, shared: bool = True
    ) -> tuple[Outcome, bytes]:
        """Run a job, or wait for the same one where it is on its way already and may be shared.

        Returns the outcome, which may be a problem of the query, and the body; raises ProblemError
        where the job was refused or ended. When all who wait have hung up, a long job is ended.
        """
        # All that shapes the answer is in the job: equal bytes are equal jobs.
        key = msgspec.msgpack.encode(job)
        ticket = self._under_way.get(key) if shared else None
        if ticket is None:
            ticket = self.pool.submit(job)
            if self._counting is not None:
                ticket.answer.add_done_callback(partial(self._counting.learn, job))
            if shared:
                self._under_way[key] = ticket
        watch = Watch(self.pool, ticket, request)
        try:
            return await ticket.answer
        finally:
            watch.end()
            # By now an equal job may have been begun anew: that one is not ours to forget.
            if self._under_way.get(key) is ticket:
                del self._under_way[key]


class Loan:
    """Borrows a generation for as many as are inside; a generator for each would cost more."""

    __slots__ = ("_generation",)

    def __init__(self, generation: Generation) -> None:
        """Take what is borrowed."""
        self._generation = generation

    def __enter__(self) -> None:
        """Begin to use it."""
        self._generation.borrow()

    def __exit__(self, *_: object) -> None:
        """Use it no more."""
        self._generation.give_back()


class Watch:
    """One request waiting for a job; when that runs long, watches for the client hanging up.

    Not from the start: to listen takes a task for each request, and nearly all jobs are short.
    """

    def __init__(self, pool: Pool | EnginePool, ticket: Ticket, request: Request) -> None:
        """Take the pool to stop the job in, and the request to listen to."""
        self._pool = pool
        self._ticket = ticket
        self._request = request
        self._task: asyncio.Task[None] | None = None
        ticket.waiting += 1
        if ticket.slow:
            self.begin()
        else:
            ticket.on_slow.append(self.begin)

    def begin(self) -> None:
        """Begin to listen, if that is not done already."""
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._listen())

    def end(self) -> None:
        """Stop listening; the request has its answer."""
        if self._task is not None:
            self._task.cancel()

    async def _listen(self) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        self._ticket.waiting -= 1
        if not self._ticket.waiting:
            self._pool.cancel(self._ticket)
