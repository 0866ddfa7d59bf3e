# ruff: noqa: E501 - documents are read best unbroken
from __future__ import annotations

import gzip
import hashlib
import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.service.data.loading import OWN, load_files
from kg.service.data.reading import LoadError

pytestmark = pytest.mark.slow

LINE = "<http://e/s> <http://e/p> <http://e/o> ."
CONTENTS = {
    "a.ttl": LINE, "a.nt": LINE, "a.nq": LINE, "a.trig": LINE, "a.n3": LINE,
    "a.jsonld": '{"@id": "http://e/s", "http://e/p": {"@id": "http://e/o"}}',
    "a.rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    '<rdf:Description rdf:about="http://e/s"><e:p rdf:resource="http://e/o"/></rdf:Description></rdf:RDF>',
}  # fmt: skip


@pytest.mark.parametrize("name", CONTENTS)
@pytest.mark.parametrize("packed", [False, True])
def test_every_format_is_loaded(tmp_path: Path, name: str, packed: object) -> None:
    """By the ending of the name, also behind .gz."""
    path = tmp_path / (f"{name}.gz" if packed else name)
    content = CONTENTS[name].encode()
    path.write_bytes(gzip.compress(content) if packed else content)
    described = load_files(tmp_path / "store", "http://e/", [path])
    assert described["graphs"] == {"": 1}
    assert len(ox.Store.read_only(str(tmp_path / "store"))) == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("a.ttl", "<x:a> <x:b> c .", ":1:13: LOAD002", id="syntax"),
        pytest.param("a.txt", "", "LOAD001", id="ending"),
        pytest.param("a.ttl", None, "LOAD003", id="absent"),
    ],
)
def test_a_file_that_cannot_be_loaded_is_named(
    tmp_path: Path, name: str, content: str | None, words: str
) -> None:
    """Path, line and column, and what to do."""
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    with pytest.raises(LoadError, match=words):
        load_files(tmp_path / "store", "", [path])


def write_laughs(levels: int) -> str:
    """Write RDF/XML whose entities each stand for ten of the one before."""
    entities = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "ha">'
        for n in range(levels)
    )
    return (
        CONTENTS["a.rdf"]
        .replace("<rdf:RDF ", f"<!DOCTYPE rdf:RDF [{entities}]><rdf:RDF ", 1)
        .replace('<e:p rdf:resource="http://e/o"/>', f"<e:p>&a{levels - 1};</e:p>")
    )


DEEP = 2000
BOMBS = {
    "laughs.rdf": write_laughs(9).encode(),
    "deep.rdf": CONTENTS["a.rdf"].replace('<e:p rdf:resource="http://e/o"/>', "<e:p><rdf:Description>" * DEEP + "</rdf:Description></e:p>" * DEEP).encode(),
    "deep.jsonld": ('{"http://e/p":' * DEEP + "1" + "}" * DEEP).encode(),
    "deep.json.gz": gzip.compress(("[" * DEEP + "]" * DEEP).encode()),
    "packed.nt.gz": b"".join(gzip.compress(b" " * (1 << 24)) for _ in range(17)),
    "long.nt": LINE.replace("<http://e/o>", '"' + "x" * (17 << 20) + '"').encode(),
    "cut.nt.gz": gzip.compress((LINE.encode() + b"\n") * 99)[:-20],
    "damaged.nt.gz": gzip.compress(LINE.encode())[:12] + b"\xff" * 40,
    "not-packed.nt.gz": LINE.encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_would_burst_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    """With its name and what to do, before it has taken much memory or time."""
    path = tmp_path / name
    path.write_bytes(BOMBS[name])
    with pytest.raises(LoadError, match=r"LOAD00[345] ") as caught:
        load_files(tmp_path / "store", "http://e/", [path])
    assert str(caught.value).startswith(f"{path}:1:1: ")
    assert "\n" not in str(caught.value)


def test_entities_that_do_not_multiply_are_loaded(tmp_path: Path) -> None:
    """As ontologies have them for their namespaces."""
    path = tmp_path / "a.owl"
    path.write_text(write_laughs(3))
    assert load_files(tmp_path / "store", "http://e/", [path])["graphs"] == {"": 1}


def test_what_is_no_plain_file_is_not_read(tmp_path: Path) -> None:
    """A pipe that nobody writes to would be waited for without end."""
    path = tmp_path / "a.ttl"
    os.mkfifo(path)
    with pytest.raises(LoadError, match="no plain file"):
        load_files(tmp_path / "store", "", [path])


@pytest.mark.parametrize(
    ("content", "default_graph", "union", "graphs"),
    [
        pytest.param(LINE, "union", False, {"": 1}, id="no-named-graph"),
        pytest.param("<x:g> {%s}", "union", True, {"": 0, "x:g": 1}, id="named-only"),
        pytest.param("<x:s> <x:p> 1 . <x:g> {%s}", "union", True, {"": 1, "x:g": 1}, id="both"),
        pytest.param("<x:s> <x:p> 1 . <x:g> {%s}", OWN, False, {"": 1, "x:g": 1}, id="own"),
        pytest.param("<x:g> {%s} <x:h> {%s}", "union", False, {"": 1, "x:g": 1, "x:h": 1}, id="shared"),
        pytest.param("%s <x:g> {%s}", "union", False, {"": 1, "x:g": 1}, id="shared-with-default"),
    ],
)  # fmt: skip
def test_a_union_counts_each_triple_once(
    tmp_path: Path, content: str, default_graph: str, union: object, graphs: dict[str, int]
) -> None:
    """The engine's union is asked where no triple stands in two graphs; else they are merged."""
    path = tmp_path / "a.trig"
    path.write_text(content.replace("%s", LINE))
    described = load_files(tmp_path / "store", "", [path], default_graph)
    assert described["union"] is union
    assert described["graphs"] == graphs


def test_the_digest_is_that_of_the_files(tmp_path: Path) -> None:
    """Over the digest of each, packed as it is, to its last byte."""
    paths = [tmp_path / "a.jsonld", tmp_path / "b.nt.gz"]
    paths[0].write_text(CONTENTS["a.jsonld"] + "\n\n")
    paths[1].write_bytes(gzip.compress(LINE.encode()))
    described = load_files(tmp_path / "store", "http://e/", paths)
    digests = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in paths)
    assert described["digest"] == hashlib.sha256(digests).hexdigest()
