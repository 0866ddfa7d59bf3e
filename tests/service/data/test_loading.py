# ruff: noqa: E501 - documents are read best unbroken
from __future__ import annotations

import gzip
import hashlib
import os
import signal
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.service.data import optimizing
from kg.service.data.loading import MERGED, OWN, load_files
from kg.service.data.quadlines import Sightings
from kg.service.data.reading import LoadError
from kg.service.data.sharing import name_whole

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
    assert described.graphs == {"": 1}
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
    assert load_files(tmp_path / "store", "http://e/", [path]).graphs == {"": 1}


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
        pytest.param("<x:g> {%s} <x:h> {%s}", "union", True, {"": 0, "x:g": 1, "x:h": 1}, id="shared"),
        pytest.param("<x:g> {%s} <x:h> {%s}", MERGED, False, {"": 1, "x:g": 1, "x:h": 1}, id="merged"),
        pytest.param("_:g {%s} <x:h> {%s}", "union", False, {"": 1, "x:h": 1}, id="blank"),
        pytest.param("%s <x:g> {%s}", "union", True, {"": 1, "x:g": 1}, id="shared-with-default"),
    ],
)  # fmt: skip
def test_a_union_counts_each_triple_once(
    tmp_path: Path, content: str, default_graph: str, union: object, graphs: dict[str, int]
) -> None:
    """The engine's union is asked where each triple stands in one graph, or is left in one."""
    path = tmp_path / "a.trig"
    path.write_text(content.replace("%s", LINE))
    described = load_files(tmp_path / "store", "", [path], default_graph)
    assert described.union is union
    assert described.graphs == graphs
    assert (described.shared is not None) == (
        default_graph == "union" and content.count("%s") > 1 and union
    )
    store = ox.Store.read_only(str(tmp_path / "store"))
    found = [*store.query("SELECT * { ?s ?p ?o }", use_default_graph_as_union=union)]  # type: ignore[misc]
    wanted = {row["o"].value for row in found}
    assert len(found) == len(wanted) == (1 if default_graph == OWN else content.count("x:s") + 1)


QUADS = ("<x:s> <x:p> %s <x:g> .", "<x:s> <x:p> %s <x:h> .")
SAME = {
    "iri": ("<x:o>", "<x:o>"),
    "text": (r'"a \"b\" \\ c"', r'"a \"b\" \\ c"'),
    "escape": ('"é"', r'"\u00E9"'),
    "iri-escape": ("<x:é>", r"<x:\u00e9>"),
    "tab": ('"a\tb"', r'"a\tb"'),
    "type-of-text": ('"a"', '"a"^^<http://www.w3.org/2001/XMLSchema#string>'),
    "language": ('"a"@en-GB', '"a"@en-gb'),
    "number": ('"1"^^<http://www.w3.org/2001/XMLSchema#integer>', '"01"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    "decimal": ('"1"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"1.0"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
    "blank": ("<x:o>", "  <x:o>  "),
    "node": ("_:b", "_:b"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
@pytest.mark.parametrize("files", [1, 2])
def test_the_same_triple_in_two_graphs_is_found_however_it_is_written(
    tmp_path: Path, name: str, files: int
) -> None:
    """In lines of N-Quads, too, which are compared as they are written where they can be."""
    lines = [quad % term for quad, term in zip(QUADS, SAME[name], strict=True)]
    # Two files that name a blank node alike mean two nodes.
    count = 2 if (name, files) == ("node", 2) else 1
    texts = ["\n".join(lines)] if files == 1 else lines
    paths = [tmp_path / f"{number}.nq" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    described = load_files(tmp_path / "store", "", paths)
    store = ox.Store.read_only(str(tmp_path / "store"))
    asked = store.query("SELECT * { ?s ?p ?o }", use_default_graph_as_union=True)
    assert described.union
    assert len(list(asked)) == count
    shared = described.shared
    assert (shared is None) == (count == 2)
    if shared is not None:
        whole = ox.Store.read_only(shared.folder)
        # A node is the same in both graphs, and neither graph lacks anything.
        assert whole.query("ASK { GRAPH <x:g> { ?s ?p ?o } GRAPH <x:h> { ?s ?p ?o } }")
        assert (shared.signs, shared.graphs) == (["x:p"], ["x:h"])


def test_lines_that_share_nothing_are_not_merged(tmp_path: Path) -> None:
    """Neither in one piece nor over the seam of two pieces that are read."""
    path = tmp_path / "a.nq"
    lines = [f'<x:s{number}> <x:p> "{"x" * 99}" <x:g{number % 2}> .\n' for number in range(30_000)]
    path.write_text("".join(lines))
    described = load_files(tmp_path / "store", "", [path])
    assert (described.union, described.shared) == (True, None)
    path.write_text("".join([*lines, lines[0].replace("x:g0", "x:g1")]))
    described = load_files(tmp_path / "other", "", [path])
    assert described.shared is not None
    found = [
        len(ox.Store.read_only(name)) for name in (str(tmp_path / "other"), described.shared.folder)
    ]
    assert found == [len(lines), len(lines) + 1]


@pytest.mark.parametrize("form", ["nq", "trig"])
def test_graphs_that_share_much_are_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """To take triples out one by one would take longer than to load them again."""
    path = tmp_path / f"a.{form}"
    path.write_text(
        "".join(
            f"<x:g{n}> {{ {LINE} }}\n" if form == "trig" else f"{LINE[:-1]}<x:g{n}> .\n"
            for n in range(4)
        )
    )
    monkeypatch.setattr("kg.service.data.sharing.MOST_APART", 3)
    assert load_files(tmp_path / "store", "", [path]).union
    monkeypatch.setattr("kg.service.data.sharing.MOST_APART", 2)
    described = load_files(tmp_path / "other", "", [path])
    assert (described.union, described.shared, described.graphs[""]) == (False, None, 1)


def test_how_much_is_set_apart_grows_with_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundredth of all quads: many reviews share more than a few do, and it costs them less."""
    path = tmp_path / "a.nq"
    lines = [f"<x:s{number}> <x:p> <x:o> <x:g> .\n" for number in range(300)]
    monkeypatch.setattr("kg.service.data.sharing.MOST_APART", 0)
    for graphs in (4, 5):
        shared = [f"<x:s> <x:p> <x:o> <x:h{number}> .\n" for number in range(graphs)]
        path.write_text("".join([*lines[graphs:], *shared]))
        described = load_files(tmp_path / f"store{graphs}", "", [path])
        assert (described.shared is not None) == (graphs == 4)


@pytest.mark.parametrize("shared", ["", "<x:s> <x:p> <x:o> <x:g> .\n<x:s> <x:p> <x:o> <x:h> ."])
def test_a_store_that_is_written_anew_holds_the_same_in_fewer_files(
    tmp_path: Path, shared: str
) -> None:
    """The store as it was stays whole, and what several graphs hold stands apart in both."""
    paths = [tmp_path / f"{number}.nq" for number in range(3)]
    for number, path in enumerate(paths):
        # The terms of each file lie between those of the others.
        path.write_text("".join(f"<x:{n}> <x:p> <x:{number}> <x:g> .\n" for n in range(99)))
    paths[0].write_text(paths[0].read_text() + shared)
    old, new = tmp_path / "store", tmp_path / "new" / "store"
    load_files(old, "", paths)
    before = list_quads(old)
    new.parent.mkdir()
    assert optimizing.main([str(old), str(new)]) == 0
    assert list_quads(old) == list_quads(new) == before
    assert [len(quads) for quads in before] == ([298, 299] if shared else [297])
    # The larger of two stores is that which was written anew, of the larger one there was.
    larger = [name_whole(place) if shared else place for place in (new, old)]
    files = [len([*place.glob("*.sst")]) for place in larger]
    assert files[0] < files[1]


def list_quads(folder: Path) -> list[set[ox.Quad]]:
    """Return what is in a store, and in the one beside it where graphs share triples."""
    stores = [place for place in (folder, name_whole(folder)) if place.exists()]
    return [set(ox.Store.read_only(str(place))) for place in stores]


@pytest.mark.parametrize("most", [9, 0], ids=["apart", "merged"])
def test_a_file_that_changes_while_it_is_read_again_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Else a query would find what no graph holds, or twice what two do."""
    path = tmp_path / "a.nq"
    path.write_text("\n".join(quad % "<x:o>" for quad in QUADS))
    find_repeated = Sightings.find_repeated

    def change(sightings: Sightings) -> list[int]:
        path.write_text(path.read_text().replace("x:o", "x:other"))
        return find_repeated(sightings)

    monkeypatch.setattr("kg.service.data.sharing.MOST_APART", most)
    monkeypatch.setattr(Sightings, "find_repeated", change)
    with pytest.raises(LoadError, match="changed while it was read"):
        load_files(tmp_path / "store", "", [path])


@pytest.mark.parametrize("case", ["one-core", "ended", "no-memory"])
def test_a_shared_triple_is_found_whoever_looks_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """On one core this process does; where the one beside it ended, the store is asked."""
    path = tmp_path / "a.nq"
    path.write_text("\n".join(quad % "<x:o>" for quad in QUADS))
    if case == "one-core":
        monkeypatch.setattr("kg.crew.count_cores", lambda: 1)
    else:

        def end(_: Sightings) -> list[int]:
            if case == "no-memory":
                raise MemoryError
            os._exit(9)

        monkeypatch.setattr("kg.crew.count_cores", lambda: 2)
        monkeypatch.setattr(Sightings, "find_repeated", end)
    described = load_files(tmp_path / "store", "", [path])
    assert described.shared is not None
    assert (described.shared.signs, described.shared.graphs) == (["x:p"], ["x:h"])


def list_children() -> set[str]:
    """Return the processes that this one has begun; other tests may have servers of theirs."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {child for task in tasks for child in task.read_text().split()}


def test_nothing_goes_on_beside_a_loading_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that looks through the lines is ended."""
    monkeypatch.setattr("kg.crew.count_cores", lambda: 2)
    monkeypatch.setattr(Sightings, "find_repeated", lambda _: signal.pause())
    (tmp_path / "a.nq").write_text(QUADS[0] % "<x:o>")
    before = list_children()
    with pytest.raises(LoadError):
        load_files(tmp_path / "store", "", [tmp_path / "a.nq", tmp_path / "none.nq"])
    assert list_children() <= before


def test_the_digest_is_that_of_the_files(tmp_path: Path) -> None:
    """Over the digest of each, packed as it is, to its last byte."""
    paths = [tmp_path / "a.jsonld", tmp_path / "b.nt.gz"]
    paths[0].write_text(CONTENTS["a.jsonld"] + "\n\n")
    paths[1].write_bytes(gzip.compress(LINE.encode()))
    described = load_files(tmp_path / "store", "http://e/", paths)
    digests = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in paths)
    assert described.digest == hashlib.sha256(digests).hexdigest()
