from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from kg.catalogues import ENGLISH
from kg.outputs.downloads import KINDS, list_downloads, zip_site
from kg.pipeline import build_project
from kg.sources.folder.project import Project
from kg.timings import Timings

pytestmark = pytest.mark.slow


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a small finished site."""
    folder = tmp_path / "site"
    files = {
        "index.html": "home",
        "tips/1.html": "tip",
        "sources/all.ris": "TY  - BOOK",
        "sources/all.bib": "@book{a}",
        "tables/appendix-1.csv": "a,b",
        "data/review.ttl": "<a:a> <a:b> <a:c> .",
        "digests.json": "{}",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_list_tells_what_each_file_is_for(site: Path) -> None:
    """Each file to take away has its purpose, format, size and digest, the commonest first."""
    downloads = list_downloads(site, ENGLISH)
    assert [download.path for download in downloads] == [
        "sources/all.ris",
        "sources/all.bib",
        "tables/appendix-1.csv",
        "data/review.ttl",
    ]
    assert downloads[2].purpose == "Appendix 1 for a spreadsheet"
    assert downloads[1].size == len("@book{a}")
    assert downloads[1].sha256 == hashlib.sha256(b"@book{a}").hexdigest()


def test_a_file_goes_by_the_name_that_it_is_given(site: Path) -> None:
    """A table has its caption, and a picture of the same name its title."""
    for name in ("pictures/appendix-1.csv", "tables/appendix-1.md"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text("a,b", encoding="utf-8")
    names = {"tables/appendix-1": "Risk of bias: RoB 2", "pictures/appendix-1": "A chart"}
    told = {one.path: one.purpose for one in list_downloads(site, ENGLISH, names)}
    assert told["tables/appendix-1.csv"] == "Risk of bias: RoB 2 for a spreadsheet"
    assert told["tables/appendix-1.md"] == "Risk of bias: RoB 2 as plain text"
    assert told["pictures/appendix-1.csv"] == "Numbers of the picture: A chart"


def test_a_build_makes_every_kind_that_is_listed(tiny_project: Project) -> None:
    """No kind of download is promised that nothing makes."""
    build_project(tiny_project, Timings())
    site = tiny_project.current / "site"
    assert [kind.pattern for kind in KINDS if not any(site.glob(kind.pattern))] == []


def test_an_empty_file_is_not_offered(site: Path) -> None:
    """A part of the graph that a review has nothing for is no download."""
    (site / "data/companions.ttl").touch()
    assert "data/companions.ttl" not in {
        download.path for download in list_downloads(site, ENGLISH)
    }


def test_pages_are_no_downloads(site: Path) -> None:
    """What is a page, or of the build only, is not listed."""
    paths = {download.path for download in list_downloads(site, ENGLISH)}
    assert not {"index.html", "tips/1.html", "digests.json"} & paths


def test_the_zip_holds_the_whole_site(site: Path) -> None:
    """The zip has every file of the site below its own name, sorted, and not itself."""
    zip_site(site, site / "small.zip")
    with zipfile.ZipFile(site / "small.zip") as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert archive.read("small/tips/1.html") == b"tip"
    assert names == sorted(names)
    assert "small/index.html" in names
    assert not any("zip" in name or "digests" in name for name in names)


def test_equal_sites_give_equal_zips(site: Path) -> None:
    """Neither the time nor a second run changes a byte."""
    first = zip_site(site, site / "small.zip")
    for path in site.rglob("*"):
        os.utime(path, (1, 1))
    assert zip_site(site, site / "small.zip") == first


def test_the_digest_stands_beside_the_zip(site: Path) -> None:
    """The file beside the zip is what sha256sum checks."""
    digest = zip_site(site, site / "small.zip")
    assert hashlib.sha256((site / "small.zip").read_bytes()).hexdigest() == digest
    text = (site / "small.zip.sha256").read_text(encoding="utf-8")
    assert text == f"{digest}  small.zip\n"
