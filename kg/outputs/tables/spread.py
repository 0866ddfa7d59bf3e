"""Rows of a query, one a judgement → tables with a row a study and a column a domain.

The head of the query says how: `each: tool` makes a table of each tool, whose name is its caption;
`across: domain judgement` gives each domain a column, with the judgement in its cells. Of all other
columns a row has what its first line says, and what others add stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from kg.graph.queries import Query

_Row: TypeAlias = tuple[str, ...]
_JOINT = "; "


@dataclass(frozen=True, slots=True)
class Spread:
    """The columns and rows of one table; `caption` is what it is of."""

    caption: str
    names: tuple[str, ...]
    rows: tuple[_Row, ...]


def spread_rows(query: Query, names: Sequence[str], rows: Sequence[_Row]) -> Iterator[Spread]:
    """Yield the tables that the rows of a query make; columns that are empty in one are left out.

    Rows are of one thing where they agree in all that stands before the columns named by `across`.
    """
    each = names.index(query.head["each"])
    by, cell = (names.index(name) for name in query.head["across"].split())
    record = names.index(query.head["row"])
    before = [place for place in range(by) if place not in {each, record}]
    after = list(range(cell + 1, len(names)))
    for caption, group in groupby(rows, key=lambda row: row[each]):
        held = list(group)
        columns = tuple(dict.fromkeys(row[by] for row in held))
        things = groupby(held, key=lambda row: [row[place] for place in before])
        made = [
            _row_of(list(lines), record, before, (by, cell, columns), after) for _, lines in things
        ]
        heads = (names[record], *(names[p] for p in before), *columns, *(names[p] for p in after))
        kept = [place for place, column in enumerate(zip(*made, strict=True)) if any(column)]
        yield Spread(
            caption,
            tuple(heads[place] for place in kept),
            tuple(tuple(row[place] for place in kept) for row in made),
        )


def _row_of(
    lines: list[_Row],
    record: int,
    before: list[int],
    across: tuple[int, int, tuple[str, ...]],
    after: list[int],
) -> _Row:
    by, cell, columns = across
    cells = {line[by]: line[cell] for line in lines}
    return (
        lines[0][record],
        *(lines[0][place] for place in before),
        *(cells.get(column, "") for column in columns),
        *(_JOINT.join(dict.fromkeys(filter(None, (line[p] for line in lines)))) for p in after),
    )
