"""The ontology’s own pages and the files beside them, made from the tiny world."""

from __future__ import annotations

import json
import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from pyoxigraph import NamedNode, Store
from rdflib import SKOS, Graph
from rdflib.compare import isomorphic

from kg.graph.queries import select_rows
from kg.graph.vocab import TT
from kg.outputs.addresses import Addresses
from kg.outputs.examples import ask_examples
from kg.outputs.site.facts import Facts
from kg.outputs.site.ontology.diagram import ARROWS, BOXES, KIND_OF
from kg.outputs.site.ontology.files import parse_groups, read_ontology_files
from kg.outputs.site.ontology.formats import render_formats
from kg.outputs.site.ontology.view import EXAMPLES, tell_groups, view_letters, view_ontology
from kg.outputs.site.ontology.words import Names, linked, say_chain
from kg.outputs.site.pages import PAGES
from kg.outputs.site.questions import read_questions
from kg.outputs.site.rows import Answers, Row
from kg.resources import resource_folder

pytestmark = pytest.mark.slow

FOLDER = resource_folder("ontology")
FILE = FOLDER / "tiptrace.ttl"
TERMS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?term ?label ?definition ?list WHERE {
  ?term rdfs:isDefinedBy <https://w3id.org/tiptrace/ontology> ; rdfs:label ?label ;
    skos:definition ?definition .
  OPTIONAL { ?term skos:inScheme ?list }
}
"""
USES = {
    "members": "SELECT (COUNT(*) AS ?count) WHERE {{ GRAPH <{graph}> {{ ?thing a <{term}> }} }}",
    "statements": "SELECT (COUNT(*) AS ?count) WHERE {{ GRAPH <{graph}> {{ ?s <{term}> ?o }} }}",
}
SUFFIXES = {".ttl": "turtle", ".rdf": "xml", ".nt": "nt", ".jsonld": "json-ld"}


class _Page(HTMLParser):
    """What a page holds: its anchors, its links, and its text without marks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.parts: list[str] = []
        self.feed(html)
        self.text = " ".join("".join(self.parts).split())

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.anchors += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


@pytest.fixture(scope="module")
def html(tiny_site: Path) -> str:
    """Return the page as it was written."""
    return (tiny_site / "ontology.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(html: str) -> _Page:
    """Return what the page holds."""
    return _Page(html)


@pytest.fixture(scope="module")
def values(answers: Answers, facts: Facts) -> Row:
    """Return the values from which the page is made."""
    kind = next(kind for kind in PAGES if kind.path == "ontology.html")
    return view_ontology(answers.filled({}, kind.parts), facts)


@pytest.fixture(scope="module")
def pages(answers: Answers, facts: Facts) -> list[Row]:
    """Return the values from which the pages of the groups are made."""
    kind = next(kind for kind in PAGES if kind.template == "ontology-group.html")
    return tell_groups(answers.filled({}, kind.parts), facts)


@pytest.fixture(scope="module")
def facts(manifest: object, tiny_store: Store, addresses: Addresses) -> Facts:
    """Return what the page knows besides the graph."""
    return Facts(
        manifest, questions=read_questions(ask_examples(tiny_store, addresses.base), addresses)
    )  # type: ignore[arg-type]


def terms_of(groups: list[Row]) -> list[Row]:
    """Return every term of the groups."""
    return [term for group in groups for term in group["terms"]]


def said_in(sentence: list[dict[str, str]]) -> str:
    """Return a sentence without its links."""
    return "".join(piece["text"] for piece in sentence)


def test_every_term_is_there(page: _Page, tiny_store: Store) -> None:
    """Each term of the ontology has its anchor, and its label and definition are on the page.

    Entries of closed lists are many: the page only names them, and that of their group says more.
    """
    rows = select_rows(tiny_store, TERMS)
    assert len(rows) > 200
    for row in rows:
        name = row["term"].removeprefix(TT.base)
        assert name in page.anchors, name
        if "list" in row:
            assert f"tt:{name}" in page.text, name
            continue
        assert row["label"] in page.text, name
        assert " ".join(row["definition"].split()) in page.text, name


def test_no_term_falls_out_of_its_group(values: Row, pages: list[Row]) -> None:
    """The terms stand in the order of the file, on both pages, and none is left over."""
    names = [name for _, members in read_ontology_files(FOLDER).groups for name in members]
    assert [term["name"] for term in terms_of(values["groups"])] == names
    assert [term["name"] for term in terms_of(pages)] == names


def test_all_pages_tell_of_the_same_terms(answers: Answers, facts: Facts) -> None:
    """What is to be said of each is put together once."""
    kinds = (kind for kind in PAGES if kind.each is tell_groups)
    rows = [answers.filled({}, kind.parts) for kind in kinds for _ in range(2)]
    one, other = (tell_groups(row, facts)[0]["terms"] for row in rows)
    assert one is other


def test_each_term_leads_to_all_about_it(page: _Page, tiny_site: Path, pages: list[Row]) -> None:
    """From its definition a link leads to its place on the page of its group."""
    for group in pages:
        whole = _Page((tiny_site / group["address"]).read_text(encoding="utf-8"))
        for term in group["terms"]:
            assert f"{group['address']}#{term['name']}" in page.links
            assert term["name"] in whole.anchors
            assert said_in(term["definition"]) in whole.text


def test_every_term_stands_under_its_letter(
    answers: Answers, facts: Facts, pages: list[Row]
) -> None:
    """The list from A to Z has each term below the first letter of its name, and of others."""
    kind = next(kind for kind in PAGES if kind.template == "ontology-a-z.html")
    letters = view_letters(answers.filled({}, kind.parts), facts)["letters"]
    for group in letters:
        assert {term["label"][0].upper() for term in group["terms"]} == {group["letter"]}
    named = [(term["name"], term["label"]) for term in terms_of(pages)]
    called = [
        (term["name"], f"{other} ({term['label']})")
        for term in terms_of(pages)
        for other in term["others"]
    ]
    assert ("Proposition", "debate (proposition)") in called
    listed = [(term["name"], term["label"]) for term in terms_of(letters)]
    assert sorted(listed) == sorted([*named, *called])


def test_each_change_is_told_below_its_version(page: _Page, tiny_site: Path) -> None:
    """The page of changes has every note of the ontology, the newest version first."""
    text = (tiny_site / "ontology/changes.html").read_text(encoding="utf-8")
    ontology = Graph().parse(FILE)
    notes = [str(note).partition(": ") for note in ontology.objects(None, SKOS.changeNote)]
    versions = sorted({version for version, _, _ in notes}, reverse=True)
    assert re.findall(r"<h2>([0-9.]+)</h2>", text) == versions
    assert len(notes) > 10
    shown = _Page(text).text.lower()
    assert [told for _, _, told in notes if " ".join(told.split()).lower() not in shown] == []
    assert "ontology/changes.html" in page.links


def test_anchors_are_unique(page: _Page, tiny_site: Path, pages: list[Row]) -> None:
    """No anchor stands twice, and each link within a page has its anchor."""
    groups = [_Page((tiny_site / row["address"]).read_text(encoding="utf-8")) for row in pages]
    for one in (page, *groups):
        assert [anchor for anchor, count in Counter(one.anchors).items() if count > 1] == []
        inside = {unescape(link[1:]) for link in one.links if link.startswith("#")}
        assert inside <= set(one.anchors)


def test_counts_are_those_of_a_plain_query(pages: list[Row], tiny_store: Store) -> None:
    """Each count is what a query of the test's own gives, and no graph is left out."""
    graphs = {
        quad.graph_name.value for quad in tiny_store if isinstance(quad.graph_name, NamedNode)
    }
    for term in terms_of(pages):
        if term["kind"] == "individual":
            continue
        role = "members" if term["kind"] == "class" else "statements"
        shown = {use["graph"]: use["count"] for use in term["uses"]}
        for graph in graphs:
            query = USES[role].format(graph=graph, term=TT.base + term["name"])
            count = int(select_rows(tiny_store, query)[0]["count"])
            assert shown.get(graph.rpartition("/")[2], 0) == count, (term["name"], graph)


def test_each_count_opens_what_was_counted(pages: list[Row], tiny_store: Store) -> None:
    """The query behind a count gives as many rows as the count says."""
    uses = [use for term in terms_of(pages) for use in term["uses"]]
    assert uses
    for use in uses:
        query = unquote(use["address"].partition("#q=")[2])
        assert len(select_rows(tiny_store, query)) == use["count"], query


# The library's own JSON-LD parser uses what the library is about to drop.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_files_say_what_the_ontology_says(suffix: str, tiny_site: Path) -> None:
    """Each format parses to the very triples of the ontology's file."""
    ours = Graph().parse(FILE, format="turtle")
    theirs = Graph().parse(tiny_site / f"ontology{suffix}", format=SUFFIXES[suffix])
    assert len(theirs) == len(ours)
    assert isomorphic(theirs, ours)


def test_the_formats_are_the_same_each_time() -> None:
    """Blank nodes get the same names in every run."""
    assert render_formats(FILE) == render_formats(FILE)


def test_the_page_is_the_same_each_time(values: Row, answers: Answers, facts: Facts) -> None:
    """The same dataset gives the same values."""
    kind = next(kind for kind in PAGES if kind.path == "ontology.html")
    assert view_ontology(answers.filled({}, kind.parts), facts) == values


def test_no_class_or_property_is_without_a_name(tiny_site: Path) -> None:
    """No name of a blank node comes through to the reader."""
    pages = [tiny_site / "ontology.html", *(tiny_site / "ontology").glob("*.html")]
    assert len(pages) > 10
    assert [page for page in pages if "genid" in page.read_text(encoding="utf-8")] == []


def test_the_page_tells_that_addresses_do_not_resolve(page: _Page) -> None:
    """A reader is told that the IRIs are names and lead nowhere yet."""
    assert "The addresses do not work on the web yet." in page.text


def test_the_page_has_no_script_or_style_of_its_own(html: str) -> None:
    """Scripts are files, save for the description in JSON-LD; styles are files."""
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", html)
    assert all("application/ld+json" in attributes for attributes in inline)
    assert " style=" not in html
    assert "<style" not in html


def described_by(html: str) -> dict[str, object]:
    """Return what a page says of itself in JSON-LD."""
    text = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    found: dict[str, object] = json.loads(text)
    return found


def test_the_pages_describe_themselves(html: str, tiny_site: Path, pages: list[Row]) -> None:
    """Each is a set of terms, part of the ontology, and not said to be based on the review."""
    whole = described_by(html)
    assert "DefinedTermSet" in str(whole["@type"])
    for row in pages:
        part = described_by((tiny_site / row["address"]).read_text(encoding="utf-8"))
        assert part["isPartOf"] == {"@type": "DefinedTermSet", "@id": whole["@id"]}
        terms = part["hasDefinedTerm"]
        assert isinstance(terms, list)
        assert [term["termCode"] for term in terms] == [term["name"] for term in row["terms"]]
        assert "isBasedOn" not in {*whole, *part}


def test_the_page_has_three_examples(values: Row) -> None:
    """Each question that the page shows exists."""
    assert [item["name"] for item in values["examples"]] == list(EXAMPLES)


@pytest.mark.parametrize("arrow", ARROWS, ids=lambda arrow: "-".join(arrow[:3]))
def test_the_drawing_says_what_the_ontology_says(
    arrow: tuple[str, str, str, str], tiny_store: Store
) -> None:
    """An arrow follows domain and range of its property, where these are given, or a subclass.

    It may start at a box of which only a kind has the property.
    """
    start, name, end, _ = arrow
    rdfs = "http://www.w3.org/2000/01/rdf-schema#"

    def values_of(term: str, prop: str) -> set[str]:
        found = tiny_store.quads_for_pattern(TT[term], NamedNode(rdfs + prop), None, None)
        return {quad.object.value.removeprefix(TT.base) for quad in found}

    assert {start, end} <= set(BOXES)
    if name == KIND_OF:
        assert end in values_of(start, "subClassOf")
    else:
        for kind in values_of(name, "domain"):
            assert start in {kind, *values_of(kind, "subClassOf")}
        assert values_of(name, "range") == {end}


def test_alignments_are_told(pages: list[Row]) -> None:
    """What a term is close to elsewhere is said, by a name where the IRI has none."""
    lines = [
        said_in(line)
        for term in terms_of(pages)
        for fact in term["facts"]
        if fact["name"] == "Elsewhere"
        for line in fact["lines"]
    ]
    assert "It is close to schema:HowToTip" in lines
    assert "It is close to evidence line (sepio:0000002)" in lines


def test_a_heading_groups_what_stands_below_it() -> None:
    """Terms belong to the heading above them; one before any heading has none."""
    text = "tt:A a owl:Class .\n# --- tips -----\ntt:B a owl:Class .\ntt:b a owl:Class .\n"
    assert parse_groups(text) == (("", ("A",)), ("tips", ("B", "b")))


def test_a_chain_in_words() -> None:
    """A chain is told with A, B, C, and a property of others by its local name."""
    names = Names({"cites": "cites"}, {"d": "http://d/"}, {}, {})
    steps = ["http://d/hasPart", "ontology.html#cites"]
    sentence = say_chain("ontology.html#cites", steps, names)
    assert said_in(sentence) == "If A has part B and B cites C, then A cites C."


def test_terms_in_a_text_become_links() -> None:
    """Only terms that exist become links; the text stays as it is."""
    pieces = linked(
        "See tt:Tip, not tt:Tap.", Names({"Tip": "tip"}, {}, {}, {"Tip": "ontology/tips.html"})
    )
    assert said_in(pieces) == "See tt:Tip, not tt:Tap."
    assert [piece["address"] for piece in pieces if piece["address"]] == ["ontology/tips.html#Tip"]


def test_the_version_iri_has_its_file(tiny_site: Path) -> None:
    """The Turtle of each version stands at its version IRI; the last is this one."""
    versions = sorted((tiny_site / "ontology").glob("*.ttl"))
    assert len(versions) >= 4
    for path in versions:
        named = f"owl:versionIRI <https://w3id.org/tiptrace/ontology/{path.stem}>"
        assert named in path.read_text(encoding="utf-8")
    assert versions[-1].read_bytes() == (tiny_site / "ontology.ttl").read_bytes()
