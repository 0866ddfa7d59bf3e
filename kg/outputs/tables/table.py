"""The one shape of every table that is written, whatever it is made of and into whatever form."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kg.outputs.documents.measure import BOLD, split_word, width_of

# The text that a page holds beside each other in a table of small print, in small letters.
_PORTRAIT, _LANDSCAPE = 110, 170
_SHORTEST, _LONGEST = 6, 60  # characters: no column is narrower, or asks for more than this
# What a review prints before the words of a caption: a label, and a number such as 2, 3.1 or S1.
_NUMBERED = re.compile(
    r"(?P<start>\w+: )?(?P<label>\w+)\s+(?P<number>[A-Z]{0,2}-?\d+(?:\.\d+)*[a-z]?)"
    r"\s*[.:–—-]\s+(?P<words>\S.*)",
    re.DOTALL,
)
_PADDING = 3  # what stands empty beside the text of a column


@dataclass(frozen=True, slots=True)
class Remark:
    """What we say of one cell, in a note of our own below the table."""

    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to be written: every row has a cell for every head.

    `merged` are the columns in which a cell that repeats the one above is one with it, the second
    within what is one in the first. `notes` are
    printed below the table; they bring their own marks, such as "**". `remarks` stand below those,
    marked a, b, c. `records` has the IRI of what each row is, or is empty where that is not known.
    `proof` is the column that says where the text has what stands in a row: of use to who checks
    it, and no part of what is printed.
    """

    name: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    language: str = "en"  # of the review, whose words these are
    remarks: tuple[Remark, ...] = ()
    records: tuple[str, ...] = ()
    proof: int | None = None
    label: str = "Table"  # what its caption begins with, in its language
    remarks_head: str = "Remarks"

    def numbered(self) -> tuple[str, str]:
        """Return the number that the review prints in the caption, or "", and the words after it.

        Word and LaTeX put label and number before the words, so the caption must not say them, too.
        """
        found = _NUMBERED.fullmatch(self.caption)
        if found is None or found["label"].casefold() not in {"table", self.label.casefold()}:
            return "", self.caption
        return found["number"], f"{found['start'] or ''}{found['words']}"

    def for_print(self) -> Table:
        """Return the table as a publisher prints it: no proof, no column without a word."""
        kept = [
            place
            for place in range(len(self.heads))
            if place != self.proof and (self.proof is None or any(row[place] for row in self.rows))
        ]
        places = {old: new for new, old in enumerate(kept)}
        return replace(
            self,
            heads=tuple(self.heads[place] for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in self.rows),
            merged=tuple(places[column] for column in self.merged if column in places),
            proof=None,
            remarks=tuple(
                replace(one, column=places[one.column])
                for one in self.remarks
                if one.column in places
            ),
        )

    def spans(self) -> list[tuple[int, ...]]:
        """Return how many rows each cell spans, row by row; 0 where one above spans it."""
        counts = [[1] * len(self.heads) for _ in self.rows]
        groups = [list(range(len(self.rows)))]
        for column in self.merged:
            groups = [part for group in groups for part in self._split(group, column)]
            for first, *others in groups:
                counts[first][column] = 1 + len(others)
                for row in others:
                    counts[row][column] = 0
        return [tuple(row) for row in counts]

    def _split(self, group: Sequence[int], column: int) -> list[list[int]]:
        """Part the numbers of rows where the cell of a column is another."""
        parts = groupby(group, key=lambda row: self.rows[row][column])
        return [list(part) for _, part in parts]

    def footnotes(self) -> tuple[tuple[str, str], ...]:
        """Return the letter and the text of each remark, in order of cells; equal ones are one."""
        texts = dict.fromkeys(remark.text for remark in self._remarks_in_order())
        return tuple((_letter_of(number), text) for number, text in enumerate(texts))

    def marks(self) -> dict[tuple[int, int], tuple[str, ...]]:
        """Return the letters that stand at cells, by row and column.

        What is remarked on a cell that is one with the one above stands where that is shown.
        """
        letters = {text: letter for letter, text in self.footnotes()}
        spans = self.spans()
        found: dict[tuple[int, int], list[str]] = {}
        for remark in self._remarks_in_order():
            row = remark.row
            while not spans[row][remark.column]:
                row -= 1
            held = found.setdefault((row, remark.column), [])
            if letters[remark.text] not in held:
                held.append(letters[remark.text])
        return {place: tuple(held) for place, held in found.items()}

    def _remarks_in_order(self) -> list[Remark]:
        return sorted(self.remarks, key=lambda remark: (remark.row, remark.column))

    def least(self, padding: float = _PADDING, breaks: str = "") -> float:
        """Return how many small letters beside each other it needs if no word is to be broken.

        Behind the signs `breaks` a long word, mostly an address, may be.
        """
        return sum(need for need, _ in self._needs(padding, breaks))

    def shares(
        self, line: float | None = None, padding: float = _PADDING, breaks: str = ""
    ) -> tuple[float, ...]:
        """Return which part of the width each column takes by what stands in it; they sum to 1.

        `line` is how many small letters the page holds beside each other, where that is known, and
        `padding` how many stand empty beside the text of a column; `breaks` are those of `least`.

        A column needs its longest word, and takes the more the more text it has: by the square
        root, for a cell that is four times as long is well served by twice the width.
        """
        needs = self._needs(padding, breaks)
        room = line or self.line()
        words = _fitted([need for need, _ in needs], room)
        needs = [(word, max(word, wish)) for word, (_, wish) in zip(words, needs, strict=True)]
        least, wanted = sum(need for need, _ in needs), sum(need for _, need in needs)
        # Where the page has not room for all, no column gives what its longest word takes.
        spare = max(0.0, room - least) / (wanted - least) if wanted > least else 0.0
        widths = [word + min(spare, 1.0) * (need - word) for word, need in needs]
        return tuple(width / sum(widths) for width in widths)

    def is_wide(self) -> bool:
        """Tell whether the table wants a page on its side."""
        return sum(need for _, need in self._needs()) > _PORTRAIT

    def rooms(
        self, line: float | None = None, padding: float = _PADDING, breaks: str = ""
    ) -> tuple[float, ...]:
        """Return how much text each column holds beside each other, in small letters."""
        shares = self.shares(line, padding, breaks)
        return tuple(share * (line or self.line()) - padding for share in shares)

    def line(self) -> int:
        """Return how many small letters of its page stand beside each other."""
        return _LANDSCAPE if self.is_wide() else _PORTRAIT

    def _needs(self, padding: float = _PADDING, breaks: str = "") -> list[tuple[float, float]]:
        """Return what each column needs at the least, and what it asks for."""
        columns = zip(self.heads, *self.rows, strict=True)
        return [self._need_of(column, padding, breaks) for column in columns]

    @staticmethod
    def _need_of(column: tuple[str, ...], padding: float, breaks: str) -> tuple[float, float]:
        words = (
            width_of(piece)
            for cell in column
            for word in cell.split()
            for piece in split_word(word, breaks)
        )
        heads = (BOLD * width_of(word) for word in column[0].split())
        word = padding + max((*words, *heads), default=1)
        longest = max(len(cell) for cell in column)
        least = max(_SHORTEST, min(word, _LONGEST / 2))
        return least, max(least, min(math.sqrt(longest * 12), _LONGEST))


def _fitted(widths: list[float], room: float) -> list[float]:
    """Return widths that have room together: what is too much is taken from the widest alone."""
    left = room
    for place, width in enumerate(sorted(widths)):
        most = left / (len(widths) - place)
        if width > most:
            return [min(one, most) for one in widths]
        left -= width
    return widths


def _letter_of(number: int) -> str:
    """Return the letters of a number: 0 is a, 25 is z, 26 is aa."""
    before, last = divmod(number, 26)
    return (_letter_of(before - 1) if before else "") + chr(ord("a") + last)
