"""What the pages of tips show that no query can say: sides, sheets, an hour of training."""

from __future__ import annotations

from kg.outputs.addresses import path_beside
from kg.outputs.cells import Row
from kg.outputs.site.bearings import count_sides, part_origins, pick_lines, sides_of, sort_claims
from kg.outputs.site.facts import Facts
from kg.outputs.site.sureness import judge
from kg.outputs.site.trace import draw_trace

SHEET = "-sheet"  # how the name of a tip's sheet ends


def view_tip(row: Row, _: Facts) -> Row:
    """Add what the review says of a tip by side, what that rests on, and the trace."""
    listed = [source for item in row["implications"] for source in item["listed"]]
    sure = judge(listed, row["classes"])
    rests = part_origins(row["reports"], listed, row["classes"], row["claims"])
    reported = {source["source"] for source in rests["both"] + rests["unlisted"]}
    says = sort_claims(row["claims"], count_own_words(row))
    return {
        "sheet": path_beside(row["tip"], SHEET),
        "says": says,
        "balance": count_sides(says),
        "rests": rests,
        "cited": [source for source in row["cited"] if source["source"] not in reported],
        "disagreed": sides_of(row["debates"]),
        "sure": sure,
        "study": (study := study_of(row["implications"])),
        "trace": draw_trace(row, sure["lanes"], study, row["cited"]),
    }


def view_tips(row: Row, _: Facts) -> Row:
    """Add the tips by the element that their first implication stands under."""
    groups: dict[str, list[Row]] = {}
    for tip in row["tips"]:
        first = tip["implications"][0] if tip["implications"] else None
        element = (first["element_plain"] or first["element_label"] or "") if first else ""
        groups.setdefault(element, []).append(tip)
    return {"by_element": list(groups.items())}


def view_all_tips(row: Row, facts: Facts) -> Row:
    """Add the view of each tip."""
    classes = {"classes": row["classes"]}
    return {"tips": [tip | view_tip(tip | classes, facts) for tip in row["tips"]]}


def view_sheet(row: Row, _: Facts) -> Row:
    """Add what the sheet of a tip says of the evidence: a few lines, and what the tip rests on."""
    listed = [source for item in row["implications"] for source in item["listed"]]
    return {
        "sheet": path_beside(row["tip"], SHEET),
        "picked": pick_lines(sort_claims(row["claims"])),
        "rests": part_origins(row["reports"], listed, row["classes"], row["claims"]),
    }


def view_sheets(row: Row, facts: Facts) -> Row:
    """Add the sheet of each tip."""
    classes = {"classes": row["classes"]}
    return {"tips": [tip | view_sheet(tip | classes, facts) for tip in row["tips"]]}


def view_training(row: Row, _: Facts) -> Row:
    """Add to each tip of a plan where its sheet is."""
    return {"tips": [tip | {"sheet": path_beside(tip["tip"], SHEET)} for tip in row["tips"]]}


def count_own_words(tip: Row) -> int:
    """Return how many words the lead of a tip and its steps have."""
    said = [tip["statement"], *(point["statement"] for point in tip["points"])]
    return sum(len(text.split()) for text in said)


def study_of(implications: list[Row]) -> Row | None:
    """Return the research that the implications come from, with its short name."""
    for item in implications:
        if item["study"]:
            return {"study": item["study"], "label": item["study_label"]}
    return None
