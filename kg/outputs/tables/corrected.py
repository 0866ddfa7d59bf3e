"""The review's tables, corrected: proved faults mended in their cells, each with a remark.

A suspected fault never changes anything. A proved one of which nobody knows the right reading is
told at its cell, which stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Store

from kg.catalogues import Voice, voice_of
from kg.graph.queries import select_rows
from kg.outputs.tables.printed import language_of
from kg.outputs.tables.table import Remark, Table

_PREFIXES = """
PREFIX biro: <http://purl.org/spar/biro/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
"""
_FAULTS = """
SELECT ?fault ?code ?printed ?corrected ?proof ?section WHERE {
  ?fault a tt:Erratum ; dcterms:identifier ?code ; tt:printedText ?printed ; tt:proof ?proof .
  FILTER NOT EXISTS { ?fault a tt:SuspectedFault }
  OPTIONAL { ?fault tt:correctedText ?corrected }
  OPTIONAL { ?fault tt:inSection ?section }
} ORDER BY ?code
"""
_TOUCHED = "SELECT ?fault ?record WHERE { ?fault tt:affects ?record }"
_PLACES = """
SELECT ?record ?start ?end WHERE {
  ?record tt:hasPassage/oa:hasSelector ?span . ?span oa:start ?start ; oa:end ?end .
}
"""
# What a row stands for, too: a fault of a table is one of its rows, one of a work of its entries.
_KIN = """
SELECT ?record ?kin ?code WHERE {
  { ?record tt:inTable ?kin } UNION { ?record biro:references ?kin . ?kin tt:code ?code }
}
"""


@dataclass(frozen=True, slots=True)
class _Fault:
    iri: str
    code: str
    printed: str
    corrected: str | None
    proof: str
    section: str

    def find_in(self, text: str) -> list[int]:
        """Return where a text has what is printed, as words of their own."""
        pattern = rf"(?<!\w){re.escape(self.printed)}(?!\w)"
        return [match.start() for match in re.finditer(pattern, text)]

    def make_remark(self, voice: Voice) -> str:
        """Return what a note below the table says."""
        if self.corrected is None:
            said = voice.say(
                "“%(printed)s” is printed; it stands as printed, for what is right is not known.",
                printed=self.printed,
            )
        else:
            said = voice.say(
                "“%(printed)s” is printed; corrected to “%(corrected)s”.",
                printed=self.printed,
                corrected=self.corrected,
            )
        return f"{self.code}: {said} {self.proof}"


class _Faults:
    """The proved faults of a review, by the records that they are faults of."""

    def __init__(self, store: Store) -> None:
        self._faults = [
            _Fault(
                row["fault"], row["code"], row["printed"], row.get("corrected"), row["proof"],
                row.get("section", ""),
            )
            for row in select_rows(store, _PREFIXES + _FAULTS)
        ]  # fmt: skip
        self._touched = {
            (row["fault"], row["record"]) for row in select_rows(store, _PREFIXES + _TOUCHED)
        }
        self._places = {
            row["record"]: (int(row["start"]), int(row["end"]))
            for row in select_rows(store, _PREFIXES + _PLACES)
        }
        self._kin: dict[str, list[tuple[str, str]]] = {}
        for row in select_rows(store, _PREFIXES + _KIN):
            self._kin.setdefault(row["record"], []).append((row["kin"], row.get("code", "")))
        # A fault of an entry is one of every list that prints the entry so.
        entries = [record for record, kin in self._kin.items() if any(code for _, code in kin)]
        self._lists = {
            section
            for section in {fault.section for fault in self._faults}
            if any(self._holds(section, entry) for entry in entries)
        }

    def faults_of(self, record: str) -> Iterator[_Fault]:
        """Yield the faults in the passage of a record, and those that touch it."""
        for fault in self._faults:
            if (
                (fault.iri, record) in self._touched
                or self._holds(record, fault.iri)
                or any(self._reaches(fault, *kin, record) for kin in self._kin.get(record, ()))
            ):
                yield fault

    def _reaches(self, fault: _Fault, kin: str, code: str, record: str) -> bool:
        """Tell whether a fault that touches what a record stands for is one of the record.

        A work that another was taken for is touched as well: its own code is right where it is.
        """
        if (fault.iri, kin) not in self._touched or fault.printed == code:
            return False
        return fault.section in self._lists if code else record not in self._places

    def _holds(self, outer: str, inner: str) -> bool:
        """Tell whether the passage of one record lies within that of another."""
        if outer not in self._places or inner not in self._places:
            return False
        (start, end), (first, last) = self._places[outer], self._places[inner]
        return start <= first and last <= end


def correct_tables(store: Store, tables: Sequence[Table]) -> list[Table]:
    """Return tables with the proved faults of their cells corrected, each with its remark."""
    faults, voice = _Faults(store), voice_of(language_of(store))
    return [_correct(table, faults, voice) for table in tables]


def _correct(table: Table, faults: _Faults, voice: Voice) -> Table:
    rows = [list(row) for row in table.rows]
    remarks: list[Remark] = []
    for number, record in enumerate(table.records):
        for fault in faults.faults_of(record):
            column = _mend(rows[number], fault)
            if column is not None:
                remarks.append(Remark(number, column, fault.make_remark(voice)))
    return replace(table, rows=tuple(map(tuple, rows)), remarks=tuple(remarks))


def _mend(cells: list[str], fault: _Fault) -> int | None:
    """Correct the cell that has the fault; return its column, or None if none surely has it.

    What a row has twice is not touched: nothing says which of them is meant.
    """
    found = [(column, place) for column, cell in enumerate(cells) for place in fault.find_in(cell)]
    if len(found) != 1:
        return None
    [(column, place)] = found
    if fault.corrected is not None:
        end = place + len(fault.printed)
        cells[column] = cells[column][:place] + fault.corrected + cells[column][end:]
    return column
