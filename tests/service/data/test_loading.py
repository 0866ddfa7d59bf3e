from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.service.data.loading import LoadError, load_files

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
