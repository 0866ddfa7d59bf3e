r"""A table as LaTeX: a fragment to `\input`, and a document that takes it in."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from kg.outputs.documents.latex import escape_text, render_around, render_taken_in
from kg.outputs.documents.measure import BOLD
from kg.outputs.documents.word import Imprint
from kg.outputs.tables.table import Table

# The first word of a paragraph is broken only after a space, be it as narrow as none.
_COLUMN = r">{\RaggedRight\hspace{0pt}}p{\dimexpr %.4f\linewidth-2\tabcolsep\relax}"


def render_fragment(table: Table) -> str:
    r"""Return a table to `\input`; its first line names the packages that it takes."""
    # Rounded down: shares that are rounded up make a table wider than its line.
    columns = "\n".join(_COLUMN % (floor(share * 1e4) / 1e4) for share in table.shares())
    remarks = table.footnotes()
    number, caption = table.numbered()
    bold = [room / BOLD for room in table.rooms()]
    heads = _row([rf"\textbf{{{head}}}" for head in map(escape_text, table.heads, bold)])
    lines = [
        *([r"\begin{landscape}"] if table.is_wide() else []),
        r"\begingroup\footnotesize\setlength{\LTcapwidth}{\linewidth}",
        # A number that the review prints stays; the paper's own count goes on.
        *([rf"\renewcommand{{\thetable}}{{{number}}}"] if number else []),
        rf"\begin{{longtable}}{{{columns}}}",
        rf"\caption{{{escape_text(caption)}}}\\",
        *(r"\toprule", heads, r"\midrule", r"\endfirsthead"),
        *(r"\toprule", heads, r"\midrule", r"\endhead"),
        *(r"\midrule", rf"\multicolumn{{{len(table.heads)}}}{{r}}{{\ldots}} \\", r"\endfoot"),
        *(r"\bottomrule", r"\endlastfoot"),
        *_rows_of(table),
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


def _rows_of(table: Table) -> list[str]:
    """Return the rows; a merged cell stands in the first of its rows, with a rule between groups.

    A cell over several rows (multirow) is not made: one that is taller than its rows would be
    printed over the next, and no page could break within it.
    """
    lines: list[str] = []
    rooms, marks = table.rooms(), table.marks()
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
