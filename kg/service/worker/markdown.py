"""Results as a Markdown table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from kg.service.worker.terms import Term
from kg.service.worker.wire import Job

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


def render_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Term | None]],
    job: Job,
    warnings: Sequence[str] = (),
) -> bytes:
    """Render a pipe table; text is escaped, so that no cell can break out of it."""
    # The other writers need them; all three have the same shape.
    del job, warnings
    lines = [_join(columns), _join(["---"] * len(columns), escaped=True)]
    lines += [_join([render_cell(term) for term in row], escaped=True) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def render_cell(term: Term | None) -> str:
    """Render a term: an http IRI as a link, other IRIs and literals as text."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode) and term.value.startswith(("http://", "https://")):
        return f"<{term.value}>"
    text = term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(term)
    return escape(text)


def escape(text: str) -> str:
    """Escape what Markdown would take for markup, and line ends."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _join(cells: Sequence[str], *, escaped: bool = False) -> str:
    return "| " + " | ".join(cells if escaped else [escape(cell) for cell in cells]) + " |"
