"""The colours of pictures, read from the site's sheet, where each stands once.

A picture that stands alone as a file has no sheet beside it, so that its colours are written into
it: those of the light page, which are the custom properties of the first `:root` in `site.css`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.errors import BuildError
from kg.resources import resource_folder

# Kind of evidence → its custom property; every other kind has the colour `other`.
_KINDS = {
    "PrimaryResearch": "primary",
    "SecondaryResearch": "secondary",
    "PracticeCommentary": "practice",
    "PolicyDocument": "policy",
    "study": "study",
}
_ROOT = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
_COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{3,8})\s*;")


def parse_palette(sheet: str) -> Mapping[str, str]:
    """Return the colours of a sheet's first `:root`, by the names of their custom properties."""
    root = _ROOT.search(sheet)
    return dict(_COLOUR.findall(root.group(1))) if root else {}


@cache
def read_palette() -> Mapping[str, str]:
    """Return the colours of `site/static/site.css`."""
    path = resource_folder("site") / "static/site.css"
    return parse_palette(path.read_text(encoding="utf-8"))


def colour_of(name: str) -> str:
    """Return the colour of a custom property, such as `ink`; raise BuildError where it lacks."""
    colour = read_palette().get(name)
    if colour is None:
        raise BuildError(f"site/static/site.css: the first :root needs a colour '--{name}'")
    return colour


def colour_of_kind(kind: str) -> str:
    """Return the colour of a kind of evidence, by the name of its class in the ontology."""
    return colour_of(_KINDS.get(kind, "other"))
