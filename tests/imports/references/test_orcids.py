from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import Location
from kg.imports.references.mending import mend_works
from kg.imports.references.orcids import move_orcids, place_numbers
from kg.imports.references.works import Work
from kg.imports.report import Report

Import = Callable[..., Report]
ONE, TWO = "0000-0000-0000-0001", "0000-0000-0000-001X"
FIELD = "author+an:orcid"


def work_of(authors: str, orcids: str = "", **more: str) -> Work:
    """Return a work with a title and these fields, as LaTeX."""
    fields = {"title": "Tea", "author": authors} | ({FIELD: orcids} if orcids else {})
    return Work("book", Location("a.bib", 7), fields | more, key="tea")


def test_wrong_numbers_are_left_out_and_told() -> None:
    """Those that hold stay, in plain form; each other one is a warning at the work's line."""
    work = work_of("Able, A. and Baker, B.", f"1=https://orcid.org/{ONE}; 2=0000-0000-0000-0002")
    [kept], [problem] = mend_works([work])
    assert kept.fields[FIELD] == f'1="{ONE}"'
    assert (problem.location.line, problem.code) == (7, "IMP003")
    assert "tea: author: the ORCID iD '0000-0000-0000-0002': its check digit" in problem.message
    assert problem.message.endswith("it was left out")


def test_a_field_without_any_right_number_is_gone() -> None:
    """Nothing is left that `kg check` would stumble over."""
    [kept], [_] = mend_works([work_of("Able, A.", "1=nothing")])
    assert FIELD not in kept.fields


@pytest.mark.parametrize(
    ("there", "orcids"),
    [
        ("Able, Ann and Baker, Bob", f'1="{ONE}"; 2="{TWO}"'),
        ("Baker, B. and Able, A.", f'1="{TWO}"; 2="{ONE}"'),
        ("Cook, C. and Able, A. and others", f'2="{ONE}"'),
        ("Able, Zoe", ""),
        ("Able, A. and Able, A. J. and Cook, C.", f'1="{ONE}"'),
        ("Cook, C. and Able, A. and Able, A. J.", ""),
    ],
)
def test_numbers_go_to_the_same_people(there: str, orcids: str) -> None:
    """An entry may have its authors in other words, order or number; who is not plain gets none."""
    work = work_of("Able, A. and Baker, B.", f'1="{ONE}"; 2="{TWO}"')
    moved = move_orcids(work, work_of(there))
    assert moved.fields.get(FIELD, "") == orcids
    assert len(moved.lost) == 2 - orcids.count("=")


def test_a_field_that_is_there_stays() -> None:
    """What somebody entered is never changed, and what else is known is told."""
    work = work_of("Able, A. and Baker, B.", f'1="{ONE}"; 2="{TWO}"')
    moved = move_orcids(work, work_of("Able, A. and Baker, B.", f"1={ONE}"))
    assert (moved.fields, moved.lost) == ({}, [f"{TWO} of Baker"])


@pytest.mark.parametrize(
    ("numbers", "orcids", "left"),
    [
        (f"Able, Ann/{ONE} Baker, Bob/{TWO}", f'1="{ONE}"; 2="{TWO}"', False),
        (f"Baker, B./{TWO}; Able, Ann/{ONE}", f'1="{ONE}"; 2="{TWO}"', False),
        (f"Able, Ann/{ONE} Cook, C./{TWO}", f'1="{ONE}"', True),
        ("nothing", "", True),
    ],
)
def test_numbers_of_web_of_science_find_their_names(numbers: str, orcids: str, left: bool) -> None:
    """Its field goes when all that it says stands elsewhere."""
    work = work_of("Able, A. and Baker, B.", **{"orcid-numbers": numbers})
    place_numbers(work)
    assert work.fields.get(FIELD, "") == orcids
    assert ("orcid-numbers" in work.fields) is left


FILES = {
    "a.json": """[{"id": "able2001", "type": "book", "title": "Tea", "publisher": "P",
  "author": [{}, {"family": "Able", "given": "A.", "ORCID": "http://orcid.org/%s"},
  {"family": "Baker", "given": "B.", "authenticated-orcid": false}, {"literal": "Tea Council"},
  {"family": "Cook", "given": "C.", "ORCID": "https://orcid.org/%s"}],
  "issued": {"date-parts": [[2001]]}}]""",
    "a.nbib": """
PMID- 1
TI  - Tea.
FAU - Able, A
AU  - Able A
AUID- ORCID: 0000-0000-0000-0001
AD  - A town.
FAU - Baker, B
AU  - Baker B
AUID- ISNI: 0000000000000028
FAU - Council, Tea
AU  - Council T
FAU - Cook, C
AU  - Cook C
AUID- ISNI: 0000000000000028
AUID- ORCID: http://orcid.org/0000-0000-0000-001X
JT  - Pots
DP  - 2001
""",
    "short.nbib": """
PMID- 1
TI  - Tea.
AU  - Able A
AUID- ORCID: 0000-0000-0000-0001
AU  - Baker B
AU  - Council T
AU  - Cook C
AUID- ORCID: 000000000000001X
JT  - Pots
DP  - 2001
""",
    "a.bib": """@book{able2001, title = {Tea}, publisher = {P}, year = 2001,
  author = {Able, A. and Baker, B. and {Tea Council} and Cook, C.},
  author+an = {1:orcid="%s"; 4:orcid="%s"}}""",
}


@pytest.mark.parametrize("name", FILES)
def test_orcids_come_with_their_works(bring: Import, library: Path, name: str) -> None:
    """Whatever writes them: the entry has those of the first and of the fourth author."""
    text = FILES[name]
    report = bring({name: text % (ONE, TWO) if "%s" in text else text})
    assert (len(report.came), report.problems) == (1, [])
    assert f'  author+an:orcid = {{1="{ONE}"; 4="{TWO}"}},\n' in library.read_text()


def test_an_entry_gets_the_orcids_that_it_lacks(bring: Import, library: Path) -> None:
    """They are added for the names that the entry has; a second run changes nothing."""
    library.write_text(
        "@book{tea, author = {Baker, Bob and Able, Ann}, title = {Tea}, year = 2001, "
        "doi = {10.1000/x}}\n"
    )
    work = (
        '{"type": "book", "title": "Tea", "DOI": "10.1000/x", "issued": {"date-parts": [[2001]]},'
        f' "author": [{{"family": "Able", "given": "A.", "ORCID": "{ONE}"}},'
        f' {{"family": "Cook", "given": "C.", "ORCID": "{TWO}"}}]}}'
    )
    [line] = bring({"a.json": work}).changed
    assert f'author+an:orcid = {{2="{ONE}"}}' in library.read_text()
    assert f"not taken: the ORCID iD {TWO} of Cook" in line.words
    assert bring({"a.json": work}).texts == {}
