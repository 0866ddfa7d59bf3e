"""Whose text was edited: the review's own or a companion's, and the files that count in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.model import Companion, Record, Sources, SourceText
from kg.sources.folder.inputs import Inputs
from kg.sources.places.text import HeldText

REVIEW = "data/review.yaml"


@dataclass(frozen=True, slots=True)
class Target:
    """A document, the text that it names, its files, and the one of them that names the text."""

    record: Record
    text: SourceText | None
    files: tuple[str, ...]
    home: str

    @property
    def digest(self) -> str:
        """Return the digest of that text; "" where none is named."""
        return self.text.sha256 if self.text is not None else ""


def find_target(sources: Sources, inputs: Inputs, old: HeldText | None, new: HeldText) -> Target:
    """Return whose text `old` is; where it is nobody's, `new` may be (it was moved before)."""
    digests = [one.sha256 for one in (old, new) if one is not None]
    files = tuple(name for name in inputs.files if name.endswith(".yaml"))
    own = Target(
        sources,
        sources.review.text,
        tuple(name for name in files if not name.startswith("data/companions/")),
        REVIEW,
    )
    others = [
        Target(one, one.text, (name,), name)
        for name in files
        for one in (_companion_in(name, sources, inputs),)
        if one is not None and one.text is not None
    ]
    for digest in digests:
        for target in (own, *others):
            if target.digest == digest:
                return target
    if not any(target.digest for target in (own, *others)):
        raise UsageError(_fault_of_pages(old))
    if old is None:
        return own
    raise UsageError(
        f"{old.shown}: this is not the text that the data were made from "
        f"(its SHA-256 is {old.sha256[:12]}…, theirs {own.digest[:12]}…)"
    )


def _fault_of_pages(old: HeldText | None) -> str:
    """Return what to say about data whose places are pages of nobody knows which print."""
    told = "the data name no text, so nothing tells which print their pages are of"
    if old is None:
        return f"{told}; give the old text, too: kg verify --move OLD NEW"
    name = f"{Path(old.shown).stem}.txt"
    count = old.text.count("\f") + 1
    pages = ", ".join(old.pages) or (f"1-{count}" if count > 1 else "1")
    return (
        f"{told}; say it in data/review.yaml, then move them: "
        f"text: {{file: {name}, sha256: {old.sha256}, pages: [{pages}]}}"
    )


def _companion_in(name: str, sources: Sources, inputs: Inputs) -> Companion | None:
    """Return the companion that a file holds: it names the text by its digest."""
    if not name.startswith("data/companions/"):
        return None
    content = content_of(inputs, name)
    held = ((one, one.text) for one in sources.companions)
    return next((one for one, text in held if text and text.sha256 in content), None)


def content_of(inputs: Inputs, name: str) -> str:
    """Return a file as it was read."""
    return inputs.files[name].decode("utf-8")
