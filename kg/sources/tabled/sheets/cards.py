"""A table of one study, or of one after another → a sheet with a row for each study.

So Cochrane's reviews tell the characteristics of their studies: a study by its name in the caption,
above the table or across all of its columns, then *Methods*, *Participants* and so on, each with a
text, then *Bias*, *Authors' judgement* and *Support for judgement*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import DataTable, Span
from kg.model.headings import is_unnamed, printed_heading
from kg.sources.places.anchors import span_of
from kg.sources.places.text import HeldText
from kg.sources.tabled.cells.folding import fold_heading
from kg.sources.tabled.cells.judging import is_bare_word
from kg.sources.tabled.headings.columns import Column
from kg.sources.tabled.sheets.naming import Naming
from kg.sources.tabled.sheets.passages import find_rows
from kg.sources.tabled.sheets.rows import Row
from kg.sources.tabled.sheets.sheets import Sheet, words_around

# Labels of lines, folded, and what they tell of a study.
_FACTS: Mapping[str, str] = {
    label: role
    for role, labels in {
        "method": "methods; method",
        "design": "design; study design; study type",
        "participants": "participants; population; patients",
        "intervention": "interventions; intervention; exposure",
        "comparator": "comparison; comparisons; comparator; comparators; control",
        "outcomes": "outcomes; outcome; outcome measures",
        "setting": "setting; settings",
        "country": "country; countries",
        "period": "dates; study dates; study period",
        "note": "notes; note; comments; comment; remarks",
        "funder": "funding; funding source; source of funding; sources of funding; sponsor",
    }.items()
    for label in labels.split("; ")
}
# Lines that say what follows, and of no study.
_PARTS = re.compile(r"(?:risk of )?bias(?: table)?|(?:study )?characteristics")
_BIAS = frozenset({"bias", "domain", "risk of bias", "item"})
_STUDY = frozenset({"study", "study id", "trial", "author year", "authors year", "reference"})
_JUDGED = re.compile(r"judge?ment|rating|risk", re.IGNORECASE)
_NUMBER = re.compile(r"(?:table|tab\.)\s*[A-Z]?[0-9.]+\s*[.:–-]?\s*", re.IGNORECASE)
_OF = re.compile(r"characteristics of (?:the )?(?:included )?(?:study|trial)?:?\s*", re.IGNORECASE)
_LEAST = 2  # facts by which a table of one study is known
_ABOVE = 300


@dataclass(slots=True)
class _Card:
    """What lines say of one study: by its label the row in the table and the cells beside it."""

    name: str = ""
    facts: dict[str, tuple[int, str]] = field(default_factory=dict)
    judged: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    first: int = 0
    last: int = 0


def is_of_single_studies(table: DataTable) -> bool:
    """Say whether the lines of a table tell of one study, or of one after another."""
    return bool(_cards_of(table))


def lay_out_cards(
    table: DataTable,
    headings: Sequence[str],
    held: HeldText | None,
    naming: Naming,
    *,
    is_named: bool,
) -> Sheet | None:
    """Return a table of single studies as a sheet, or None where it is none.

    Who is meant may stand in `headings` too: those that the table is below, the nearest first.
    """
    cards = _cards_of(table)
    if not cards:
        return None
    if not cards[0].name:
        above = (table.title, _line_above(table, held), *headings)
        cards[0].name = _name_among(above, naming)
    places = dict.fromkeys(label for one in cards for label in (*one.facts, *one.judged))
    columns = [Column(0, "Study", "study")]
    judged = {label for one in cards for label in one.judged}
    for label in places:
        columns.append(
            Column(len(columns), label, _role_of(label, is_judged=label in judged), at=1)
        )
    around, spans = words_around(table, held), find_rows(table, held)
    rows = [_row_of(one, columns, spans, held, table) for one in cards]
    heading = headings[0] if headings else ""
    sheet = Sheet(table, tuple(columns), tuple(rows), around, heading, is_named, is_of_single=True)
    sheet.unread = list(dict.fromkeys(label for one in cards for label in one.others))
    return sheet


def _role_of(label: str, *, is_judged: bool) -> str:
    folded = fold_heading(label)
    if is_judged:
        return "overall" if folded.startswith("overall") else "domain"
    return _FACTS[folded]


def _row_of(
    card: _Card,
    columns: Sequence[Column],
    spans: Sequence[Span | None],
    held: HeldText | None,
    table: DataTable,
) -> Row:
    told = {
        **{label: text for label, (_, text) in card.facts.items()},
        **{label: word for label, (_, word, _) in card.judged.items()},
    }
    cells = (card.name, *(told.get(one.heading, "") for one in columns[1:]))
    numbers = {label: number for label, (number, _) in card.facts.items()}
    numbers |= {label: number for label, (number, _, _) in card.judged.items()}
    lines = {one.place: numbers[one.heading] for one in columns[1:] if one.heading in numbers}
    reasons = {
        one.place: card.judged[one.heading][2] for one in columns[1:] if one.heading in card.judged
    }
    span = _span_from(card, spans, held, table)
    passage = held.passage(span) if held is not None and span is not None else ""
    own = {place: spans[number] for place, number in lines.items() if number >= 0}
    return Row(
        max(card.first, 0), cells, span, passage, lines=lines, reasons=reasons,
        spans={place: one for place, one in own.items() if one is not None},
    )  # fmt: skip


def _span_from(
    card: _Card, spans: Sequence[Span | None], held: HeldText | None, table: DataTable
) -> Span | None:
    """Return the passage of a study: from its first line to its last."""
    first = table.span if card.first < 0 else spans[card.first]
    last = spans[card.last] if card.last >= 0 else table.span
    if held is None or first is None or last is None or last.end <= first.start:
        return table.span
    return span_of(held.text, first.start, last.end)


def _line_above(table: DataTable, held: HeldText | None) -> str:
    """Return the last line before a table that says something, or ""."""
    if held is None or table.span is None or not held.holds(table.span):
        return ""
    start = table.span.start
    lines = held.text[max(0, start - _ABOVE) : start].splitlines()
    return next((bare for line in reversed(lines) if (bare := line.strip(" #*_\t"))), "")


def _name_among(above: Sequence[str], naming: Naming) -> str:
    """Return the first of some words that name one study, or else the first that say anything."""
    bare = [_OF.sub("", _NUMBER.sub("", words)).strip() for words in above]
    filled = [one for one in bare if one]
    for name in filled:
        if naming.study_named(name) or len(naming.sources_of(name, "", None)) == 1:
            return name
    return filled[0] if filled else ""


def _cards_of(table: DataTable) -> list[_Card]:
    """Return what the lines of a table say of each study; nothing where it is another table."""
    reading = _Reading()
    for number, (label, *rest) in _lines_of(table):
        if label:
            reading.take(number, label, [one for one in rest if one and one != label])
    found = [one for one in reading.cards if one.facts or one.judged]
    is_known = any(len(one.facts) >= _LEAST for one in found) or (
        reading.has_head and len(found) == 1 and not found[0].others
    )
    return found if is_known and not reading.is_wide else []


@dataclass(slots=True)
class _Reading:
    """The lines of a table that were read. `is_wide` says that studies stand side by side."""

    cards: list[_Card] = field(default_factory=lambda: [_Card(first=-1)])
    is_bias: bool = False
    has_head: bool = False
    is_wide: bool = False

    def take(self, number: int, label: str, beside: Sequence[str]) -> None:
        """Take a line: its label, and what stands in the cells beside it."""
        folded = fold_heading(label)
        if not beside:
            self._begin(number, label, folded)
        elif folded in _BIAS and _JUDGED.search(beside[0]):
            self.is_bias = self.has_head = True
        else:
            self._add(number, label, folded, beside)
        self.cards[-1].last = number

    def _begin(self, number: int, label: str, folded: str) -> None:
        """Begin a part of a study, or a study: its name stands across all columns."""
        if _PARTS.fullmatch(folded):
            self.is_bias = "bias" in folded
        elif folded not in _FACTS:
            self.is_bias = False
            self.cards.append(_Card(label, first=number))

    def _add(self, number: int, label: str, folded: str, beside: Sequence[str]) -> None:
        card = self.cards[-1]
        if folded in _STUDY and not card.facts:
            card.name = beside[0]
        elif folded in _FACTS and not self.is_bias:
            self.is_wide |= len(beside) > 1
            card.facts[label] = number, beside[0]
        elif self.is_bias or is_bare_word(beside[0]):
            card.judged[label] = number, beside[0], beside[1] if len(beside) > 1 else ""
        else:
            card.others.append(label)


def _lines_of(table: DataTable) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of a table with their numbers: heads are one, unless nobody named them."""
    if not all(map(is_unnamed, table.columns)):
        yield -1, [*map(printed_heading, table.columns)]
    for number, row in enumerate(table.rows):
        yield number, ["" if cell is None else str(cell) for cell in row]
