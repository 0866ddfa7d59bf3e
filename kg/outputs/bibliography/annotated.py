"""The graph → an annotated bibliography: what the review says of each work, and where.

Under the entry of a work stand the claims that it bears on, each with the work's stance and, where
we gave the stance by reading, a mark; then the positions that rest on it in debates; then where the
work is cited and listed; then what is known to be otherwise than the review prints, with the
witness.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pyoxigraph import Store

from kg.catalogues import Voice, voice_of
from kg.outputs.cells import Row
from kg.outputs.documents.prose import Block, Prose, Run, Writing
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.references import Reference, Styled, load_references, load_styled
from kg.outputs.references.parts import VERDICTS

_PARTS = (
    "source-claims",
    "source-positions",
    "source-places",
    "source-rows",
    "source-tips",
    "sources",
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the graph has on all works: rows by query and source, and what each entry is."""

    voice: Voice
    references: Mapping[str, Reference]
    styled: Mapping[str, Styled]
    rows: Mapping[str, Mapping[str, list[Row]]]
    coded: bool
    cards: list[Row] = field(default_factory=list)


def load_bibliography(store: Store, style: bytes | None, *, by_class: bool = True) -> Writing:
    """Return the works that the review lists, annotated, in the order of a style of CSL.

    Without a style each entry is the line of the review's list, and the order is by family name;
    so is it within the classes, where there are some and they are wanted. Raises BuildError where
    the references cannot be set in the style.
    """
    review = select_page_rows(store, "review")[0]
    language = str(review["language"])
    told = _load(store, style, review)
    groups: list[tuple[str, list[Row]]] = [("", told.cards)]
    if by_class and any(card["letter"] for card in told.cards):
        groups = _sort_into_classes(told)
    blocks = [
        block
        for heading, cards in groups
        for block in (
            *([Block("heading", (Run(heading),), 1)] if heading else []),
            *(block for card in cards for block in _blocks_of(card, told)),
        )
    ]
    title = told.voice.say("Annotated bibliography: %(title)s", title=review["title"])
    return Writing(title, language, tuple(blocks))


def _load(store: Store, style: bytes | None, review: Row) -> _Told:
    references = load_references(store)
    styled = load_styled(store, references, style) if style is not None else {}
    listed = {row["code"] for row in select_page_rows(store, "cited-order")}
    cards = [row for row in select_page_rows(store, "source-card") if row["code"] in listed]
    if styled:
        places = {code: place for place, code in enumerate(styled)}
        cards.sort(key=lambda card: places[card["code"]])
    else:
        cards.sort(key=lambda card: _alphabetical(references[card["code"]]))
    rows = {name: _by_source(select_page_rows(store, name)) for name in _PARTS}
    voice = voice_of(str(review["language"]))
    return _Told(voice, references, styled, rows, bool(review["coded"]), cards)


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


def _sort_into_classes(told: _Told) -> list[tuple[str, list[Row]]]:
    """Return the works of each class under its name and letter, in the order of the classes."""
    ranks = {code: rank for rank, code in enumerate(told.references)}
    firsts: dict[str | None, int] = {}
    for card in told.cards:
        letter = card["letter"]
        firsts[letter] = min(ranks[card["code"]], firsts.get(letter, len(ranks)))
    cards = sorted(told.cards, key=lambda card: firsts[card["letter"]])
    return [
        (
            f"{group[0]['class_name']} ({letter})" if letter else told.voice.say("No class given"),
            group,
        )
        for letter, group in (
            (letter, list(some)) for letter, some in groupby(cards, key=lambda card: card["letter"])
        )
    ]


def _blocks_of(card: Row, told: _Told) -> Iterator[Block]:
    source, reference = card["source"], told.references[card["code"]]
    yield Block("entry", _entry_of(card, told))
    yield from _claims_of(source, told)
    yield from _positions_of(source, told)
    yield from _places_of(source, told)
    known = [one for one in reference.corrections if one.kind in VERDICTS]
    if known:
        yield Block("text", (Run(told.voice.say("What is known of these details")),))
        yield from (Block("item", (Run(one.tell(told.voice)),)) for one in known)


def _entry_of(card: Row, told: _Told) -> Prose:
    """Return the entry of a work, its code and its class."""
    reference, styled = told.references[card["code"]], told.styled.get(card["code"])
    line = reference.fields.get("citation") or reference.title
    entry = styled.entry if styled is not None else (Run(line),)
    before = (Run(card["code"], bold=True), Run(" ")) if told.coded else ()
    kind = f" [{card['class_name']}, {card['letter']}]" if card["letter"] else ""
    return (*before, *entry, *((Run(kind),) if kind else ()))


def _claims_of(source: str, told: _Told) -> Iterator[Block]:
    """Yield each claim once, with every stance of the work to it."""
    rows = told.rows["source-claims"].get(source, [])
    voice = told.voice
    if not rows:
        yield Block("text", (Run(_why_silent(source, told)),))
    for _, group in groupby(rows, key=lambda row: row["claim"]):
        lines = list(group)
        yield _item_of(lines, lines[0]["statement"], lines[0]["heading"], voice)


def _why_silent(source: str, told: _Told) -> str:
    """Return what is said of a work on which no claim rests."""
    why = next((row["cited_for"] for row in told.rows["sources"].get(source, [])), None)
    if why:
        return told.voice.say("The text cites it, and no claim rests on it: %(why)s", why=why)
    if source in told.rows["source-places"]:
        return told.voice.say("The text cites it. No claim here rests on it.")
    return told.voice.say("The text never cites it.")


def _positions_of(source: str, told: _Told) -> Iterator[Block]:
    """Yield each position that rests on a work, with its debate and the work's stance in that."""
    rows = told.rows["source-positions"].get(source, [])
    if rows:
        yield Block("text", (Run(told.voice.say("Where it stands in debates")),))
    for _, group in groupby(rows, key=lambda row: row["position"]):
        lines = list(group)
        yield _item_of(lines, lines[0]["position_label"], lines[0]["question"], told.voice)


def _item_of(lines: Sequence[Row], said: str, place: str, voice: Voice) -> Block:
    """Return what is said once, with every stance of the work to it, and where it is said."""
    stances = ", ".join(dict.fromkeys(_stance_of(line, voice) for line in lines))
    comments = dict.fromkeys(line["comment"] for line in lines if line["comment"])
    notes = "".join(f" ({comment})" for comment in comments)
    return Block("item", (Run(stances, italic=True), Run(f": {said}{notes} – {place}")))


def _stance_of(line: Row, voice: Voice) -> str:
    stance = str(line["stance"]).rpartition("#")[2]
    name = line["side"] or voice.say(stance)
    return f"{name} [{voice.say('Our reading')}]" if line["read"] else str(name)


def _places_of(source: str, told: _Told) -> Iterator[Block]:
    """Yield where the text cites a work, and which rows and tips list it."""
    voice = told.voice
    places = [
        f"{row['heading']} {voice.say_count('(%(num)s time)', '(%(num)s times)', row['times'])}"
        for row in told.rows["source-places"].get(source, [])
    ]
    listed = [
        voice.say("row %(number)s", number=row["row_number"])
        for row in told.rows["source-rows"].get(source, [])
    ]
    tips = [str(row["number"]) for row in told.rows["source-tips"].get(source, [])]
    for label, found in (
        (voice.say("Cited in the text"), places),
        (voice.say("Listed in the findings table"), listed),
        (voice.say("Tips that it is listed for"), tips),
    ):
        if found:
            yield Block("text", (Run(f"{label}: {'; '.join(found)}"),))
