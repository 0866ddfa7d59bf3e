"""Tables of Manubot that say which key of a text means which work: `citations.tsv` and tags."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import Location

# The column that holds what the text cites by, and those that say what it means
# (https://github.com/manubot/rootstock/blob/main/USAGE.md#citations).
_CITED = ("input_id", "manuscript_id", "manuscript_citekey", "citation", "string")
_MEANT = ("dealiased_id", "detagged_id", "standard_id", "short_id", "standard_citation",
          "citation_id")  # fmt: skip
_TAGS = ("tag", "citation")


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key of a text, and what else the work is known by."""

    key: str
    means: tuple[str, ...]
    place: Location


def is_key_table(text: str) -> bool:
    """Say whether a text is a table of keys: by the names of its columns."""
    head = _head_of(text)
    return head == _TAGS or bool({*head} & {*_CITED} and {*head} & {*_MEANT})


def _head_of(text: str) -> tuple[str, ...]:
    return tuple(text.lstrip("\ufeff").partition("\n")[0].strip().split("\t"))


def read_key_rows(text: str, path: str) -> Iterator[KeyRow]:
    """Yield the rows of a table of keys; a row without a key says nothing."""
    head = _head_of(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    for number, row in enumerate(rows, start=1):
        cells = dict(zip(head, map(str.strip, row), strict=False))
        if head == _TAGS:
            key = cells["tag"] if cells["tag"].startswith("tag:") else f"tag:{cells['tag']}"
            means: tuple[str, ...] = (cells.get("citation", ""),)
        else:
            key = next((cells[name] for name in _CITED if cells.get(name)), "")
            means = tuple(cells.get(name, "") for name in _MEANT)
        known = tuple(re.sub(r"^@", "", one) for one in dict.fromkeys(means) if one)
        if number > 1 and known and key.removeprefix("tag:"):
            yield KeyRow(key.removeprefix("@"), known, Location(path, number))
