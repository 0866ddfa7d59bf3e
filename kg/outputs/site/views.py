"""What a page shows that no query can say by itself: plain values → plain values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from kg.model.headings import printed_heading
from kg.outputs.alphabet import alphabet_of
from kg.outputs.cells import Row
from kg.outputs.site.bearings import positions_by_stance, sides_of
from kg.outputs.site.details import tell_details
from kg.outputs.site.facts import Facts
from kg.outputs.site.sureness import FEW, judge, local_name, rules_for
from kg.outputs.site.tips import study_of

# A page of five pictures that each have a line for a source stays below 100 kB on its way.
_MOST_OF_A_TABLE = 500
_MOST_OF_A_DRAWING = 100_000
_COUNTED = re.compile(r"n *= *[0-9]", re.IGNORECASE)


def view_implication(row: Row, _: Facts) -> Row:
    """Add what the table lists for an implication, and the debates that touch its tips."""
    touching = {item["debate"]: item for tip in row["tips"] for item in tip["debates"]}
    return {
        "sure": judge(row["listed"], row["classes"]),
        "study": study_of([row]),
        "disagreed": sides_of(list(touching.values())),
    }


def view_matrix(row: Row, _: Facts) -> Row:
    """Add for each implication how many sources of each class are listed, and the sums."""
    lines = [_matrix_line(item, item["listed"], row["classes"]) for item in row["implications"]]
    return {"lines": lines, "study": study_of(row["implications"])}


def view_tip_matrix(row: Row, _: Facts) -> Row:
    """Add for each tip how many sources of each class are listed in its rows."""
    lines = []
    for tip in row["tips"]:
        listed = [source for item in tip["implications"] for source in item["listed"]]
        lines.append(_matrix_line(tip, listed, row["classes"]))
    implications = [item for tip in row["tips"] for item in tip["implications"]]
    return {"lines": lines, "study": study_of(implications)}


def _matrix_line(item: Row, listed: list[Row], classes: list[Row]) -> Row:
    sure = judge(listed, classes)
    cells = [
        {"class": lane["class"], "letter": lane["letter"], "name": lane["name"],
         "plural": lane["plural"], "kind": lane["kind"], "count": len(lane["sources"])}
        for lane in sure["lanes"]
        if lane["class"] is not None  # the columns are those of the classes
    ]  # fmt: skip
    return {"item": item, "cells": cells} | {key: sure[key] for key in ("total", "researched")}


def view_debate(row: Row, _: Facts) -> Row:
    """Add the positions of a debate by stance, as its first lines tell them."""
    return {"stances": positions_by_stance(row["positions"])}


def view_concept(row: Row, _: Facts) -> Row:
    """Add the ties of a concept by their kind."""
    ties: dict[str, list[Row]] = {"broader": [], "narrower": [], "related": [], "differs": []}
    for link in row["links"]:
        ties[link["tie"]].append(link)
    return {"ties": ties, "definitions": [claim for claim in row["claims"] if claim["defines"]]}


def view_table(row: Row, _: Facts) -> Row:
    """Add the grid of a table: its columns, of which two may have one name, and its rows."""
    lines = [
        {
            "concept": cells[0]["concept"],
            "place": cells[0]["place"],
            "cells": cells,
            "row": key,
            "alone": _stands_alone(cells),
        }
        for key, cells in ((key, list(group)) for key, group in groupby(row["cells"], _row_of))
    ]
    # Each row has a cell for each column, empty or not.
    columns = [printed_heading(cell["column"]) for cell in lines[0]["cells"]] if lines else []
    return {"columns": columns, "lines": lines}


def _row_of(cell: Row) -> str:
    return str(cell["row"])


def _stands_alone(cells: list[Row]) -> bool:
    """Say whether a row has its first cell alone: it heads others, or tells of those above.

    In two columns the other is a figure that is not given.
    """
    first, *rest = (bool(cell.get("value")) for cell in cells)
    return first and len(rest) > 1 and not any(rest)


def view_outline(row: Row, _: Facts) -> Row:
    """Add how deep each section stands in the outline."""
    depths: dict[str, int] = {}
    lines = []
    for section in row["sections"]:
        depth = depths.get(section["parent"], -1) + 1
        depths[section["section"]] = depth
        lines.append(section | {"depth": depth})
    return {"sections": lines}


def view_coverage(row: Row, facts: Facts) -> Row:
    """Add the records by kind, and how much of each graph there is.

    Claims and reasons are counted as the tables below show them, so that the sums agree.
    """
    counts = {local_name(item["kind"]): item["count"] for item in row["counts"]}
    counts["Claim"] = sum(section["claims"] for section in row["sections"])
    counts["EvidenceLine"] = sum(source["lines"] for source in row["sources"])
    graphs = [
        {"name": iri.rpartition("/")[2], "triples": count}
        for iri, count in sorted(facts.manifest.graphs.items())
    ]
    return {"records": counts, "graphs": graphs}


def view_index(row: Row, facts: Facts) -> Row:
    """Add the index by first letter, sub-entries below their entry."""
    heads = [entry | {"below": []} for entry in row["entries"] if not entry["parent"]]
    by_address = {entry["entry"]: entry for entry in heads}
    for entry in row["entries"]:
        if entry["parent"] in by_address:
            by_address[entry["parent"]]["below"].append(entry)
    alphabet = alphabet_of(facts.voice)
    letters: dict[str, list[Row]] = {}
    for entry in heads:
        # Index entries may begin with a quotation mark or a bracket.
        word = re.sub(r"^[\W\d_]+", "", entry["text"])
        letters.setdefault(alphabet.heading_of(word), []).append(entry)
    ordered = sorted(letters, key=alphabet.key_of)
    return {"letters": [{"letter": key, "entries": letters[key]} for key in ordered]}


def view_rules(row: Row, _: Facts) -> Row:
    """Add the names of the rules that word the box of a point, and how many studies are few."""
    return {"rules": [rule.name for rule in rules_for(row["classes"])], "few": FEW}


def view_rests_on_moved(_: Row, __: Facts) -> Row:
    """Add where the page on what a tip rests on stands now."""
    return {"now": "rests-on.html", "title": "What a tip rests on"}


def view_questions(_: Row, facts: Facts) -> Row:
    """Add the questions that have stored answers."""
    asked = [
        {key: item[key] for key in ("address", "question")} | {"count": len(item["rows"])}
        for item in facts.questions
    ]
    return {"questions": asked}


def view_build(_: Row, facts: Facts) -> Row:
    """Add what the site was made from and with."""
    manifest = facts.manifest
    return {
        "digest": manifest.digest,
        "tool_version": manifest.tool_version,
        "triples": sum(manifest.graphs.values()),
    }


def view_works(row: Row, facts: Facts) -> Row:
    """Add to each work of a list what reference managers read."""
    works = [work | {"coins": facts.references[work["code"]]["coins"]} for work in row["works"]]
    return {"works": works}


def view_source(row: Row, facts: Facts) -> Row:
    """Add the metadata of a source, and what is reported of it by kind, apart from the rest."""
    kinds = ("Finding", "Argument", "Recommendation", "Definition")
    reported: dict[str, list[Row]] = {kind: [] for kind in kinds}
    other: list[Row] = []
    for claim in _with_lines(row["claims"]):
        # To what it does not support, and to what the review pooled of several, it merely bears.
        supports = any(local_name(line["stance"]) == "supports" for line in claim["lines"])
        is_its = supports and not claim["pooled"]
        group = reported.get(local_name(claim["kind"])) if is_its else None
        (other if group is None else group).append(claim)
    return {
        "meta": facts.references[row["code"]]["meta"],
        "reported": [(kind, group) for kind, group in reported.items() if group],
        "other": other,
        "told": tell_details(row, facts.voice.locale),
        "styled": facts.references[row["code"]]["styled"],
    }


def view_study(row: Row, _: Facts) -> Row:
    """Add what is told of a study and what is not, and give each claim traced to it once."""
    counted = ", ".join(f"{sample['size']:,} {sample['unit']}" for sample in row["samples"])
    details = [
        {"fact": fact["fact"], "unsaid": fact["unsaid"],
         "value": counted if fact["facet"] == "sizes" else fact["value"],
         "terms": [term for term in row["terms"] if term["facet"] == fact["facet"]]}
        for fact in row["facts"]
    ]  # fmt: skip
    told = [detail for detail in details if detail["value"] or detail["terms"]]
    # A sample of `n = 64` says how many, and not of what.
    is_counted = any(_COUNTED.match(detail["value"] or "") for detail in told)
    empty = [
        detail
        for detail in details
        if detail not in told and not (is_counted and detail["fact"] == "sample_size")
    ]
    return {
        "claims": _with_lines(row["claims"]),
        "told": told,
        "unsaid": [detail for detail in empty if detail["unsaid"]],
        "unknown": [detail for detail in empty if not detail["unsaid"]],
    }


def _with_lines(rows: list[Row]) -> list[Row]:
    """Return each claim once, with all its lines: a source may bear on it in two ways."""
    claims: dict[str, Row] = {}
    for row in rows:
        claims.setdefault(row["claim"], row | {"lines": []})["lines"].append(row)
    return list(claims.values())


def view_missing(_: Row, facts: Facts) -> Row:
    """Add what a draft does without, by kind."""
    return {"kinds": list(facts.gaps)}


def list_feeds(row: Row, facts: Facts) -> Iterator[Row]:
    """Yield the feed of faults, if it has a time: that of the build, or else the review's year."""
    year = row["review"][0]["year"]
    if row["errata"] and (moment := facts.updated or (year and f"{year}-01-01T00:00:00Z")):
        yield row | _tell_feed(moment)


def _tell_feed(moment: str) -> Row:
    return {"address": "errata.atom", "updated": moment}


def view_search(_: Row, facts: Facts) -> Row:
    """Add what the search page lists, by heading."""
    return {"groups": [[group["heading"], group["documents"]] for group in facts.groups]}


def view_everything(_: Row, facts: Facts) -> Row:
    """Add all that can be found, from A to Z."""
    return {"letters": list(facts.letters)}


def view_ask(_: Row, facts: Facts) -> Row:
    """Add the questions to start from."""
    keys = ("name", "question", "address", "text")
    questions = [{key: item[key] for key in keys} for item in facts.questions]
    return {"questions": questions, "service_alone": False}


def view_pictures(_: Row, facts: Facts) -> Row:
    """Add the pictures with their tables; what is too much for one page is in their files."""
    return {"pictures": [_fit_picture(one) for one in facts.pictures]}


def _fit_picture(picture: Row) -> Row:
    return {
        **picture,
        "rows": picture["rows"][:_MOST_OF_A_TABLE],
        "count": len(picture["rows"]),
        "is_drawn_here": len(picture["svg"]) <= _MOST_OF_A_DRAWING,
    }


def list_tables(row: Row, facts: Facts) -> Iterator[Row]:
    """Yield the page of the tables that the texts state and the project makes, if there are any."""
    if row["tables"] or facts.tables:
        yield row | _tell_tables(facts)


def _tell_tables(facts: Facts) -> Row:
    return {"address": "tables.html", "made": list(facts.tables)}


def view_downloads(_: Row, facts: Facts) -> Row:
    """Add the files to take away, and the graphs with their sizes."""
    graphs = sorted(facts.manifest.graphs.items())
    return {
        "downloads": list(facts.downloads),
        "graphs": [{"name": iri.rpartition("/")[2], "triples": n} for iri, n in graphs],
        "digest": facts.manifest.digest,
        "zipped": False,  # it is made of the finished site: `zipping.py` sets it then
    }
