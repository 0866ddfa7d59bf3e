from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg import __version__
from kg.collection import buildfiles, parts
from kg.collection.buildfiles import BuildFiles
from kg.errors import UsageError
from kg.graph.vocab import SD, TT, VOID, XSD
from kg.outputs.writing import OutputWriter
from tests.collection.conftest import Collect, write_data
from tests.webservers import QuietHandler, run_server

pytestmark = pytest.mark.slow

OVERLAP, OWN = "https://example.org/overlap/", "https://example.org/collection/"
Write = Callable[..., Path]


@pytest.fixture
def write(overlap_store: Store, tmp_path: Path) -> Write:
    """Return a function that writes the build of a review: its base and words may be others."""

    def run(name: str, base: str = OVERLAP, old: str = "", new: str = "", more: str = "") -> Path:
        write_data(overlap_store, tmp_path / name)
        path = tmp_path / name / "data" / "dataset.nq"
        text = path.read_text(encoding="utf-8").replace(OVERLAP, base)
        assert old in text
        path.write_text((text.replace(old, new) if old else text) + more, encoding="utf-8")
        return tmp_path / name

    return run


def test_two_builds_of_one_base_are_not_both_taken(write: Write, gather: Collect) -> None:
    """The first that is named is in; of the other it is told what to do."""
    one, other = write("one"), write("other", old="tell faces", new="know faces")
    done = gather(one, other)
    [problem] = done.problems
    assert problem.message == (
        f"left out: it has the base of {one} ({OVERLAP}); name one of them, or, if these are two "
        "reviews, give this one another base in tiptrace.toml and build it again"
    )
    assert done.union is not None
    assert done.union.parts["overlap"].folder.is_dir()


def test_a_review_that_goes_for_another_is_told(write: Write, gather: Collect) -> None:
    """A new state of a review is no news; one of another title may be another review."""
    title = '"Teams'
    gather(write("one"))
    assert not gather(write("later", old="tell faces", new="know faces")).problems
    done = gather(write("other", old=title, new='"Lonely'))
    [problem] = done.problems
    assert (problem.code, problem.severity) == ("COL002", "warning")
    assert "'Lonely" in problem.message
    assert "takes the place of 'Teams" in problem.message
    assert "give this one another base in tiptrace.toml" in problem.message


def test_a_build_of_another_version_is_taken_and_told(write: Write, gather: Collect) -> None:
    """By name, what differs and what to do; said again when the same build is named again."""
    former = write("former", old="tiptrace/ontology#bearsOn>", new="tiptrace/ontology#touches>")
    path = former / "data" / "dataset.nq"
    text = path.read_text(encoding="utf-8")
    version = re.compile(r'(/ontology> <[^>]*versionInfo> )"[^"]*"')
    assert version.search(text)
    path.write_text(version.sub(r'\1"0.1.0"', text), encoding="utf-8")
    told = {"digest": "", "inputs": "", "tool_version": "0.0.9", "title": "Teams", "base": OVERLAP}
    (former / "manifest.json").write_text(json.dumps(told | {"shape": "round"}), encoding="utf-8")
    for _ in range(2):
        done = gather(former)
        [problem] = done.problems
        assert (problem.code, problem.severity) == ("COL003", "warning")
        assert problem.location.path == str(former)
        assert f"tiptrace 0.0.9 built it, and this is {__version__}; " in problem.message
        assert "it has version 0.1.0 of the ontology, and this is " in problem.message
        assert "what is no term of the ontology here: tt:touches. It is taken" in problem.message
        assert "build it again" in problem.message
    assert done.manifest is not None
    assert [*done.manifest.reviews.values()] == [OVERLAP]
    assert not gather(write("now", old="tell faces", new="know faces")).problems


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"draft": True, "shape": "round"}, "it is a draft"),
        ({"graphs": {f"{OVERLAP}graph/review": 10**6}, "shape": "round"}, "was built with 1,000,0"),
        ({"shape": "round"}, "its manifest.json says more, or less"),
        ({"graphs": {"urn:g": "many"}}, "its manifest.json is not laid out as here"),
        ({"graphs": None}, "its manifest.json is not laid out as here"),
        (None, "its manifest.json is not laid out as here"),
    ],
)
def test_a_manifest_of_another_layout_is_read_as_far_as_it_goes(
    more: dict[str, object] | None, said: str, write: Write, gather: Collect
) -> None:
    """A draft is a draft, and half a review is half of one, in a build of any version."""
    told = {"digest": "", "inputs": "", "tool_version": __version__, "title": "", "base": OVERLAP}
    text = json.dumps(told | more) if more is not None else "[1]"
    (write("one") / "manifest.json").write_text(text, encoding="utf-8")
    [problem] = gather(write("two") / "../one").problems
    assert said in problem.message


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("https://example.org/", "lie in each other"),
        (f"{OVERLAP}more/", "lie in each other"),
        (OWN, "holds addresses of the collection"),
        (f"{OWN}graph/", "holds addresses of the collection"),
        (f"{OWN}records/x/", "holds addresses of the collection"),
        ("https://e.org/x?a/", "has a '?' or a '#'"),
        ("file:///etc/", "an address starts with http:// or https://"),
    ],
)
def test_a_base_that_cannot_be_is_told(
    base: str, said: str, write: Write, gather: Collect, out: Path
) -> None:
    """Nobody says anything at an address of another, nor of the collection; the rest is made."""
    done = gather(write("ours"), write("theirs", base))
    assert done.manifest is not None
    assert [*done.manifest.reviews] == ["overlap"]
    [problem] = done.problems
    assert said in problem.message
    assert len(list((out / "build" / "parts").iterdir())) == 1


@pytest.mark.parametrize(
    ("base", "slug"),
    [
        ("https://e.org/collection/", "collection-ee5fabae"),
        ("https://e.org/ontology/", "ontology-3b425735"),
        ("https://e.org/con/", "con-d34d17a0"),
        ("https://e.org/%2e%2e/", "2e-2e"),
        ("https://e.org/../../x/", "x"),
        (f"https://e.org/{'a' * 300}/", "a" * 60),
        (f"{OWN}tea/", "tea"),
        ("https://e.org/OVERLAP/", "overlap-51d214c8"),
    ],
)
def test_a_name_is_a_folder_of_its_own(
    base: str, slug: str, write: Write, gather: Collect, out: Path
) -> None:
    """Whatever the end of a base is, all files of the review stand below the collection."""
    done = gather(write("ours"), write("theirs", base))
    assert done.problems == []
    assert done.manifest is not None
    assert done.manifest.reviews == {"overlap": OVERLAP, slug: base}
    assert (out / "build" / "current" / "data" / f"{slug}.nq").is_file()


def test_a_review_cannot_fill_a_graph_of_the_collection(write: Write, gather: Collect) -> None:
    """A graph below a review's base, and not among its graphs, may be one of somebody else."""
    base = "https://example.org/"
    more = f'<{base}x> <http://e/p> "o" <{OWN}graph/collection> .\n'
    [problem] = gather(write("theirs", base, more=more)).problems
    assert "is not below https://example.org/graph/" in problem.message


def test_a_base_that_a_review_has_cannot_be_that_of_the_collection(
    write: Write, gather: Collect, out: Path
) -> None:
    """Settings that are changed later are judged as those of the beginning."""
    gather(write("one"))
    (out / "collection.toml").write_text(f'base = "{OVERLAP}"\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"overlap: its base .* write another for the collection"):
        gather()


def test_a_draft_says_so_in_its_data_too(write: Write, gather: Collect) -> None:
    """What a server gives of one has no manifest."""
    said = f'<{OVERLAP}meta/dataset> <{TT.isDraft.value}> "true"^^<{XSD.boolean.value}>'
    [problem] = gather(write("one", more=f"{said} <{OVERLAP}graph/meta> .\n")).problems
    assert "it is a draft" in problem.message


def told_of(graph: str, many: int) -> str:
    """Return the lines by which data say how many triples a graph has."""
    lines = (
        (f"{OVERLAP}meta/named/{graph}", SD.name.value, f"<{OVERLAP}graph/{graph}>"),
        (f"{OVERLAP}meta/named/{graph}", SD.graph.value, f"<{OVERLAP}meta/graph/{graph}>"),
        (f"{OVERLAP}meta/graph/{graph}", VOID.triples.value, f'"{many}"^^<{XSD.integer.value}>'),
    )
    return "".join(f"<{s}> <{p}> {o} <{OVERLAP}graph/meta> .\n" for s, p, o in lines)


def test_data_that_say_how_many_there_are_are_held_to_it(write: Write, gather: Collect) -> None:
    """They come without a manifest, and may be cut short at the end of a line."""
    [problem] = gather(write("one", more=told_of("review", 1_000_000))).problems
    assert "triples, and was built with 1,000,000: a file was cut short" in problem.message
    assert not gather(write("two", more=told_of("review", 5))).problems


def test_what_a_server_gives_must_say_how_many_there_are(
    write: Write, gather: Collect, overlap_store: Store
) -> None:
    """What was cut off may be the very count."""
    names = {str(graph.value).rpartition("/")[2] for graph in overlap_store.named_graphs()}
    whole = "".join(told_of(name, 5) for name in sorted(names - {"meta"}))
    for name, more in (("none", ""), ("some", told_of("review", 5)), ("all", whole)):
        quiet = type("Quiet", (QuietHandler, SimpleHTTPRequestHandler), {})
        folder = str(write(name, more=more))
        with run_server(partial(quiet, directory=folder)) as address:
            told = [one.message for one in gather(address).problems]
        found = [message.partition(" in <")[0][:55] for message in told]
        cut = "left out: its data do not say how many triples are in h"
        assert found == ([] if name == "all" else [cut])


@pytest.mark.parametrize("what", ["come", "gone", "written"])
def test_a_folder_that_is_written_while_it_is_read_is_left_out(
    what: str, write: Write, gather: Collect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of it may be of another build, and nothing of it is kept."""
    folder = write("one")
    (folder / "site").mkdir()
    page = folder / "site" / "index.html"
    page.write_text("old", encoding="utf-8")
    real = parts.save_site

    def save(files: BuildFiles, writer: OutputWriter) -> None:
        if what == "gone":
            page.unlink()
        real(files, writer)
        if what == "come":
            (folder / "site" / "more.html").write_text("new", encoding="utf-8")
        elif what == "written":
            page.write_text("new", encoding="utf-8")

    monkeypatch.setattr(parts, "save_site", save)
    done = gather(folder)
    [problem] = done.problems
    assert problem.message == f"left out: {buildfiles.CHANGED}"
    assert done.manifest is None


def test_who_writes_over_a_folder_writes_into_no_collection(write: Write, gather: Collect) -> None:
    """A site that was unpacked somewhere may have a newer one unpacked over it."""
    folder = write("one")
    (folder / "site").mkdir()
    page = folder / "site" / "index.html"
    page.write_text("old", encoding="utf-8")
    done = gather(folder)
    page.write_text("new", encoding="utf-8")
    assert done.union is not None
    kept = done.union.parts["overlap"].folder / "site" / "index.html"
    assert kept.read_text(encoding="utf-8") == "old"


def test_a_folder_that_cannot_be_read_is_told(
    write: Write, gather: Collect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A review is not taken without what stands in it."""
    folder = write("one")
    (folder / "site").mkdir()
    real = os.walk

    def walk(top: Path, onerror: Callable[[OSError], None] | None = None) -> object:
        yield from real(top)
        if onerror is not None:  # whoever looks for the engine's own files asks for no faults
            onerror(PermissionError(13, "Permission denied"))

    monkeypatch.setattr(buildfiles.os, "walk", walk)
    [problem] = gather(folder).problems
    assert problem.message == "left out: Permission denied"


def test_a_name_that_is_not_there_cannot_be_removed(
    overlap_store: Store, tmp_path: Path, gather: Collect
) -> None:
    """Who misspells a name hears which there are."""
    write_data(overlap_store, tmp_path / "one")
    gather(tmp_path / "one")
    with pytest.raises(UsageError, match="there are: overlap"):
        gather(removed=("overlay",))
