"""The graph → problems: SHACL shapes, and `queries/checks/` that must find no row.

A problem is traced back to the record that caused it, and so to its file and line. Each check query
returns `?record` (an IRI of this review) and `?message`, written for whoever must mend the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches

from pyoxigraph import Store

from kg.codes import Levels
from kg.errors import Location, Problem, Severity
from kg.graph.iris import Iris
from kg.graph.queries import Query, Row
from kg.graph.shapes import Shapes, read_shapes
from kg.graph.violations import Violation, find_violations

Locate = Callable[[str], Location | None]


def check_query(
    store: Store,
    iris: Iris,
    locate: Locate,
    select: Callable[[Store, Query], list[Row]],
    check: Query,
) -> list[Problem]:
    """Return a problem for every row that a check finds, graded as its head says.

    `locate` tells the place of a record by its path, or None where no file declares it.
    """
    return [
        Problem(
            _place_of(row["record"], iris, locate), f"CHK-{check.name}", row["message"], check.level
        )
        for row in select(store, check)
    ]


def check_levels(levels: Levels, checks: Mapping[str, Query]) -> Iterator[Problem]:
    """Yield a problem for each level that a project sets for a check and that has no effect."""
    for code, severity in levels.chosen.items():
        name = code.removeprefix("CHK-")
        if name == code:
            continue
        query = checks.get(name)
        if query is None:
            near = get_close_matches(name, checks, n=1)
            hint = f"did you mean CHK-{near[0]}?" if near else "remove the line"
            yield Problem(Location("tiptrace.toml"), "SET003", f"there is no check {code}; {hint}")
        elif query.level is Severity.ERROR and severity is not Severity.ERROR:
            message = f"{code} stays an error: the data contradict themselves; remove the line"
            yield Problem(Location("tiptrace.toml"), "SET003", message)


def check_shapes(
    store: Store,
    shapes: str,
    iris: Iris,
    locate: Locate,
    find: Callable[[Store, Shapes], Iterable[Violation]] = find_violations,
) -> Iterator[Problem]:
    """Yield a problem for every record that violates one of the SHACL shapes.

    `shapes` is Turtle. Raises BuildError where the shapes cannot be read: that is our fault, and
    no author's.
    """
    for violation in find(store, read_shapes(shapes)):
        record = violation.record.value
        path = iris.path_of(record) or record
        place = _place_of(record, iris, locate)
        yield Problem(place, "SHACL", f"{path}: {violation.shape.message}")


def _place_of(iri: str, iris: Iris, locate: Locate) -> Location:
    # A node that no file declares by itself, such as an agent, has no line: the folder will do.
    path = iris.path_of(iri)
    found = locate(path) if path is not None else None
    return found or Location("data")
