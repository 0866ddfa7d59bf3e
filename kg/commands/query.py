"""`kg query`: a SPARQL query on the build, from a file, a name or the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat

from kg.errors import QueryError, UsageError
from kg.graph.queries import run_query
from kg.graph.store import prefixes_of
from kg.pipeline import load_build
from kg.resources import resource_folder
from kg.sources.project import load_project

_TABLES = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
_GRAPHS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the query and `--format`."""
    parser.add_argument(
        "query", help="a .rq file, the name of an example, SPARQL text, or - (stdin)"
    )
    parser.add_argument(
        "--format", choices=["table", *_TABLES, *_GRAPHS], default="table", help="default: table"
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the query and print its result."""
    project = load_project(arguments.folder)
    build = load_build(project)
    if build is None:
        raise UsageError(f"{project.folder}: there is no build yet; run kg build first")
    text = _text_of(arguments.query)
    if "prefix" not in text.lower():
        head = (f"PREFIX {name}: <{iri}>" for name, iri in prefixes_of(project.base).items())
        text = "\n".join([*head, text])
    results = run_query(build[1], text)
    _print_results(results, arguments.format)
    return 0


def _text_of(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    example = resource_folder("queries") / "examples" / f"{query}.rq"
    for path in (Path(query), example):
        if "\n" not in query and _is_file(path):
            return path.read_text(encoding="utf-8")
    if not any(word in query.lower() for word in ("select", "ask", "construct", "describe")):
        raise UsageError(f"'{query}' is no file, no example's name and no SPARQL query")
    return query


def _is_file(path: Path) -> bool:
    """Say whether a file of this name exists; a whole query is too long for a name."""
    try:
        return path.is_file()
    except OSError:
        return False


def _print_results(results: QuerySolutions | QueryTriples | QueryBoolean, form: str) -> None:
    sys.stdout.flush()
    if isinstance(results, QueryTriples):
        if form in _TABLES:
            raise QueryError(f"this query makes a graph; {form} holds a table: use --format ttl")
        results.serialize(sys.stdout.buffer, format=_GRAPHS.get(form, RdfFormat.TURTLE))
        return
    if form in _GRAPHS:
        raise QueryError(f"this query makes a table; {form} holds a graph: use --format csv")
    if form in _TABLES:
        results.serialize(sys.stdout.buffer, format=_TABLES[form])
    elif isinstance(results, QuerySolutions):
        _print_table(results)
    else:
        print("yes" if bool(results) else "no")


def _print_table(results: QuerySolutions) -> None:
    """Print rows in aligned columns on a terminal, separated by tabs elsewhere."""
    names = [variable.value for variable in results.variables]
    rows = [["" if term is None else term.value for term in row] for row in results]
    if not sys.stdout.isatty():
        for row in [names, *rows]:
            print("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.console import Console  # noqa: PLC0415 - heavy, and of use on a terminal only
    from rich.table import Table  # noqa: PLC0415

    table = Table(*names)
    for row in rows:
        table.add_row(*row)
    Console().print(table)
