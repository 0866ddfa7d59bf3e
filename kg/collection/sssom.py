"""Mappings as people edit them: SSSOM in TSV, read and written.

https://mapping-commons.github.io/sssom/spec-formats-tsv/ : lines of `#` give prefixes, then comes a
table. What a person says `Not` of stays said: it is not proposed again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import Location, Problem
from kg.graph.vocab import PREFIXES, SKOS, TT
from kg.sources.folder.files import read_plain_file
from kg.webaddress import url_fault

CODE = "MAP001"
SAME_WORK = TT.sameWork.value
EXACT = SKOS.exactMatch.value
NEAR = tuple(
    term.value for term in (SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
)
_NEEDED = ("subject_id", "predicate_id", "object_id")
_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id",
    "object_label", "mapping_justification", "comment",
)  # fmt: skip
_PREFIX = re.compile(r"#\s+\"?([A-Za-z][\w.-]*)\"?:\s*\"?([^\s\"]+)\"?\s*")
_CURIE = re.compile(r"([A-Za-z][\w.-]*):([^/\s][^\s]*)")
_SEMAPV = "https://w3id.org/semapv/vocab/"
_MOST_LINES = 100_000


@dataclass(frozen=True, slots=True)
class Match:
    """A line: what somebody says of two things, or (`denied`) says is not so.

    `labels` are for the reader of the file; they say nothing. `line` is its place there, or 0.
    """

    subject: str
    predicate: str
    object: str
    denied: bool = False
    justification: str = "semapv:ManualMappingCuration"
    comment: str = ""
    labels: tuple[str, str] = ("", "")
    line: int = field(default=0, compare=False)

    @property
    def pair(self) -> frozenset[str]:
        """Return both things, in no order."""
        return frozenset((self.subject, self.object))


def read_matches(path: Path, predicates: Iterable[str]) -> tuple[list[Match], list[Problem]]:
    """Read a file of mappings, and every problem in it; no file is no mapping."""
    if not path.exists() and not path.is_symlink():
        return [], []
    content = read_plain_file(path, within=path.parent)
    if isinstance(content, str):
        return [], [Problem(Location(path.name), CODE, content)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], [Problem(Location(path.name), CODE, "this is not UTF-8; save the file as UTF-8")]
    return parse_matches(text, path.name, predicates)


def parse_matches(
    text: str, name: str, predicates: Iterable[str]
) -> tuple[list[Match], list[Problem]]:
    """Parse mappings; a line that cannot be used is a problem, and the others stay.

    A predicate must be one of `predicates`, by its IRI.
    """
    lines = [(number, _cells_of(line)) for number, line in enumerate(text.splitlines(), 1)]
    head = [cells[0] for _, cells in lines if cells[0].startswith("#")]
    found = filter(None, map(_PREFIX.fullmatch, head))
    prefixes = {**PREFIXES, "semapv": _SEMAPV, **{match[1]: match[2] for match in found}}
    # A spreadsheet writes rows of nothing, too.
    rows = [(number, cells) for number, cells in lines if any(cells) and cells[0][:1] != "#"]
    if len(rows) > _MOST_LINES:
        return [], [Problem(Location(name), CODE, f"more than {_MOST_LINES:,} lines; split it")]
    if not rows:
        return [], []
    columns = rows[0][1]
    if fault := _fault_of_columns(columns):
        return [], [Problem(Location(name, rows[0][0]), CODE, fault)]
    matches: list[Match] = []
    problems: list[Problem] = []
    for number, row in rows[1:]:
        cells = dict(zip(columns, row, strict=False))
        match = _match_of(cells, prefixes, frozenset(predicates))
        if isinstance(match, Match):
            matches.append(replace(match, line=number))
        else:
            problems.append(Problem(Location(name, number), CODE, match))
    return matches, problems


def _cells_of(line: str) -> list[str]:
    """Return the cells of a line; a spreadsheet puts quotes around those with signs in them."""
    row = next(csv.reader([line], delimiter="\t"), [])
    return [cell.strip() for cell in row] or [""]


def _fault_of_columns(columns: Sequence[str]) -> str | None:
    """Return what is wrong with the line that names the columns, or None."""
    missing = [column for column in _NEEDED if column not in columns]
    if missing:
        return f"the column {missing[0]} is missing; columns are parted by tabs"
    twice = [column for column in _COLUMNS if columns.count(column) > 1]
    return f"the column {twice[0]} stands twice; take one out" if twice else None


def _match_of(
    cells: Mapping[str, str], prefixes: Mapping[str, str], predicates: frozenset[str]
) -> Match | str:
    """Return the mapping of a line, or what is wrong with it."""
    iris: list[str] = []
    for column in _NEEDED:
        iri = _expand(cells.get(column, ""), prefixes)
        if iri is None:
            return f"{column} '{cells.get(column, '')[:80]}' is no IRI; write the whole IRI"
        iris.append(iri)
    subject, predicate, thing = iris
    if predicate not in predicates:
        known = ", ".join(sorted(_shorten(one) for one in predicates))
        return f"the predicate {_shorten(predicate)} is not used here; write {known}"
    if subject == thing:
        return "both sides are the same thing; take the line out"
    modifier = cells.get("predicate_modifier", "")
    if modifier not in {"", "Not"}:
        return f"predicate_modifier '{modifier[:80]}': write Not, or nothing"
    return Match(
        subject,
        predicate,
        thing,
        denied=modifier == "Not",
        justification=cells.get("mapping_justification") or Match("", "", "").justification,
        comment=cells.get("comment", ""),
        labels=(cells.get("subject_label", ""), cells.get("object_label", "")),
    )


def _expand(text: str, prefixes: Mapping[str, str]) -> str | None:
    """Return the IRI of a cell: a CURIE whose prefix is known, or an IRI as it stands."""
    curie = _CURIE.fullmatch(text)
    if curie and curie[1] in prefixes:
        return prefixes[curie[1]] + curie[2]
    plain = text.removeprefix("<").removesuffix(">")
    return plain if plain.startswith("urn:") or url_fault(plain) is None else None


def _shorten(iri: str) -> str:
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri


def render_matches(matches: Iterable[Match], title: str, how: Iterable[str]) -> bytes:
    """Return mappings as a file that can be edited; `how` says in comments what to do with it."""
    output = io.StringIO()
    for line in _head(title, how):
        output.write(f"{line}\n")
    table = csv.writer(output, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE,
                       escapechar="\\")  # fmt: skip
    table.writerow(_COLUMNS)
    for one in matches:
        modifier = "Not" if one.denied else ""
        table.writerow(
            [_plain(cell) for cell in (
                one.subject, one.labels[0], _shorten(one.predicate), modifier, one.object,
                one.labels[1], one.justification, one.comment,
            )]
        )  # fmt: skip
    return output.getvalue().encode()


def _head(title: str, how: Iterable[str]) -> Iterator[str]:
    yield "#curie_map:"
    yield f"#  skos: {SKOS.base}"
    yield f"#  tt: {TT.base}"
    yield f"#  semapv: {_SEMAPV}"
    yield f'#mapping_set_title: "{_plain(title)}"'
    yield "#comment: |"
    for line in how:
        yield f"#  {line}"


def _plain(text: str) -> str:
    """Return a cell without what parts cells and lines."""
    return re.sub(r"[\t\r\n\\\"]+", " ", text).strip()
