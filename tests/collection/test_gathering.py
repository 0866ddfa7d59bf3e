from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg import __version__
from kg.collection import buildfiles
from kg.errors import UsageError
from tests.collection.conftest import Collect, write_data

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
