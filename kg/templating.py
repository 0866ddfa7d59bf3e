"""Jinja, set up one way for the site, the tables and the service's own pages."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

Kind = TypeVar("Kind", bound=Environment)


def make_environment(folder: Path, kind: type[Kind], compiled: Path | None = None) -> Kind:
    """Return an environment of the templates in a folder; it compiles each of them once.

    All values are escaped, and a name that a template misspells is an error. `compiled` is a folder
    where compiled templates are kept from one run to the next.
    """
    return kind(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Templates do not change under a running command; to look would cost a stat a page.
        auto_reload=False,
        cache_size=-1,  # all are kept; to count their uses would cost more than they weigh
        bytecode_cache=None if compiled is None else _Compiled(str(compiled)),
    )


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates in a folder. They only save work, so that one that is lost is no error."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, unless the disk is full or another version has cleared the folder."""
        with suppress(OSError):
            super().dump_bytecode(bucket)
