"""The annotated bibliography: each work with what the review says of it, in several forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kg.languages import direction_of
from kg.outputs.bibliography.annotated import load_bibliography
from kg.outputs.documents.htmlprose import render_html
from kg.outputs.documents.latexprose import render_document, render_fragment
from kg.outputs.documents.markdownprose import render_markdown
from kg.outputs.documents.prose import Writing
from kg.outputs.documents.word import Imprint
from kg.outputs.documents.wordprose import render_word

NAME = "bibliography"

# By the end of a file's name: what makes it, of a writing, an imprint and a reference document.
_RENDERERS: Mapping[str, Callable[[Writing, Imprint, bytes | None], bytes]] = {
    "md": lambda writing, _, __: render_markdown(writing).encode(),
    "html": lambda writing, _, __: render_html(writing).encode(),
    "docx": render_word,
    "tex": lambda writing, _, __: render_fragment(writing).encode(),
    "document.tex": lambda writing, imprint, _: render_document(writing, NAME, imprint).encode(),
}
# Each form, and the ends of the names of its files.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "docx": ("docx",),
    "html": ("html",),
    "tex": ("tex", "document.tex"),
    "md": ("md",),
}


def render_bibliography(
    writing: Writing,
    authors: tuple[str, ...],
    formats: Iterable[str],
    reference: bytes | None = None,
) -> dict[str, bytes]:
    """Return a bibliography in some formats, by file name.

    Raises BuildError where the reference document is no Word document.
    """
    right_to_left = direction_of(writing.language) == "rtl"
    imprint = Imprint(authors, writing.language, right_to_left=right_to_left)
    return {
        f"{NAME}.{suffix}": _RENDERERS[suffix](writing, imprint, reference)
        for name in formats
        for suffix in FORMATS[name]
    }


__all__ = ["FORMATS", "load_bibliography", "render_bibliography"]
