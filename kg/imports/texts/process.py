"""A reader of documents, run as a process of its own within limits of time and of output."""

from __future__ import annotations

import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ended:
    """What a reader wrote and told, and how it ended: by itself, too late, or with too much."""

    output: bytes
    told: str
    status: int
    late: bool
    large: bool


def run_reader(
    words: Sequence[str], content: bytes, environment: Mapping[str, str], seconds: int, most: int
) -> Ended:
    """Run a reader on a document, given as its input; stop it after `seconds` or `most` bytes.

    It runs in an empty folder, which is its home too, so that no template, filter or setting of
    the user's is met; it sees no more of the environment than what is given.
    """
    with tempfile.TemporaryDirectory(prefix="kg-import-") as scratch:
        source, errors = Path(scratch, "text"), Path(scratch, "errors")
        source.write_bytes(content)
        with (
            source.open("rb") as given,
            errors.open("wb") as told,
            subprocess.Popen(  # noqa: S603 - a reader's own path, and words of ours
                words, stdin=given, stdout=subprocess.PIPE, stderr=told,
                cwd=scratch, env={"LANG": "C.UTF-8", "HOME": scratch, **environment},
            ) as process,
        ):  # fmt: skip
            clock = threading.Timer(seconds, process.kill)
            clock.start()
            assert process.stdout is not None
            output = process.stdout.read(most + 1)
            if len(output) > most:
                process.kill()
            status = process.wait()
            late = clock.finished.is_set()
            clock.cancel()
        said = errors.read_text("utf-8", errors="replace")
    return Ended(output, said, status, late, len(output) > most)
