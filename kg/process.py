"""A program that reads documents, run within limits of time and of output; where pandoc is."""

from __future__ import annotations

import importlib
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Ended:
    """What a reader wrote and told, and how it ended: by itself, too late, or with too much."""

    output: bytes
    told: str
    status: int
    late: bool
    large: bool


def find_pandoc() -> str | None:
    """Return the path of pandoc, or None where there is none."""
    try:
        module = importlib.import_module("pypandoc")
        # The wheel's own first: pypandoc itself starts every pandoc that it finds, to compare them.
        own = Path(str(module.__file__)).with_name("files") / "pandoc"
        return str(own if own.is_file() else module.get_pandoc_path())
    except (ModuleNotFoundError, OSError):
        return None


def run_reader(
    words: Sequence[str],
    content: bytes,
    environment: Mapping[str, str],
    seconds: int,
    most: int,
    files: Mapping[str, bytes] = MappingProxyType({}),
) -> Ended:
    """Run a reader on a document, given as its input; stop it after `seconds` or `most` bytes.

    It runs in a folder with `files` and nothing else, which is its home too, so that no template,
    filter or setting of the user's is met; it sees no more of the environment than what is given.
    """
    with tempfile.TemporaryDirectory(prefix="kg-import-") as scratch:
        source, errors = Path(scratch, "text"), Path(scratch, "errors")
        source.write_bytes(content)
        for name, held in files.items():
            Path(scratch, name).write_bytes(held)
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
