"""Files of RDF, read back by rdflib."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, serialize

from kg.graph.iris import Iris
from kg.graph.quads import quads_for_ontology
from kg.graph.store import lines_by_graph, sorted_nquads
from kg.graph.vocab import XSD
from kg.outputs.dumps import write_graph
from kg.outputs.nanopubs import Nanopub
from kg.outputs.readback import check_build, check_dumps, check_nanopubs
from kg.outputs.site.ontology.formats import find_documents, render_formats
from kg.outputs.writing import OutputWriter
from tests.conftest import FROST

pytestmark = pytest.mark.slow

IRIS = Iris("https://example.org/tea/")
TIP, SAYS = IRIS.of("tips/1"), NamedNode("https://example.org/says")
HARD = [
    pytest.param(Literal("01", datatype=XSD.string), id="a-string-of-digits"),
    pytest.param(Literal('"quoted" \\ back', language="en"), id="quotes-and-a-backslash"),
    pytest.param(Literal("one\ntwo\n\tthree"), id="lines-and-tabs"),
    pytest.param(Literal("é 😀 \u200b \u2028"), id="beyond-ascii"),
    pytest.param(Literal("<b>&amp;</b> ]]>"), id="markup"),
    pytest.param(Literal("colour", language="en-GB"), id="a-region"),
    pytest.param(Literal("1998", datatype=XSD.gYear), id="a-year"),
    pytest.param(Literal(""), id="nothing"),
    pytest.param(NamedNode("https://example.org/a(b)?c=d&e=%20#f'g"), id="an-odd-address"),
]


def build_with(value: NamedNode | Literal, folder: Path) -> Store:
    """Write a build that says one thing in every format; return its dataset."""
    store = Store()
    store.add(Quad(TIP, SAYS, value, IRIS.graph("review")))
    (folder / "data").mkdir()
    (folder / "site" / "tips").mkdir(parents=True)
    quads = list(store)
    path = folder / "data" / "dataset.nq"
    path.write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
    lines = (serialize([quads[0].triple], format=RdfFormat.N_TRIPLES) or b"").splitlines()
    write_graph(lines, IRIS, "review", OutputWriter(folder / "data"))
    for form in (RdfFormat.TURTLE, RdfFormat.JSON_LD, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML):
        beside = folder / "site" / "tips" / f"1.{form.file_extension}"
        beside.write_bytes(serialize([quads[0].triple], format=form) or b"")
    return store


@pytest.mark.parametrize("value", HARD)
def test_hard_values_come_back_as_they_are(value: NamedNode | Literal, tmp_path: Path) -> None:
    """What is hard to write comes out of every format as it went in."""
    verdicts = check_build(tmp_path, build_with(value, tmp_path), IRIS)
    assert verdicts == dict.fromkeys(
        ("data/dataset.nq", "data/review.ttl", "site/tips/1.jsonld", "site/tips/1.nt",
         "site/tips/1.rdf", "site/tips/1.ttl")
    )  # fmt: skip


def test_what_a_format_cannot_keep_is_told(tmp_path: Path) -> None:
    """The engine leaves a carriage return bare in RDF/XML, where XML takes it for a line feed."""
    store = build_with(Literal("one\r\ntwo"), tmp_path)
    (problem,) = filter(None, check_build(tmp_path, store, IRIS).values())
    assert problem.location.path == "site/tips/1.rdf"
    assert r'"one\r\ntwo"' in problem.message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("data/dataset.nq", "<x:a> b", id="n-quads"),
        pytest.param("data/review.ttl", "<a> <b", id="turtle"),
        pytest.param("data/review.ttl", "\ufffe<<<", id="no-text"),
        pytest.param("site/tips/1.rdf", "<a", id="rdf-xml"),
        pytest.param("site/tips/1.nt", "<a> b", id="n-triples"),
        pytest.param("site/tips/1.jsonld", "{", id="json-ld"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem(name: str, content: str, tmp_path: Path) -> None:
    """Whatever a parser says of a file, it becomes one line that names the file."""
    store = build_with(Literal("x"), tmp_path)
    (tmp_path / name).write_text(content, encoding="utf-8")
    problems = [str(found) for found in check_build(tmp_path, store, IRIS).values() if found]
    assert len(problems) == 1
    assert problems[0].startswith(f"{name}:1:1: RDF001 rdflib cannot read this file: ")
    assert "\n" not in problems[0]


def test_a_number_written_otherwise_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """01 is not 1: rdflib is kept from mending what it reads, and afterwards let go again."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", True)  # validators may have set it
    store = build_with(Literal(1), tmp_path)
    path = tmp_path / "site" / "tips" / "1.nt"
    path.write_text(path.read_text().replace('"1"', '"01"'))
    (problem,) = filter(None, check_build(tmp_path, store, IRIS).values())
    assert "lacks 1 of 1 statements" in problem.message
    assert rdflib.NORMALIZE_LITERALS is True


def test_formats_beside_a_page_say_the_same(tmp_path: Path) -> None:
    """A subject that one of two formats leaves out is missed, though all else is true."""
    store = build_with(Literal("x"), tmp_path)
    store.add(
        Quad(
            IRIS.of("tips/1#practice-make-tea-for-others"), SAYS, Literal("y"), IRIS.graph("review")
        )
    )
    folder = tmp_path / "site" / "tips"
    triples = [quad.triple for quad in store]
    (folder / "1.jsonld").write_bytes(serialize(triples, format=RdfFormat.JSON_LD) or b"")
    found = check_build(tmp_path, store, IRIS)
    assert found["site/tips/1.jsonld"] is None
    assert "tips/1#practice-make-tea-for-others" in found["site/tips/1.ttl"].message


def test_a_page_with_nothing_beside_it_is_told(tmp_path: Path) -> None:
    """A file without a statement is no data of a page."""
    store = build_with(Literal("x"), tmp_path)
    (tmp_path / "site" / "tips" / "2.ttl").write_text("# nothing\n")
    problem = check_build(tmp_path, store, IRIS)["site/tips/2.ttl"]
    assert "holds nothing" in problem.message


def test_blank_nodes_go_by_what_is_said_of_them(tmp_path: Path) -> None:
    """The ontology keeps blank nodes and all languages in files; the dataset has names and one."""
    source = tmp_path / "tiptrace.ttl"
    source.write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix e: <https://example.org/> .\n"
        "e:A owl:unionOf ( e:B e:C ) . e:D owl:unionOf ( [ owl:complementOf e:B ] e:C ) .\n"
        'e:B e:label "bee"@en , "gwenynen"@cy . e:C e:label "sea"@en .\n'
    )
    store = Store()
    store.bulk_extend(quads_for_ontology(source.read_bytes(), IRIS))
    site = tmp_path / "site"
    site.mkdir()
    for suffix, content in render_formats(source).items():
        (site / f"ontology{suffix}").write_bytes(content)
    verdicts = check_build(tmp_path, store, IRIS)
    assert list(verdicts) == [f"site/ontology.{end}" for end in ("jsonld", "nt", "rdf", "ttl")]
    assert not any(verdicts.values())
    path = site / "ontology.nt"
    as_written = path.read_text()
    for damage in (("example.org/C", "example.org/B"), ('"bee"', '"be"'), ('"sea"@en', '"sea"@cy')):
        path.write_text(as_written.replace(*damage, 1))
        (problem,) = filter(None, check_build(tmp_path, store, IRIS).values())
        assert problem.location.path == "site/ontology.nt"


def test_an_export_has_the_files_that_it_has(tmp_path: Path) -> None:
    """Dumps are held against their graphs by name; one that is not there is not missed."""
    store = build_with(Literal("x"), tmp_path)
    (tmp_path / "data" / "dataset.nq").unlink()
    assert check_dumps(tmp_path / "data", store, IRIS) == {"review.ttl": None}


def test_a_graph_that_says_nothing_is_written_so(tmp_path: Path) -> None:
    """A review without companions has a file of that graph, with no statement; one is too many."""
    store = build_with(Literal("x"), tmp_path)
    file = tmp_path / "data" / "companions.ttl"
    file.write_text("# nothing\n")
    assert check_dumps(tmp_path / "data", store, IRIS)["companions.ttl"] is None
    file.write_text("<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n")
    problem = check_dumps(tmp_path / "data", store, IRIS)["companions.ttl"]
    assert problem is not None
    assert "adds to the 1 of 0 statements" in problem.message


def test_nanopublications_are_read_graph_by_graph(tmp_path: Path) -> None:
    """A statement in the wrong graph of a nanopublication is found."""
    head, body = (IRIS.of(f"np/x#{part}") for part in ("Head", "assertion"))
    quads = [Quad(TIP, SAYS, Literal("x"), head), Quad(TIP, SAYS, Literal("x"), body)]
    nanopub = Nanopub(IRIS.of("np/x"), "claims/x", quads)
    (tmp_path / "claims").mkdir()
    for name in ("claims/x.trig", "nanopubs.trig"):
        (tmp_path / name).write_bytes(serialize(quads, format=RdfFormat.TRIG) or b"")
    assert not any(check_nanopubs(tmp_path, [nanopub]).values())
    path = tmp_path / "claims" / "x.trig"
    path.write_bytes(serialize([quads[0]], format=RdfFormat.TRIG) or b"")
    (problem,) = filter(None, check_nanopubs(tmp_path, [nanopub]).values())
    assert "np/x#assertion" in problem.message


def test_a_blank_node_in_a_dump_is_told(tmp_path: Path) -> None:
    """We publish no blank nodes: one that gets into a file is a statement too many."""
    store = build_with(Literal("x"), tmp_path)
    path = tmp_path / "data" / "dataset.nq"
    extra = Quad(BlankNode("b"), SAYS, Literal("x"), IRIS.graph("review"))
    path.write_bytes(serialize([*store, extra], format=RdfFormat.N_QUADS) or b"")
    assert "adds to the 1 of 1" in str(check_build(tmp_path, store, IRIS)["data/dataset.nq"])


@pytest.mark.parametrize("name", ["companions", "inferred"])
def test_parts_of_the_real_review_are_read_back(
    name: str, frost_store: Store, tmp_path: Path
) -> None:
    """What the real review's dumps say is what its dataset says."""
    iris = Iris(FROST)
    lines = lines_by_graph(sorted_nquads(frost_store))[iris.graph(name).value]
    write_graph(lines, iris, name, OutputWriter(tmp_path))
    assert check_dumps(tmp_path, frost_store, iris) == {f"{name}.ttl": None}


def test_a_document_is_held_against_its_original(tmp_path: Path) -> None:
    """Alignments that were touched after they were published are named; whole ones are not."""
    original = find_documents()["alignments"].read_bytes()
    path = tmp_path / "site" / "alignments.ttl"
    path.parent.mkdir()
    path.write_bytes(original)
    assert check_build(tmp_path, Store(), IRIS) == {"site/alignments.ttl": None}
    path.write_bytes(original + b"\n")
    problem = check_build(tmp_path, Store(), IRIS)["site/alignments.ttl"]
    assert problem is not None
    assert "is no copy of its original" in problem.message
