"""`kg query`: a SPARQL query on the build, from a file, a name or the command line."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
)

from kg.commands.dataset import Dataset, open_dataset
from kg.errors import QueryError, UsageError, shorten_text
from kg.graph.queries import Query, run_query, tell_lacking
from kg.graph.vocab import PREFIXES
from kg.outputs.examples import StandIns, default_terms
from kg.service.sparql.advice.adviser import Adviser
from kg.service.sparql.advice.literals import is_empty
from kg.service.sparql.advice.vocabulary import tells_of_absence
from kg.service.sparql.columns import ask_in_order
from kg.service.sparql.mistakes.explaining import explain_syntax
from kg.sources.folder.files import MOST_BYTES, decode_text, read_plain_file

# How the engine says where a query cannot be read.
_PLACE = re.compile(r"error at ([0-9]+):([0-9]+)")
# The folders of the questions that have a name: of one review, and across those of a collection.
_NAMED = ("examples", "across")
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
    """Add the query, `--param` and `--format`."""
    parser.add_argument(
        "query", help="a .rq file, the name of a question, SPARQL text, or - (stdin)"
    )
    parser.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="what a question is asked about, in place of its default",
    )
    parser.add_argument(
        "--format", choices=["table", *_TABLES, *_GRAPHS], default="table", help="default: table"
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the query and print its result."""
    data = open_dataset(arguments.folder)
    store = data.store
    text, shown = _text_of(arguments.query, data)
    terms = _terms_for(shown, arguments.param, data)
    head = ""
    if "prefix" not in text.lower():
        # On one line with the first of the query, so that the lines of a message are the user's.
        head = "".join(f"PREFIX {name}: <{iri}> " for name, iri in data.prefixes.items())
    lacking: list[str] = []
    try:
        results = ask_in_order(lambda asked: run_query(store, asked, terms, lacking), head + text)
    except QueryError as error:
        raise QueryError(_explain(str(error), shown, head, text)) from None
    _print_results(results, arguments.format)
    adviser = Adviser(store)
    told = [tell_lacking(function) for function in dict.fromkeys(lacking)]
    warnings, hints = adviser.warn(head + text, terms), adviser.hint(head + text, terms)
    # A question with a name asks on purpose for what a review may lack: an answer says enough.
    of_empty = [one for one in warnings if _has_name(shown) and tells_of_absence(one)]
    # Printing used the answer up; it is asked again only where there is something to say of it.
    empty = (hints or of_empty) and is_empty(run_query(store, head + text, terms, lacking))
    for warning in [*told, *(one for one in warnings if empty or one not in of_empty)]:
        print(f"warning: {warning}", file=sys.stderr)
    for hint in hints if empty else ():
        print(f"hint: {hint}", file=sys.stderr)
    return 0


def _has_name(shown: str) -> bool:
    """Return whether a query is one of the questions that have a name."""
    return Path(shown).parent.name in _NAMED


def _terms_for(
    shown: str, given: Sequence[str], data: Dataset
) -> Mapping[str, NamedNode | Literal]:
    """Return what a question with a name is asked about: what is given, else its defaults."""
    # Only then: a question of the project with a fault in it stops no other query.
    questions = data.load_questions() if _has_name(shown) else ()
    query = {str(one.path): one for one in questions}.get(shown)
    chosen = {name: value for name, _, value in (item.partition("=") for item in given)}
    known = [parameter.name for parameter in query.parameters] if query else []
    for name, value in chosen.items():
        if name not in known or not value:
            told = f"its parameters are {', '.join(known)}" if known else "it has no parameters"
            raise UsageError(f"--param {shorten_text(name)}: write NAME=VALUE; {told}")
    if query is None or not known:
        return {}
    terms = _terms_of(query, chosen, data)
    asked = ", ".join(
        f"{name}={term.value.removeprefix(data.base)}" for name, term in terms.items()
    )
    print(f"asked with {asked}; --param NAME=VALUE asks about another", file=sys.stderr)
    return terms


def _terms_of(
    query: Query, chosen: Mapping[str, str], data: Dataset
) -> Mapping[str, NamedNode | Literal]:
    told = {name: data.expand(value) for name, value in chosen.items()}
    asked = [replace(one, default=told.get(one.name, one.default)) for one in query.parameters]
    for one in asked:
        if one.default is None:
            raise UsageError(f"{query.name} asks about one {one.name}: --param {one.name}=VALUE")
    try:
        terms = default_terms(
            StandIns(data.store), replace(query, parameters=tuple(asked)), data.base
        )
    except ValueError as error:
        raise UsageError(f"--param: {error}") from None
    for name, value in told.items():
        # A default may be replaced by the first record of its kind; what somebody asked may not.
        if not terms[name].value.endswith(value):
            raise UsageError(f"--param {name}: there is no '{shorten_text(value)}' here")
    return terms


def _explain(message: str, shown: str, head: str, text: str) -> str:
    """Return in words what is wrong, with the file, and the column without the head of line 1."""
    match = _PLACE.search(message)
    mistake = explain_syntax(head + text, message[match.start() :], PREFIXES) if match else None
    if mistake is None or not shown:
        return message
    column = max(mistake.column - len(head), 1) if mistake.line == 1 else mistake.column
    return f"{shown}:{mistake.line}:{column}: {mistake.told}"


def _text_of(query: str, data: Dataset) -> tuple[str, str]:
    """Return the text of a query, and how to call what it stands in."""
    if query == "-":
        return _decoded(sys.stdin.buffer.read(MOST_BYTES), "standard input"), "standard input"
    if "\n" not in query and _exists(Path(query)):
        return _read(Path(query))
    if any(sign.isspace() for sign in query):
        questions = {}  # no name; a question of the project with a fault in it stops no query
    else:
        questions = {one.name: one.path for one in data.load_questions()}
    if query in questions:
        return _read(questions[query])
    if not any(word in query.lower() for word in ("select", "ask", "construct", "describe")):
        names = list(questions) or [one.name for one in data.load_questions()]
        near = get_close_matches(query, names, 1, 0)
        raise UsageError(
            f"'{shorten_text(query)}' is no file, no question's name (as {near[0]} is) "
            "and no SPARQL query"
        )
    return query, "query"


def _read(path: Path) -> tuple[str, str]:
    content = read_plain_file(path)
    if isinstance(content, str):
        raise UsageError(f"{path}: {content}; or use - to read a query from a pipe")
    return _decoded(content, str(path)), str(path)


def _decoded(content: bytes, shown: str) -> str:
    text, problems = decode_text(content, shown)
    if text is None:
        raise QueryError("\n".join(map(str, problems)))
    return text


def _exists(path: Path) -> bool:
    """Say whether there is something of this name; a whole query is too long for a name."""
    try:
        return path.exists()
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
