"""What is known of files that were read into memory, as the process that holds them says it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kg.service.data.loading import Loaded
from kg.service.worker.wire import WorkerConfig


class Said(msgspec.Struct, omit_defaults=True):
    """What is known of files that were read, or else why one cannot be: a line for the user."""

    fault: str = ""
    loaded: Loaded | None = None


def configure(settings: WorkerConfig, loaded: Loaded) -> WorkerConfig:
    """Return what workers are to know, now that the data are known.

    `counts` of the settings is the folder of the tables of all data.
    """
    return msgspec.structs.replace(
        settings,
        union=loaded.union,
        shared=loaded.shared,
        counts=str(Path(settings.counts) / loaded.digest[:32]),
    )
