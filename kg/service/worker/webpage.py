"""Results as a page of HTML that needs no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import jinja2
import pyoxigraph as ox

from kg.service.worker.terms import Term
from kg.service.worker.wire import Job

TEMPLATES = Path(__file__).parents[1] / "templates"


def make_environment() -> jinja2.Environment:
    """Make the environment that every page of the service is rendered in."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def describe_cell(term: Term | None) -> dict[str, str]:
    """Describe a term for the template: only http and https IRIs become links."""
    if term is None:
        return {"text": "", "link": "", "note": ""}
    if isinstance(term, ox.NamedNode):
        link = term.value if term.value.startswith(("http://", "https://")) else ""
        return {"text": term.value, "link": link, "note": ""}
    if isinstance(term, ox.Literal):
        return {"text": term.value, "link": "", "note": term.language or ""}
    return {"text": str(term), "link": "", "note": ""}


def render_table(columns: Sequence[str], rows: Iterable[Sequence[Term | None]], job: Job) -> bytes:
    """Render the page: query, table, and links to the same answer in other formats."""
    cells = [[describe_cell(term) for term in row] for row in rows]
    page = make_environment().get_template("results.html")
    text = page.render(
        title=job.title or "Results",
        query=job.query,
        columns=columns,
        rows=cells,
        links=job.links,
    )
    return text.encode()
