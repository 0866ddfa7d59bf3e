"""Entries of BibTeX → references: LaTeX read, names apart, the date known."""

from __future__ import annotations

import re

from kg.latex.plain import decode_latex, decode_verbatim, encode_latex
from kg.model import Name, Reference
from kg.model.annotations import give_orcids, orcid_field
from kg.model.dates import Dated, month_of, parse_date
from kg.model.details import is_verbatim
from kg.model.names import parse_people
from kg.sources.bibtex.entries import BibEntry
from kg.sources.bibtex.fields import BIBSTRINGS, COUNTRIES, NAMED_FIELDS, ORCID_FIELDS, is_private

# What a reference has a field of its own for, or is used up here.
_OWN = frozenset(
    {"title", "subtitle", "booksubtitle", "journalsubtitle", "mainsubtitle", "issuesubtitle"}
    | {"year", "date", "month", "day"}
    | {"evidenceclass", "crossref", "xdata", "sameas"}
    | NAMED_FIELDS
    | ORCID_FIELDS
)
_NUMBERS = frozenset({"isbn", "issn", "pmid", "pmcid"})
_VARIANT = re.compile(r"\bvariant\s*=\s*(\w+)")  # english, as british has it
_MARKED = re.compile(r"[{\\$]")
_DAY = re.compile(r"(?P<number>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|\.)?", re.ASCII)
_WORD = re.compile(r"[^\W\d]+")
_SUBTITLES = {
    "title": "subtitle", "booktitle": "booksubtitle", "journal": "journalsubtitle",
    "maintitle": "mainsubtitle", "issuetitle": "issuesubtitle",
}  # fmt: skip


def plain_value(name: str, text: str) -> str:
    """Return the text of a field for a reader; what is verbatim there has no LaTeX."""
    plain = decode_verbatim(text) if is_verbatim(name) else decode_latex(text)
    if name in _NUMBERS:  # `0898-{929X}`: no number has a brace
        plain = plain.replace("{", "").replace("}", "")
    if name in {"address", "location"}:
        places = plain.split(" and ")
        is_coded = COUNTRIES.keys() >= {*places}
        return "; ".join(COUNTRIES[one] for one in places) if is_coded else plain
    return BIBSTRINGS.get(plain, plain) if name in {"type", "series", "pubstate"} else plain


def reference_of(entry: BibEntry, classes: frozenset[str]) -> Reference:
    """Return the reference that an entry without errors describes.

    It has no class where the entry has none, or one that is not among `classes`.
    """
    written = {name: _full_text(name, entry) for name in entry.fields}
    plain = {name: plain_value(name, text) for name, text in written.items()}
    if plain.get("language") and (variant := _VARIANT.search(plain.get("langidopts", ""))):
        plain["language"] = variant[1]
    dated = _date_of(plain)
    authors, more_authors = _people_of(entry, "author")
    editors, more_editors = _people_of(entry, "editor")
    fields = _fields_of(plain, dated)
    return Reference(
        code=entry.key,
        entry_type=entry.kind,
        evidence_class=next((one for one in classes if one == plain.get("evidenceclass")), None),
        title=plain["title"],
        authors=authors,
        editors=editors,
        more_authors=more_authors,
        more_editors=more_editors,
        aliases=tuple(filter(None, map(str.strip, plain.get("ids", "").split(",")))),
        same_as=plain.get("sameas") or None,
        year=dated.year,
        dated=dated.shown if dated.shown not in {"", str(dated.year)} else None,
        fields=fields,
        written=_latex_worth_keeping(
            {name: text for name, text in written.items() if name in fields or name == "title"}
        ),
    )


def _fields_of(plain: dict[str, str], dated: Dated) -> dict[str, str]:
    """Return the fields that are no property of a reference, and what its year does not say."""
    fields = {
        name: value
        for name, value in plain.items()
        if value and name not in _OWN and not is_private(name)
    }
    if dated.edtf and dated.edtf != str(dated.year):
        fields["date"] = dated.edtf
    if not _is_used(plain.get("month", ""), dated):
        fields |= {"month": plain["month"]} if plain.get("month") else {}
    if plain.get("day") and dated.edtf.count("-") < 2:  # noqa: PLR2004
        fields["day"] = plain["day"]
    return fields


def _latex_worth_keeping(written: dict[str, str]) -> dict[str, str]:
    """Return the values that would not be written again as they are: `{NHS}`, a formula."""
    single = {name: " ".join(text.split()) for name, text in written.items()}
    return {
        name: text
        for name, text in single.items()
        if _MARKED.search(text)
        and not is_verbatim(name)
        and text != encode_latex(decode_latex(text))
    }


def _full_text(name: str, entry: BibEntry) -> str:
    """Return what a field says, a title with its subtitle, as biblatex prints them."""
    text = entry.text(name)
    below = entry.text(_SUBTITLES[name]) if name in _SUBTITLES else ""
    if not below:
        return text
    return f"{text} {below}" if text.rstrip("} ").endswith(("?", "!", ":")) else f"{text}: {below}"


def _people_of(entry: BibEntry, name: str) -> tuple[tuple[Name, ...], bool]:
    text = entry.text(name)
    if not text.strip():
        return (), False
    names, more = parse_people(text)
    return give_orcids(names, entry.text(orcid_field(name))), more


def _date_of(plain: dict[str, str]) -> Dated:
    """Return when the work came out: `date` says it, or else `year` with its month and day.

    What is no date stands in its place as it is.
    """
    found = parse_date(plain.get("date", "")) or parse_date(plain.get("year", ""))
    if found is None:
        return Dated(plain.get("date") or plain.get("year") or plain.get("pubstate", ""))
    if plain.get("date") or found.edtf != str(found.year):
        return found
    month, day = month_of(plain.get("month", "")), plain.get("day", "")
    if not month:
        return _in_words(plain.get("month", ""), found)
    known = f"{found.edtf}-{month}"
    if match := _DAY.fullmatch(day):
        on_day = f"{known}-{int(match['number']):02d}"
        known = on_day if parse_date(on_day) else known
    return Dated(found.shown, found.year, known)


def _in_words(month: str, found: Dated) -> Dated:
    """Return a date with what stands in the place of its month: `12~January`, `May/June`."""
    told = parse_date(f"{month}, {found.year}") if month else None
    return Dated(found.shown, found.year, told.edtf) if told and "-" in told.edtf else found


def _is_used(month: str, dated: Dated) -> bool:
    """Say whether the date says what the month does."""
    if not month_of(month):
        is_whole = "/" in dated.edtf or len(_WORD.findall(month)) == 1  # of Dec/Jan a half
        return is_whole and _in_words(month, Dated("", dated.year)).edtf == dated.edtf
    return dated.edtf[4:].startswith(f"-{month_of(month)}")
