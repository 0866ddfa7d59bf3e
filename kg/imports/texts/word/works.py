"""What a program wrote down of a citation in a Word file → its works, as items of CSL-JSON.

Zotero and Mendeley write a `csl-citation` (https://github.com/citation-style-language/schema),
EndNote its own XML, and Word names sources of its own list. All of it may come from a stranger:
what cannot be read is told in words.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence

from kg.errors import shorten_text
from kg.imports.texts.word.endnote import parse_endnote
from kg.imports.texts.word.fields import CitationField, MarkedFile
from kg.imports.texts.word.sources import (
    is_word_citation,
    parse_word_citation,
    tell_missing_source,
)
from kg.sources.places.cited import Cited, CitedPlace

Item = Mapping[str, object]
MOST_ITEMS = 500  # of one citation
_MOST_OF_ITEM = 64 * 1024
_CONTROL = "MENDELEY_CITATION_v3_"
# Nobody needs them here, and they are words of others.
_LEFT_OUT = frozenset({"abstract", "annote", "id"})


def parse_field(
    field: CitationField, sources: Mapping[str, Item] | None = None
) -> list[Item] | str:
    """Return the works of a citation, or in words for a person why they cannot be told.

    A work is an empty item where the citation does not hold what it is.
    """
    if not field.told:
        return "it is larger than any citation is"
    if is_word_citation(field.told):
        return parse_word_citation(field.told, sources or {})
    if field.told.startswith(_CONTROL):
        packed = _unpack(field.told.removeprefix(_CONTROL))
        return _parse_citation(packed) if packed is not None else "its tag is no base64"
    if "EN.CITE" in field.told.partition("<")[0]:
        _, opening, rest = field.told.partition("<")
        held = opening + rest if opening else _unpack(field.data)
        return parse_endnote(held) if held else "it holds no data of EndNote"
    _, opening, rest = field.told.partition("{")
    return _parse_citation(opening + rest)


def collect_cited(
    marked: MarkedFile, places: Mapping[int, tuple[int, int]], text: str
) -> tuple[Cited, list[str]]:
    """Return what the citations of a text cite, and what cannot be told of them, in words.

    What stands in the text twice (in a table, say) has its first place.
    """
    works: dict[str, int] = {}
    cited: list[CitedPlace] = []
    unread, in_part = list[tuple[str, str]](), list[tuple[str, str]]()
    for number, (start, end) in sorted(places.items(), key=lambda one: one[1]):
        shown = text[start:end]
        known = number < len(marked.fields)
        items = parse_field(marked.fields[number], marked.sources) if known else []
        if isinstance(items, str):
            unread.append((shown, items))
            continue
        gaps = sum(not item for item in items)
        if gaps:
            told = marked.fields[number].told
            missing = tell_missing_source(told, marked.sources) if is_word_citation(told) else ""
            among = in_part if any(items) else unread
            among.append((shown, missing or "a work in it has no title"))
        said = [json.dumps(item, ensure_ascii=False, sort_keys=True) for item in items if item]
        numbers = tuple(works.setdefault(one, len(works)) for one in said)
        if numbers and shown.strip():
            begin = end - len(shown.lstrip())
            cited.append(CitedPlace(begin, begin + len(shown.strip()), numbers, gaps))
    none_of = "what the program of references keeps there cannot be read ({})"
    one_of = "what a work of it is cannot be told ({}); the others count, and that one is"
    left = [*_tell(unread, f"{none_of};"), *_tell(in_part, one_of)]
    return Cited(tuple(map(json.loads, works)), tuple(cited)), left


def _tell(unread: Sequence[tuple[str, str]], told: str) -> list[str]:
    """Return one line for all citations that cannot be read, with the first of them."""
    if not unread:
        return []
    (shown, reason), count = unread[0], len(unread)
    which = "a citation" if count == 1 else f"{count} citations, first"
    where = f"{which} '{shorten_text(' '.join(shown.split()))}'"
    return [f"{where}: {told.format(reason)} looked for as printed"]


def _unpack(packed: str) -> str | None:
    """Return the text in base64, in either alphabet and with or without what fills it up."""
    plain = "".join(packed.split()).rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True).decode()
    except ValueError:
        return None


def _parse_citation(text: str) -> list[Item] | str:
    decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
    try:
        # Behind it Word may have switches of its own.
        value, _ = decoder.raw_decode(text.strip())
    except (ValueError, RecursionError):
        return "what stands in it is no JSON"
    items = value.get("citationItems") if isinstance(value, dict) else None
    if not isinstance(items, list) or not items:
        return "it names no works (citationItems)"
    if len(items) > MOST_ITEMS:
        return f"it names more than {MOST_ITEMS} works"
    return [_item_of(one) for one in items]


def _item_of(cited: object) -> Item:
    """Return what is told of a work; nothing where it is no item of CSL-JSON."""
    data = cited.get("itemData") if isinstance(cited, dict) else None
    if not isinstance(data, dict) or not isinstance(data.get("title"), str):
        return {}
    item = {name: value for name, value in data.items() if name not in _LEFT_OUT}
    return item if len(json.dumps(item)) <= _MOST_OF_ITEM else {}
