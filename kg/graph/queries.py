"""`queries/<role>/<slug>.rq`: the questions, each a file that says in its head what it asks.

The head is a block of `#+ key: value` comments, so that the file stays valid SPARQL. Values reach a
query only as terms, through the engine's substitutions, never as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
)

from kg.errors import Location, Problem, QueryError, Severity

# The head is a closed list: a misspelt key would be taken for one that says nothing.
KEYS = {
    "summary",
    "description",
    "alphabetical",
    "tags",
    "audience",
    "parameter",
    "order",
    "number",
    "join",
    "merge",
    "optional",
    "heads",
    "row",
    "each",
    "across",
    "proof",
    "caption",
    "says",
    "level",
}
_KINDS = {"iri", "string", "integer", "code", "path"}
_HEAD = re.compile(r"#\+\s*([a-z]+)\s*:\s*(.*)")
_UNKNOWN_FUNCTION = re.compile(r"The custom function <(.*)> is not supported")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Solutions:
    """What a SELECT gave: its columns in order, and in each row a term, or None, for each."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[NamedNode | BlankNode | Literal | Triple | None, ...]]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that the asker fills: `#+ parameter: name kind default`."""

    name: str
    kind: str
    default: str | None


@dataclass(frozen=True)
class Query:
    """A question: its name, what its head says and its text."""

    name: str
    path: Path
    text: str
    head: Mapping[str, str]
    parameters: tuple[Parameter, ...] = ()

    @property
    def place(self) -> str:
        """Return where it lies, in our folder or in that of a project."""
        return f"queries/{self.path.parent.name}/{self.path.name}"

    @property
    def summary(self) -> str:
        """Return the question in one sentence."""
        return self.head["summary"]

    @property
    def level(self) -> Severity:
        """Return how grave it is when a check finds a row: an error, unless its head says less."""
        return Severity(self.head.get("level", "error"))

    @cached_property
    def body(self) -> str:
        """Return the text without its head."""
        lines = self.text.splitlines()
        return "\n".join(line for line in lines if not line.startswith("#+")).strip() + "\n"


def read_query(path: Path) -> tuple[Query | None, list[Problem]]:
    """Read a query file. An unknown or missing key in its head is a problem."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        shown = f"queries/{path.parent.name}/{path.name}"
        message = "this is no text in UTF-8; save it as such"
        return None, [Problem(Location(shown, 1), "QRY001", message)]
    head: dict[str, str] = {}
    parameters: list[Parameter] = []
    problems: list[Problem] = []

    def report(line: int, message: str) -> None:
        shown = f"queries/{path.parent.name}/{path.name}"
        problems.append(Problem(Location(shown, line), "QRY001", message))

    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#+"):
            continue
        match = _HEAD.fullmatch(line.strip())
        if match is None:
            report(number, "write '#+ key: value'")
            continue
        fault = _take_key(match[1], match[2], head, parameters)
        if fault is not None:
            report(number, fault)
    if "summary" not in head:
        report(1, "the key 'summary' is missing; say in one sentence what the query asks")
    if problems:
        return None, problems
    return Query(path.stem, path, text, head, tuple(parameters)), []


def _take_key(
    key: str, value: str, head: dict[str, str], parameters: list[Parameter]
) -> str | None:
    """Take a line of the head into account; return what is wrong with it, or None."""
    if key not in KEYS:
        return f"unknown key '{key}'; the keys are {', '.join(sorted(KEYS))}"
    if key == "level" and value not in {*Severity}:
        return "write '#+ level: warning', 'note' or 'error'"
    if key == "parameter":
        parameter = _parse_parameter(value)
        if parameter is None:
            return "write '#+ parameter: name kind [default]', kind one of iri, …"
        parameters.append(parameter)
    else:
        head[key] = f"{head[key]} {value}" if key in head else value
    return None


def _parse_parameter(value: str) -> Parameter | None:
    name, _, rest = value.partition(" ")
    kind, _, default = rest.strip().partition(" ")
    return Parameter(name, kind, default.strip() or None) if kind in _KINDS else None


def load_queries(folder: Path) -> dict[str, Query]:
    """Read every query of a folder, by name, sorted; raise QueryError when one is faulty."""
    queries: dict[str, Query] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.rq")):
        query, found = read_query(path)
        problems += found
        if query is not None:
            queries[query.name] = query
    if problems:
        raise QueryError("\n".join(map(str, problems)))
    return queries


def select_rows(
    store: Store, query: Query | str, bindings: Mapping[str, NamedNode | Literal] | None = None
) -> list[Row]:
    """Run a SELECT over the union of the graphs; a row maps each bound variable to its text.

    A variable without a value has no key. Raises QueryError as `run_query` does, and where the
    query is no SELECT.
    """
    return [
        {name: term_text(term) for name, term in row.items()}
        for row in select_terms(store, query, bindings)
    ]


def select_terms(
    store: Store, query: Query | str, bindings: Mapping[str, NamedNode | Literal] | None = None
) -> Iterator[dict[str, NamedNode | BlankNode | Literal | Triple]]:
    """Run a SELECT and yield rows of terms, unbound variables left out; raise as `select_rows`."""
    results = run_query(store, query, bindings)
    if not isinstance(results, QuerySolutions):
        raise QueryError(f"{_name(query)}: a SELECT query is needed here")
    names = [variable.value for variable in results.variables]
    for solution in results:
        terms = zip(names, solution, strict=True)
        yield {name: term for name, term in terms if term is not None}


def solve(store: Store, query: Query) -> Solutions:
    """Run a SELECT and return all of its answer; raise as `select_rows`."""
    results = run_query(store, query)
    if not isinstance(results, QuerySolutions):
        raise QueryError(f"{_name(query)}: a SELECT query is needed here")
    columns = tuple(variable.value for variable in results.variables)
    return Solutions(columns, [tuple(solution) for solution in results])


def construct_triples(store: Store, query: Query | str) -> list[Triple]:
    """Run a CONSTRUCT over the union of the graphs; raise QueryError where it is none."""
    return list(_construct(store, query))


def construct_lines(store: Store, query: Query | str) -> bytes:
    """Run a CONSTRUCT as `construct_triples` does; return what it makes as lines of N-Triples."""
    return _construct(store, query).serialize(format=RdfFormat.N_TRIPLES) or b""


def _construct(store: Store, query: Query | str) -> QueryTriples:
    results = run_query(store, query)
    if not isinstance(results, QueryTriples):
        raise QueryError(f"{_name(query)}: a CONSTRUCT query is needed here")
    return results


def run_query(
    store: Store,
    query: Query | str,
    bindings: Mapping[str, NamedNode | Literal] | None = None,
    lacking: list[str] | None = None,
) -> QuerySolutions | QueryTriples | QueryBoolean:
    """Run a query of any form over the union of the graphs; raise QueryError where it is none.

    `bindings` fill variables by name, as terms: a value can never become a part of the query. The
    functions that it calls and nobody knows come into `lacking`: a call of one has no value. Where
    it is not given they are a QueryError.
    """
    text = query.text if isinstance(query, Query) else query
    values: dict[Variable, NamedNode | BlankNode | Literal | Triple]
    values = {Variable(name): term for name, term in (bindings or {}).items()}
    missing: dict[NamedNode, Callable[..., NamedNode | BlankNode | Literal | Triple | None]] = {}
    while True:
        try:
            # What is said and what is inferred stand in graphs of their own. A question that names
            # no graph is put to all of them, as the service puts it.
            return store.query(
                text,
                use_default_graph_as_union=True,
                substitutions=values,
                custom_functions=missing,
            )
        except (SyntaxError, ValueError) as error:  # a query, or a value for it, that is none
            raise QueryError(f"{_name(query)}: {error}") from None
        except RuntimeError as error:  # what the engine cannot do, however well it is written
            # It names one function at a time, before it looks at any data.
            unknown = _UNKNOWN_FUNCTION.match(str(error))
            if unknown is None or lacking is None:
                told = f"there is no function <{unknown[1]}>; take it out" if unknown else error
                raise QueryError(f"{_name(query)}: {told}") from None
            missing[NamedNode(unknown[1])] = fail_call
            lacking += [unknown[1]]


def fail_call(*_: object) -> None:
    """Give a call no value, which is how SPARQL knows an error in an expression."""


def tell_lacking(function: str) -> str:
    """Say that a query calls a function which there is not."""
    return f"there is no function <{function}>: a call of it has no value"


def _name(query: Query | str) -> str:
    return query.place if isinstance(query, Query) else "query"


def term_text(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """Return an IRI's address, a literal's lexical form."""
    return str(term) if isinstance(term, Triple) else term.value
