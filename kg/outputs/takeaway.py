"""The graph → the files of the site that are no pages: citations, search, pictures, the dataset.

Each `produce_…` takes the stock of a build and returns files by their path in the site.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from pyoxigraph import NamedNode

from kg.graph.vocab import PREFIXES, RDF
from kg.outputs.askdata import render_dataset_script
from kg.outputs.citations import FORMATS, Citation
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.searchindex import render_search_data
from kg.outputs.stock import Stock
from kg.paths import slug_for_code

Files = Mapping[str, bytes]
# A list shorter than this is not offered a class at a time: one sees at a glance what is in it.
_LEAST_TO_SPLIT = 5


def produce_citations(stock: Stock) -> Files:
    """Return the citations of every page that shows sources, beside it, and `sources/all.…`.

    `references.js` holds them all once more, for pages that are read from a disk.

    Beside a page of sources of several classes stands a file a class too: `tips/1.a.ris`.
    """
    citations = stock.citations
    lists = {"sources/all": list(citations)}
    for row in select_page_rows(stock.store, "exports"):
        address = stock.addresses.address_of(row["record"])
        if address is not None:
            lists.setdefault(address.removesuffix(".html"), []).append(row["code"])
    for stem, codes in list(lists.items()):
        lists |= _split_by_class(stem, codes, citations)
    files: dict[str, bytes] = {}
    texts: dict[str, dict[str, str]] = {}
    for style in FORMATS:
        pieces = {code: style.render_one(citation) for code, citation in citations.items()}
        for stem, codes in lists.items():
            files[stem + style.suffix] = style.join(pieces[code] for code in codes).encode()
        texts[style.suffix] = pieces
    return files | {"references.js": _render_script(texts).encode()}


def _render_script(texts: Mapping[str, Mapping[str, str]]) -> str:
    """Return each source in every format as a classic script, for a page from disk loads no other.

    `frames` says for each format what stands before, between and after the sources of a file.
    """
    here = "\ue000"
    frames = {style.suffix: style.join((here, here)).split(here) for style in FORMATS}
    text = json.dumps({"frames": frames, "texts": texts}, ensure_ascii=False)
    return f"window.tiptraceReferences={text};\n"


def _split_by_class(
    stem: str, codes: list[str], citations: Mapping[str, Citation]
) -> dict[str, list[str]]:
    """Return the sources of each class under a name of its own, where that is worth it."""
    classes: dict[str, list[str]] = {}
    for code in codes:
        letter = slug_for_code(citations[code].evidence_class).lower()
        classes.setdefault(letter, []).append(code)
    if len(classes) == 1 or len(codes) < _LEAST_TO_SPLIT:
        return {}
    return {f"{stem}.{letter}": some for letter, some in classes.items()}


def produce_search(stock: Stock) -> Files:
    """Return what the search looks through."""
    return {"search-data.js": render_search_data(stock.documents).encode()}


def produce_pictures(stock: Stock) -> Files:
    """Return each picture as a file, with its data."""
    files: dict[str, bytes] = {}
    for picture in stock.pictures:
        files[f"pictures/{picture.name}.svg"] = picture.svg.encode()
        files[f"pictures/{picture.name}.csv"] = picture.csv.encode()
    return files


def produce_dataset(stock: Stock) -> Files:
    """Return the dataset for the page that asks it in the browser."""
    script = render_dataset_script(
        stock.nquads, stock.addresses.base, _patterns_of(stock), PREFIXES
    )
    return {"ask-data.js": script.encode()}


def _patterns_of(stock: Stock) -> dict[str, str]:
    """Return the address of each kind of record, `{}` standing for its name: `tips/{}.html`."""
    base = stock.addresses.base
    subjects = (quad.subject for quad in stock.store.quads_for_pattern(None, RDF.type, None))
    kinds = {
        subject.value.removeprefix(base).partition("/")[0]
        for subject in subjects
        if isinstance(subject, NamedNode) and subject.value.startswith(base)
    }
    found = {kind: stock.addresses.address_of(f"{base}{kind}/{{}}") for kind in kinds}
    return {kind: address for kind, address in found.items() if address is not None}
