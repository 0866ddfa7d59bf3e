r"""Where a work of a printed list appeared: journal, book, publisher, school, and places there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.imports.references.readers.bblnames import names_of
from kg.imports.references.works import Work, supply_title
from kg.model.dates import month_of

_INFO = re.compile(r"\\bibinfo\s*\{(?P<name>\w+)\}\s*(?=\{)")
_EMPHASIS = re.compile(
    r"\{\s*\\(?:em|it|sl|itshape|slshape)(?![A-Za-z])\s*|\\(?:emph|textit|textsl)\s*\{"
)
_BOLD = re.compile(r"(?:\{\s*\\(?:bf|bfseries)(?![A-Za-z])\s*|\\textbf\s*\{)(?P<words>[^{}]*)\}")
_PLACES = re.compile(
    r"(?P<volume>[A-Z]?\d+)\s*(?:\((?P<number>[^()]+)\))?\s*"
    r"(?:[:,]|\.(?=\s*\d+\s*(?:--?|\u2013)))\s*(?:pp?\.?[\s~]*)?"
    r"(?P<pages>[a-zA-Z]{0,3}\d+(?:\s*(?:--?|\u2013)\s*[a-zA-Z]?\d+)?)"
)
_WORDED = (
    ("volume", re.compile(r"\b(?:vol(?:ume|\.)?|Bd\.?)[\s~]*(\d+)", re.IGNORECASE)),
    ("number", re.compile(r"\b(?:no\.?|number|issue)[\s~]*(\d+)", re.IGNORECASE)),
    (
        "pages",
        re.compile(
            r"(?:(?i:\b(?:pp?\.|pages?))|(?<!\w)S\.)[\s~]*(\w+(?:\s*(?:--?|\u2013)\s*\w+)?)"
        ),
    ),
)  # fmt: skip
_THESIS = re.compile(
    r"(?P<type>(?:Ph\.?\s?D\.?|Doctoral|Master['’]?s?)\s+(?:thesis|dissertation))", re.IGNORECASE
)
_REPORT = re.compile(r"\b(?:technical|research) report\b", re.IGNORECASE)
_EDITION = re.compile(r",?\s*\b(\w+)\s+(?:edition|edn?\.?)(?![A-Za-z])", re.IGNORECASE)
_EDITION_BEHIND = re.compile(
    r"(?P<title>.*\S)\s*\((?P<edition>\w+)(?:\.?ª|\.)?\s+(?:edition|edn?|éd|Aufl|Auflage)\.?\)",
    re.IGNORECASE,
)
# `Vols. 1–2. London: Press`, as AMA has it before the place or the edition.
_VOLUMES = re.compile(
    r"(?:Vols?|Volumes?)\.?[\s~]+(\d+(?:\s*(?:--?|\u2013)\s*\d+)?|[IVX]+)\.\s+(?=\S)"
)
_KINDS = {"article": "article", "booktitle": "incollection", "publisher": "book"}
_LONGEST = 10_000  # brackets that close later than this belong to no entry
OUTER = " \t\n.,;:~"


def take_venue(work: Work, rest: str, *, is_book: bool) -> None:
    """Set where a work appeared, and its kind."""
    thesis = _THESIS.search(rest)
    named = _EMPHASIS.search(rest)
    if thesis:
        work.kind = (
            "phdthesis"
            if "ph" in thesis[0].lower() or "doc" in thesis[0].lower()
            else "mastersthesis"
        )
        work.put_latex("school", rest[thesis.end() :].strip(OUTER))
    elif _REPORT.search(rest):
        work.kind = "techreport"
        kind, _, body = rest.partition(",")
        work.put_latex("type", kind.strip(OUTER))
        work.put_latex("institution", body.strip(OUTER))
    elif is_book and named is None:
        work.kind = "book"
        _take_publisher(work, rest)
    elif named is not None or _PLACES.search(rest):
        _take_container(work, rest, named)
    else:
        work.put_latex("howpublished", _take_edition(work, rest).strip(OUTER))


def _take_container(work: Work, rest: str, named: re.Match[str] | None) -> None:
    """Set the journal or the book that a work appeared in, and its places there."""
    if named is not None:
        name, end = argument_at(f"{{{rest[named.end() :]}", 0, "{", "}")
        before, after = rest[: named.start()], rest[named.end() + end - 1 :]
        # APA sets the volume apart with the journal: \emph{Sleep, 4}(2).
        inner = re.fullmatch(r"(?P<name>.*?),\s*(?P<volume>\d+)", name)
        if inner:
            name, after = inner["name"], f"{inner['volume']}{after}"
    else:
        found = re.match(r"[^\d,;]+", rest)
        name = found.group() if found else ""
        before, after = "", rest[len(name) :]
    in_book = re.search(r"\bIn\b", before) is not None
    work.kind = "article"
    if in_book:
        work.kind = (
            "inproceedings"
            if re.search("proceedings|conference|workshop", name, re.IGNORECASE)
            else "incollection"
        )
    name = name.strip(OUTER)
    is_month = named is None and not in_book and bool(month_of(name))
    work.put_latex("booktitle" if in_book else "month" if is_month else "journal", name)
    for field, form in _WORDED:
        match = form.search(after)
        work.put_latex(field, _range(match[1]) if match else "")
    after = _BOLD.sub(r"\g<words>", after)  # the number of a volume, mostly
    places = _PLACES.search(after) if "volume" not in work.fields else None
    for field in ("volume", "number", "pages") if places else ():
        work.put_latex(field, _range(places[field] or "") if places else "")


def _take_publisher(work: Work, rest: str) -> None:
    """Set publisher and place: `Geneva: WHO`, or `WHO, Geneva`."""
    rest = take_volumes(work, _take_edition(work, rest).lstrip(OUTER))
    place, _, publisher = rest.partition(":") if ":" in rest else rest.partition(",")[::-1]
    work.put_latex("publisher", publisher.strip(OUTER))
    work.put_latex("address", place.strip(OUTER))


def take_volumes(work: Work, rest: str) -> str:
    """Set the volumes of a book that stand before its place; return the words without them."""
    found = _VOLUMES.match(rest)
    if found is None:
        return rest
    work.put_latex("volume", _range(found[1]))
    return rest[found.end() :]


def take_edition_behind(work: Work, title: str) -> str:
    """Set the edition that stands behind a title in brackets; return the title without it."""
    found = _EDITION_BEHIND.fullmatch(title)
    if found is None:
        return title
    work.put_latex("edition", found["edition"])
    return found["title"]


def _take_edition(work: Work, rest: str) -> str:
    """Set the edition; return the words without it."""
    edition = _EDITION.search(rest)
    if edition is None:
        return rest
    work.put_latex("edition", edition[1])
    return rest.replace(edition.group(), "")


def take_named(work: Work, words: str) -> None:
    r"""Set the fields that REVTeX and Elsevier name: `\bibinfo{author}{…}`."""
    found: dict[str, list[str]] = {}
    for match in _INFO.finditer(words):
        value, _ = argument_at(words, match.end(), "{", "}")
        found.setdefault(match["name"].lower(), []).append(value)
    for role in ("author", "editor"):
        names = [re.sub(r"\{([^{}\\]*)\}", r"\1", name) for name in found.pop(role, [])]
        work.put_latex(role, names_of(" and ".join(names))[1])
    for name, values in found.items():
        work.put_latex(name, _bare(values[0]).strip(OUTER).lstrip("(").rstrip(")"))
    work.kind = _kind_of(work.fields)
    supply_title(work)


def _kind_of(fields: Mapping[str, str]) -> str:
    if "journal" in fields:
        return "article"
    return next((kind for name, kind in _KINDS.items() if name in fields), "misc")


def _bare(value: str) -> str:
    """Return words without braces around all of them."""
    inner, end = argument_at(value, 0, "{", "}")
    return inner if inner and end == len(value) else value


def _range(printed: str) -> str:
    return re.sub(r"\s*(?:--?|\u2013)\s*", "--", printed)


def without_emphasis(words: str) -> tuple[str, bool]:
    """Return a title, and whether all of it is set apart, as those of books are."""
    found = _EMPHASIS.match(words)
    if found is None:
        return words, False
    inner, end = argument_at(f"{{{words[found.end() :]}", 0, "{", "}")
    return (inner, True) if end >= len(words) - found.end() else (words, False)


def argument_at(text: str, at: int, opening: str, closing: str) -> tuple[str, int]:
    """Return what stands in brackets or braces from a place on, and where they end."""
    while at < len(text) and text[at].isspace():
        at += 1
    if text[at : at + 1] != opening:
        return "", at
    depth = 0
    for place in range(at + 1, min(len(text), at + _LONGEST)):
        if text[place] == closing and not depth:
            return text[at + 1 : place], place + 1
        depth += {"{": 1, "}": -1}.get(text[place], 0)
    return text[at + 1 :], len(text)
