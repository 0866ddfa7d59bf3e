"""A table in a text → the passage of each of its rows, as tight as it can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import DataTable, Span
from kg.paths import fold_letters
from kg.sources.latex.expansion import say_plainly
from kg.sources.places.anchors import span_of
from kg.sources.places.text import HeldText
from kg.sources.places.textmarks import strip_marks

# So much of what a row's cells say stands in its passage: a merged cell is said elsewhere.
_ENOUGH = 0.6
_COMMAND = re.compile(r"\\[A-Za-z]+\*?")
# `\\[2pt]` ends a row of LaTeX, `\tabularnewline` too.
_END_OF_ROW = re.compile(r"\\\\(?:\*)?(?:\[[^\]]*\])?|\\tabularnewline\b")
_RULES = re.compile(
    r"(?:\s*\\(?:(?:top|mid|bottom)rule|[hc]line|cmidrule|addlinespace"
    r"|end(?:first|last)?(?:head|foot)|rowcolors?|hhline|Xhline)(?:[\[({][^\])}]*[\])}])*)+"
)
_FRAME = re.compile(r"^[ \t]*\+[-=:+]{3,}[ \t]*$", re.MULTILINE)
_TAG = re.compile(r"<tr\b", re.IGNORECASE)
_LINE = re.compile(r"\n")
_GAP = re.compile(r"\n[ \t]*\n")


def find_rows(table: DataTable, held: HeldText | None) -> list[Span | None]:
    """Return the passage of each row: where it is not found, that of the whole table.

    Without the text at hand it is that of the table; None where the table stands on a page only.
    """
    if table.span is None or held is None or not held.holds(table.span):
        return [table.span] * len(table.rows)
    text, found = held.text, list[Span | None]()
    parts = [*_parts_of(text, table.span)]
    # Cells came in with formulas and the text's own commands said out.
    read = [_bare(strip_marks(say_plainly(text[start:end], text))) for start, end in parts]
    after = 0
    for row in table.rows:
        said = [bare for cell in row if cell is not None and (bare := _bare(str(cell)))]
        place = _best_part(said, read[after:])
        if place is None:
            found.append(table.span)
            continue
        start, end = parts[after + place]
        found.append(span_of(text, start, end))
        after += place + 1
    return found


def _parts_of(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Yield what may be a row of a table, in reading order, without white space around it."""
    passage = text[span.start : span.end]
    start = span.start
    for match in [*_divider_of(passage).finditer(passage), None]:
        end = span.end if match is None else span.start + match.start()
        whole = text[start:end]
        rules = _RULES.match(whole)
        left = rules.end() if rules is not None else 0
        left += len(whole[left:]) - len(whole[left:].lstrip())
        if whole[left:].strip():
            yield start + left, start + len(whole.rstrip())
        start = span.end if match is None else span.start + match.end()


def _divider_of(passage: str) -> re.Pattern[str]:
    """Return what stands between two rows of a table, by the marks that it is written with."""
    if r"\begin{" in passage:
        return _END_OF_ROW
    if _FRAME.search(passage):
        return _FRAME
    if _TAG.search(passage):
        return _TAG
    return _LINE if "|" in passage or not _GAP.search(passage) else _GAP


def _best_part(said: Sequence[str], parts: Sequence[str]) -> int | None:
    """Return the first part in which most of what a row says stands, or None."""
    missing = [sum(word not in part for word in said) for part in parts]
    fewest = min(missing, default=len(said))
    if not said or fewest > (1 - _ENOUGH) * len(said):
        return None
    return missing.index(fewest)


def _bare(text: str) -> str:
    """Return the letters and digits of a text, folded, without LaTeX's commands."""
    plain = fold_letters(_COMMAND.sub("", text))
    return "".join(char for char in plain if char.isalnum())
