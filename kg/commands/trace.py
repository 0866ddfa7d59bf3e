"""`kg trace 12`: from a tip through implication and row to each source, as a tree.

Where no row of a findings table leads to a tip, through the claims that bear on it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.tree import Tree

from kg.errors import UsageError
from kg.graph.iris import Iris
from kg.graph.queries import Row, load_queries, select_rows
from kg.pipeline import load_build
from kg.resources import resource_folder
from kg.sources.folder.project import load_project

_SIDES = {
    "backed": "claims that speak for it",
    "limited": "claims that limit it",
    "other": "other claims that bear on it",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the tip's number and `--json`."""
    parser.add_argument("tip", type=int, help="the tip's number")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the trace of a tip."""
    project = load_project(arguments.folder)
    build = load_build(project)
    if build is None:
        raise UsageError(f"{project.folder}: there is no build yet; run kg build first")
    queries = load_queries(resource_folder("queries") / "trace")
    tip = Iris(project.base).of(f"tips/{arguments.tip}")
    rows = select_rows(build[1], queries["tip"], {"tip": tip})
    if not rows:
        raise UsageError(f"there is no tip {arguments.tip} in this review")
    listed = any("row" in row for row in rows)
    claims = [] if listed else select_rows(build[1], queries["claims"], {"tip": tip})
    if arguments.json:
        print(json.dumps([*rows, *claims], ensure_ascii=False, indent=2))
    else:
        width = None if sys.stdout.isatty() else 110
        Console(width=width, highlight=False).print(tree_of(rows, claims))
    return 0


def tree_of(rows: list[Row], claims: Sequence[Row] = ()) -> Tree:
    """Return the rows of a trace as a tree: tip, implication with its row, class, source.

    `claims` are what bears on a tip to which no row leads, a row for each source of a claim.
    """
    first = rows[0]
    page = f", page {first['page']}" if "page" in first else ""
    tree = Tree(f"[bold]Tip {first['number']}: {escape(first['title'])}[/bold]")
    tree.add(escape(first["statement"]))
    tree.add(f"said in the section “{escape(first['heading'])}”{page}")
    if "row" not in first:
        told = "no row of a findings table leads to it"
        tree.add(f"{told}, and no claim bears on it" if not claims else told)
        for side, group in groupby(claims, key=lambda row: row["side"]):
            _add_claims(tree.add(_SIDES[side]), list(group))
        return tree
    for _, group in groupby(rows, key=lambda row: row["row"]):
        _add_row(tree, list(group))
    return tree


def _add_claims(branch: Tree, rows: list[Row]) -> None:
    for _, group in groupby(rows, key=lambda row: row["claim"]):
        lines = list(group)
        leaf = branch.add(escape(lines[0]["said"]))
        for row in lines:
            if "code" in row:
                leaf.add(f"{row['stance']}: {escape(row['code'])}  {escape(row['citation'])}")
            elif "unsourced" in row:
                leaf.add("no source given")


def _add_row(tree: Tree, rows: list[Row]) -> None:
    first = rows[0]
    count = sum("code" in row for row in rows)
    element = f" ({escape(first['element'])})" if "element" in first else ""
    label = f"implication “{escape(first['implication'])}”{element}"
    branch = tree.add(f"{label}, row {first['row']} of the findings table, {count} sources listed")
    if "study" in first:
        branch.add(f"comes from {escape(first['study'])}")
    listed = [row for row in rows if "code" in row]
    for name, group in groupby(listed, key=lambda row: row["class"]):
        sources = list(group)
        leaf = branch.add(f"{escape(name)}: {len(sources)}")
        for row in sources:
            leaf.add(f"{escape(row['code'])}  {escape(row['citation'])}")
