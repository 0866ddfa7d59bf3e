"""What the OWL API and HermiT say: inside DL and RL, consistent, and no broken world passes."""

from __future__ import annotations

import re
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, Triple, parse, serialize

from kg.graph.iris import Iris
from tests.ontology.samples import sample_kinds
from tests.programs import require_program

owlready2 = pytest.importorskip("owlready2", reason="needs owlready2, which carries HermiT")
FOLDER = Path(__file__).resolve().parent
PREFIXES = """
@prefix : <https://example.org/broken/> .
@prefix fabio: <http://purl.org/spar/fabio/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix tt: <https://w3id.org/tiptrace/ontology#> .
"""
# Worlds that contradict the ontology.
BROKEN = {
    "source-in-two-classes": """:A tt:kindOfEvidence tt:PrimaryResearch .
        :D tt:kindOfEvidence tt:PolicyDocument .
        :A9 a tt:Source ; tt:evidenceClass :A , :D .""",
    "source-listed-and-beside": ":A9 a tt:ListedSource , tt:CompanionDocument .",
    "companion-classed-by-the-review": ":S1 a tt:CompanionDocument ; tt:evidenceClass :A .",
    "evidence-from-a-source-that-is-a-study": """:claim tt:hasEvidenceFromSource :survey .
        :survey a tt:Study .""",
    "line-with-two-places": ":line tt:citationPlace tt:inPassage , tt:elsewhere .",
    "source-of-two-kinds": ":A9 a tt:PrimaryResearchSource , tt:PolicySource .",
    "work-with-a-code": ':work a tt:Work ; tt:code "A9" .',
    "work-that-is-a-source": ":A9 a tt:Source . :other tt:ofWork :A9 .",
    "tip-of-a-work": ":tip a tt:Tip ; tt:ofWork :work .",
    "work-that-is-a-review": ":work a tt:Work , tt:Review .",
    "in-a-review-that-is-a-section": ":section a tt:Section . :tip tt:inReview :section .",
    "source-with-two-codes": ':A9 tt:code "A9" , "A10" .',
    "source-coded-by-a-number": ":A9 tt:code 9 .",
    "source-that-is-its-own-study": ":A9 tt:reportedIn :A9 .",
    "tip-that-is-a-source": ":tip a tt:Tip , tt:Source .",
    "tip-that-is-cited": ":tip a tt:Tip . :mention tt:mentionsSource :tip .",
    "tip-with-two-numbers": ":tip tt:number 1 , 2 .",
    "tip-numbered-by-a-word": ':tip tt:number "three" .',
    "tip-that-addresses-a-concept": ":co-location a tt:Concept . :tip tt:addresses :co-location .",
    "claim-of-two-kinds": ":claim a tt:Finding , tt:Conclusion .",
    "claim-unsourced-by-a-word": ':claim tt:isUnsourced "yes" .',
    "line-with-two-stances": ":line tt:stance tt:supports , tt:disputes .",
    "line-both-for-and-against": ":line a tt:SupportingLine , tt:DisputingLine .",
    "line-for-a-section": ":section a tt:Section . :line tt:forClaim :section .",
    "row-that-is-an-implication": ":row a tt:AppendixRow , tt:Implication .",
    "row-that-lists-a-study": ":study a tt:Study . :row tt:listsSource :study .",
    "supported-by-a-study": """:survey a tt:Study . :tip tt:addresses :implication .
        :row tt:forImplication :implication ; tt:listsSource :survey .""",
    "study-sorted-by-a-subject": ":tea a tt:Concept . :survey tt:hasSetting :tea .",
    "study-that-found-an-argument": ":says a tt:Argument . :survey tt:hasFinding :says .",
    "sample-of-two-sizes": ":sample tt:size 5 , 6 .",
    "fault-proved-and-suspected": ":fault a tt:Erratum , tt:SuspectedFault .",
    "fault-of-two-origins": ":fault tt:arisesIn tt:PrintedText , tt:Digitisation .",
    "index-line-that-is-a-concept": ":line a tt:IndexEntry , tt:Concept .",
    "span-of-letters": """:span <http://www.w3.org/ns/oa#start> "twelve" .""",
}
# Worlds that may look odd and contradict nothing.
SOUND = {
    "source-of-no-class": ":A9 a tt:Source .",
    "claim-with-evidence-from-a-study": """:claim tt:hasEvidenceFrom :survey .
        :survey a tt:Study ; tt:researchKind tt:PrimaryResearch .""",
    "source-typed-twice-by-us": ":A9 a tt:Source , tt:CompanionDocument , fabio:Book .",
    "review-cited-by-a-review": """:one a tt:Review . :mention tt:mentionsSource :one .
        :one tt:code "A9" .""",
    "work-with-a-code-in-each-review": """:A a tt:EvidenceClass . :B a tt:EvidenceClass .
        :A9 tt:ofWork :work ; tt:code "A9" ; tt:evidenceClass :A .
        :B2 tt:ofWork :work ; tt:code "B2" ; tt:evidenceClass :B .""",
    "source-of-works-that-are-joined": ":A9 a tt:Source ; tt:ofWork :doi , :isbn .",
    "statement-in-two-languages": ':claim a tt:Finding ; tt:statement "Tea"@en , "Te"@cy .',
    "tip-for-two-implications": ":tip tt:addresses :one , :two .",
    "claim-with-lines-both-ways": """:claim a tt:Proposition .
        :for tt:forClaim :claim ; tt:stance tt:supports .
        :against tt:forClaim :claim ; tt:stance tt:disputes .""",
}
FROST, TEA = "https://w3id.org/tiptrace/frost2005/", "https://example.org/tea/"
DEEP = "https://example.org/deep-rules/"
# What two reviews share: a work with a code and a class in each, and one cites the other.
SHARED = f"""
@prefix frost: <{FROST}> .
@prefix tea: <{TEA}> .
@prefix tt: <https://w3id.org/tiptrace/ontology#> .
<https://doi.org/10.1016/s0145-2134(98)00005-2> a tt:Work .
<{TEA}sources/A1> tt:ofWork <https://doi.org/10.1016/s0145-2134(98)00005-2> .
<{TEA}mentions/again> a tt:Mention ; tt:mentionsSource frost:review ; tt:inReview tea:review .
frost:review a tt:Source ; tt:ofWork <{FROST}works/review> .
"""
Report = dict[str, dict[str, list[str]]]

pytestmark = [
    pytest.mark.needs("java", "javac"),
    pytest.mark.xdist_group("hermit"),
]


@pytest.fixture(scope="module")
def report(
    ontology: list[Triple],
    frost_store: Store,
    tiny_store: Store,
    deep_rules_store: Store,
    tmp_path_factory: pytest.TempPathFactory,
) -> Report:
    """Run the reasoner once over all worlds; return what it says of each, by kind of fact."""
    folder = tmp_path_factory.mktemp("worlds")
    _write(folder, "ontology", ontology)
    # The whole review takes a minute; what axioms look at is in a tenth of it as well.
    # Three reviews in one world: what contradicts nothing together does so in pairs and alone.
    reviews = [
        triple
        for store, base in ((frost_store, FROST), (tiny_store, TEA), (deep_rules_store, DEEP))
        for triple in _said_and_inferred(store, base)
    ]
    shared = [quad.triple for quad in parse(SHARED, format=RdfFormat.TURTLE)]
    meet = {triple.subject for triple in shared} | {NamedNode(f"{FROST}sources/A9")}
    met = [triple for triple in reviews if triple.subject in meet]
    _write(folder, "data", ontology + sample_kinds(reviews) + met + shared)
    for name, turtle in (BROKEN | SOUND).items():
        world = [quad.triple for quad in parse(PREFIXES + turtle, format=RdfFormat.TURTLE)]
        _write(folder, name, ontology + world)
    jar = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"
    compiler = require_program("javac")
    subprocess.run(
        [compiler, "-cp", str(jar), "-d", str(folder), str(FOLDER / "ProfileCheck.java")],
        check=True,
    )
    command = [require_program("java"), "-cp", f"{jar}:{folder}", "ProfileCheck", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    facts: Report = defaultdict(lambda: defaultdict(list))
    for line in done.stdout.splitlines():
        name, kind, value = line.split("\t", 2)
        facts[name][kind].append(value)
    return facts


def _said_and_inferred(store: Store, base: str) -> list[Triple]:
    iris = Iris(base)
    graphs = [iris.graph(name) for name in ("review", "companions", "inferred")]
    return [
        quad.triple for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph)
    ]


def _write(folder: Path, name: str, triples: list[Triple]) -> None:
    (folder / f"{name}.rdf").write_bytes(serialize(triples, format=RdfFormat.RDF_XML) or b"")


@pytest.mark.parametrize("profile", ["DL", "RL"])
def test_ontology_is_in_the_profile(profile: str, report: Report) -> None:
    """The ontology is inside OWL 2 DL and OWL 2 RL."""
    assert report["ontology"][profile] == ["0"], report["ontology"]["violation"]


def test_ontology_with_data_is_in_dl(report: Report) -> None:
    """The ontology with every kind of thing in three reviews at once is inside OWL 2 DL."""
    assert report["data"]["DL"] == ["0"], report["data"]["violation"]


YEARS = "gYear .*AnnotationAssertion\\(<http://purl.org/dc/terms/(issued|date)>"
DAYS = "date .*AnnotationAssertion\\(<https://w3id.org/tiptrace/ontology#(checkedOn|readOn)>"


def test_ontology_with_data_leaves_rl_for_years_and_days_only(report: Report) -> None:
    """The only things outside OWL 2 RL are years and days in annotations, which carry no logic."""
    assert report["data"]["violation"]
    for violation in report["data"]["violation"]:
        assert re.search(f"xsd:({YEARS}|{DAYS})", violation), violation


@pytest.mark.parametrize("world", ["ontology", "data", *SOUND])
def test_sound_world_is_consistent(world: str, report: Report) -> None:
    """Ontology, three reviews that share works, and odd but sound worlds: all can be true."""
    assert report[world]["consistent"] == ["true"]
    assert report[world]["unsatisfiable"] == []


@pytest.mark.parametrize("world", BROKEN)
def test_broken_world_is_inconsistent(world: str, report: Report) -> None:
    """A world that contradicts the ontology is found out."""
    assert report[world]["consistent"] == ["false"]
