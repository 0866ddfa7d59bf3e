"""The graph → references: what is known of each source, ready to be written in any format.

A reference has what is proved of the work, with a note where the print differs. What witnesses
complete, confirm or make us suspect stays a note, and identifiers stand beside it all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from pyoxigraph import Store

from kg.outputs.cells import Row
from kg.outputs.pagequeries import select_page_rows
from kg.outputs.references.parts import VERDICTS, Agent, Correction, Identifier
from kg.paths import slug_for_code
from kg.webaddress import url_fault


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as the work is, as far as that is proved, with identifiers and corrections."""

    code: str
    key: str
    entry_type: str
    title: str
    short_label: str
    evidence_class: str
    class_label: str
    year: str
    fields: dict[str, str]
    authors: tuple[Agent, ...] = ()
    editors: tuple[Agent, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    corrections: tuple[Correction, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    latex: Mapping[str, str] = field(default_factory=dict)
    dated: str = ""
    goes_on: frozenset[str] = frozenset()

    @property
    def when(self) -> str:
        """Return the year, or what stands in its place: *in press*."""
        return self.year or self.dated

    def identifier(self, *schemes: str) -> str:
        """Return the first identifier of the work itself in the first scheme that has one."""
        if not self.identifiers and not self.details:
            return ""
        for scheme in schemes:
            for item in self.identifiers:
                if item.scheme == scheme and item.of == "work":
                    return item.value
        # A witness goes before the entry's own word.
        return next(
            (self.details[one] for one in map(_entry_field, schemes) if one in self.details), ""
        )

    @property
    def url(self) -> str:
        """Return the address in the list, or else one that a witness gives for the work itself.

        BibTeX has no field for it, and people write it as the way in which a work is published.
        """
        known = self.fields.get("url", "") or self.identifier("url")
        return known or (self.way if url_fault(self.way) is None else "")

    @property
    def way(self) -> str:
        """Return in which way it was published."""
        return self.details.get("howpublished", "")

    @property
    def keywords(self) -> tuple[str, ...]:
        """Return the evidence class, if it has one, as keywords: its letter, and its words."""
        if not self.evidence_class:
            return ()
        return (f"Class {self.evidence_class}", self.class_label.replace(",", ";"))

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what has no field of its own: other identifiers, and what witnesses correct."""
        # Formats have one field for each of these; a second ISBN would be lost without a note.
        own = ("doi", "isbn10", "isbn13", "pmid", "url")
        fields = (("doi",), ("isbn13", "isbn10"), ("pmid",))
        told = {self.url, *(self.identifier(*schemes) for schemes in fields)}
        others = (
            item
            for item in self.identifiers
            if item.of != "work" or item.scheme not in own or item.value not in told
        )
        mended = (item for item in self.corrections if item.kind in VERDICTS)
        return (*map(str, others), *map(str, mended))

    @property
    def kind(self) -> str:
        """Return the entry type with its subtype, such as `article/magazine`."""
        subtype = self.fields.get("entrysubtype")
        return f"{self.entry_type}/{subtype}" if subtype else self.entry_type


def ends_of_pages(pages: str) -> tuple[str, str]:
    """Return the first and the last page; a dash may be short, long or double."""
    first, _, last = re.sub(r"\s*[-\u2010\u2011–—\u2212]+\s*", "-", pages).partition("-")
    return first, last


def load_references(store: Store) -> dict[str, Reference]:
    """Return the reference of every source by its code, in the order of the classified list.

    Companions are sources too. Raise QueryError when the query is faulty.
    """
    rows = select_page_rows(store, "references")
    return {
        code: _reference_of(code, list(group))
        for code, group in groupby(rows, key=lambda row: row["code"])
    }


def evidence_of_tips(store: Store) -> dict[int, tuple[str, ...]]:
    """Return, by the number of each tip, the codes that the findings table lists for it."""
    codes: dict[int, list[str]] = {}
    for row in select_page_rows(store, "references-of-tips"):
        codes.setdefault(row["number"], []).append(row["code"])
    return {number: tuple(found) for number, found in codes.items()}


def pick_references(references: dict[str, Reference], codes: Iterable[str]) -> list[Reference]:
    """Return the references of some codes, in the order of the whole list."""
    wanted = set(codes)
    return [reference for code, reference in references.items() if code in wanted]


def _reference_of(code: str, rows: list[Row]) -> Reference:
    plain = {row["field"]: row["value"] for row in rows if row["about"] is None}
    details = {row["field"].partition(" ")[2]: row for row in _rows_of(rows, "detail ")}
    of_class = next((row for row in rows if row["field"] == "class"), {"value": "", "about": ""})
    # What has a place of its own in a reference is not said twice.
    taken = {"title", "shortlabel", "entrytype", "year", "author", "editor", "class"}
    taken |= {"dated", "goeson", *(row["field"] for row in _rows_of(rows, "detail "))}
    return Reference(
        code=code,
        key=_key_of(rows[0]["source"], code),
        entry_type=plain.get("entrytype", "misc"),
        title=plain.get("title", ""),
        short_label=plain.get("shortlabel", ""),
        evidence_class=of_class["value"],
        class_label=of_class["about"],
        year=plain.get("year", ""),
        fields={name: value for name, value in sorted(plain.items()) if name not in taken},
        authors=_agents_of(rows, "author"),
        editors=_agents_of(rows, "editor"),
        identifiers=tuple(
            Identifier(row["field"].partition(" ")[2], row["value"], row["about"])
            for row in rows
            if row["field"].startswith("identifier ")
        ),
        corrections=tuple(map(_correction_of, _rows_of(rows, "correction "))),
        details={name: row["value"] for name, row in details.items() if row["value"]},
        latex={name: row["about"] for name, row in details.items() if row["about"]},
        dated=plain.get("dated", ""),
        goes_on=frozenset(row["value"] for row in rows if row["field"] == "goeson"),
    )


def _entry_field(scheme: str) -> str:
    return "isbn" if scheme.startswith("isbn") else scheme


def _rows_of(rows: list[Row], prefix: str) -> list[Row]:
    return [row for row in rows if row["field"].startswith(prefix)]


def _correction_of(row: Row) -> Correction:
    field = row["field"].partition(" ")[2]
    return Correction(
        field=field,
        kind=row["about"],
        corrected=row["value"],
        printed=row["printed"] or "",
        witness=row["witness"] or "",
        fault=row["fault"] or "",
        comment=row["comment"] or "",
        suspected=bool(row["suspected"]),
        applied=bool(row["applied"]),
    )


def _key_of(iri: str, code: str) -> str:
    """Return a key that never depends on author or title: `tea-A9`."""
    # Keys must not change when an author mends a name, for documents cite by them; and two reviews
    # may share one code.
    review = iri.partition("/sources/")[0].rsplit("/", 1)[-1]
    return f"{review}-{slug_for_code(code)}"


def _agents_of(rows: list[Row], role: str) -> tuple[Agent, ...]:
    agents: dict[int, Agent] = {}
    for row in rows:
        if row["field"] == role:
            agents.setdefault(row["place"], _agent_of(row))
    return tuple(agents[place] for place in sorted(agents))


def _agent_of(row: Row) -> Agent:
    """Return an agent: a person has a family name, a body only its name."""
    particle = row["particle"] or ""
    family = (row["family"] or row["value"]).removeprefix(f"{particle} ")
    return Agent(family, row["given"] or "", particle, row["suffix"] or "", row["orcid"] or "")
