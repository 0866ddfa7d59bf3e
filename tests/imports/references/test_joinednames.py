import pytest

from kg.errors import Location
from kg.imports.references.joinednames import part_joined_names
from kg.imports.references.mending import mend_works
from kg.imports.references.works import Work


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("Able, A. & Bell, B.", ["Able, A.", "Bell, B."]),
        (r"Able, A. {\&} Bell, B.", ["Able, A.", "Bell, B."]),
        (r"M{\"u}ller, A., \& Bell, {\'E}.", [r"M{\"u}ller, A.", r"Bell, {\'E}."]),
        ("Able, Ann & van der Berg, Jan", ["Able, Ann", "van der Berg, Jan"]),
        ("Able, A.; Bell, B.", ["Able, A.", "Bell, B."]),
        ("Able, A., Bell, B. K. & Cook, C.", ["Able, A.", "Bell, B. K.", "Cook, C."]),
        ("Able A, van der Bell BK, Cook C.", ["Able, A", "van der Bell, BK", "Cook, C."]),
        ("Able, A., Bell, B.-K.,", ["Able, A.", "Bell, B.-K."]),
        ("A. Able & B. K. Bell", ["Able, A.", "Bell, B. K."]),
        ("Able, A. und Bell, B.", ["Able, A.", "Bell, B."]),
        ("Silva, A. e Souza, B.", ["Silva, A.", "Souza, B."]),
    ],
)
def test_parts_with_names_of_their_own_are_people(written: str, people: list[str]) -> None:
    """Each has a family name and a given one."""
    assert part_joined_names(written) == people


@pytest.mark.parametrize(
    "written",
    [
        "Able & Bell",
        "Johnson & Johnson, A.",
        "{Able, A. & Bell, B.}",
        "Tea & Pot, Inc.",
        "Able, A. & Co",
        "Ramón y Cajal, S.",
        "Costa e Silva, A.",
        "Ministry of Tea, Office & Pot, Bureau",
        "Able, A., Bell",
        "Able, A., Pots, Inc.",
        "Able, Annabel, Bell, Bo",
        "Able, Ann",
    ],
)
def test_what_may_be_one_name_stays_one(written: str) -> None:
    """A body, a family of two names, and what no joint stands in."""
    assert part_joined_names(written) == [written]


def test_what_was_parted_is_told() -> None:
    """At its line, with what is right to write."""
    work = Work("book", Location("a.bib", 3), key="a")
    work.fields |= {"title": "Tea", "author": "Able, A. & Bell, B. and Cook, C."}
    [mended], [problem] = mend_works([work])
    assert mended.fields["author"] == "Able, A. and Bell, B. and Cook, C."
    assert problem.code == "IMP003"
    assert problem.message.startswith("a: author: 'Able, A. & Bell, B.' was read as 2 names")
