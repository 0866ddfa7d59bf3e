"""What goes on beside the answers for as long as some data are in service."""

from __future__ import annotations

import asyncio


class Background:
    """Something that runs until it is closed; `_run` says what."""

    _task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    def close(self) -> None:
        """End what is under way."""
        if self._task is not None:
            self._task.cancel()

    async def _run(self) -> None:
        raise NotImplementedError
