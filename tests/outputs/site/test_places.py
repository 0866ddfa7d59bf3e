"""The site of a review that has no text: places are pages, and nothing says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.assembly import assemble_project
from kg.manifest import Manifest
from kg.outputs.site import build_site
from kg.outputs.writing import OutputWriter
from kg.sources.folder.project import load_project
from kg.timings import Timings
from tests.conftest import ROOT
from tests.paging import turn_to_pages

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a review whose places are pages."""
    folder = tmp_path_factory.mktemp("paged")
    project = load_project(turn_to_pages(ROOT / "tests" / "hives", folder / "project"))
    assembly = assemble_project(project, Timings())
    assert assembly.store is not None, assembly.problems
    assert list(assembly.problems) == []
    manifest = Manifest("d" * 64, "i" * 64, "0", project.title, project.base)
    build_site(assembly.store, manifest, OutputWriter(folder / "site"), folder / "none")
    return folder / "site"


def words_of(page: Path) -> str:
    """Return a page with single blanks."""
    return " ".join(page.read_text(encoding="utf-8").split())


def test_a_claim_and_a_section_are_on_a_page(site: Path) -> None:
    """A page of a section says on which printed page each line stands, and counts no characters."""
    shown = words_of(site / "sections" / "what-was-found.html")
    assert "This section is pages 20–37." in shown
    assert "</a> Page 24" in shown
    assert "characters" not in shown


def test_a_tip_says_nothing_of_its_citations(site: Path) -> None:
    """Whether a citation on the page of a tip stands in its words, a page cannot tell."""
    shown = words_of(site / "tips" / "1.html")
    assert ", page 39." in shown
    assert "cite sources" not in shown
    assert "cites no source" not in shown


def test_what_nothing_proves_is_counted(site: Path) -> None:
    """The page on how the site was made says how many places are pages; no digest is shown."""
    shown = words_of(site / "how-made.html")
    assert "only the printed page is known" in shown
    assert "text’s digest" not in shown
