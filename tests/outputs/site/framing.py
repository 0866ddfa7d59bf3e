"""Templates → the phrases that they put around records, to be looked for on pages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import nodes

from kg.resources import resource_folder
from tests.outputs.site.walking import parse_template

_FOLDER = resource_folder("site") / "templates"
TEMPLATES = sorted(path.relative_to(_FOLDER).as_posix() for path in _FOLDER.rglob("*.*"))
_LEAST = 3  # words: what is shorter is a label
_ENDS = " .,;:()“”"


def frames_of(name: str) -> Iterator[str]:
    """Yield each phrase that stands in a template between its values, tags and statements."""
    for text in _texts_of(parse_template(name)):
        for piece in re.split(r"<[^>]*>?|>|%\(\w+\)s|(?<=[.?!])\s", text):
            phrase = " ".join(html.unescape(piece).split()).strip(_ENDS)
            # What has other signs is no prose: a path, an attribute, the name of a term.
            if len(phrase.split()) >= _LEAST and not re.search(r"[=#{}/_]", phrase):
                yield phrase


def _texts_of(tree: nodes.Template) -> Iterator[str]:
    for node in tree.find_all((nodes.TemplateData, nodes.Const)):
        value = node.data if isinstance(node, nodes.TemplateData) else node.value
        if isinstance(value, str):
            yield value


def words_of_file(page: Path) -> str:
    """Return all words of a page, with and without a blank where a tag stands."""
    text = html.unescape(page.read_text(encoding="utf-8"))
    pieces = (text, *(re.sub(r"<[^>]*>", mark, text) for mark in ("", " ")))
    return "\n".join(" ".join(piece.split()) for piece in pieces)
