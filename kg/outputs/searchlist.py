"""What can be found, as lists to read through: for who has no scripts, or no word for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kg.catalogues import Voice
from kg.outputs.alphabet import alphabet_of
from kg.outputs.searchindex import KINDS, Document, Lead

# What the search page lists itself; the other kinds have pages of their own that list them.
SHORT_LISTS = ("tip", "theme", "debate", "page")
# Kinds that have lists of their own, by other orders than the alphabet, or are too many to list.
_LISTED_ELSEWHERE = {"claim", "entry", "question", "source"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list from A to Z: a title with its address, or words and what they lead to.

    `words` are those of the review that are looked for as well.
    """

    title: str
    address: str = ""
    anchor: str = ""
    sees: tuple[Document, ...] = ()
    words: tuple[str, ...] = ()
    reason: str = ""
    kind: str = ""


@dataclass(slots=True)
class Letter:
    """The entries that begin with a letter; what begins with none stands under `#`."""

    name: str
    entries: list[Entry] = field(default_factory=list)


def group_short_lists(
    documents: Iterable[Document], voice: Voice
) -> list[tuple[str, list[Document]]]:
    """Return the documents that the search page lists, each group with its heading."""
    chosen = [document for document in documents if document.kind in SHORT_LISTS]
    grouped = groupby(chosen, key=lambda document: document.kind)
    return [(voice.say(KINDS[kind].heading), list(group)) for kind, group in grouped]


def list_letters(
    documents: Sequence[Document], leads: Iterable[Lead], voice: Voice
) -> list[Letter]:
    """Return titles and words that people type, from A to Z."""
    entries = [
        Entry(_sorted_by(document), document.address, kind=voice.say(KINDS[document.kind].one))
        for document in documents
        if document.kind not in _LISTED_ELSEWHERE
    ]
    by_address = {document.address: document for document in documents}
    for lead in leads:
        sees = tuple(by_address[one] for one in lead.addresses if one in by_address)
        for number, typed in enumerate(lead.typed):
            anchor = "" if number else lead.address.partition("#")[2]
            entries.append(Entry(typed, "", anchor, sees, lead.words, lead.reason))
    letters: dict[str, Letter] = {}
    alphabet = alphabet_of(voice)
    for entry in sorted(entries, key=lambda one: (alphabet.key_of(one.title), one.address)):
        name = alphabet.heading_of(entry.title)
        letters.setdefault(name, Letter(name)).entries.append(entry)
    return list(letters.values())


def _sorted_by(document: Document) -> str:
    """Return the title of a document without the number before it, as with tips."""
    return document.title.partition(": ")[2] if document.kind == "tip" else document.title
