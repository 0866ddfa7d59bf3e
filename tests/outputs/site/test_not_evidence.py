"""A work that the text cites for its method: its page says so, and so does the bibliography."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.outputs.bibliography import load_bibliography
from kg.outputs.context import Context
from kg.outputs.documents.prose import plain_text
from kg.outputs.site.live import LivePages, Workbench

SILENT = """BASE <{base}> DELETE WHERE {{ GRAPH ?g {{
?s <https://w3id.org/tiptrace/ontology#{term}> <sources/D1> }} }}"""
SAID = """BASE <{base}> INSERT DATA {{ GRAPH <graph/review> {{
<sources/D1> <https://w3id.org/tiptrace/ontology#citedFor>
"The method of the pooling."@en-GB }} }}"""
TOLD = "The text cites it, and no claim rests on it: The method of the pooling."


@pytest.fixture(scope="module")
def methodical(context: Context) -> Context:
    """Return the tiny world with a work on which nothing rests, and which is cited for a method."""
    store = Store()
    store.bulk_extend(context.store)
    base = context.manifest.base
    for term in ("fromSource", "citedThrough", "fromWork"):
        store.update(SILENT.format(base=base, term=term))
    store.update(SAID.format(base=base))
    return replace(context, store=store)


def test_its_page_says_what_it_is_cited_for(methodical: Context, tmp_path: Path) -> None:
    """In place of the bare word that no claim rests on it."""
    page = LivePages(methodical, "0", Workbench(tmp_path)).page("sources/D1.html")
    assert page is not None
    text = " ".join(page.decode().split())
    assert TOLD in text
    assert "No claim here rests on it" not in text


def test_the_bibliography_says_what_it_is_cited_for(methodical: Context) -> None:
    """In the same words."""
    writing = load_bibliography(methodical.store, None).writing
    assert TOLD in [plain_text(block.prose) for block in writing.blocks]
