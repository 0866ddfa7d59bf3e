"""`kg collect A B … --out DIR`: many reviews in one graph, with one site that compares them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.codes import errors_among
from kg.collection.collecting import Collected, collect
from kg.collection.settings import load_collection
from kg.collection.site.building import MOST_FILES, holds_links
from kg.commands.progress import progress_line
from kg.errors import UsageError, lines_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the builds, the folder of the collection, and what is to go from it."""
    parser.add_argument(
        "builds",
        nargs="*",
        metavar="BUILD",
        help="a project, a build, a zip, a folder of these, or an address of this machine",
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the folder of the collection"
    )
    parser.add_argument(
        "--remove",
        action="append",
        default=[],
        metavar="NAME",
        help="take a review out, by its name or base; may be repeated",
    )
    parser.add_argument("--timings", action="store_true", help="print what each step took")


def run(arguments: argparse.Namespace) -> int:
    """Collect, and say what came of it; return 1 where a build was left out or a line not used."""
    out: Path = arguments.out
    collection = load_collection(out if out.is_absolute() else Path.cwd() / out)
    if not arguments.builds and not arguments.remove and not collection.current.exists():
        raise UsageError("there is no collection there yet; name the builds that it is made of")
    with progress_line() as timings:
        done = collect(collection, arguments.builds, arguments.remove, timings)
    for line in lines_of(done.problems):
        print(line, file=sys.stderr)
    _tell(done, collection.current)
    if arguments.timings:
        print(timings.table())
    return 1 if errors_among(done.problems) else 0


def _tell(done: Collected, current: Path) -> None:
    manifest, union = done.manifest, done.union
    if manifest is None:
        print("nothing was collected", file=sys.stderr)
        return
    many = len(manifest.reviews)
    state = "collected" if done.changed else "nothing has changed:"
    triples = sum(manifest.graphs.values())
    print(f"{state} {many} review{'' if many == 1 else 's'}, {triples:,} triples in {current}")
    if union is None:
        return
    same = sum(concept.is_same for concept in union.concepts)
    near = len({match.pair for concept in union.concepts for match in concept.near})
    print(f"works that several hold: {len(union.shared)}")
    print(f"concepts: {same} the same in several, {near} pair{'' if near == 1 else 's'} near")
    if holds_links(union.parts.values()):
        print(f"sites of reviews: links, for they have more than {MOST_FILES:,} files;")
        print(f"  publish with: rsync -aL {current / 'site'}/ …")
    for kind, pairs in (("works", union.likely_works), ("concepts", union.likely_concepts)):
        if pairs:
            print(f"pairs to judge: {current / 'proposals' / kind}.sssom.tsv ({len(pairs)})")
