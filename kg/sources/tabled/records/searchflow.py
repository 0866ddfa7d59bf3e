"""The numbers of a search in the table of the PRISMA2020 program → a flow of the review.

That program (https://github.com/prisma-flowdiagram/PRISMA2020) has a row for each box, which `data`
names, its words in `boxtext` and its number in `n`: `410`, or `Wrong people, 12; No tea, 3`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from kg.model import FlowFile
from kg.sources.folder.changes import change_files
from kg.sources.folder.layout import PATTERNS
from kg.sources.folder.project import Project
from kg.sources.listing import add_records, lines_of_record, read_listing
from kg.sources.tabled.records.desk import faults_of

_HEADINGS = frozenset({"data", "n", "boxtext"})
_HAS_FLOWS = re.compile(r"^(?:flows|studies|reports):[ ]*(?!\[\]|null|~)\S*", re.MULTILINE)
_HEAD = (
    "# yaml-language-server: $schema=schemas/flow.schema.json\n"
    "# The numbers of the search, from a table of the PRISMA2020 program by kg records.\n"
)
_COUNT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
_PART = re.compile(r"\s*(?P<label>[^;]*[^;,\s])\s*,\s*(?:n\s*=\s*)?(?P<count>[0-9]+)\s*")
# A way to studies: its name, the boxes of what was found, and the box of each step behind that.
_WAYS: Sequence[tuple[str, str, Sequence[str], Mapping[str, str]]] = (
    (
        "databases",
        "Databases and registers",
        ("database_results", "register_results"),
        {
            "screened": "records_screened",
            "excluded": "records_excluded",
            "sought": "dbr_sought_reports",
            "not_retrieved": "dbr_notretrieved_reports",
            "assessed": "dbr_assessed",
        },
    ),
    (
        "other",
        "Other methods",
        ("website_results", "organisation_results", "citations_results"),
        {
            "sought": "other_sought_reports",
            "not_retrieved": "other_notretrieved_reports",
            "assessed": "other_assessed",
        },
    ),
)
_REMOVED = ("duplicates", "excluded_automatic", "excluded_other")
_REASONS = {"databases": "dbr_excluded", "other": "other_excluded"}
# Boxes with a number for each database, beside the box with their sum.
_SPECIFIC = {
    "database_results": "database_specific_results",
    "register_results": "register_specific_results",
}


@dataclass(frozen=True, slots=True)
class _Box:
    label: str
    said: str

    @property
    def count(self) -> int | None:
        """Return its number, or None where it has none."""
        match = _COUNT.fullmatch(self.said.strip())
        return int(match[0].replace(",", "")) if match else None

    @property
    def parts(self) -> list[dict[str, object]]:
        """Return its numbers by their labels: of each reason, or of all."""
        if self.count is not None:
            return [{"label": self.label, "count": self.count}]
        found = [_PART.fullmatch(one) for one in self.said.split(";")]
        told = [one for one in found if one is not None]
        if len(told) < len(found):
            return []
        return [{"label": one["label"], "count": int(one["count"])} for one in told]


def is_search_flow(headings: Sequence[str]) -> bool:
    """Say whether a table has the columns of the PRISMA2020 program."""
    return {one.strip().casefold() for one in headings} >= _HEADINGS


def parse_search_flow(
    headings: Sequence[str], rows: Sequence[Sequence[str | None]]
) -> tuple[FlowFile | None, list[str]]:
    """Return the flow that the boxes give, and what is left out or does not add up."""
    boxes = _boxes_of(headings, rows)
    left = list[str]()
    flows = [flow for way in _WAYS if (flow := _flow_of(way, boxes, left))]
    if not flows:
        return None, ["no box says how many records were found (database_results, n)"]
    fields: dict[str, object] = {"flows": flows}
    has_earlier = _count_of("previous_reports", boxes) or _count_of("previous_studies", boxes)
    reports = _count_of("new_reports", boxes)
    if reports is not None and len(flows) == 1:
        flows[0]["included"] = reports
    studies = _count_of("total_studies" if has_earlier else "new_studies", boxes)
    if studies is not None:
        fields["studies"] = studies
    if has_earlier:
        left.append("what an earlier version of the review included has no place in data/flow.yaml")
    elif reports is not None:
        fields["reports"] = reports
    try:
        return FlowFile.model_validate(fields), left
    except ValidationError as error:
        return None, [*faults_of(error), *left]


def _boxes_of(headings: Sequence[str], rows: Sequence[Sequence[str | None]]) -> Mapping[str, _Box]:
    names = [one.strip().casefold() for one in headings]
    found: dict[str, _Box] = {}
    for row in rows:
        cells = {name: cell or "" for name, cell in zip(names, row, strict=True)}
        label = cells["boxtext"] or cells.get("description", "") or cells["data"]
        found[cells["data"].strip()] = _Box(label.strip(" :"), cells["n"])
    return found


def _count_of(name: str, boxes: Mapping[str, _Box]) -> int | None:
    return boxes[name].count if name in boxes else None


def _flow_of(
    way: tuple[str, str, Sequence[str], Mapping[str, str]],
    boxes: Mapping[str, _Box],
    left: list[str],
) -> dict[str, object] | None:
    """Return the fields of a way to studies; None where nothing was found by it."""
    name, label, found, steps = way
    identified = [part for box in found for part in _found_in(box, boxes)]
    counts = {step: _count_of(box, boxes) for step, box in steps.items()}
    if not identified or not any([*(one["count"] for one in identified), *counts.values()]):
        return None  # the template has noughts where nobody looked
    removed = [part for box in _REMOVED for part in _parts_of(box, boxes, left)]
    reasons = [*_parts_of(_REASONS[name], boxes, left)]
    fields = {
        "id": name,
        "label": label,
        "identified": identified,
        "removed": removed if name == "databases" else [],
        **counts,
        "excluded_with_reasons": reasons,
    }
    return {key: value for key, value in fields.items() if value not in (None, [])}


def _found_in(name: str, boxes: Mapping[str, _Box]) -> Sequence[Mapping[str, object]]:
    """Return what was found, by database where those numbers make up the whole."""
    whole = _count_of(name, boxes)
    specific = boxes.get(_SPECIFIC.get(name, ""))
    parts = specific.parts if specific is not None else []
    if len(parts) > 1 and whole in {None, sum(int(str(one["count"])) for one in parts)}:
        return parts
    return boxes[name].parts if whole is not None else []


def _parts_of(name: str, boxes: Mapping[str, _Box], left: list[str]) -> Iterator[dict[str, object]]:
    """Yield the parts of a box; what holds figures and cannot be parted is left, and told."""
    box = boxes.get(name)
    if box is None:
        return
    parts = box.parts
    if not parts and re.search(r"[0-9]", box.said) and "xxx" not in box.said:
        left.append(f"'{box.said}' ({name}) is no number, and no list of `label, number; …`")
    yield from parts


def write_flow(project: Project, flow: FlowFile, *, write: bool) -> bool:
    """Write the numbers of a search, if told to; say False where there are some already."""
    shown = f"data/{PATTERNS['flow']}"
    path = project.check_inside(project.folder / shown)
    content = read_listing(path, shown)
    if _HAS_FLOWS.search(content):
        return False
    if write:
        items = [[*lines_of_record(one)] for one in flow.flows]
        text = add_records(content, "flows", items, shown, _HEAD)
        totals = (("studies", flow.studies), ("reports", flow.reports))
        text += "".join(f"{name}: {one.count}\n" for name, one in totals if one is not None)
        change_files(project.folder, {path: text})
    return True
