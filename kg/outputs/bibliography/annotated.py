"""What is told of each work → an annotated bibliography.

Under the entry of a work stand the claims that it bears on, each with the work's stance and, where
we gave the stance by reading, a mark; then the positions that rest on it in debates; then where the
work is cited and listed; then what is known to be otherwise than the review prints, with the
witness.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.catalogues import Voice
from kg.outputs.bibliography.told import Told, said_once, stances_of, with_comments
from kg.outputs.cells import Row
from kg.outputs.documents.prose import Block, Prose, Run, Writing


def write_works(told: Told) -> Writing:
    """Return all works, annotated, under the headings of their groups."""
    blocks = [
        block
        for heading, cards in told.groups
        for block in (
            *([Block("heading", (Run(heading),), 1)] if heading else []),
            *(block for card in cards for block in _blocks_of(card, told)),
        )
    ]
    return Writing(told.title, told.language, tuple(blocks))


def _blocks_of(card: Row, told: Told) -> Iterator[Block]:
    source = card["source"]
    yield Block("entry", _entry_of(card, told))
    yield from _claims_of(card, told)
    yield from _positions_of(source, told)
    yield from _places_of(source, told)
    known = told.corrections(card)
    if known:
        yield Block("text", (Run(told.voice.say("What is known of these details")),))
        yield from (Block("item", (Run(one.tell(told.voice)),)) for one in known)


def _entry_of(card: Row, told: Told) -> Prose:
    """Return the entry of a work, its code and its class."""
    before = (Run(card["code"], bold=True), Run(" ")) if told.coded else ()
    kind = f" [{card['class_name']}, {card['letter']}]" if card["letter"] else ""
    return (*before, *told.entry(card), *((Run(kind),) if kind else ()))


def _claims_of(card: Row, told: Told) -> Iterator[Block]:
    """Yield each claim once, with every stance of the work to it."""
    rows = told.rows["source-claims"].get(card["source"], [])
    if not rows:
        yield Block("text", (Run(told.silence(card)),))
    for lines in said_once(rows, "claim"):
        yield _item_of(lines, lines[0]["statement"], lines[0]["heading"], told.voice)


def _positions_of(source: str, told: Told) -> Iterator[Block]:
    """Yield each position that rests on a work, with its debate and the work's stance in that."""
    rows = told.rows["source-positions"].get(source, [])
    if rows:
        yield Block("text", (Run(told.voice.say("Where it stands in debates")),))
    for lines in said_once(rows, "position"):
        yield _item_of(lines, lines[0]["position_label"], lines[0]["question"], told.voice)


def _item_of(lines: Sequence[Row], said: str, place: str, voice: Voice) -> Block:
    """Return what is said once, with every stance of the work to it, and where it is said."""
    words = f": {with_comments(said, lines)} – {place}"
    return Block("item", (Run(stances_of(lines, voice), italic=True), Run(words)))


def _places_of(source: str, told: Told) -> Iterator[Block]:
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
