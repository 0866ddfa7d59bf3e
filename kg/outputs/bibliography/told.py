"""The graph → what the review says of each work that it lists: the stuff of a bibliography."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pyoxigraph import Store

from kg.catalogues import Voice, voice_of
from kg.outputs.cells import Row
from kg.outputs.documents.prose import Prose, Run
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.references import Reference, Styled, load_references, load_styled
from kg.outputs.references.parts import VERDICTS, Correction

_PARTS = (
    "source-claims",
    "source-positions",
    "source-places",
    "source-rows",
    "source-tips",
    "sources",
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the graph has on all works: rows by query and source, and what each entry is.

    `groups` are the cards of the works in their order, each group under its heading; one list has
    none. `printed` has the line of each source in the review's list where entries stand as printed.
    """

    title: str
    language: str  # of the review, whose words these are
    voice: Voice
    references: Mapping[str, Reference]
    styled: Mapping[str, Styled]
    rows: Mapping[str, Mapping[str, list[Row]]]
    coded: bool
    groups: Sequence[tuple[str, Sequence[Row]]]
    printed: Mapping[str, str]

    def entry(self, card: Row) -> Prose:
        """Return a work as printed, or as the style sets it, or as the line of it, corrected."""
        if card["source"] in self.printed:
            return (Run(self.printed[card["source"]]),)
        reference, styled = self.references[card["code"]], self.styled.get(card["code"])
        if styled is not None:
            return styled.entry
        return (Run(reference.fields.get("citation") or reference.title),)

    def corrections(self, card: Row) -> list[Correction]:
        """Return what is known to be otherwise than the review prints, or more."""
        return [
            replace(one, applied=one.applied and not self.printed)
            for one in self.references[card["code"]].corrections
            if one.kind in VERDICTS
        ]

    def silence(self, card: Row) -> str:
        """Return what is said of a work on which no claim rests."""
        source = card["source"]
        why = next((row["cited_for"] for row in self.rows["sources"].get(source, [])), None)
        if why:
            return self.voice.say("The text cites it, and no claim rests on it: %(why)s", why=why)
        if source in self.rows["source-places"]:
            return self.voice.say("The text cites it. No claim here rests on it.")
        return self.voice.say("The text never cites it.")


def load_told(
    store: Store, style: bytes | None, *, by_class: bool = True, as_printed: bool = False
) -> Told:
    """Return what is told of the works that the review lists, in the order of a style of CSL.

    Without a style each entry is the line of the review's list, with what is proved of the work, or
    `as_printed`; the order is then by family name; so is it within the classes, where there are
    some and they are wanted. Raises BuildError where the references cannot be set in the style.
    """
    review = select_page_rows(store, "review")[0]
    language = str(review["language"])
    voice = voice_of(language)
    references = load_references(store)
    styled = load_styled(store, references, style) if style is not None else {}
    cards = _sort_cards(store, references, styled)
    groups: list[tuple[str, list[Row]]] = [("", cards)]
    if by_class and any(card["letter"] for card in cards):
        groups = _sort_into_classes(cards, references, voice)
    return Told(
        title=voice.say("Annotated bibliography: %(title)s", title=review["title"]),
        language=language,
        voice=voice,
        references=references,
        styled=styled,
        rows={name: _by_source(select_page_rows(store, name)) for name in _PARTS},
        coded=bool(review["coded"]),
        groups=groups,
        printed=_load_printed(store) if as_printed else {},
    )


def _load_printed(store: Store) -> dict[str, str]:
    """Return the line of each source: of the last list by name, which is the one by class."""
    lines: dict[str, str] = {}
    for row in select_page_rows(store, "source-entries"):
        lines.setdefault(row["source"], str(row["printed"]))
    return lines


def _sort_cards(
    store: Store, references: Mapping[str, Reference], styled: Mapping[str, Styled]
) -> list[Row]:
    """Return the works that are listed, in the order of the style or by family name."""
    listed = {row["code"] for row in select_page_rows(store, "cited-order")}
    cards = [row for row in select_page_rows(store, "source-card") if row["code"] in listed]
    if styled:
        places = {code: place for place, code in enumerate(styled)}
        return sorted(cards, key=lambda card: places[card["code"]])
    return sorted(cards, key=lambda card: _alphabetical(references[card["code"]]))


def _by_source(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["source"], []).append(row)
    return found


def _alphabetical(reference: Reference) -> tuple[str, ...]:
    """Return what works without a style are sorted by: the first author's family name."""
    first = next(iter((*reference.authors, *reference.editors)), None)
    names = (first.family, first.given) if first else (reference.title, "")
    return (*(name.casefold() for name in names), reference.year, reference.code)


def _sort_into_classes(
    cards: Sequence[Row], references: Mapping[str, Reference], voice: Voice
) -> list[tuple[str, list[Row]]]:
    """Return the works of each class under its name and letter, in the order of the classes."""
    ranks = {code: rank for rank, code in enumerate(references)}
    firsts: dict[str | None, int] = {}
    for card in cards:
        letter = card["letter"]
        firsts[letter] = min(ranks[card["code"]], firsts.get(letter, len(ranks)))
    ordered = sorted(cards, key=lambda card: firsts[card["letter"]])
    return [
        (class_of(group[0]) or voice.say("No class given"), group)
        for group in (list(some) for _, some in groupby(ordered, key=lambda card: card["letter"]))
    ]


def class_of(card: Row) -> str:
    """Return the class of a work with its letter, or nothing."""
    return f"{card['class_name']} ({card['letter']})" if card["letter"] else ""


def said_once(lines: Sequence[Row], name: str) -> Iterator[list[Row]]:
    """Yield the lines of each claim or position, which a column names."""
    return (list(group) for _, group in groupby(lines, key=lambda line: line[name]))


def stances_of(lines: Sequence[Row], voice: Voice) -> str:
    """Return every stance of a work to one thing that is said; what we read is marked."""
    return ", ".join(dict.fromkeys(_stance_of(line, voice) for line in lines))


def with_comments(said: str, lines: Sequence[Row]) -> str:
    """Return what is said with what we remark on its lines."""
    comments = dict.fromkeys(line["comment"] for line in lines if line["comment"])
    return said + "".join(f" ({comment})" for comment in comments)


def _stance_of(line: Row, voice: Voice) -> str:
    stance = str(line["stance"]).rpartition("#")[2]
    name = line["side"] or voice.say(stance)
    return f"{name} [{voice.say('Our reading')}]" if line["read"] else str(name)
