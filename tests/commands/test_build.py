import json
from collections.abc import Callable

import pytest

from kg.graph.vocab import TT
from kg.pipeline import load_build
from kg.sources.folder.project import Project

pytestmark = pytest.mark.slow

Run = Callable[..., object]
Edit = Callable[[str, str, str], Project]


def test_build_says_what_it_made_and_then_that_nothing_changed(
    kg: Run, tiny_project: Project
) -> None:
    """The first build names its triples, the second does no work."""
    first = kg("build", "--timings", "-C", tiny_project.folder)
    assert first.returncode == 0, first.stderr
    assert "triples in" in first.stdout
    assert "ms  all steps" in first.stdout
    second = kg("build", "-C", tiny_project.folder)
    assert second.stdout.startswith("nothing has changed since build ")


def test_build_refuses_broken_sources(kg: Run, edit: Edit) -> None:
    """A broken source stops the build with its line and leaves no build behind."""
    project = edit("data/tips.yaml", "title: Wash it", "titel: Wash it")
    done = kg("build", "-C", project.folder)
    assert done.returncode == 1
    assert "data/tips.yaml:24:5: YAML003" in done.stderr
    assert not project.current.exists()


def test_a_draft_is_built_of_what_there_is_and_says_so_everywhere(edit: Edit, kg: Run) -> None:
    """A class and a tip are missing: every page, the manifest and the graph tell of a draft."""
    project = edit("data/references.bib", "  evidenceclass = {A}\n", "")
    edit("data/tips.yaml", "    statement: Wash the pot after use.\n", "")
    done = kg("build", "--draft", "-C", project.folder)
    assert done.returncode == 0, done.stderr
    assert "1 × BIB009 a class that is missing: the source is shown without a class" in done.stderr
    assert done.stdout.startswith("built the draft ")
    manifest = json.loads((project.current / "manifest.json").read_text())
    assert manifest["draft"] is True
    assert manifest["gaps"] == {"BIB009": 1, "YAML006": 1}
    site = project.current / "site"
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        alone = page.parent.name in {"tables", "pictures"} and "site-head" not in text
        assert alone or "<strong>Draft.</strong>" in text, page
    missing = " ".join((site / "missing.html").read_text(encoding="utf-8").split())
    assert "This is a draft. 2 things are not there yet. Each is told here once." in missing
    assert '<a href="sources/A1.html">data/references.bib:1</a>: A1:' in missing
    assert 'isDraft> "true"' in (project.current / "data" / "dataset.nq").read_text()
    meta = load_build(project)[1]  # type: ignore[index]
    marked = {quad.graph_name.value for quad in meta.quads_for_pattern(None, TT.isDraft, None)}  # type: ignore[union-attr]
    assert {name.rpartition("/")[2] for name in marked} == {"review", "meta"}


def test_a_finished_build_replaces_a_draft_and_has_no_trace_of_one(
    kg: Run, tiny_project: Project
) -> None:
    """Of the same files a draft and a finished build are two builds."""
    assert kg("build", "--draft", "-C", tiny_project.folder).returncode == 0
    draft = json.loads((tiny_project.current / "manifest.json").read_text())
    again = kg("build", "--draft", "-C", tiny_project.folder)
    assert again.stdout.startswith("nothing has changed since build")
    done = kg("build", "-C", tiny_project.folder)
    assert done.stdout.startswith("built "), done.stderr
    manifest = json.loads((tiny_project.current / "manifest.json").read_text())
    assert manifest["draft"] is False
    assert manifest["digest"] != draft["digest"]
    site = tiny_project.current / "site"
    assert not (site / "missing.html").exists()
    assert "Draft" not in (site / "index.html").read_text(encoding="utf-8")


def test_nobody_else_gets_a_draft(kg: Run, tiny_project: Project) -> None:
    """Neither an engine nor a nanopublication could say that it is none of the finished ones."""
    assert kg("build", "--draft", "-C", tiny_project.folder).returncode == 0
    for words in (("push", "http://127.0.0.1:9/store"), ("export", "nanopubs")):
        done = kg(*words, "-C", tiny_project.folder)
        assert done.returncode == 2
        assert "draft" in done.stderr
    assert kg("export", "crate", "-C", tiny_project.folder).returncode == 0
    crate = tiny_project.build / "exports" / "crate" / "ro-crate-metadata.json"
    assert '"creativeWorkStatus": "Draft"' in crate.read_text(encoding="utf-8")
