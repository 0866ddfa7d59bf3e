"""What the ontology says of the terms of other vocabularies."""

from rdflib import RDFS, Graph

from kg.resources import resource_folder

FOLDER = resource_folder("ontology")


def test_a_term_of_another_vocabulary_has_the_label_it_has_there() -> None:
    """So that who lists the classes of a dataset by their labels finds all of them."""
    theirs = Graph()
    for path in sorted((FOLDER / "vocabularies").glob("*.ttl")):
        theirs.parse(path)
    ours = Graph().parse(FOLDER / "tiptrace.ttl")
    declared = {term for term in ours.subjects(RDFS.isDefinedBy) if (term, None, None) in theirs}
    labels = {term: {str(label) for label in theirs.objects(term, RDFS.label)} for term in declared}
    assert len(declared) > 50
    assert {
        term: held
        for term, held in labels.items()
        if held and not held & {str(label) for label in ours.objects(term, RDFS.label)}
    } == {}
