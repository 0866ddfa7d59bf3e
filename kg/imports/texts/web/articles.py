"""A page on which a journal or an archive shows an article → the article as it is printed.

PMC and publishers make such pages of JATS. Around the article stand menus, and parts that open
when one clicks; labels of tables and figures are headings; and behind each reference stand links
to services, which know by which numbers the work goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from kg.imports.texts.pandoc import Node
from kg.imports.texts.words import join_inlines, parts_of, squeeze

_LABEL = re.compile(
    r"(?:supplement(?:ary|al) |extended data |additional )?"
    r"(?:fig(?:ure|\.)?|tab(?:le|\.)|box|scheme)\s*S?[0-9]{1,3}[A-Z]?\s*[.:]?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\[?[0-9]{1,4}[.)\]]?")
# Words of links that lead to the work itself at a service, and are none of the reference.
_SERVICES = re.compile(
    r"(?:doi|crossref|cross ref|pubmed(?: abstract)?|pmc(?: free article)?|free pmc article|"
    r"google scholar|web of science®?|medline|isi|scopus|cas|ads|full text|free full text|"
    r"publisher full text|view article|pubmed/ncbi|article|abstract|mathscinet|"
    r"europe pmc|semantic scholar)[.;,]?",
    re.IGNORECASE,
)
_IDS = (
    ("doi:", re.compile(r"(?:doi\.org/|[?&]doi=|/doi/(?:abs/|full/)?)(10\.\d{4,9}/[^?#&\s]+)")),
    (
        "PMID: ",
        re.compile(r"(?:pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(?:\?term=)?|list_uids=)(\d{4,9})(?!\d)"),
    ),
    ("PMCID: ", re.compile(r"/(PMC\d{4,9})(?!\d)")),
)
_LABELS = frozenset({"label", "order"})  # of JATS, and of PLOS
_BESIDE = re.compile(
    r"<!--.*?-->|<(head|script|style|noscript|nav|header|footer|aside|form|svg)\b.*?</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_FEW = 100  # words that menus have
_MOST, _MOST_TAGS = 100_000, 5_000  # that are looked at around the main part
_LEAST = 3  # entries of a list


def main_part(blocks: list[Node]) -> list[Node]:
    """Return what a page marks as its main part, and all of it where it marks none, or several."""
    found = [one for one in _divisions(blocks) if ["role", "main"] in one["c"][0][2]]
    words = squeeze(join_all(found[0]["c"][1])) if len(found) == 1 else ""
    return found[0]["c"][1] if words else blocks


def tell_around(content: bytes) -> list[str]:
    """Return how many words of a page stand around its main part, where they are many.

    Pandoc reads the main part alone, if there is one.
    """
    page = content.decode("utf-8", "replace")
    before, begin, rest = page.partition("<main")
    _, end, behind = rest.rpartition("</main")
    around = f"{before[-_MOST:]} {behind[:_MOST]}"
    if not begin or not end or "<main" in rest or around.count("<") > _MOST_TAGS:
        return []
    count = len(re.sub(r"<[^<>]*>", " ", _BESIDE.sub(" ", around)).split())
    told = f"what stands around the main part of the page ({count} words); is any of it missed?"
    return [told] if count > _FEW else []


def join_all(blocks: list[Node]) -> str:
    """Return the words of blocks and of all in them, to see whether there are any."""
    words = []
    for block in blocks:
        if block["t"] in {"Para", "Plain"}:
            words.append(join_inlines(block["c"]))
        words += [join_all(part) for part in parts_of(block)]
    return " ".join(words)


def _divisions(blocks: list[Node]) -> Iterator[Node]:
    for block in blocks:
        if block["t"] == "Div":
            yield block
            yield from _divisions(block["c"][1])


def is_hidden(block: Node) -> bool:
    """Say whether a division is not shown on the page until somebody clicks."""
    if block["t"] != "Div":
        return False
    told = dict(map(tuple, block["c"][0][2]))
    return "hidden" in told or re.search(r"display:\s*none", told.get("style", "")) is not None


def read_label(block: Node) -> Node:
    """Return a heading that is the label of a table or a figure as a line of its own."""
    if block["t"] == "Figure":
        attributes, caption, inner = block["c"]
        return {"t": "Figure", "c": [attributes, caption, [*map(read_label, inner)]]}
    if block["t"] != "Header" or not _is_label(block):
        return block
    return {"t": "Para", "c": block["c"][2]}


def join_captions(blocks: list[Node]) -> list[Node]:
    """Return blocks of which a label and the caption that stands right behind it are one line."""
    joined = list[Node]()
    for block in blocks:
        is_caption = block["t"] == "Div" and "caption" in block["c"][0][1]
        if joined and is_caption and _is_label(joined[-1]):
            paragraphs = [one for one in block["c"][1] if one["t"] in {"Para", "Plain"}]
            words = [node for one in paragraphs for node in [{"t": "Space"}, *one["c"]]]
            others = [one for one in block["c"][1] if one not in paragraphs]
            label = joined.pop()
            inlines = label["c"][2] if label["t"] == "Header" else label["c"]
            joined += [{"t": "Para", "c": [*inlines, *words]}, *others]
        else:
            joined.append(block)
    return joined


def _is_label(block: Node) -> bool:
    inlines = {"Header": lambda: block["c"][2], "Para": lambda: block["c"]}.get(block["t"])
    return inlines is not None and bool(_LABEL.fullmatch(squeeze(join_inlines(inlines()))))


def read_entries(block: Node) -> list[Node]:
    """Return a list whose items have labels of their own (`1.`) as the paragraphs that they are."""
    content: Any = block.get("c")
    if block["t"] not in {"BulletList", "OrderedList"}:
        return [block]
    items: list[list[Node]] = content if block["t"] == "BulletList" else content[1]
    labelled = [one for item in items if (one := _labelled(item)) is not None]
    if len(labelled) < _LEAST or len(labelled) < len(items):
        return [block] if not _are_references(items) else [_with_numbers(block, items)]
    return labelled


def _with_numbers(block: Node, items: list[list[Node]]) -> Node:
    """Return a list of references with the links to services said as numbers of the works."""
    read = [[_as_entry(_in_one(item))] if _is_plain(item) else item for item in items]
    return {"t": block["t"], "c": read if block["t"] == "BulletList" else [block["c"][0], read]}


def _is_plain(item: list[Node]) -> bool:
    """Say whether an item is a paragraph, and beside it has links to services alone."""
    return bool(item) and item[0]["t"] in {"Para", "Plain"} and all(map(_offers, item[1:]))


def _offers(block: Node) -> bool:
    """Say whether a paragraph, or a list, has links to services and nothing else."""
    if block["t"] in {"Para", "Plain"}:
        words = join_inlines(one for one in block["c"] if not _service_of(one))
        return any(map(_service_of, block["c"])) and not re.search(r"\w", words)
    return all(_offers(inner) for part in parts_of(block) for inner in part)


def _in_one(item: list[Node]) -> Node:
    """Return an item as one paragraph, with the links of those behind it at its end."""
    links = [one for block in item[1:] for one in _links_in(block)]
    spaced = [node for one in links for node in ({"t": "Space"}, one)]
    return {"t": item[0]["t"], "c": [*item[0]["c"], *spaced]}


def _links_in(block: Node) -> Iterator[Node]:
    if block["t"] in {"Para", "Plain"}:
        yield from (one for one in _without_anchor(block["c"]) if _service_of(one))
    for part in parts_of(block):
        for inner in part:
            yield from _links_in(inner)


def _as_entry(block: Node) -> Node:
    if block["t"] not in {"Para", "Plain"}:
        return block
    return {**block, "c": _say_services(_without_anchor(block["c"]))}


def _without_anchor(inlines: list[Node]) -> list[Node]:
    """Return inlines of which the first is no frame with an address alone (`id="B12"`)."""
    while inlines and inlines[0]["t"] == "Span" and not _is_number(inlines[0]):
        inlines = [*inlines[0]["c"][1], *inlines[1:]]
    return inlines


def _is_number(node: Node) -> bool:
    """Say whether a frame holds the label of an entry."""
    is_named = not _LABELS.isdisjoint(node["c"][0][1])
    return is_named and _NUMBER.fullmatch(squeeze(join_inlines([node]))) is not None


def _are_references(items: list[list[Node]]) -> bool:
    """Say whether most items of a list have a link to a service."""
    linked = sum(any(True for block in item for _ in _links_in(block)) for item in items)
    return len(items) >= _LEAST and 2 * linked > len(items)


def _labelled(item: list[Node]) -> Node | None:
    """Return an item that begins with its own label as one paragraph, or None."""
    flat = [inner for one in item for inner in (one["c"][1] if one["t"] == "Div" else [one])]
    flat = [_in_one(flat)] if _is_plain(flat) else flat
    if not flat or any(one["t"] not in {"Para", "Plain"} for one in flat):
        return None
    first, *rest = _without_anchor([node for one in flat for node in [*one["c"], {"t": "Space"}]])
    label = squeeze(join_inlines([first]))
    if first["t"] != "Span" or not _is_number(first):
        return None
    number = {"t": "Str", "c": f"{label.strip('[].)')}."}
    return {"t": "Para", "c": [number, {"t": "Space"}, *_say_services(rest)]}


def _service_of(node: Node) -> str:
    """Return the address of a link whose words name a service and nothing else, or ""."""
    if node["t"] != "Link" or not _SERVICES.fullmatch(squeeze(join_inlines(node["c"][1]))):
        return ""
    return str(node["c"][2][0])


def _say_services(inlines: list[Node]) -> list[Node]:
    """Return an entry with the numbers that its links know at its end, in place of the links."""
    addresses = [found for one in inlines if (found := _service_of(one))]
    if not addresses:
        return inlines
    kept = [{"t": "Str", "c": "\0"} if _service_of(one) else one for one in inlines]
    words = squeeze(join_inlines(kept))
    bare = squeeze(re.sub(r"[\[(|·]?\s*\0\s*[\])|·]?[.,;]?", " ", words))
    if "\0" in bare:
        return inlines
    told = [f"{name}{number}" for name, number in _numbers_in(addresses) if number not in bare]
    return [{"t": "Str", "c": " ".join([bare, *told])}] if told or bare != words else inlines


def _numbers_in(addresses: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what addresses say of one work, each number once; two of a kind are nobody's."""
    for name, pattern in _IDS:
        matches = (pattern.search(unquote(one)) for one in addresses)
        found = {match[1].rstrip("/") for match in matches if match}
        if len(found) == 1:
            yield name, found.pop()
