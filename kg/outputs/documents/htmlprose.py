"""A writing as an HTML page of its own, without a style or a script."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from kg.languages import direction_of
from kg.outputs.documents.prose import Block, Prose, Run, Writing


def render_html(writing: Writing) -> str:
    """Return a whole page that needs no other file."""
    language, title = escape(writing.language), escape(writing.title)
    lines = [
        "<!doctype html>",
        f'<html lang="{language}" dir="{direction_of(writing.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        "</head>",
        "<body>",
        f"<h1>{title}</h1>",
        *_elements_of(writing.blocks),
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _elements_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind == "item":
            yield "<ul>"
            yield from (f"<li>{_inline(block.prose)}</li>" for block in group)
            yield "</ul>"
            continue
        for block in group:
            tag = f"h{block.level + 1}" if kind == "heading" else "p"
            yield f"<{tag}>{_inline(block.prose)}</{tag}>"


def _inline(prose: Prose) -> str:
    return "".join(map(_run, prose))


def _run(run: Run) -> str:
    text = escape(run.text)
    looks = (
        (run.italic, "i", ""),
        (run.bold, "b", ""),
        (run.small_caps, "span", ' style="font-variant-caps: small-caps"'),
        (run.raised, "sup", ""),
        (run.lowered, "sub", ""),
        (bool(run.link), "a", f' href="{escape(run.link)}"'),
    )
    for has, tag, attributes in looks:
        text = f"<{tag}{attributes}>{text}</{tag}>" if has else text
    return text
