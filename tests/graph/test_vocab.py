import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.vocab import (
    PREFIXES,
    TT,
    XSD,
    describe,
    engine_words,
    entry_of,
    words_of_entry,
    year_of,
)
from kg.resources import resource_folder

SUBJECT = NamedNode("https://example.org/x")


def test_a_namespace_makes_iris() -> None:
    """An attribute of a namespace is the term of that name."""
    assert TT.Tip == NamedNode("https://w3id.org/tiptrace/ontology#Tip")


def test_nothing_is_said_of_none() -> None:
    """A missing value gives no triple; an iterable gives one an item."""
    triples = list(describe(SUBJECT, (TT.code, None), (TT.givenBy, ("a", "b"))))
    assert triples == [
        Triple(SUBJECT, TT.givenBy, Literal("a")),
        Triple(SUBJECT, TT.givenBy, Literal("b")),
    ]


def test_only_our_sentences_carry_a_language() -> None:
    """What is transcribed stays plain, what we say is tagged as English."""
    [said] = describe(SUBJECT, (TT.statement, engine_words("Share tea.")))
    [printed] = describe(SUBJECT, (TT.printedText, "SHARE TEA"))
    assert (said.object.language, printed.object.language) == ("en", None)


def test_numbers_and_flags_keep_their_types() -> None:
    """An int is an integer and a bool a boolean."""
    triples = list(describe(SUBJECT, (TT.order, 3), (TT.isUnsourced, True)))
    assert [triple.object.datatype for triple in triples] == [XSD.integer, XSD.boolean]


def test_years_are_gyears() -> None:
    """A year is xsd:gYear, four digits."""
    assert year_of(99) == Literal("0099", datatype=XSD.gYear)


@pytest.mark.parametrize(
    ("value", "among", "name", "words"),
    [
        ("year", "FaultKind", "yearFaultKind", "year"),
        ("wrong-code", "FaultKind", "wrongCodeFaultKind", "wrong code"),
        ("sample_size", "StudyDetail", "sampleSizeStudyDetail", "sample size"),
        ("risk of bias", "JudgedMatter", "riskOfBiasJudgedMatter", "risk of bias"),
        ("isbn10", "IdentifierScheme", "isbn10IdentifierScheme", "isbn10"),
    ],
)
def test_an_entry_of_a_list_is_named_by_its_value(
    value: str, among: str, name: str, words: str
) -> None:
    """A value of the files gives the name of its entry, and the name gives its words."""
    assert entry_of(value, among) == TT[name]
    assert words_of_entry(TT[name], among) == words


def test_prefixes_are_the_lower_case_names() -> None:
    """Every namespace of the module can be written as a prefix."""
    assert PREFIXES["skos"] == "http://www.w3.org/2004/02/skos/core#"
    assert PREFIXES["tt"] == TT.base


def test_there_is_one_table_of_prefixes() -> None:
    """A vocabulary that only one module uses stands in the table all the same."""
    makers = {
        path.name
        for path in resource_folder("kg").rglob("*.py")
        if " = Namespace(" in path.read_text(encoding="utf-8")
    }
    assert makers == {"vocab.py"}
