"""Nothing is entered in vain: what the files may say stands in the graph, or is marked `Aside`."""

from __future__ import annotations

import ast
import sys
from typing import Any

import pytest

from kg import model
from kg.graph.iris import Iris
from kg.graph.quads import quads_for_sources
from kg.model.base import Record
from kg.model.marks import Aside, Id, find_marks
from kg.resources import resource_folder
from kg.sources.folder.inputs import read_inputs
from kg.sources.folder.project import load_project
from kg.sources.reading import parse_inputs
from kg.sources.yaml.records import _records_in, classes_in
from tests.conftest import ROOT, TRIALS

# What turns records into triples, and what it has the records themselves work out.
DESCRIBES = (
    "kg.graph", "kg.model.absolute", "kg.model.agents", "kg.model.arms", "kg.model.authority",
    "kg.model.effects", "kg.model.places", "kg.model.review",
)  # fmt: skip
Fields = set[tuple[type[Record], str]]


def list_asides() -> Fields:
    """List the fields that are marked."""
    return {
        (record, name)
        for record in classes_in(model.Sources)
        for name in find_marks(record.model_fields, Aside)
    }


def list_classes_aside() -> set[type[Record]]:
    """List the classes of records that stand in marked fields."""
    hints = [record.model_fields[name].annotation for record, name in list_asides()]
    return {one for hint in hints for top in _records_in(hint) for one in classes_in(top)}


@pytest.fixture(scope="module")
def read() -> Fields:
    """Return the fields that are read while the real review and a systematic one are described."""
    reviews = []
    for folder in (ROOT, TRIALS):
        project = load_project(folder)
        sources = parse_inputs(read_inputs(project)).sources
        assert sources is not None
        reviews.append((sources, Iris(project.base)))
    found: Fields = set()
    plain = Record.__getattribute__

    def note_read(self: Record, name: str) -> Any:
        caller = sys._getframe(1).f_globals.get("__name__", "")
        # Whom a name means is found before it is described.
        if caller.startswith(DESCRIBES):
            found.update((one, name) for one in type(self).__mro__ if issubclass(one, Record))
        return plain(self, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Record, "__getattribute__", note_read)
        for sources, iris in reviews:
            assert list(quads_for_sources(sources, iris))
    return found


def test_what_is_entered_stands_in_the_graph(read: Fields) -> None:
    """Each field of a record says a term, names the record, or is read when it is described."""
    shown = classes_in(model.Sources) - list_classes_aside()
    silent = {
        f"{record.__name__}.{name}"
        for record in shown
        for name in record.model_fields
        if name not in record.says
        and name not in find_marks(record.model_fields, Id)
        and (record, name) not in read | list_asides()
    }
    assert silent == set()


def test_what_is_marked_as_an_aside_is_one(read: Fields) -> None:
    """The graph reads none of it, nor of the records in it."""
    asides = {name for name in read if name in list_asides() or name[0] in list_classes_aside()}
    assert asides == set()


def test_what_stands_aside_is_needed_to_verify() -> None:
    """It is read against the text, or for drafts of it, but for reasons, which people read."""
    names = ("places/text.py", "mentions.py", "wording/statements.py", "tabled/**/*.py")
    sources = resource_folder("kg") / "sources"
    modules = [path for name in names for path in sources.glob(name)]
    needed = {
        node.attr
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    fields = {(one, name) for one in list_classes_aside() for name in one.model_fields}
    assert {name for one, name in fields - list_asides()} <= needed
    assert len(fields) > 5
