"""What a collection says itself, where its reviews are in several languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from kg.assembly import assemble_project
from kg.graph.queries import select_rows
from kg.graph.vocab import PREFIXES
from kg.sources.folder.project import load_project
from kg.timings import Timings
from tests.collection.conftest import TESTS, Collect, write_data

HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
FAULTS = "SELECT ?kind (COUNT(*) AS ?n) { ?fault a tt:Fault ; tt:ofFaultKind/skos:prefLabel ?kind }"
BOTH = f"{HEAD}{FAULTS} GROUP BY ?kind"


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Return a folder with the data of a review in English and of the same in Welsh."""
    for language, base in (("en-GB", "https://example.org/te/"), ("cy", "https://example.org/cy/")):
        project = shutil.copytree(TESTS / "tiny", tmp_path / f"{language}-project")
        for name, old, new in (
            ("tiptrace.toml", "https://example.org/tea/", base),
            ("data/review.yaml", "year: 2005", f"year: 2005\nlanguage: {language}"),
            # The catalogue has words for this kind of fault.
            ("data/errata.yaml", "kind: wrong-code", "kind: title"),
        ):
            path = project / name
            text = path.read_text(encoding="utf-8")
            assert old in text
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
        store = assemble_project(load_project(project), Timings()).store
        assert store is not None
        write_data(store, tmp_path / "two" / language)
    return tmp_path / "two"


@pytest.mark.slow
@pytest.mark.parametrize(("language", "kind"), [("", "title"), ("cy", "teitl")])
def test_a_label_counts_once_across_languages(
    language: str, kind: str, two: Path, out: Path, gather: Collect
) -> None:
    """Both reviews' faults are of a kind with one label: in the store, and in the files as well."""
    out.mkdir()
    if language:
        (out / "collection.toml").write_text(f'language = "{language}"\n', encoding="utf-8")
    gather(two)
    build = (out / "build" / "current").resolve()
    loaded = Store()
    for path in (build / "data").iterdir():
        form = RdfFormat.from_extension(path.suffix.removeprefix("."))
        assert form is not None
        loaded.load(path=str(path), format=form)
    for store in (Store.read_only(str(build / "store")), loaded):
        assert {row["kind"]: row["n"] for row in select_rows(store, BOTH)} == {kind: "2"}
