"""What stands in the rows of a page, told from the SELECT heads of its queries: no data is needed.

A cell knows which column of which query it is. What a view makes is `Made`: of its values only the
names are known, and each may be a column of any query of the page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import QuerySolutions, Store

from kg.graph.queries import load_queries, run_query
from kg.outputs.site.pages import PageKind
from kg.outputs.site.rows import Part
from kg.resources import resource_folder

Column = tuple[str, str]  # query, column


@dataclass(frozen=True)
class Cell:
    """A cell: the columns that it may come from."""

    columns: frozenset[Column] = frozenset()


@dataclass(eq=False)
class RowShape:
    """A row: the shape of what stands in it under each name."""

    name: str
    fields: dict[str, Shape] = field(default_factory=dict)


@dataclass(eq=False)
class Many:
    """A list of alike things."""

    item: Shape


@dataclass(eq=False)
class Some:
    """A list of known things, one after the other."""

    items: tuple[Shape, ...]


@dataclass(frozen=True)
class Constant:
    """A value that stands in the template itself."""

    value: object


@dataclass(eq=False)
class Made:
    """What a view has made: it may hold what the view names, and columns of the page's queries."""

    names: frozenset[str]
    page: RowShape


Shape = Cell | RowShape | Many | Some | Constant | Made | object
UNKNOWN = Cell()


def read_heads() -> dict[str, tuple[str, ...]]:
    """Return the columns of every page query, in order, by the query's name."""
    queries = load_queries(resource_folder("queries") / "pages")
    nothing = Store()
    return {name: _columns_of(run_query(nothing, query)) for name, query in queries.items()}


def _columns_of(results: object) -> tuple[str, ...]:
    assert isinstance(results, QuerySolutions)
    return tuple(variable.value for variable in results.variables)


def row_of(part: Part, heads: Mapping[str, tuple[str, ...]]) -> RowShape:
    """Return the shape of the rows of a part, with what hangs below them."""
    fields: dict[str, Shape] = {
        column: Cell(frozenset({(part.query, column)})) for column in heads[part.query]
    }
    return RowShape(part.query, add_parts(fields, part.parts, heads))


def add_parts(
    fields: dict[str, Shape], parts: Mapping[str, Part], heads: Mapping[str, tuple[str, ...]]
) -> dict[str, Shape]:
    """Return fields with those of the parts: a card's beside them, a list for each other part."""
    own = dict(fields)
    for name, part in parts.items():
        below = row_of(part, heads)
        if part.mode == "card":
            fields |= {key: shape for key, shape in below.fields.items() if key not in own}
        else:
            fields[name] = Many(below)
    return fields


def page_of(kind: PageKind, heads: Mapping[str, tuple[str, ...]]) -> RowShape:
    """Return the shape of what the queries give a page, before its view adds to it."""
    if kind.query:
        return RowShape(kind.template, row_of(Part(kind.query, kind.parts), heads).fields)
    return RowShape(kind.template, add_parts({}, kind.parts, heads))


def columns_below(shape: Shape, names: Collection[str]) -> set[Column]:
    """Return the columns that stand under some names anywhere below a shape."""
    return {
        column
        for name, value in _fields_below(shape)
        if name in names and isinstance(value, Cell)
        for column in value.columns
    }


def names_below(shape: Shape) -> set[str]:
    """Return every name of a column or a part anywhere below a shape."""
    return {name for name, _ in _fields_below(shape)}


def holds(made: Made, name: str) -> bool:
    """Tell whether something that a view has made may have a name."""
    return name in made.names or name in names_below(made.page)


def _fields_below(shape: Shape) -> Iterator[tuple[str, Shape]]:
    if isinstance(shape, Many):
        yield from _fields_below(shape.item)
    elif isinstance(shape, RowShape):
        for name, value in shape.fields.items():
            yield name, value
            yield from _fields_below(value)


def joins_of(
    parts: Mapping[str, Part], above: str, heads: Mapping[str, tuple[str, ...]]
) -> Iterator[Column]:
    """Yield the columns that join parts to the rows above: the part's first, and its namesake."""
    for part in parts.values():
        first = heads[part.query][0]
        if part.mode != "all":
            yield part.query, first
            yield above, part.key or first
        yield from joins_of(part.parts, part.query, heads)
