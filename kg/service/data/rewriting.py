"""A store that is read from disk for days, written anew while it is asked already."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from kg.service.data.beside import run_beside
from kg.service.data.scratch import Scratch
from kg.service.data.sharing import name_whole
from kg.service.worker.wire import WorkerConfig

OPTIMIZING = "kg.service.data.optimizing"


class Rewriting:
    """The same data in a new folder: coming to be, ready, and then somebody's."""

    def __init__(self, config: WorkerConfig, on_ready: Callable[[Rewriting], None]) -> None:
        """Take what workers know of the store as it is, and whom to tell when it is ready."""
        self.ready = False
        self._config = config
        self._on_ready = on_ready
        self._scratch: Scratch | None = None
        self._task = asyncio.get_running_loop().create_task(self._write())

    def take(self) -> tuple[WorkerConfig, Scratch]:
        """Return what workers are to know now, and the folder, which is the caller's from here.

        What was counted of the data is taken along. To be called when it is ready.
        """
        if self._scratch is None:
            raise ValueError("nothing is written yet")
        store = _name_store(self._scratch)
        old = Path(self._config.counts)
        counts = self._scratch.folder / old.parent.name / old.name
        if old.is_dir():
            shutil.copytree(old, counts, dirs_exist_ok=True)
        shared = self._config.shared
        if shared is not None:
            shared = msgspec.structs.replace(shared, folder=str(name_whole(store)))
        config = msgspec.structs.replace(
            self._config, store=str(store), shared=shared, counts=str(counts)
        )
        self.ready = False
        return config, self._scratch

    def discard(self) -> None:
        """Write no more of it, and remove what there is, unless somebody has it."""
        self._task.cancel()
        if self.ready and self._scratch is not None:
            self.ready = False
            self._scratch.discard()

    async def _write(self) -> None:
        scratch = Scratch()
        try:
            words = (self._config.store, str(_name_store(scratch)))
            ended = await run_beside(OPTIMIZING, words, idly=True)
        except BaseException:
            scratch.discard()
            raise
        if ended.status:
            scratch.discard()
            said = ended.errors.decode(errors="replace").strip().splitlines()
            why = said[-1] if said else f"status {ended.status}"
            sys.stderr.write(f"the store is read as it was loaded, and not faster: {why}\n")
            sys.stderr.flush()
            return
        self._scratch, self.ready = scratch, True
        self._on_ready(self)


def _name_store(scratch: Scratch) -> Path:
    return scratch.folder / "store"
