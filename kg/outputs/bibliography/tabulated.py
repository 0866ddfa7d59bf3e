"""What is told of each work → a table, with a row for each thing that is told.

A spreadsheet sorts and filters by rows, so each has its work's own columns: the code, the entry and
the class are said again, and nothing is merged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.outputs.bibliography.told import Told, class_of, said_once, stances_of, with_comments
from kg.outputs.cells import Row
from kg.outputs.documents.prose import plain_text
from kg.outputs.tables.table import Table


@dataclass(frozen=True, slots=True)
class _Line:
    """One thing that is told of a work: of what kind it is, the stance, the words, the place."""

    kind: str
    said: str = ""
    place: str = ""
    stance: str = ""


def tabulate_works(told: Told, name: str) -> Table:
    """Return all works as a table of a name; a column that nothing could fill is left out."""
    voice = told.voice
    cards = [card for _, cards in told.groups for card in cards]
    classed = any(card["letter"] for card in cards)
    columns = (
        (told.coded, voice.say("code")),
        (True, voice.say("reference")),
        (classed, voice.say("class")),
        (True, voice.say("kind")),
        (True, voice.say("stance")),
        (True, voice.say("what is said")),
        (True, voice.say("place")),
    )
    rows = (
        (
            card["code"], plain_text(told.entry(card)), class_of(card),
            line.kind, line.stance, line.said, line.place,
        )
        for card in cards
        for line in _lines_of(card, told)
    )  # fmt: skip
    return Table(
        name=name,
        caption=told.title,
        heads=tuple(head[:1].upper() + head[1:] for wanted, head in columns if wanted),
        rows=tuple(
            tuple(cell for cell, (wanted, _) in zip(row, columns, strict=True) if wanted)
            for row in rows
        ),
        language=told.language,
        label=voice.say("Table"),
    )


def _lines_of(card: Row, told: Told) -> Iterator[_Line]:
    """Yield what is told of a work, in the order of the written bibliography."""
    voice, source = told.voice, card["source"]
    claims = told.rows["source-claims"].get(source, [])
    if not claims:
        yield _Line(voice.say("What the review says"), told.silence(card))
    for kind, query, column, words, place in (
        (voice.say("What the review says"), "source-claims", "claim", "statement", "heading"),
        (voice.say("Where it stands in debates"), "source-positions", "position", "position_label",
         "question"),
    ):  # fmt: skip
        for lines in said_once(told.rows[query].get(source, []), column):
            said = with_comments(lines[0][words], lines)
            yield _Line(kind, said, lines[0][place], stances_of(lines, voice))
    yield from _places_of(source, told)
    for one in told.corrections(card):
        yield _Line(voice.say("What is known of these details"), one.tell(told.voice), one.witness)


def _places_of(source: str, told: Told) -> Iterator[_Line]:
    """Yield each place that cites or lists a work."""
    voice, rows = told.voice, told.rows
    for row in rows["source-places"].get(source, []):
        times = voice.say_count("(%(num)s time)", "(%(num)s times)", row["times"])
        # A cell is no bracket in a sentence.
        yield _Line(voice.say("Cited in the text"), times.strip("()"), row["heading"])
    for row in rows["source-rows"].get(source, []):
        place = voice.say("row %(number)s", number=row["row_number"])
        yield _Line(voice.say("Listed in the findings table"), place=place)
    for row in rows["source-tips"].get(source, []):
        yield _Line(voice.say("Tips that it is listed for"), place=str(row["number"]))
