"""The annotated bibliography: each work with what the review says of it, in several forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Store

from kg.languages import direction_of
from kg.outputs.bibliography.annotated import write_works
from kg.outputs.bibliography.tabulated import tabulate_works
from kg.outputs.bibliography.told import load_told
from kg.outputs.documents.htmlprose import render_html
from kg.outputs.documents.latexprose import render_document, render_fragment
from kg.outputs.documents.markdownprose import render_markdown
from kg.outputs.documents.prose import Writing
from kg.outputs.documents.word import Imprint
from kg.outputs.documents.wordprose import render_word
from kg.outputs.tables.csvfile import render_csv
from kg.outputs.tables.table import Table
from kg.outputs.tables.xlsx import render_xlsx

NAME = "bibliography"


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The works that a review lists, twice: as a text to read, and as a table to sort."""

    writing: Writing
    table: Table


def load_bibliography(
    store: Store, style: bytes | None, *, by_class: bool = True, as_printed: bool = False
) -> Bibliography:
    """Return the works that the review lists, annotated, in the order of a style of CSL.

    Or `as_printed`: each entry is the line of the review's list, with its faults. Raises BuildError
    where the references cannot be set in the style.
    """
    told = load_told(store, style, by_class=by_class, as_printed=as_printed)
    return Bibliography(write_works(told), tabulate_works(told, NAME))


# By the end of a file's name: what makes it, of all works, an imprint and a reference document.
_RENDERERS: Mapping[str, Callable[[Bibliography, Imprint, bytes | None], bytes]] = {
    "md": lambda whole, _, __: render_markdown(whole.writing).encode(),
    "html": lambda whole, _, __: render_html(whole.writing).encode(),
    "docx": lambda whole, imprint, look: render_word(whole.writing, imprint, look),
    "tex": lambda whole, _, __: render_fragment(whole.writing).encode(),
    "document.tex": lambda whole, imprint, _: render_document(
        whole.writing, NAME, imprint
    ).encode(),
    "csv": lambda whole, _, __: render_csv(whole.table).encode(),
    "xlsx": lambda whole, imprint, _: render_xlsx(whole.table, imprint),
}
# Each form, and the ends of the names of its files.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "docx": ("docx",),
    "html": ("html",),
    "tex": ("tex", "document.tex"),
    "md": ("md",),
    "csv": ("csv",),
    "xlsx": ("xlsx",),
}


def render_bibliography(
    whole: Bibliography,
    authors: tuple[str, ...],
    formats: Iterable[str],
    reference: bytes | None = None,
) -> dict[str, bytes]:
    """Return a bibliography in some formats, by file name.

    Raises BuildError where the reference document is no Word document, and where a form has no
    place for what a cell holds.
    """
    language = whole.writing.language
    right_to_left = direction_of(language) == "rtl"
    imprint = Imprint(authors, language, right_to_left=right_to_left)
    return {
        f"{NAME}.{suffix}": _RENDERERS[suffix](whole, imprint, reference)
        for name in formats
        for suffix in FORMATS[name]
    }


__all__ = ["FORMATS", "NAME", "Bibliography", "load_bibliography", "render_bibliography"]
