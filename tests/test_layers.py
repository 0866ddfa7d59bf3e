"""Imports point one way: sources → model → graph → outputs, service; commands on top."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from kg.resources import resource_folder

PACKAGE = resource_folder("kg")

# A part may import the parts to its right, itself, and nothing else of kg.
MAY_IMPORT = {
    "errors": (),
    "formats": (),
    "codes": ("errors",),
    "crew": ("errors",),
    "csl": (),
    "gaps": ("codes", "errors"),
    "nearness": (),
    "webaddress": (),
    "resources": (),
    "signals": (),
    "timings": (),
    "templating": (),
    "credits": (),
    "manifest": ("credits",),
    "memory": (),
    "moment": ("errors",),
    "paths": (),
    "process": (),
    "xmltext": (),
    "fulltext": ("words",),
    "patterns": (),
    "words": (),
    "languages": (),
    "catalogues": ("resources",),
    "latex": (),
    "model": ("languages", "latex", "paths", "patterns", "webaddress"),
    "sources": (
        "codes", "credits", "crew", "csl", "errors", "latex", "memory", "model", "nearness",
        "paths", "patterns", "webaddress", "words", "__init__",
    ),
    "imports": (
        "codes", "errors", "latex", "model", "paths", "process", "sources", "webaddress",
        "__init__",
    ),
    "graph": (
        "catalogues", "codes", "credits", "errors", "formats", "languages", "manifest", "memory",
        "model", "paths", "resources", "webaddress", "__init__",
    ),
    "outputs": (
        "catalogues", "credits", "crew", "csl", "errors", "gaps", "formats", "graph", "languages",
        "latex", "manifest", "memory", "model", "moment", "paths", "process", "resources",
        "templating", "webaddress", "words", "xmltext", "__init__",
    ),
    "service": (
        "crew", "errors", "formats", "fulltext", "graph", "manifest", "resources", "templating",
        "webaddress", "xmltext", "__init__",
    ),
    "builds": ("errors", "manifest", "moment", "resources", "sources", "timings", "__init__"),
    "assembly": (
        "codes", "crew", "errors", "gaps", "graph", "memory", "model", "resources", "sources",
        "timings",
    ),
    "comparison": (
        "assembly", "codes", "errors", "graph", "manifest", "model", "outputs", "paths", "sources",
        "templating", "timings",
    ),
    "collection": (
        "builds", "catalogues", "errors", "formats", "fulltext", "graph", "languages", "manifest",
        "outputs", "paths", "resources", "sources", "timings", "webaddress", "__init__",
    ),
    "preview": (
        "assembly", "builds", "codes", "errors", "gaps", "formats", "graph", "manifest",
        "model", "outputs", "resources", "service", "sources", "timings", "__init__",
    ),
    "assistants": ("errors", "fulltext", "graph", "resources", "service", "__init__"),
    "pipeline": (
        "assembly", "builds", "codes", "crew", "errors", "gaps", "graph", "manifest", "outputs",
        "resources", "sources", "timings", "__init__",
    ),
    "releases": (
        "assembly", "codes", "comparison", "errors", "graph", "manifest", "model", "moment",
        "outputs", "pipeline", "sources", "timings",
    ),
}  # fmt: skip

# The rooms of a part: the same, one level down; "" is what stands at its door.
ROOMS_MAY_IMPORT = {
    "service": {
        "http": (),
        "sparql": ("http",),
        "counts": ("sparql",),
        "worker": ("counts", "http", "sparql"),
        "pool": ("http", "sparql", "worker"),
        "data": ("counts", "worker"),
        "application": ("counts", "data", "http", "pool", "worker"),
        "answers": ("application", "data", "http", "pool", "sparql", "worker"),
        "": ("answers", "application", "data", "http"),
    },
    "sources": {
        "bibtex": (),
        "folder": (),
        "latex": (),
        "yaml": ("folder",),
        "places": ("folder", "latex", "yaml"),
        "citations": ("latex", "places"),
        "wording": ("places",),
        "": ("bibtex", "citations", "folder", "latex", "places", "wording", "yaml"),
        "moving": ("", "folder", "places", "wording", "yaml"),
        "tabled": ("", "citations", "folder", "latex", "places", "yaml"),
    },
    "sources/tabled": {
        "cells": (),
        "headings": ("cells",),
        "sheets": ("cells", "headings"),
        "records": ("cells", "headings", "sheets"),
        "effects": ("cells", "headings", "records", "sheets"),
        "": ("cells", "effects", "headings", "records", "sheets"),
    },
}
ROOMS = [(part, room) for part, rooms in ROOMS_MAY_IMPORT.items() for room in rooms]
CROWDED = 42
"""So many modules in one folder are too many to look over."""


def imported_parts(path: Path, whole: str = "kg") -> set[str]:
    """Return the parts of a whole (a package) that a module imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            deeper = node.module == whole
            names |= {f"{whole}.{a.name}" for a in node.names} if deeper else {node.module}
    depth = whole.count(".") + 1
    parts = {name.split(".")[depth] for name in names if name.startswith(f"{whole}.")}
    return {"__init__" if part.startswith("__") else part for part in parts}


@pytest.mark.parametrize("part", sorted(MAY_IMPORT))
def test_a_part_imports_only_what_lies_below_it(part: str) -> None:
    """A module knows the parts that it stands on, and none that stand on it."""
    folder = PACKAGE / part
    files = folder.rglob("*.py") if folder.is_dir() else [PACKAGE / f"{part}.py"]
    for path in files:
        strangers = imported_parts(path) - {part, *MAY_IMPORT[part]}
        assert not strangers, f"{path.relative_to(PACKAGE)} imports kg.{sorted(strangers)}"


@pytest.mark.parametrize(("part", "room"), ROOMS)
def test_a_room_imports_only_what_lies_below_it(part: str, room: str) -> None:
    """The rooms of a part have one order, too, and no circle."""
    folder = PACKAGE / part / room
    whole = ".".join(("kg", *Path(part).parts))
    doors = {path.stem for path in (PACKAGE / part).glob("*.py")}
    for path in folder.rglob("*.py") if room else folder.glob("*.py"):
        imported = {"" if one in doors else one for one in imported_parts(path, whole)}
        strangers = imported - {room, *ROOMS_MAY_IMPORT[part][room]}
        assert not strangers, f"{path.relative_to(PACKAGE)} imports {sorted(strangers)}"


@pytest.mark.parametrize("part", ROOMS_MAY_IMPORT)
def test_every_room_has_a_place_in_the_order(part: str) -> None:
    """A new folder of such a part must be given its place above."""
    rooms = {path.parent.name for path in (PACKAGE / part).glob("*/__init__.py")}
    order = ROOMS_MAY_IMPORT[part]
    assert rooms == set(order) - {""}
    for number, below in enumerate(order.values()):
        assert set(below) <= set([*order][:number]), "an arrow points up"


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Nor by what is imported for hints of types alone: who reads the one need not know both."""
    modules = {name_of(path): path for path in PACKAGE.rglob("*.py")}
    imports = {
        name: {one for one in imported_names(path) if one in modules} - {name}
        for name, path in modules.items()
    }
    assert [*TopologicalSorter(imports).static_order()]  # raises CycleError, with the circle


def name_of(path: Path) -> str:
    """Return the name by which a module of kg is imported."""
    return ".".join(("kg", *path.relative_to(PACKAGE).with_suffix("").parts))


def imported_names(path: Path) -> set[str]:
    """Return the full names that a module imports, wherever in it."""
    nodes = [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    taken = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    within = {f"{node.module}.{alias.name}" for node in taken for alias in node.names}
    return whole | within | {str(node.module) for node in taken}


def test_no_folder_is_crowded() -> None:
    """A folder of many modules is cut into rooms, so that one sees what lives where."""
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    counts = {folder: len([*folder.glob("*.py")]) for folder in folders}
    assert {folder: count for folder, count in counts.items() if count > CROWDED} == {}


def test_every_part_has_a_place_in_the_order() -> None:
    """A new folder or module of kg must be given its place above."""
    free = {"__init__", "__main__", "commands", "starter", "__pycache__"}
    parts = {path.stem for path in PACKAGE.iterdir()} - free
    assert parts - {"resources"} | {"resources"} == set(MAY_IMPORT)


def test_nothing_in_the_engine_knows_the_first_review() -> None:
    """Another author gets all of it: kg, queries and templates name no review."""
    folders = [PACKAGE, resource_folder("queries"), resource_folder("site") / "templates"]
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in {".py", ".rq", ".html", ".xml"}:
                text = path.read_text(encoding="utf-8").lower()
                for word in ("frost2005", "nick frost", "glisson", "hemmelgarn"):
                    assert word not in text, f"{path} names {word}"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_modules_stay_small(path: Path) -> None:
    """No module is longer than 500 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


def test_triples_are_made_in_rooms_named_like_their_records() -> None:
    """`kg/graph/triples` has a module for each of `kg/model` with records, and each its own."""
    model, triples = PACKAGE / "model", PACKAGE / "graph" / "triples"
    assert {path.name for path in triples.glob("[!_]*.py")} == {
        path.name
        for path in model.glob("[!_]*.py")
        if re.search(r"(?m)^class \w+\((Record|Named|BaseModel)\)", path.read_text("utf-8"))
    }
    for path in triples.glob("[!_]*.py"):
        tree = ast.parse((model / path.name).read_text(encoding="utf-8"))
        own = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
        # What `data/agents.yaml` says is held against every name that is met: in an authority.
        own |= {"Authority"} if path.name == "agents.py" else set()
        for function in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(function, ast.FunctionDef) and not function.name.startswith("_"):
                taken = re.findall(r"model\.(\w+)", ast.unparse(function.args))
                assert set(taken) & own, f"{path.name}: {function.name} takes {taken}"
