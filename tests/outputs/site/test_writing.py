from __future__ import annotations

from pathlib import Path

import pytest

from kg.crew import gather_crew
from kg.errors import BuildError, KgError
from kg.outputs.site.writing import Render, SiteWriter, Written
from kg.outputs.writing import OutputWriter


def _gives(content: bytes) -> Render:
    return lambda: {"tips/1.html": content}


def _carry_out(writer: SiteWriter) -> None:
    for planned in writer.planned:
        writer.digests |= planned.digests()
        writer.save(planned.render())


def _first(folder: Path) -> None:
    writer = SiteWriter(OutputWriter(folder), folder.with_name("none"))
    writer.plan("a test", lambda: b"values", ("tips/1.html",), _gives(b"old"))
    _carry_out(writer)
    writer.finish()


def test_what_has_not_changed_is_linked(tmp_path: Path) -> None:
    """A file made from the same values is the same file as in the previous build."""
    _first(tmp_path / "one")
    writer = SiteWriter(OutputWriter(tmp_path / "two"), tmp_path / "one")
    writer.plan("a test", lambda: b"values", ("tips/1.html",), _gives(b"never"))
    assert (tmp_path / "two/tips/1.html").samefile(tmp_path / "one/tips/1.html")
    assert (writer.planned, writer.reused) == ([], {"tips/1.html"})


def test_what_has_changed_is_written_anew(tmp_path: Path) -> None:
    """A new file takes the name; the old build keeps its own."""
    _first(tmp_path / "one")
    writer = SiteWriter(OutputWriter(tmp_path / "two"), tmp_path / "one")
    writer.plan("a test", lambda: b"other", ("tips/1.html",), _gives(b"new"))
    _carry_out(writer)
    assert (tmp_path / "two/tips/1.html").read_bytes() == b"new"
    assert (tmp_path / "one/tips/1.html").read_bytes() == b"old"


def test_a_lost_file_is_rendered_again(tmp_path: Path) -> None:
    """A previous build that lacks a file does no harm."""
    _first(tmp_path / "one")
    (tmp_path / "one/tips/1.html").unlink()
    writer = SiteWriter(OutputWriter(tmp_path / "two"), tmp_path / "one")
    writer.plan("a test", lambda: b"values", ("tips/1.html",), _gives(b"again"))
    _carry_out(writer)
    assert (tmp_path / "two/tips/1.html").read_bytes() == b"again"


def test_broken_digests_count_as_none(tmp_path: Path) -> None:
    """Digests that cannot be read mean that everything is rendered."""
    _first(tmp_path / "one")
    (tmp_path / "one/digests.json").write_text("{")
    writer = SiteWriter(OutputWriter(tmp_path / "two"), tmp_path / "one")
    writer.plan("a test", lambda: b"values", ("tips/1.html",), _gives(b"again"))
    assert len(writer.planned) == 1


def test_what_another_process_writes_is_noted(tmp_path: Path) -> None:
    """Its files count as written here would; of two makers of one file both are named."""
    writer = SiteWriter(OutputWriter(tmp_path / "one"), tmp_path / "none")
    with gather_crew(hands=2) as crew:
        sent = crew.send(lambda: writer.write_contents("a maker", {"a.txt": b"a", "b.txt": b"b"}))
        written = sent.result()
    assert (writer.digests, writer.outputs.paths) == ({}, set())
    writer.adopt(written)
    writer.adopt(writer.write_contents("one here", {"c.txt": b"c"}))
    assert writer.outputs.paths == writer.digests.keys() == {"a.txt", "b.txt", "c.txt"}
    assert (tmp_path / "one/a.txt").read_bytes() == b"a"
    writer.finish()
    again = SiteWriter(OutputWriter(tmp_path / "two"), tmp_path / "one")
    assert again.write_contents("a maker", {"b.txt": b"b"}).reused == {"b.txt"}
    with pytest.raises(BuildError, match=r"b\.txt: both a maker and another"):
        again.adopt(Written("another", written.digests, set()))


@pytest.mark.parametrize("name", ["a.svg", "pictures/a.svg", "errata.atom", "sitemap.xml"])
def test_no_xml_is_written_that_no_parser_reads(tmp_path: Path, name: str) -> None:
    """The file and the character are named; other files may hold it."""
    writer = SiteWriter(OutputWriter(tmp_path / "new"), tmp_path / "old")
    writer.save({"a.txt": b"\x0b"})
    with pytest.raises(KgError, match=rf"{name}: .* U\+000B"):
        writer.save({name: b"<a>\x0b</a>"})
