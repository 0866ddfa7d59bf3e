import pytest

from kg.catalogues import ENGLISH
from kg.graph.labels import (
    family_of,
    render_byline,
    render_names,
    render_reference,
    render_short_label,
)
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
            {"entry_type": "article", "fields": {"journal": "News", "date": "2001-05-07"}},
            "Able AB (2001) ‘Tea’ News 2001-05-07",
            id="newspaper",
        ),
        *(
            pytest.param(
                {"entry_type": "article", "fields": {"journal": "News", "date": date}, **said},
                f"Able AB ({when}) ‘Tea’ News",
                id=date,
            )
            for date, when, said in (
                ("1850~", "c. 1850", {"dated": "c. 1850", "year": 1850}),
                ("1998/1999", "1998–1999", {"dated": "1998–1999", "year": 1998}),
            )
        ),
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
            {"entry_type": "inproceedings", "fields": {"booktitle": "Pots", "pages": "3–7"}},
            "Able AB (2001) ‘Tea’ Pots pp 3–7",
            id="pages-of-a-chapter",
        ),
        pytest.param(
            {
                "entry_type": "inproceedings",
                "fields": {"booktitle": "Pots", "journal": "J Tea", "volume": "3"},
            },
            "Able AB (2001) ‘Tea’ Pots (volume 3)",
            id="chapter-beside-a-journal",
        ),
        pytest.param(
            {"authors": (), "editors": (Name(family="Cook"), Name(family="Dale"))},
            "Cook and Dale (eds) (2001) Tea",
            id="edited-book",
        ),
        pytest.param(
            {
                "fields": {
                    "edition": "3",
                    "translator": "Toft, Stig",
                    "volume": "2",
                    "series": "Vessels",
                    "number": "7",
                    "publisher": "Pot Press",
                }
            },
            "Able AB (2001) Tea (3rd edition, translated by Stig Toft, volume 2, Vessels 7)."
            " Pot Press",
            id="edition",
        ),
        pytest.param(
            {"fields": {"edition": "Second revised"}, "year": None, "dated": "in press"},
            "Able AB (in press) Tea (Second revised edition)",
            id="edition-in-words",
        ),
        pytest.param(
            {"fields": {"edition": "12", "series": "Vessels"}, "year": None, "dated": "1980s"},
            "Able AB (1980s) Tea (12th edition, Vessels)",
            id="decade",
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


ABLE, BAKER, COOK = (
    Name(family=family, given=given)
    for family, given in (("Able", "A."), ("Baker", "Bea"), ("Cook", "C."))
)
DALE = Name(family="Dale", particle="van", given="Fay")
BODY = Name(family="Ministry of Tea, Pots (North)")


@pytest.mark.parametrize(
    ("makers", "year", "line"),
    [
        pytest.param((ABLE,), 2001, "Able, 2001", id="one-author"),
        pytest.param((ABLE, BAKER), 2001, "Able and Baker, 2001", id="two-authors"),
        pytest.param((ABLE, BAKER, COOK), 2001, "Able and others, 2001", id="three-authors"),
        pytest.param((ABLE, BAKER, COOK, DALE), 2001, "Able and others, 2001", id="four-authors"),
        pytest.param((DALE,), 1999, "van Dale, 1999", id="a-particle"),
        pytest.param((BODY,), 1998, "Ministry of Tea, Pots (North), 1998", id="a-body"),
        pytest.param((BODY, ABLE), 1998, "Ministry of Tea, Pots (North) and Able, 1998", id="both"),
        pytest.param((ABLE,), None, "Able", id="no-year"),
        pytest.param((), 2001, "2001", id="no-names"),
        pytest.param((), None, None, id="nothing"),
    ],
)
def test_a_byline_says_who_and_when(
    makers: tuple[Name, ...], year: int | None, line: str | None
) -> None:
    """Two makers at most are named, a body in full, and what is not known is left out."""
    assert render_byline(makers, f"{year or ''}", ENGLISH) == line


@pytest.mark.parametrize(
    ("makers", "year", "label"),
    [
        pytest.param((ABLE,), 2001, "Able, 2001", id="a-byline"),
        pytest.param((ABLE,), None, "Able", id="no-year"),
        pytest.param((), 2001, "Tea Act (2001)", id="no-names"),
        pytest.param((), None, "Tea Act (2001)", id="nothing"),
    ],
)
def test_a_short_label_names_a_source(
    makers: tuple[Name, ...], year: int | None, label: str
) -> None:
    """Where nobody is named the title is, whole: a year alone would name nothing."""
    assert render_short_label(makers, f"{year or ''}", "Tea Act (2001)", ENGLISH) == label


def test_a_family_name_has_its_particle() -> None:
    """`van` belongs to the family name, in lists of citations and in labels."""
    assert family_of(DALE) == "van Dale"
    assert family_of(BODY) == BODY.family
