import pytest

from kg.graph.labels import render_names, render_reference
from kg.model import Name, Reference


def reference(**values: object) -> Reference:
    """Return a reference with defaults for what a case does not need."""
    plain: dict[str, object] = {
        "code": "A1", "entry_type": "book", "evidence_class": "A", "title": "Tea", "year": 2001,
        "authors": (Name(family="Able", given="A. B."),), "fields": {},
    }  # fmt: skip
    return Reference.model_validate(plain | values)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        pytest.param(
            {"fields": {"publisher": "Pot Press", "address": "Leeds"}},
            "Able AB (2001) Tea. Leeds: Pot Press",
            id="book",
        ),
        pytest.param(
            {
                "entry_type": "article",
                "fields": {"journal": "Breaks", "volume": "1", "number": "2"},
            },
            "Able AB (2001) ‘Tea’ Breaks 1 (2)",
            id="article",
        ),
        pytest.param(
            {
                "entry_type": "incollection",
                "editors": (Name(family="Cook", given="C."),),
                "fields": {"booktitle": "Pots"},
            },
            "Able AB (2001) ‘Tea’ in Cook C (ed) Pots",
            id="chapter",
        ),
        pytest.param(
            {"authors": (), "editors": (Name(family="Cook"), Name(family="Dale"))},
            "Cook and Dale (eds) (2001) Tea",
            id="edited-book",
        ),
        pytest.param(
            {"title": "Why tea?", "fields": {"publisher": "Pot Press"}},
            "Able AB (2001) Why tea? Pot Press",
            id="title-with-its-own-end",
        ),
    ],
)
def test_a_reference_reads_as_the_lists_print_it(given: dict[str, object], line: str) -> None:
    """One line a reference, in the manner of the printed lists."""
    assert render_reference(reference(**given)) == line


def test_names_are_joined_by_and() -> None:
    """The last of several names follows 'and'."""
    names = tuple(Name(family=family) for family in ("Able", "Baker", "Cook"))
    assert render_names(names) == "Able, Baker and Cook"
    assert render_names(()) == ""
