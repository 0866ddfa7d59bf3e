"""A PDF → the text of its pages, how they are numbered, and where its bookmarks lead.

Its words come as the file draws them: broken at the ends of lines, with what stands at the head
and the foot of each page. Between pages stands a form feed, so that a place here is one in print.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sys
import unicodedata
from collections.abc import Sequence
from itertools import accumulate

from kg.errors import UsageError, shorten_text
from kg.imports.texts.documents import Document, Heading
from kg.imports.texts.pandoc import Unreadable
from kg.imports.texts.pdf.reader import Head, Page
from kg.imports.texts.styles import guess_style
from kg.imports.texts.words import squeeze
from kg.model.pagination import UNNUMBERED, join_pages
from kg.model.places import is_page
from kg.process import Ended, run_reader

MOST_SECONDS = 300  # a page takes 20 to 100 ms
MOST_MEMORY = 1024 * 1024 * 1024
MOST_PAGES = 3_000
MOST_OUTPUT = 64 * 1024 * 1024  # a page of print has 5 kB

_MISSING = (
    "reading a PDF takes pypdf, which the plain install leaves out; run: "
    "pip install 'tiptrace[authors]'"
)
_LOCKED = (
    "this PDF is locked, with a password or against copying; save it without (in the program that "
    "made it, or print it to a new PDF), and import that"
)
_SCANNED = (
    "its pages are pictures without words (a scan); have a program read the letters, such as "
    "ocrmypdf in.pdf out.pdf, and import what it writes"
)
_NO_LETTERS = (
    "its fonts do not say which letters they show; import the file it was made from, or have a "
    "program read the letters: ocrmypdf --force-ocr in.pdf out.pdf"
)
_TOO_LARGE = "it grows too large when it is read; save parts of it as PDFs of their own"
_DAMAGED = "open it in a PDF viewer, print it to a new PDF, and import that"
# What no text has: control characters, half a character, places for signs of a font's own.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ue000-\uf8ff\ufffd]")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# One letter in so many that is not known makes a text that nobody can cite.
_MOST_UNKNOWN = 0.1
# What programs put there by themselves: a file's name.
_NO_TITLE = re.compile(r"untitled|microsoft word|.*\.\w{2,5}\Z", re.IGNORECASE | re.DOTALL)


def read_pdf(content: bytes) -> Document | Unreadable:
    """Read a PDF; raise UsageError where pypdf is missing.

    The same file gives the same text, as long as pypdf reads it as it did.
    """
    if importlib.util.find_spec("pypdf") is None:
        raise UsageError(_MISSING)
    done = _run_reader(content)
    lines = done.output.splitlines()
    fault = _fault_of_run(done, lines)
    if fault is not None:
        return Unreadable(fault)
    head: Head = json.loads(lines[0])
    pages: list[Page] = [json.loads(line) for line in lines[1:]]
    texts = [clean_page(one["text"]) for one in pages]
    fault = _fault_of_words(texts)
    if fault is not None:
        return Unreadable(fault)
    document = _document_of(head, pages, texts)
    warnings = list(dict.fromkeys(done.told.splitlines()))
    if warnings:
        more = f" (and {len(warnings) - 1} more)" if warnings[1:] else ""
        document.left.append(f"not all in the file is in order: {shorten_text(warnings[0])}{more}")
    return document


def _run_reader(content: bytes) -> Ended:
    # -P: what lies in the folder of the moment is not taken for a module.
    words = [sys.executable, "-P", "-m", "kg.imports.texts.pdf.reader"]
    words += [str(MOST_MEMORY), str(MOST_PAGES)]
    # It finds what this process finds, wherever that was installed.
    environment = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return run_reader(words, content, environment, MOST_SECONDS, MOST_OUTPUT)


def _fault_of_run(done: Ended, lines: Sequence[bytes]) -> str | None:
    """Return why not all pages came, or None where they did."""
    if done.late:
        return f"reading it was not done after {MOST_SECONDS} seconds; save parts of it as PDFs"
    if done.large or "MemoryError" in done.told or "LimitReachedError" in done.told:
        return _TOO_LARGE
    last = shorten_text(done.told.strip().rpartition("\n")[2].rpartition("Error: ")[2])
    if not lines:
        return f"this PDF is damaged ({last}); {_DAMAGED}"
    head: Head = json.loads(lines[0])
    if head["locked"]:
        return _LOCKED
    if head["pages"] > MOST_PAGES:
        return f"it has {head['pages']:,} pages; save up to {MOST_PAGES:,} of them as a PDF"
    failed = f"page {len(lines)} of the file cannot be read ({last}); {_DAMAGED}"
    return failed if done.status else None


def clean_page(text: str) -> str:
    """Return the words of a page: ligatures as letters, and a mark for each that is not known."""
    lines = text.translate(_LIGATURES).replace("\f", "\n").splitlines()
    return "\n".join(_UNSEEN.sub("\ufffd", line).rstrip() for line in lines).strip("\n")


def _fault_of_words(texts: Sequence[str]) -> str | None:
    letters = sum(map(str.isalnum, "".join(texts)))
    unknown = sum(text.count("\ufffd") for text in texts)
    if not letters and not unknown:
        return _SCANNED
    return _NO_LETTERS if unknown > (letters + unknown) * _MOST_UNKNOWN else None


def _document_of(head: Head, pages: Sequence[Page], texts: Sequence[str]) -> Document:
    text = "\f".join(f"{one}\n" for one in texts)
    labels = [_label_of(one["label"]) for one in pages]
    title = squeeze(head["title"])
    document = Document(text, style=guess_style(text, "plain"), pages=tuple(join_pages(labels)))
    document.title = "" if _NO_TITLE.match(title) else title
    document.says_pages = head["labelled"]
    document.left += _told_of_pages(head, texts, labels)
    _place_headings(document, head, texts)
    return document


def _label_of(printed: str) -> str:
    """Return a label as data can name it: `A-3` is A.3, for a dash is for ranges."""
    label = re.sub(r"[-\u2010-\u2015\s]+", ".", printed.strip())
    return label if is_page(label) else UNNUMBERED


def _told_of_pages(head: Head, texts: Sequence[str], labels: Sequence[str]) -> list[str]:
    told: list[str] = []
    ranges = ", ".join(join_pages(labels))
    if not head["labelled"]:
        told.append(
            f"the PDF does not say how its pages are numbered, so they count from 1 ({ranges}); "
            "if the print says otherwise, mend text: pages in data/review.yaml"
        )
    bare = [label for label, text in zip(labels, texts, strict=True) if not text.strip()]
    if bare:
        told.append(f"pages without words (empty, or pictures): {', '.join(join_pages(bare))}")
    unknown = sum(text.count("\ufffd") for text in texts)
    if unknown:
        told.append(f"letters that the fonts do not name: {unknown}, each is \ufffd in the text")
    told.append(
        "heads and feet of pages stand in the text; tables did not come, and columns stand as the "
        "file draws them: read it once beside the print"
    )
    return told


def _place_headings(document: Document, head: Head, texts: Sequence[str]) -> None:
    """Take the bookmarks for headings, where their words stand on the page that they lead to."""
    starts = [0, *accumulate(len(text) + 2 for text in texts)]
    at = 0
    for one in head["headings"]:
        words = squeeze(one["text"])
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
        page = one["page"]
        if not words or page >= len(texts):
            continue
        begin = max(at, starts[page])
        match = pattern.search(document.text, begin, starts[page + 1])
        if match is None:
            document.left.append(f"the bookmark '{words[:60]}': its words are not on its page")
            continue
        document.headings.append(Heading(one["level"], words, start=match.start()))
        at = match.end()
    if not head["headings"]:
        document.left.append(
            "it has no bookmarks, so all of it is one section: enter the others in "
            "data/sections.yaml, with at: or pages"
        )
