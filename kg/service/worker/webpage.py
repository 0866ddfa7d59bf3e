"""Results as a page of HTML that needs no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from kg.service.http.rendering import render_template
from kg.service.worker.terms import Term
from kg.service.worker.wire import Job


def describe_cell(term: Term | None) -> dict[str, str]:
    """Describe a term for the template: only http and https IRIs become links."""
    if term is None:
        return {"text": "", "link": "", "note": ""}
    if isinstance(term, ox.NamedNode):
        # Any other scheme could run a script in the reader's browser (`javascript:`).
        link = term.value if term.value.startswith(("http://", "https://")) else ""
        return {"text": term.value, "link": link, "note": ""}
    if isinstance(term, ox.Literal):
        return {"text": term.value, "link": "", "note": term.language or ""}
    return {"text": str(term), "link": "", "note": ""}


def name_part(row: Sequence[Term | None], thing: str, seen: set[str]) -> str:
    """Name the part of a thing that a row is the first to tell of: `https://…/build#engine`.

    A browser that was led from its IRI goes there. The parts that were named are kept in `seen`.
    """
    first = row[0] if row else None
    if not isinstance(first, ox.NamedNode) or not first.value.startswith(f"{thing}#"):
        return ""
    part = first.value.removeprefix(f"{thing}#")
    if part in seen:
        return ""
    seen.add(part)
    return part


def render_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Term | None]],
    job: Job,
    warnings: Sequence[str] = (),
) -> bytes:
    """Render the page: warnings, query, table, and links to the same answer in other formats."""
    seen: set[str] = set()
    lines = [
        {"anchor": name_part(row, job.title, seen), "cells": [describe_cell(term) for term in row]}
        for row in rows
    ]
    return render_template(
        "results.html",
        title=job.title or "Results",
        query=job.query,
        columns=columns,
        rows=lines,
        links=job.links,
        warnings=warnings,
    )
