r"""A table as LaTeX: a fragment to `\input`, and a document that takes it in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from kg.outputs.documents.latex import BREAKS, escape_text, render_around, render_taken_in
from kg.outputs.documents.measure import BOLD
from kg.outputs.documents.word import Imprint
from kg.outputs.tables.table import Table

# In points: a small letter beside the size of its type, what stands empty on each side of a cell,
# as usual and where room is scarce, and the smallest type that can still be read in print.
_LETTER, _BESIDE, _CLOSE = 0.517, 6.0, 2.0
_SIZE, _SMALLEST, _STEP = 8.0, 6.0, 0.5
# The first word of a paragraph is broken only after a space, be it as narrow as none.
_COLUMN = r">{\RaggedRight\hspace{0pt}}p{\dimexpr %.4f\linewidth-2\tabcolsep\relax}"


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a table stands on its page: its type, and what stands empty beside the text of a cell."""

    size: float = _SIZE
    beside: float = _BESIDE

    def room(self, table: Table) -> tuple[float, float]:
        """Return how many small letters a line holds, and how many stand empty in each column."""
        letter = _LETTER * self.size
        return table.line() * _SIZE / self.size, 2 * self.beside / letter

    @property
    def switches(self) -> str:
        """Return what sets the type and the distance of columns."""
        if self.beside == _BESIDE:
            return r"\footnotesize"
        size = rf"\fontsize{{{self.size:g}}}{{{self.size * 1.2:.1f}}}\selectfont"
        return rf"{size}\setlength{{\tabcolsep}}{{{self.beside:g}pt}}"


def _fit_page(table: Table) -> _Fit:
    """Make room where words would be broken: cells stand closer, and the type is smaller."""
    fit = _Fit()
    while table.least(fit.room(table)[1], BREAKS) > fit.room(table)[0] and fit.size > _SMALLEST:
        fit = _Fit(fit.size - (_STEP if fit.beside == _CLOSE else 0), _CLOSE)
    return fit


def render_fragment(table: Table) -> str:
    r"""Return a table to `\input`; its first line names the packages that it takes."""
    fit = _fit_page(table)
    line, padding = fit.room(table)
    # Rounded down: shares that are rounded up make a table wider than its line.
    shares = table.shares(line, padding, BREAKS)
    columns = "\n".join(_COLUMN % (floor(share * 1e4) / 1e4) for share in shares)
    rooms = table.rooms(line, padding, BREAKS)
    remarks = table.footnotes()
    number, caption = table.numbered()
    bold = [room / BOLD for room in rooms]
    heads = _row([rf"\textbf{{{head}}}" for head in map(escape_text, table.heads, bold)])
    lines = [
        *([r"\begin{landscape}"] if table.is_wide() else []),
        rf"\begingroup{fit.switches}\setlength{{\LTcapwidth}}{{\linewidth}}",
        # A number that the review prints stays; the paper's own count goes on.
        *([rf"\renewcommand{{\thetable}}{{{number}}}"] if number else []),
        rf"\begin{{longtable}}{{{columns}}}",
        rf"\caption{{{escape_text(caption)}}}\\",
        *(r"\toprule", heads, r"\midrule", r"\endfirsthead"),
        *(r"\toprule", heads, r"\midrule", r"\endhead"),
        *(r"\midrule", rf"\multicolumn{{{len(table.heads)}}}{{r}}{{\ldots}} \\", r"\endfoot"),
        *(r"\bottomrule", r"\endlastfoot"),
        *_rows_of(table, rooms),
        r"\end{longtable}",
        *(rf"\noindent {escape_text(note)}\par" for note in table.notes),
        *(rf"\noindent{_raise([letter])} {escape_text(text)}\par" for letter, text in remarks),
        r"\endgroup",
        *([r"\end{landscape}"] if table.is_wide() else []),
    ]
    return render_taken_in(lines)


def render_document(table: Table, imprint: Imprint) -> str:
    """Return a document that holds the fragment of a table, which must lie beside it."""
    label = rf"\renewcommand{{\tablename}}{{{escape_text(table.label)}}}"
    body = f"{label}\n\\input{{{table.name}.tex}}"
    return render_around(body, render_fragment(table), table.caption, imprint)


def _rows_of(table: Table, rooms: Sequence[float]) -> list[str]:
    """Return the rows; a merged cell stands in the first of its rows, with a rule between groups.

    A cell over several rows (multirow) is not made: one that is taller than its rows would be
    printed over the next, and no page could break within it.
    """
    lines: list[str] = []
    marks = table.marks()
    for number, (spans, row) in enumerate(zip(table.spans(), table.rows, strict=True)):
        if number and table.merged and spans[table.merged[-1]]:
            lines.append(r"\midrule")
        shown = [cell if span else "" for cell, span in zip(row, spans, strict=True)]
        cells = map(escape_text, shown, rooms)
        raised = (_raise(marks.get((number, column), ())) for column in range(len(row)))
        lines.append(_row([cell + mark for cell, mark in zip(cells, raised, strict=True)]))
    return lines


def _raise(letters: Sequence[str]) -> str:
    """Return the letters of remarks, small and high; a line may break between them."""
    letters = [*(f"{letter}," for letter in letters[:-1]), *letters[-1:]]
    return r"\allowbreak{}".join(rf"\textsuperscript{{{letter}}}" for letter in letters)


def _row(cells: Sequence[str]) -> str:
    # Each begins an option of what ends the line above, be it `\\` or a rule.
    first, *others = cells
    return (
        " & ".join([rf"\relax {first}" if first[:1] in {"[", "(", "*"} else first, *others])
        + r" \\"
    )
