"""What is no value, and what is no part of a name."""

from __future__ import annotations

import pytest

from kg.errors import Location
from kg.imports.references.mending import mend_works
from kg.imports.references.works import Work


def mended(**fields: str) -> tuple[Work, list[str]]:
    """Return a work as it is entered, and what is told of it."""
    kept, problems = mend_works([Work("book", Location("a.bib", 7), {"title": "Tea", **fields})])
    return kept[0], [one.message for one in problems]


@pytest.mark.parametrize(
    "nothing", ["None", "nan", "NaN", "null", "n/a", "N/A", "n/a-n/a", "--", "(no pagination)"]
)
def test_a_word_for_nothing_is_no_value(nothing: str) -> None:
    """Programs write tables of references as BibTeX, with their empty cells."""
    work, told = mended(author=nothing, pages=nothing, journal=nothing)
    assert [*work.fields] == ["title"]
    is_told = nothing[0] in "Nn" and not {*"/ "} & {*nothing}
    assert told == [f"author: '{nothing}' says that there is none, and was left out"] * is_told
    assert mended(title="None")[0].fields["title"] == "None"


@pytest.mark.parametrize(
    ("names", "read", "told"),
    [
        ("[No authors listed]", "", "nobody's name"),
        ("Able, A. and {[Anonymous]}", "Able, A.", "nobody's name"),
        ("Able, A. (able@x.org) and Bell, B.", "Able, A. and Bell, B.", "was read as 'Able, A.'"),
        ("Able, A.1 and Bell, Bo2", "Able, A. and Bell, Bo", "was read as"),
        ("Able, A.$^{1,2}$ and Bell, B.", "Able, A. and Bell, B.", "was read as 'Able, A.'"),
        (r"Able\textsuperscript{1}, A.", "Able, A.", "was read as 'Able, A.'"),
        (r"A. Able\thanks{A grant}", "A. Able", "was read as 'A. Able'"),
        ("A. Able*", "A. Able", "was read as 'A. Able'"),
        ("Able†, A.", "Able, A.", "was read as 'Able, A.'"),
        ("Able AB and van der Bell C", "Able, AB and van der Bell, C", "has no commas"),
        ("{Able, A. and Bell, B.}", "{Able, A. and Bell, B.}", "take the braces around it out"),
        ("Able, Ann, 1897-1978", "Able, Ann", "was read as 'Able, Ann'"),
        ("Able, Ann (1946-....) and Bell, Bo, 1950-", "Able, Ann and Bell, Bo", "was read as"),
        ("Able, Ann, b. 1950-", "Able, Ann", "was read as 'Able, Ann'"),
        ("Able, Ann R., editor and Bell, Bo éditeur", "Able, Ann R. and Bell, Bo", "was read as"),
        ("Editor, Ann and {Tea Group 1914-18}", "Editor, Ann and {Tea Group 1914-18}", ""),
        ("The Pots DP0.2 Team", "The Pots DP0.2 Team", ""),
        ("Team, Pots DP0.2", "Team, Pots DP0.2", ""),
        ("Malcolm X", "Malcolm X", ""),
        ("Able, A. and {Group 7}", "Able, A. and {Group 7}", ""),
        ("{Able, Bell and Co}", "{Able, Bell and Co}", ""),
        ("given=Ann2, family=Able", "given=Ann2, family=Able", ""),
        ("Nan, Ann and Null, Bo", "Nan, Ann and Null, Bo", ""),
    ],
)
def test_what_stands_behind_a_name_is_no_part_of_it(names: str, read: str, told: str) -> None:
    """It is told, with what was read in its place."""
    work, messages = mended(author=names)
    assert work.fields.get("author", "") == read
    assert bool(messages) == bool(told)
    assert all(told in one for one in messages)


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ('RAYYAN-INCLUSION: {"Ann"=>"Included"} | RAYYAN-LABELS: tea', ""),
        ("A pilot. | RAYYAN-EXCLUSION-REASONS: wrong cup", "A pilot."),
        ("Covidence #: 123 | Study: Able 2001", ""),
        ("ASReview_relevant; ASReview_included", ""),
        ("Seen by Rayyan.", "Seen by Rayyan."),
    ],
)
def test_decisions_of_a_screening_program_stay_at_home(note: str, kept: str) -> None:
    """Who took a work in, and why, is no note of the work for all to read."""
    work = Work("book", Location("a.ris", 7))
    work.put("title", "Tea")
    work.put("note", note)
    mend_works([work])
    assert work.plain("note") == kept
    assert bool(work.left_out) == (note != kept)


def test_a_number_that_many_works_have_is_none_of_theirs() -> None:
    """It is told once; two may be one work, and are told elsewhere."""
    works = [
        Work("article", Location("a.bib", line), {"title": title, "eprint": number}, key=title)
        for line, (title, number) in enumerate(
            [("Tea", "1.1"), ("Milk", "1.1"), ("Pots", "1.1"), ("Cups", "2.2"), ("Cup", "2.2")], 1
        )
    ]
    kept, problems = mend_works(works)
    assert [one.fields.get("eprint", "") for one in kept] == ["", "", "", "2.2", "2.2"]
    assert [(one.location.line, one.code) for one in problems] == [(1, "IMP003")]
    assert "3 works have the eprint '1.1'" in problems[0].message
