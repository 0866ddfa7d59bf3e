"""The graph → problems: SHACL shapes, and `queries/checks/` that must find no row.

A problem is traced back to the record that caused it, and so to its file and line. Each check query
returns `?record` (an IRI of this review) and `?message`, written for whoever must mend the data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches

import pyrudof
from pyoxigraph import Quad, RdfFormat, Store, Triple, serialize

from kg.codes import Levels
from kg.errors import BuildError, Location, Problem, Severity
from kg.graph.iris import Iris
from kg.graph.queries import Query, select_rows

Locate = Callable[[str], Location | None]


def check_queries(
    store: Store, checks: Mapping[str, Query], iris: Iris, locate: Locate
) -> Iterator[Problem]:
    """Yield a problem for every row that a check finds, graded as the head of the check says.

    `locate` tells the place of a record by its path, or None where no file declares it.
    """
    for name, query in checks.items():
        for row in select_rows(store, query):
            place = _place_of(row["record"], iris, locate)
            yield Problem(place, f"CHK-{name}", row["message"], query.level)


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


def check_shapes(quads: list[Quad], shapes: str, iris: Iris, locate: Locate) -> Iterator[Problem]:
    """Yield a problem for every violation of the SHACL shapes (validated by rudof).

    `shapes` is Turtle. Raises BuildError where rudof cannot read the shapes: that is our fault, and
    no author's.
    """
    # The shapes look at all graphs as one. A set: what stands in two graphs is one statement.
    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    # rudof takes text only, and N-Triples is the plainest it reads.
    data = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    try:
        rudof.read_data(data, pyrudof.RDFFormat.NTriples)
        rudof.read_shacl(shapes, pyrudof.ShaclFormat.Turtle)
        report = rudof.validate_shacl()
    except pyrudof.RudofError as error:
        raise BuildError(f"ontology/shapes.ttl: the shapes cannot be used: {error}") from None
    for violation in report.violations:
        focus = str(violation.focus_node).strip("<>")
        place = _place_of(focus, iris, locate)
        path = iris.path_of(focus) or focus
        yield Problem(place, "SHACL", f"{path}: {_message_of(violation.message or '')}")


def _message_of(messages: str) -> str:
    """Return the shape's own message: rudof lists its general one first, then ours."""
    found = re.findall(r'"((?:[^"\\\\]|\\\\.)*)"', messages)
    return " ".join((found[-1] if found else messages).split())


def _place_of(iri: str, iris: Iris, locate: Locate) -> Location:
    # A node that no file declares by itself, such as an agent, has no line: the folder will do.
    path = iris.path_of(iri)
    found = locate(path) if path is not None else None
    return found or Location("data")
