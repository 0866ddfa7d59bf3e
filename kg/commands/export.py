"""`kg export`: the build in another form, to be handed on."""

from __future__ import annotations

import argparse
import importlib
import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from pyoxigraph import Store

from kg.errors import UsageError
from kg.graph.iris import GRAPHS, Iris
from kg.manifest import Manifest
from kg.outputs.crate import Crate, read_cited, write_crate
from kg.outputs.documents.files import write_together, written_beside
from kg.outputs.nanopubfiles import write_nanopubs
from kg.outputs.nanopubs import Nanopubs
from kg.outputs.writing import OutputWriter
from kg.pipeline import load_build
from kg.releases.day import read_day
from kg.sources.folder.project import Project, load_project
from kg.sources.yaml.schemas import render_schema_files
from kg.webaddress import url_fault


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the form, the folder and what some forms need."""
    parser.add_argument("form", choices=[*FORMS, SCHEMAS], help="what to write")
    parser.add_argument(
        "--out",
        type=Path,
        help="the folder (default build/exports/FORM; of the schemas, where editors look: data)",
    )
    parser.add_argument(
        "--trusty", action="store_true", help="nanopubs: put a digest into each name"
    )
    parser.add_argument(
        "--licence", type=_address, metavar="IRI", help="nanopubs, crate: instead of the project's"
    )
    parser.add_argument("--date", type=_date, help="crate: the day of publication (default: today)")
    parser.add_argument(
        "--verify", action="store_true", help="have rdflib read every file of RDF back, and compare"
    )


def _address(text: str) -> str:
    """Return a web address that can stand in the graph."""
    fault = url_fault(text)
    if fault is not None:
        raise argparse.ArgumentTypeError(fault)
    return text


def _date(text: str) -> date:
    """Return a day written as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"write the day as 2026-01-31, not '{text}'") from None


def run(arguments: argparse.Namespace) -> int:
    """Write the build into an empty folder, and say what came out."""
    project = load_project(arguments.folder)
    if arguments.form == SCHEMAS:  # they say what may be written, before there is anything built
        print(export_schemas(arguments.out or project.check_inside(project.data / "schemas")))
        return 0
    build = load_build(project)
    if build is None:
        raise UsageError(f"{project.folder}: there is no build yet; run kg build first")
    given = arguments.out is not None
    ours = project.build / "exports" / arguments.form
    folder = arguments.out if given else project.check_inside(ours)
    if given:
        _check_empty(folder)
    with written_beside(folder, anew=True) as outputs:
        said = FORMS[arguments.form](project, *build, outputs, arguments)
    print(f"{said} into {folder}")
    if arguments.verify:
        # rdflib takes half a second to import, which nobody else need wait for.
        readback = importlib.import_module("kg.commands.readback")
        status: int = readback.verify_export(project, build[1], folder, arguments)
        return status
    return 0


def _check_empty(folder: Path) -> None:
    """Raise for a folder of the user's that has something in it."""
    if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: this is no empty folder; name another one")


def export_schemas(folder: Path) -> str:
    """Write the schemas and the page of all fields, and remove the schemas of no file."""
    schemas = render_schema_files()
    write_together({name: text.encode() for name, text in schemas.items()}, folder)
    for path in folder.glob("*.schema.json"):
        if path.name not in schemas:
            path.unlink()
    many = sum(1 for name in schemas if name.endswith(".json"))
    return f"wrote {many} schemas into {folder}"


def export_nquads(
    project: Project,
    manifest: Manifest,
    store: Store,
    outputs: OutputWriter,
    arguments: argparse.Namespace,
) -> str:
    """Copy the dataset as sorted N-Quads: what its digest covers, and what it says of itself."""
    del store, arguments
    content = (project.current / "data" / "dataset.nq").read_bytes()
    outputs.write("dataset.nq", content, "the dataset")
    lines = content.count(b"\n")
    return f"wrote {lines:,} quads of the build {manifest.digest[:12]} as dataset.nq"


def export_turtle(
    project: Project,
    manifest: Manifest,
    store: Store,
    outputs: OutputWriter,
    arguments: argparse.Namespace,
) -> str:
    """Copy each named graph as Turtle."""
    del manifest, store, arguments
    found = [path for name in GRAPHS if (path := project.current / "data" / f"{name}.ttl").exists()]
    for path in found:
        outputs.write(path.name, path.read_bytes(), "a graph")
    return f"wrote {len(found)} graphs"


def export_nanopubs(
    project: Project,
    manifest: Manifest,
    store: Store,
    outputs: OutputWriter,
    arguments: argparse.Namespace,
) -> str:
    """Write each claim, trace and erratum as a nanopublication; raise UsageError for a draft."""
    if manifest.draft:  # each stands for itself, and could not say that it is none
        raise UsageError("the build is a draft: nothing of it is published; run kg build first")
    nanopubs = Nanopubs(store, Iris(project.base), arguments.licence or project.licence)
    count = write_nanopubs(nanopubs.all(trusty=arguments.trusty), project.base, outputs)
    return f"wrote {count:,} nanopublications, and all of them as nanopubs.trig,"


def export_crate(
    project: Project,
    manifest: Manifest,
    store: Store,
    outputs: OutputWriter,
    arguments: argparse.Namespace,
) -> str:
    """Write the build as an RO-Crate."""
    day: date = arguments.date or read_day()
    cited = read_cited(store, Iris(project.base), manifest.title)
    write_crate(
        project.current.resolve(),
        Crate(outputs, manifest, cited, day.isoformat(), arguments.licence or project.licence),
    )
    return f"wrote the build {manifest.digest[:12]} as an RO-Crate"


SCHEMAS = "schemas"

Export = Callable[[Project, Manifest, Store, OutputWriter, argparse.Namespace], str]

FORMS: Mapping[str, Export] = {
    "nquads": export_nquads,
    "turtle": export_turtle,
    "nanopubs": export_nanopubs,
    "crate": export_crate,
}
