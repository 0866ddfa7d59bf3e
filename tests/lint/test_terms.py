from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.lint.terms import check_terms, load_vocabulary

PREFIXES = """PREFIX fabio: <http://purl.org/spar/fabio/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX new: <http://example.org/new#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
"""


@pytest.fixture
def folders(tmp_path: Path, root: Path) -> tuple[Path, Path, Path]:
    """Return a copy of the ontology, and an empty folder each for queries and code."""
    shutil.copytree(root / "ontology", tmp_path / "ontology")
    (tmp_path / "queries" / "pages").mkdir(parents=True)
    (tmp_path / "kg" / "graph").mkdir(parents=True)
    shutil.copy(root / "kg" / "graph" / "vocab.py", tmp_path / "kg" / "graph" / "vocab.py")
    return tmp_path / "ontology", tmp_path / "queries", tmp_path / "kg"


def test_nothing_is_misspelt(root: Path) -> None:
    """Every term of the ontology, the queries and the code exists and is used as what it is."""
    problems = check_terms(root / "ontology", root / "queries", root / "kg")
    assert not problems, "\n".join(map(str, problems))


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("?s a tt:Tipp", "TRM001 there is no term 'tt:Tipp'; did you mean 'Tip'?"),
        ("?s a fabio:JournalArtikel", "TRM001 there is no term 'fabio:JournalArtikel'; did you"),
        ("?s a fabio:EditedBook", "TRM001 there is no term 'fabio:EditedBook'"),
        ("?s a <http://purl.org/spar/fabio/Buch>", "TRM001 there is no term '<http://purl.org/"),
        ("?s tt:Tip ?o", "TRM002 'tt:Tip' is used as a property, and it is a class"),
        ("?s a skos:broader", "TRM002 'skos:broader' is used as a class, and it is an object"),
        ("?s tt:supports ?o", "TRM002 'tt:supports' is used as a property, and it is an indiv"),
        ("?s foaf:surname ?o", "TRM003 'foaf:surname' is out of use"),
        ("?s new:term ?o", "TRM004 nothing is known of 'new:term'; add a slice to ontology/voc"),
    ],
    ids=[
        "own-term-misspelt",
        "outside-term-misspelt",
        "outside-term-invented",
        "address-misspelt",
        "class-as-property",
        "property-as-class",
        "individual-as-property",
        "out-of-use",
        "unknown-vocabulary",
    ],
)
def test_wrong_term_in_a_query(
    pattern: str, problem: str, folders: tuple[Path, Path, Path]
) -> None:
    """A wrong term of a query is a problem with its file, its line and a hint."""
    (folders[1] / "pages" / "x.rq").write_text(f"{PREFIXES}SELECT ?s {{\n  {pattern} }}\n")
    found = [str(problem) for problem in check_terms(*folders)]
    assert len(found) == 1
    assert found[0].startswith("queries/pages/x.rq:7:")
    assert problem in found[0]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            "x = TT.Tipp",
            "kg/graph/x.py:2:5: TRM001 there is no term 'TT.Tipp'; did you mean 'Tip'?",
        ),
        ('x = OA["strat"]', "kg/graph/x.py:2:5: TRM001 there is no term 'OA[\"strat\"]'"),
        (
            "x = describe(s, (TT.Tip, 1))",
            "kg/graph/x.py:2:18: TRM002 'TT.Tip' is used as a property, and it is a class",
        ),
        (
            "x = describe(s, (RDF.type, TT.code))",
            "kg/graph/x.py:2:28: TRM002 'TT.code' is used as a class, and it is a datatype",
        ),
        ('x = "http://purl.org/spar/fabio/Buch"', "kg/graph/x.py:2:5: TRM001 there is no term"),
    ],
    ids=["own", "by-item", "class-as-property", "property-as-class", "written-out"],
)
def test_wrong_term_in_the_code(line: str, problem: str, folders: tuple[Path, Path, Path]) -> None:
    """A wrong term of the code is a problem with its file, its line and a hint."""
    (folders[2] / "graph" / "x.py").write_text(f"from kg.graph.vocab import OA, RDF, TT\n{line}\n")
    found = [str(problem) for problem in check_terms(*folders)]
    assert len(found) == 1
    assert found[0].startswith(problem)


def test_wrong_term_of_a_field(folders: tuple[Path, Path, Path]) -> None:
    """What a field of the model says is held against the vocabularies as the code is."""
    text = 'from kg.model.marks import Says\nx: Annotated[Text, Says("skos:prefLable", "en")]\n'
    (folders[2] / "graph" / "x.py").write_text(text)
    [problem] = map(str, check_terms(*folders))
    assert "TRM001 there is no term 'skos:prefLable'; did you mean 'prefLabel'?" in problem


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("tt:Tip rdfs:seeAlso skos:Konzept .", "TRM001 there is no term 'skos:Konzept'"),
        ("skos:notation a owl:ObjectProperty .", "TRM002 'skos:notation' is used as an object"),
        ("tt:Tip rdfs:subClassOf skos:broader .", "TRM002 'skos:broader' is used as a class"),
        ("tt:Tip rdfs:range tt:supports .", "TRM002 'tt:supports' is used as a class or datatype"),
    ],
    ids=["misspelt", "declared-as-what-it-is-not", "property-as-class", "individual-as-range"],
)
def test_wrong_term_in_the_ontology(
    line: str, problem: str, folders: tuple[Path, Path, Path]
) -> None:
    """A wrong term of the ontology's files is a problem with its file and its line."""
    path = folders[0] / "alignments.ttl"
    text = path.read_text()
    path.write_text(f"{text}{line}\n")
    found = [str(problem) for problem in check_terms(*folders)]
    assert len(found) == 1
    assert found[0].startswith(f"ontology/alignments.ttl:{text.count(chr(10)) + 1}:")
    assert problem in found[0]


def test_slice_must_declare_its_prefix(folders: tuple[Path, Path, Path]) -> None:
    """A slice whose file name is not its prefix is refused."""
    (folders[0] / "vocabularies" / "nothing.ttl").write_text("@prefix e: <http://e/> .\n")
    with pytest.raises(ValueError, match="does not declare nothing:"):
        load_vocabulary(folders[0])


def test_every_slice_has_kinds(root: Path) -> None:
    """Each pinned term says what it is."""
    vocabulary = load_vocabulary(root / "ontology")
    assert [iri for iri, kinds in vocabulary.kinds.items() if not kinds] == []
