import re
import shutil
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from kg.assembly import assemble_project
from kg.comparison.compare import compare_snapshots
from kg.comparison.graphrecords import base_of, take_graph
from kg.comparison.textreport import line_of_field
from kg.graph.formernames import quads_for_former_names, select_former_names
from kg.graph.iris import Iris
from kg.graph.store import sorted_nquads
from kg.graph.vocab import DCTERMS
from kg.sources.folder.project import load_project
from kg.timings import Timings
from tests.conftest import TINY

pytestmark = pytest.mark.slow

TITLE = "Our Pot"
BASE = "https://example.org/tea/"


def graph_of(folder: Path, *edits: tuple[str, str, str]) -> Store:
    """Return the dataset of a copy of the tiny world with some texts replaced."""
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns("build"))
    for name, old, new in edits:
        path = folder / "data" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    store = assemble_project(load_project(folder), Timings()).store
    assert store is not None
    return store


def told(old: Store, new: Store) -> dict[str, list[str]]:
    """Return the lines of each record that differs."""
    changes = compare_snapshots(take_graph(old, BASE), take_graph(new, BASE))
    return {one.path: [line_of_field(field) for field in one.fields] for one in changes.records}


def test_a_dataset_names_its_base(tiny_store: Store) -> None:
    """The base is what stands before the names of the graphs; without them there is none."""
    assert base_of(tiny_store) == BASE
    assert base_of(Store()) is None


def test_what_is_made_of_other_fields_is_no_change(tiny_store: Store, tmp_path: Path) -> None:
    """A volume is one field in the graph as well, though citations have it too."""
    edit = ("references.bib", "volume = {3}", "volume = {5}")
    found = told(tiny_store, graph_of(tmp_path / "a", edit))
    assert list(found.values()) == [["volume: 3 → 5"]]


def test_one_value_more_is_told_as_one_more(tiny_store: Store, tmp_path: Path) -> None:
    """The second value of a field is added to the first, and does not take its place."""
    edit = ("appendices.yaml", "codes: [D1]", "codes: [D1, C1]")
    found = told(tiny_store, graph_of(tmp_path / "a", edit))
    assert f"lists source: + sources/C1 “{TITLE}”" in found["rows/2"]


def test_a_graph_is_equal_to_itself_in_another_order(tiny_store: Store) -> None:
    """Statements have no order."""
    other = Store()
    other.bulk_extend(sorted(tiny_store, key=str, reverse=True))
    assert told(tiny_store, other) == {}


def test_a_citation_that_was_named_by_its_place_is_the_same(
    tiny_store: Store, tiny_iris: Iris
) -> None:
    """Between a build of before and one of today the names alone are no change."""
    text = sorted_nquads(tiny_store).decode()
    for triple in quads_for_former_names(tiny_iris, *select_former_names(tiny_store)):
        if triple.predicate == DCTERMS.isReplacedBy and "/mentions/" in triple.subject.value:
            now, former = triple.object.value, triple.subject.value
            text = re.sub(rf"{re.escape(now)}(?=[>#])", former, text)
    assert f"<{BASE}mentions/1>" in text
    old = Store()
    old.load(text.encode(), format=RdfFormat.N_QUADS)
    assert take_graph(old, BASE) == take_graph(tiny_store, BASE)
    assert told(old, tiny_store) == {}
