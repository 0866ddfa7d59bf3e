import pytest

from kg.model import Name
from kg.model.annotations import give_orcids, part_orcids, render_orcids, sift_orcids

ONE, TWO = "0000-0000-0000-0001", "0000-0000-0000-001X"


@pytest.mark.parametrize(
    ("written", "orcids", "rest"),
    [
        (f'1:orcid="{ONE}";2=corresponding', f'1="{ONE}"', "2=corresponding"),
        (f"2 : ORCID = {TWO} ; 1:family=old", f"2={TWO}", "1:family=old"),
        ('1="a; 2:orcid=b"', "", '1="a; 2:orcid=b"'),
        ("=whole", "", "=whole"),
        ('1="open;2=b', "", '1="open; 2=b'),
        ("", "", ""),
    ],
)
def test_orcids_are_told_from_other_annotations(written: str, orcids: str, rest: str) -> None:
    """What stands in quotes is one text; what says anything else stays as it is."""
    assert part_orcids(written) == (orcids, rest)


def test_orcids_are_read_by_place() -> None:
    """In quotes or not, as number or address, in any order."""
    written = f'3="https://orcid.org/{TWO}"; 1={ONE}'
    assert sift_orcids(written, 3) == ({1: ONE, 3: TWO}, [])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('1="0000-0000-0000-0002"', "its check digit does not fit"),
        ("1=corresponding", "'corresponding' is no ORCID iD"),
        ("Able", "'Able' is no ORCID iD"),
        (f"3={ONE}", f"{ONE} has no name 3: there are 2 names, so write 1 to 2 before the ="),
        (f"={ONE}", f"{ONE} has no number of a name: there are 2 names"),
        (f"1={ONE}; 1={TWO}", f"name 1 has two ORCID iDs, {ONE} and {TWO}; keep one"),
        (f"1={ONE}; 2={ONE}", f"{ONE} stands for name 1 and for name 2"),
    ],
)
def test_what_cannot_be_is_told_once(written: str, said: str) -> None:
    """One fault gives one message, which says what to do."""
    [fault] = sift_orcids(written, 2)[1]
    assert said in fault


def test_names_get_their_own() -> None:
    """Each name has the number of its place, and what does not hold is nobody's."""
    names = (Name(family="Able"), Name(family="Baker", given="B."))
    able, baker = give_orcids(names, f"2={ONE}; 1=nothing")
    assert (able.orcid, baker.orcid) == ("", ONE)
    assert give_orcids(names, "") is names


def test_what_is_written_is_read_again() -> None:
    """Places in order, those without a number left out."""
    written = render_orcids({2: TWO, 1: ONE, 3: ""})
    assert written == f'1="{ONE}"; 2="{TWO}"'
    assert sift_orcids(written, 2) == ({1: ONE, 2: TWO}, [])
