from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kg.outputs.downloads import WHOLE_SITE
from kg.pipeline import build_project
from kg.sources.folder.project import Project
from kg.timings import Timings

pytestmark = pytest.mark.slow


def _read_pages(site: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(site.glob("*.html"))}


def test_no_zip_is_made_or_told_of_unasked(built: Project) -> None:
    """A build as it comes has no zip, and no page that speaks of one."""
    site = built.current / "site"
    assert [*site.glob("*.zip*")] == []
    assert b"zip" not in (site / "downloads.html").read_bytes()


def test_a_zip_that_is_wanted_is_offered_outside_and_not_inside(built: Project) -> None:
    """The page of downloads leads to the zip, its copy in it does not; nothing else differs."""
    plain = _read_pages(built.current / "site")
    assert build_project(built, Timings(), zipped=True).changed
    site = built.current / "site"
    told = (site / "downloads.html").read_text(encoding="utf-8")
    assert f'href="{WHOLE_SITE}"' in told
    assert f'href="{WHOLE_SITE}.sha256"' in told
    with zipfile.ZipFile(site / WHOLE_SITE) as archive:
        inside = {name: archive.read(f"whole-site/{name}") for name in plain}
    assert inside == plain
    assert _read_pages(site) == plain | {"downloads.html": told.encode()}
    assert not build_project(built, Timings(), zipped=True).changed
    assert not build_project(built, Timings()).changed


def test_a_build_after_one_with_a_zip_offers_none(built: Project) -> None:
    """The page that tells of a zip is not taken over by a build that makes none."""
    build_project(built, Timings(), zipped=True)
    build_project(built, Timings(), force=True)
    site = built.current / "site"
    assert not (site / WHOLE_SITE).exists()
    assert WHOLE_SITE.encode() not in (site / "downloads.html").read_bytes()
