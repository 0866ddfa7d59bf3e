"""Tables of counts that are made in the background, one after the other.

A query that a table would have answered tells so with what the engine spent on it.  What was spent
decides what a table may cost: so a query with a FILTER that leaves little, however often it is
asked, has no count of everything made for it.  Tables that were made for the data before are made
again for newer data, before anybody asks.
"""

from __future__ import annotations

import asyncio
import shutil
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.service.application.background import Background
from kg.service.counts.files import CountFiles
from kg.service.counts.patterns import TableName
from kg.service.counts.reading import read_count_query
from kg.service.http.problems import ProblemError
from kg.service.pool.tickets import Ticket
from kg.service.worker.wire import Job, Outcome

# Seconds of the engine after which a count is worth a table.
WORTH = 0.005
# So many times as long as its queries took the processor may be at a table, and so long at least
# and at most: to count all takes longer than to count what a FILTER leaves.
PATIENCE = 20.0
LEAST, MOST = 2.0, 600.0
# By the clock it has time: it gives way to all else.
DEADLINE = 3600.0
# Names of tables, of which most are cheap to count and never made.
MOST_KNOWN = 2_000
# Workers that have no room are not asked in a circle.
PAUSE = 1.0


class Workers(Protocol):
    """Who makes a table."""

    def submit(self, job: Job) -> Ticket:
        """Take a job in."""

    def cancel(self, ticket: Ticket) -> None:
        """Stop a job nobody waits for any more."""


@dataclass(slots=True)
class _Account:
    """What the queries of a table took of the engine so far, in seconds."""

    spent: float = 0.0
    wants: float = WORTH
    """When as much has been spent, the table is made, or tried again."""


class Counting(Background):
    """Has tables made for one state of some data."""

    def __init__(self, workers: Workers, folder: Path, slices: Sequence[Path] = ()) -> None:
        """Take who makes them, and the folder of those data; others lie beside it.

        So do those of the slices of these data, which stay.
        """
        self._workers = workers
        self._folder = folder
        self._kept = {path.name for path in (folder, *slices)}
        self._files = CountFiles(folder)
        self._accounts: dict[TableName, _Account] = {}
        self._due: deque[tuple[TableName, float]] = deque()
        self._wake = asyncio.Event()
        self._ticket: Ticket | None = None

    def close(self) -> None:
        """Stop, and end what is under way."""
        super().close()
        if self._ticket is not None:
            self._workers.cancel(self._ticket)

    def learn(self, job: Job, answer: asyncio.Future[tuple[Outcome, bytes]]) -> None:
        """Learn from the end of a job which table it wanted, and what it took without."""
        if answer.cancelled():
            return
        error = answer.exception()
        if error is None:
            outcome, _ = answer.result()
            if outcome.wanted is not None:
                self._note(outcome.wanted, outcome.seconds)
        # One that was ended tells nothing any more; it has taken all that it might.
        elif isinstance(error, ProblemError) and error.slug == "timeout" and not job.bindings:
            counted = read_count_query(job.query) if job.default_graphs is None else None
            if counted is not None and not counted.narrow:
                self._note(counted.table, job.deadline)

    def _note(self, name: TableName, seconds: float) -> None:
        if len(self._accounts) >= MOST_KNOWN:
            self._accounts.clear()
        account = self._accounts.setdefault(name, _Account())
        account.spent += seconds
        if account.spent >= account.wants:
            # Until it has been tried it is due once only; then it may be due for twice as much.
            account.wants = 2 * account.spent
            self._due.append((name, min(max(LEAST, PATIENCE * account.spent), MOST)))
            self._wake.set()

    async def _run(self) -> None:
        # First what was counted of the data before.
        for name in await asyncio.to_thread(self._list_former):
            await self._make(name, MOST)
        await asyncio.to_thread(self._remove_former)
        while True:
            while self._due:
                await self._make(*self._due.popleft())
            self._wake.clear()
            await self._wake.wait()

    async def _make(self, name: TableName, seconds: float) -> None:
        """Have a table made in so many seconds of the processor at most."""
        if self._files.has(name):
            return
        while True:
            job = Job("", "", deadline=DEADLINE, table=name, processor=seconds)
            self._ticket = self._workers.submit(job)
            try:
                outcome, _ = await self._ticket.answer
            except ProblemError as error:
                if error.slug.startswith("overload"):
                    await asyncio.sleep(PAUSE)
                    continue
                return
            finally:
                self._ticket = None
            if outcome.problem:
                # Not too slow, but too large, or of a kind that no file holds: it stays so.
                self._accounts[name] = _Account(wants=float("inf"))
            else:
                self._accounts.pop(name, None)
            return

    def _list_former(self) -> list[TableName]:
        """Return the names of the tables of all data that had some here, each once."""
        folders = self._list_folders()
        names = (name for folder in folders for name in CountFiles(folder).list_names())
        return list(dict.fromkeys(names))

    def _list_folders(self) -> Iterator[Path]:
        """Yield the folders of all data that had tables here, newest first."""
        there = [path for path in self._folder.parent.glob("*") if path.is_dir()]
        there.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
        yield from there

    def _remove_former(self) -> None:
        for path in self._list_folders():
            if path.name not in self._kept:
                shutil.rmtree(path, ignore_errors=True)
