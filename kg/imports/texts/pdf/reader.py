"""A program of its own: a PDF on standard input → a line of JSON for each of its pages.

`pages.py` starts it and hears what it says. A PDF may come from a stranger, and pypdf is large:
what it does to time and memory ends with this process, and it can open no file and no connection.
The first line tells the whole (`Head`), each other one page (`Page`).
"""

from __future__ import annotations

import codecs
import contextlib
import importlib
import json
import pkgutil
import resource
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from pypdf import PdfReader

# Not needed for words. Whether they are installed must not change what comes out: with fontTools,
# pypdf reads some fonts otherwise.
_NOT_USED = ("PIL", "fontTools", "cryptography", "Crypto")
# What pypdf may decode pages with: loaded before files can no longer be opened.
_CODECS = (
    "ascii", "big5", "charmap", "cp1252", "cp932", "cp936", "cp949", "cp950", "euc_jp", "euc_kr",
    "gb18030", "gb2312", "gbk", "hex_codec", "latin-1", "mac_roman", "shift_jis", "unicode_escape",
    "utf-16", "utf-16-be", "utf-16-le", "utf-8",
)  # fmt: skip


class Heading(TypedDict):
    """A bookmark: how deep it lies, its words, and the number of its page, from 0."""

    level: int
    text: str
    page: int


class Head(TypedDict):
    """What a PDF says of itself. Where `locked`, nothing else of it is told."""

    locked: bool
    pages: int
    labelled: bool
    title: str
    headings: list[Heading]


class Page(TypedDict):
    """The words of a page in the order in which the file draws them, and its label."""

    label: str
    text: str


def main(most_memory: int, most_pages: int) -> None:
    """Write what is known of the PDF on standard input; anything that fails ends the process."""
    content = sys.stdin.buffer.read()
    pypdf = _load_all()
    shut_in(most_memory)
    reader: PdfReader = pypdf.PdfReader(BytesIO(content))
    if reader.is_encrypted:
        _write(Head(locked=True, pages=0, labelled=False, title="", headings=[]))
        return
    count = len(reader.pages)
    _write(
        Head(
            locked=False,
            pages=count,
            labelled="/PageLabels" in reader.root_object,
            title=str((reader.metadata and reader.metadata.title) or ""),
            headings=[*_headings_of(reader)] if count <= most_pages else [],
        )
    )
    if count <= most_pages:
        for label, page in zip(reader.page_labels, reader.pages, strict=True):
            _write(Page(label=label, text=page.extract_text()))


def _load_all() -> ModuleType:
    """Load pypdf with all of its parts, many of which it would load when it meets a need."""
    for name in _CODECS:
        codecs.lookup(name)
    # Python takes a module that is None for one that is not there.
    sys.modules.update(dict.fromkeys(_NOT_USED))  # type: ignore[arg-type]
    pypdf = importlib.import_module("pypdf")
    for part in pkgutil.walk_packages(pypdf.__path__, "pypdf."):
        # A few need what is not to be used; pypdf does without them.
        with contextlib.suppress(ImportError):
            importlib.import_module(part.name)
    return pypdf


def shut_in(most_memory: int) -> None:
    """Open nothing from here on: no file, no connection; write no file, and grow so far only."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    # A descriptor has to be below this number, and those below it are in use.
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def _headings_of(reader: PdfReader) -> Iterator[Heading]:
    for level, one in _walk(reader.outline, 1):
        page = reader.get_destination_page_number(one)
        if page is not None and page >= 0 and one.title:
            yield Heading(level=level, text=str(one.title), page=page)


def _walk(outline: Iterable[Any], level: int) -> Iterator[tuple[int, Any]]:
    for one in outline:
        if isinstance(one, list):
            yield from _walk(one, level + 1)
        else:
            yield level, one


def _write(value: Head | Page) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
