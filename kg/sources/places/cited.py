"""`text.cited.json`: what a Word file itself says that its citations cite, beside its text.

Zotero, Mendeley and EndNote leave the works in the file, each with the citations that name it.
`kg import` writes them down; a draft of citations then needs to guess less. The file is a library
of CSL-JSON too (`items`), so that `kg import text.cited.json` brings the works in. Like the text it
is derived from a file of the author's, and git is told to ignore it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field, ValidationError

from kg.errors import UsageError
from kg.sources.folder.files import read_plain_file

_END = ".cited.json"
P = TypeVar("P", bound=PurePath)


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A citation: its code points in the text, and its works by their places in the list of all.

    `untold` is how many more it cites of which the file does not say what they are.
    """

    start: int
    end: int
    works: tuple[int, ...]
    untold: int = 0


@dataclass(frozen=True, slots=True)
class Cited:
    """The works that a Word file holds, as items of CSL-JSON, and the citations that name them."""

    works: tuple[Mapping[str, object], ...] = ()
    places: tuple[CitedPlace, ...] = ()


class _Citation(BaseModel):
    start: Annotated[int, Field(ge=0)]
    end: int
    works: list[str]
    untold: Annotated[int, Field(ge=0)] = 0


class _File(BaseModel):
    items: list[dict[str, object]]
    citations: list[_Citation]
    sha256: str


def cited_beside(text: P) -> P:
    """Return the path of the file that belongs to a text: `text.cited.json` to `text.txt`."""
    return text.with_name(text.stem + _END)


def render_cited(cited: Cited, sha256: str) -> str:
    """Return the file for a text with this digest, an item or a citation a line."""
    items = [{**work, "id": str(number)} for number, work in enumerate(cited.works, start=1)]
    places = [
        {"start": one.start, "end": one.end, "works": [str(work + 1) for work in one.works]}
        | ({"untold": one.untold} if one.untold else {})
        for one in cited.places
    ]
    return (
        f'{{"items": [\n{_lines(items)}\n],\n"citations": [\n{_lines(places)}\n],\n'
        f'"sha256": "{sha256}"}}\n'
    )


def _lines(values: list[dict[str, object]]) -> str:
    return ",\n".join(json.dumps(one, ensure_ascii=False, sort_keys=True) for one in values)


def read_cited(text: Path, sha256: str, within: Path | None = None) -> Cited:
    """Return what lies beside a text with this digest: nothing where there is no such file.

    A file that belongs to another state of the text counts as none. Raise UsageError where it is
    not one that `kg import` wrote.
    """
    path = cited_beside(text)
    if not path.is_file():
        return Cited()
    content = read_plain_file(path, within=within)
    remedy = "import the Word file again, or remove this one"
    if isinstance(content, str):
        raise UsageError(f"{path}: {content}; {remedy}")
    try:
        file = _File.model_validate_json(content)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"])) or "the file"
        raise UsageError(f"{path}: {where}: {fault['msg']}; {remedy}") from None
    if file.sha256 != sha256:
        return Cited()
    numbers = {str(item.get("id")): number for number, item in enumerate(file.items)}
    places = []
    for one in file.citations:
        works = tuple(numbers[key] for key in one.works if key in numbers)
        places.append(CitedPlace(one.start, one.end, works, one.untold))
    return Cited(tuple(file.items), tuple(places))
