"""Questions with their stored answers, a page each."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.graph.queries import term_text
from kg.outputs.addresses import Addresses
from kg.outputs.cells import Row
from kg.outputs.examples import Example, Term


def read_questions(examples: Iterable[Example], addresses: Addresses) -> tuple[Row, ...]:
    """Return the values of each question's page.

    `rows` holds a cell a column, `{"text", "address"}`; the address is empty where there is none.
    """
    return tuple(_question(example, addresses) for example in examples)


def _question(example: Example, addresses: Addresses) -> Row:
    query = example.query
    return {
        "address": f"questions/{query.name}.html",
        "name": query.name,
        "question": query.summary,
        "description": query.head.get("description", ""),
        "audience": query.head.get("audience", ""),
        "text": query.body,
        "columns": [column.replace("_", " ") for column in example.columns],
        "rows": [[_cell(term, addresses) for term in row] for row in example.rows],
    }


def _cell(term: Term | None, addresses: Addresses) -> Row:
    if term is None:
        return {"text": "", "address": ""}
    text = term_text(term)
    if not isinstance(term, NamedNode):
        return {"text": text, "address": ""}
    address = addresses.address_of(text)
    return {"text": text.removeprefix(addresses.base), "address": address or text}
