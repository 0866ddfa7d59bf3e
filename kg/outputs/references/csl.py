"""References → CSL-JSON, the form of citeproc, Zotero and pandoc."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from kg.languages import fault_of_tag, tag_of
from kg.latex.plain import decode_latex, rich_latex
from kg.model.dates import Dated, parse_date
from kg.model.details import join_keywords
from kg.outputs.references.details import (
    CSL_VARIABLES,
    genre_of,
    keywords_of,
    kind_of_thesis,
    notes_of_details,
    number_of,
    people_by_role,
    people_of,
    publisher_of,
)
from kg.outputs.references.parts import Agent
from kg.outputs.references.records import Reference

TYPES = {
    "article": "article-journal",
    "article/magazine": "article-magazine",
    "book": "book",
    "collection": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "inproceedings": "paper-conference",
    "proceedings": "book",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "online": "webpage",
    "legislation": "legislation",
    "manual": "book",
    "booklet": "pamphlet",
    "unpublished": "manuscript",
    "misc/speech": "speech",
    "misc/preprint": "article",
    "misc/interview": "interview",
    "misc/map": "map",
    "misc/broadcast": "broadcast",
    "misc/presentation": "speech",
    "article/newspaper": "article-newspaper",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "standard": "standard",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "inreference": "entry-encyclopedia",
    "inreference/entry": "entry",
    "inreference/entry-dictionary": "entry-dictionary",
    "reference": "book",
    "commentary": "book",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "periodical": "periodical",
    "review": "review",
    "letter": "personal_communication",
    "jurisdiction": "legal_case",
    "legal": "legislation",
    "artwork": "graphic",
    "image": "graphic",
    "movie": "motion_picture",
    "video": "motion_picture",
    "audio": "song",
    "music": "song",
    "performance": "performance",
}

Item = dict[str, object]
# Fields that have a variable in works of some types alone: the name of a site, or of a server.
_OF_SITES = {"titleaddon": "container-title"}
_PLACED_BY_TYPE: Mapping[str, Mapping[str, str]] = {
    "online": _OF_SITES, "unpublished": _OF_SITES, "misc/preprint": _OF_SITES,
}  # fmt: skip
_IN_SERIES = frozenset({"book", "chapter", "paper-conference", "entry", "entry-encyclopedia"})
_DATES = {"origdate": "", "eventdate": ""}
# CSL wants a hyphen, from which each style makes its own dash.
_PAGES = re.compile(r"\s*(?:[\u2010\u2011–—\u2212]|--|\s-(?=\s|$))[-\u2010\u2011–—\u2212]*\s*")
_DECEMBER = 12
_BEFORE_SPRING = 20  # EDTF counts its seasons from 21


def render_csl(references: Iterable[Reference]) -> str:
    """Return a CSL-JSON array; the evidence class stands in `keyword` and `custom`."""
    return join_items(map(csl_text, references))


def join_items(items: Iterable[str]) -> str:
    """Return items, each as JSON, as an array."""
    # Joined as text, so that each item is written once and stands in many lists.
    return "[\n" + ",\n".join(items) + "\n]\n"


def csl_text(reference: Reference) -> str:
    """Return one reference as the JSON of a CSL item."""
    return json.dumps(csl_item(reference), ensure_ascii=False, indent=2)


def csl_item(reference: Reference) -> Item:
    """Return a reference as a CSL item, empty variables left out."""
    fields = reference.fields
    placed = {**CSL_VARIABLES, **_placed_of(reference), **_DATES}
    whole, volume = _volume_of(reference)
    placed |= {"maintitle": ""} if volume else {}
    placed |= {} if fields.get("pages") else {"eid": ""}
    placed |= {f"csl-{role}": "" for role, _ in people_by_role(reference)}
    notes = [fields.get("note", ""), *notes_of_details(reference, placed), *reference.notes]
    told = reference.details.get("type", "")
    # Of a patent it says where it holds.
    where = "jurisdiction" if reference.entry_type == "patent" else "publisher-place"
    item: Item = {
        "id": reference.key,
        "type": TYPES.get(reference.kind) or TYPES.get(reference.entry_type, "document"),
        "title": _rich(reference, "title", reference.title),
        **_names(reference),
        "issued": _date(fields.get("date") or reference.when),
        "original-date": _date(reference.details.get("origdate", "")),
        "event-date": _date(reference.details.get("eventdate", "")),
        "container-title": whole or _container_of(reference),
        "volume-title": volume,
        "volume": fields.get("volume", ""),
        "issue": fields.get("number", ""),
        "page": _PAGES.sub("-", fields.get("pages", "")).strip("-")
        or reference.details.get("eid", ""),
        "publisher": publisher_of(reference),
        where: fields.get("address", ""),
        "genre": told or _genre_of(reference),
        "DOI": reference.identifier("doi"),
        "ISBN": reference.identifier("isbn13", "isbn10"),
        "PMID": reference.identifier("pmid"),
        "URL": reference.url,
        "accessed": _date(fields.get("urldate", "")),
        "keyword": join_keywords(keywords_of(reference)),
        "note": "\n".join(filter(None, notes)),
        "custom": _custom(reference),
    } | _more_variables(reference)
    # An empty variable is printed by some styles as a stray comma or an empty bracket.
    return {name: value for name, value in item.items() if value}


def _names(reference: Reference) -> Item:
    """Return who made a work, by what they did."""
    people = {
        "author": reference.authors,
        "editor": reference.editors,
        "translator": people_of(reference, "translator"),
        "container-author": people_of(reference, "bookauthor"),
        **dict(people_by_role(reference)),
    }
    return {name: [_name(agent) for agent in agents] for name, agents in people.items()}


def _rich(reference: Reference, name: str, plain: str) -> str:
    """Return a text with what its LaTeX has of italics and small digits, unless it was mended."""
    latex = reference.latex.get(name, "")
    return rich_latex(latex) if latex and decode_latex(latex) == plain else plain


def _container_of(reference: Reference) -> str:
    """Return what a work appeared in; of a page on the web and a preprint, the site's name."""
    container = reference.fields.get("container", "")
    if container == reference.title and TYPES.get(reference.entry_type) == "book":
        return ""  # proceedings hand their title down, and are in no book themselves
    if not container and _placed_of(reference):
        return reference.details.get("titleaddon", "")
    return container


def _placed_of(reference: Reference) -> Mapping[str, str]:
    """Return the fields that have a variable in works of this type."""
    return _PLACED_BY_TYPE.get(reference.kind) or _PLACED_BY_TYPE.get(reference.entry_type, {})


def _volume_of(reference: Reference) -> tuple[str, str]:
    """Return the title of a work in volumes, and that of the volume in which a part stands."""
    main, book = reference.details.get("maintitle", ""), reference.fields.get("container", "")
    return (main, book) if main and book else ("", "")


def _genre_of(reference: Reference) -> str:
    """Return what kind of thesis it is, or what its type in CSL does not say."""
    return kind_of_thesis(reference) or ("" if reference.kind in TYPES else genre_of(reference))


def _custom(reference: Reference) -> dict[str, str]:
    """Return what only this project says of a source; nothing of what is no source."""
    values = {"code": reference.code, "evidence-class": reference.evidence_class}
    return values if reference.code else {}


def _more_variables(reference: Reference) -> Item:
    found: Item = {
        variable: reference.details.get(name, "") for name, variable in CSL_VARIABLES.items()
    }
    found["language"] = _language_of(reference.details)
    found["title-short"] = _rich(reference, "shorttitle", reference.details.get("shorttitle", ""))
    # The number of a book, or of its parts, is its place in a series; else it is the work's own.
    in_series = "series" in reference.details and TYPES.get(reference.entry_type) in _IN_SERIES
    of_periodical = reference.entry_type == "periodical" and not in_series
    place = "collection-number" if in_series else "issue" if of_periodical else "number"
    found[place] = number_of(reference)
    if (
        not found["status"]
        and not reference.year
        and parse_date(reference.dated) == Dated(reference.dated)
    ):
        found["status"] = reference.dated
    return found


def _language_of(details: Mapping[str, str]) -> str:
    """Return the tag of a work's language; where it has several, that by which LaTeX breaks lines.

    biblatex begins their names with `lang` where a list has more than one.
    """
    tags = [tag_of(details.get(name, "")) for name in ("language", "langid")]
    return next((tag for tag in tags if fault_of_tag(tag) is None), tags[0])


def _name(agent: Agent) -> dict[str, str]:
    # The schema of CSL has no place for it; Crossref writes it so, and programs read it so.
    number = {"ORCID": agent.orcid} if agent.orcid else {}
    if agent.given or agent.suffix or agent.particle:
        parts = {
            "family": agent.family,
            "given": agent.given,
            "non-dropping-particle": agent.particle,
            "suffix": agent.suffix,
        }
        return {name: value for name, value in parts.items() if value} | number
    # A body is no person: split in two, `Audit Commission` would become `Commission, A.`.
    return {"literal": agent.family} | number


def _date(text: str) -> dict[str, object] | None:
    """Return a date, or a range of two, as CSL date parts; words for what has no year."""
    found = parse_date(text)
    if found is None or not found.edtf:
        return {"literal": text} if text and found is None else None
    written = found.edtf.split("/")
    ends = [re.match(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?", end) for end in written]
    parts = [[int(part) for part in end.groups() if part] for end in ends if end]
    for one in parts:
        one[0] -= one[0] <= 0  # EDTF counts a year 0, and CSL none
    open_ends = [end for end in written[1:] if end in {"", ".."}]
    if not parts or ends[0] is None or len(parts) + len(open_ends) < len(written):  # 1980s
        return {"literal": found.shown}
    season = parts[0][1] if len(parts[0]) > 1 and parts[0][1] > _DECEMBER else 0
    date: dict[str, object] = {"date-parts": [part[:1] if season else part for part in parts]}
    if season:
        date["season"] = season - _BEFORE_SPRING
    if re.search(r"[~?%]", found.edtf):
        date["circa"] = True
    return date
