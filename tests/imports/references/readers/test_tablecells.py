"""Cells that hold several values, and columns that are called as in RIS."""

from __future__ import annotations

import pytest

from kg.imports.references.readers.csvfiles import read_csv_works


def read(head: str, row: str) -> dict[str, str]:
    """Return the fields of the work of a table."""
    [work] = read_csv_works(f"Title,{head}\nT,{row}\n", "a.csv").works
    return {name: work.plain(name) for name in work.fields if name != "title"}


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("J Tea (2014) 3:3 (152-160). Date of Publication: 2014",
         {"year": "2014", "volume": "3", "number": "3", "pages": "152-160"}),
        ("J Tea (2004) 102:4 (253-258). Date of Publication: 25 Aug 2004",
         {"date": "2004-08-25", "volume": "102", "number": "4", "pages": "253-258"}),
        ("J Tea (2019) 54 (83-86). Date of Publication: 1 Jan 2019",
         {"date": "2019-01-01", "volume": "54", "pages": "83-86"}),
        ("J Tea (2020) 5:SUPPL 2. Date of Publication: 2020",
         {"year": "2020", "volume": "5", "number": "SUPPL 2"}),
    ],
)  # fmt: skip
def test_where_a_work_appeared_comes_apart(source: str, told: dict[str, str]) -> None:
    """All of it had been the name of the journal, and nobody the author."""
    fields = read("Author Names,Source", f'"Able R., Bell D.G.","{source}"')
    assert fields == {"author": "Able, R. and Bell, D.G.", "journal": "J Tea", **told}


def test_a_source_of_another_form_is_a_journal() -> None:
    """Other tables have a column of that name."""
    assert read("Source", "Tea (London)") == {"journal": "Tea (London)"}


def test_columns_may_be_called_as_in_ris() -> None:
    """Their dates are those of RIS, too."""
    fields = read("first_authors,secondary_authors,place_published,year",
                  '"Able, Ann; Bell, Bo","Cook, Cy",Leeds,2014//')  # fmt: skip
    assert fields == {
        "author": "Able, Ann and Bell, Bo", "editor": "Cook, Cy", "address": "Leeds",
        "year": "2014",
    }  # fmt: skip
