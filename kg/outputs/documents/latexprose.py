r"""A writing as LaTeX: a fragment to `\input`, and a document that takes it in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kg.outputs.documents.latex import escape_text, render_around, render_taken_in
from kg.outputs.documents.prose import Block, Prose, Run, Writing
from kg.outputs.documents.word import Imprint

_HEADINGS = ("section", "subsection", "subsubsection", "paragraph")


def render_fragment(writing: Writing) -> str:
    r"""Return a writing to `\input`; its first line names the packages that it takes."""
    lines = [
        rf"\section*{{{escape_text(writing.title)}}}",
        # Addresses and long names have no place where they could be broken well.
        r"\begingroup\RaggedRight\sloppy\setlength{\parindent}{0pt}",
        *_lines_of(writing.blocks),
        r"\endgroup",
    ]
    return render_taken_in(lines)


def render_document(writing: Writing, name: str, imprint: Imprint) -> str:
    """Return a document that holds the fragment of a writing, which must lie beside it."""
    body = rf"\input{{{name}.tex}}"
    return render_around(body, render_fragment(writing), writing.title, imprint)


def _lines_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind == "item":
            yield r"\begin{itemize}"
            # What begins with a bracket would be an option of the item.
            yield from (rf"\item\relax {_inline(block.prose)}" for block in group)
            yield r"\end{itemize}"
            continue
        for block in group:
            text = _inline(block.prose)
            if kind == "heading":
                yield rf"\{_HEADINGS[min(block.level, 3)]}*{{{text}}}"
            elif kind == "entry":
                yield rf"\medskip\hangindent=1.5em\hangafter=1\relax {text}\par"
            else:
                yield rf"{text}\par"


def _inline(prose: Prose) -> str:
    return "".join(map(_run, prose)).strip()


def _run(run: Run) -> str:
    text = escape_text(run.text)
    if not text:
        return " " if run.text else ""
    looks = (
        (run.italic, "textit"),
        (run.bold, "textbf"),
        (run.small_caps, "textsc"),
        (run.raised, "textsuperscript"),
        (run.lowered, "textsubscript"),
    )
    for has, command in looks:
        text = rf"\{command}{{{text}}}" if has else text
    # A blank at an end belongs to what stands beside.
    return " " * run.text[:1].isspace() + text + " " * run.text[-1:].isspace()
