"""The graph → the files of the site that are no pages: references, search, pictures, the dataset.

Each maker takes the context of a build and returns files by their path in the site.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import NamedNode

from kg.graph.vocab import PREFIXES, RDF
from kg.outputs.askdata import render_dataset_script
from kg.outputs.context import Context
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.references import FORMATS, Reference
from kg.outputs.searchfiles import render_search_files
from kg.outputs.site.ontology import render_ontology_files
from kg.outputs.site.writing import SiteWriter, Written
from kg.paths import slug_for_code

Files = Mapping[str, bytes]
AssetMaker = Callable[[Context], Files]
# A list shorter than this is not offered a class at a time: one sees at a glance what is in it.
_LEAST_TO_SPLIT = 5
_ALL = "sources/all"
DRAFT = "This is a draft, not to be published. The page missing.html says what is missing."


def render_whole_list(context: Context) -> Files:
    """Return the references of all sources, in every format: `sources/all.…`."""
    return {
        _ALL + style.suffix: style.join(context.formatted[style.suffix].values()).encode()
        for style in FORMATS
    }


def render_references(context: Context) -> Files:
    """Return the references of every page that shows sources, beside it.

    `references.js` holds them all once more, for pages that are read from a disk.

    Beside a page of sources of several classes stands a file a class too: `tips/1.a.ris`.
    """
    lists: dict[str, list[str]] = {}
    for row in select_page_rows(context.store, "exports"):
        address = context.addresses.address_of(row["record"])
        if address is not None:
            lists.setdefault(address.removesuffix(".html"), []).append(row["code"])
    for stem, codes in list(lists.items()):
        lists |= _split_by_class(stem, codes, context.references)
    files: dict[str, bytes] = {}
    for style in FORMATS:
        pieces = context.formatted[style.suffix]
        for stem, codes in lists.items():
            files[stem + style.suffix] = style.join(pieces[code] for code in codes).encode()
    return files | {"references.js": _render_script(context.formatted).encode()}


def _render_script(texts: Mapping[str, Mapping[str, str]]) -> str:
    """Return each source in every format as a classic script, for a page from disk loads no other.

    `frames` says for each format what stands before, between and after the sources of a file.
    """
    # No text holds this character, so that it marks where a source goes.
    here = "\ue000"
    frames = {style.suffix: style.join((here, here)).split(here) for style in FORMATS}
    text = json.dumps({"frames": frames, "texts": texts}, ensure_ascii=False)
    return f"window.tiptraceReferences={text};\n"


def _split_by_class(
    stem: str, codes: list[str], references: Mapping[str, Reference]
) -> dict[str, list[str]]:
    """Return the sources of each class under a name of its own, where that is worth it."""
    classes: dict[str, list[str]] = {}
    for code in codes:
        if not references[code].evidence_class:
            continue  # works without a class are in the whole list alone
        letter = slug_for_code(references[code].evidence_class).lower()
        classes.setdefault(letter, []).append(code)
    if len(classes) <= 1 or len(codes) < _LEAST_TO_SPLIT:
        return {}
    return {f"{stem}.{letter}": some for letter, some in classes.items()}


def render_search(context: Context) -> Files:
    """Return what the search looks through."""
    files = render_search_files(context.documents, context.leads, context.used_words, context.voice)
    return {path: text.encode() for path, text in files.items()}


def render_pictures(context: Context) -> Files:
    """Return each picture as a file, with its data."""
    files: dict[str, bytes] = {}
    for picture in context.pictures:
        files[f"pictures/{picture.name}.svg"] = picture.svg.encode()
        files[f"pictures/{picture.name}.csv"] = picture.csv.encode()
    return files


def render_dataset(context: Context) -> Files:
    """Return the dataset for the page that asks it in the browser."""
    script = render_dataset_script(
        context.nquads, context.addresses.base, _patterns_of(context), PREFIXES
    )
    return {"ask-data.js": script.encode()}


def _patterns_of(context: Context) -> dict[str, str]:
    """Return the address of each kind of record, `{}` standing for its name: `tips/{}.html`."""
    base = context.addresses.base
    subjects = (quad.subject for quad in context.store.quads_for_pattern(None, RDF.type, None))
    kinds = {
        subject.value.removeprefix(base).partition("/")[0]
        for subject in subjects
        if isinstance(subject, NamedNode) and subject.value.startswith(base)
    }
    found = {kind: context.addresses.address_of(f"{base}{kind}/{{}}") for kind in kinds}
    return {kind: address for kind, address in found.items() if address is not None}


def render_gaps(context: Context) -> Files:
    """Return all that a draft does without, and a line that says what it is.

    A finished build has neither.
    """
    if not context.manifest.draft:
        return {}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("code", "file", "line", "message", "record"))
    for gap in context.told.gaps:
        writer.writerow((gap.code, gap.place.path, gap.place.line, gap.message, gap.record))
    return {"missing.csv": text.getvalue().encode(), "DRAFT.txt": f"{DRAFT}\n".encode()}


# Pages tell of these files, with their sizes, or need what they are made from.
EARLY_ASSETS: tuple[AssetMaker, ...] = (render_whole_list, render_pictures)
# In two parts that take about as long.
LATE_ASSETS: tuple[tuple[AssetMaker, ...], ...] = (
    (render_references, render_ontology_files, render_gaps),
    (render_search, render_dataset),
)


def write_assets(
    makers: Iterable[AssetMaker], context: Context, writer: SiteWriter
) -> list[Written]:
    """Write the files of several makers; return what each has written."""
    return [writer.write_contents(make.__name__, make(context)) for make in makers]
