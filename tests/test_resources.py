from pathlib import Path

import pytest

from kg.resources import read_engine, resource_files, resource_folder


@pytest.mark.parametrize("name", ["ontology", "queries", "site"])
def test_the_engine_s_files_are_found(name: str) -> None:
    """Ontology, queries and templates are there, in a checkout as in a wheel."""
    assert any(resource_folder(name).rglob("*.*"))


def test_code_and_resources_shape_a_build() -> None:
    """A changed module or template makes a new build."""
    names = {path.name for path in resource_files()}
    assert {"pipeline.py", "tiptrace.ttl", "shapes.ttl", "base.html", "findings.rq"} <= names


def test_a_file_that_was_put_back_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of the engine with the same bytes at both ends, and others between, is found."""
    path = tmp_path / "rule.rq"
    path.write_text("one")
    monkeypatch.setattr("kg.resources.resource_files", lambda: [path])
    engine = read_engine()
    assert engine.find_changed() is None
    before = path.stat().st_ctime_ns
    while path.stat().st_ctime_ns == before:  # the kernel's clock ticks every few milliseconds
        path.write_text("two")
        path.write_text("one")
    assert engine.find_changed() == path
    assert engine.find_changed(".py") is None
    assert read_engine().digest == engine.digest


def test_a_new_file_of_the_engine_is_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes, or goes, counts as what changes."""
    monkeypatch.setattr("kg.resources.resource_files", lambda: sorted(tmp_path.iterdir()))
    engine = read_engine()
    (tmp_path / "rule.rq").write_text("one")
    assert engine.find_changed() == tmp_path / "rule.rq"
    assert read_engine().digest != engine.digest
