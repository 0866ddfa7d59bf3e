"""Two years of a printed entry: both are kept, and neither is a name or a volume."""

from __future__ import annotations

import pytest

from kg.imports.references.mending import mend_works
from kg.imports.references.readers.bblfiles import read_bbl_works


@pytest.mark.parametrize(
    ("words", "date", "journal"),
    [
        ("Able, A. (2010-13). Tea at work. \\emph{J Tea}, 4(2), 11–19.", "2010/2013", "J Tea"),
        ("Able, A. (2010–2012). Tea at work. \\emph{J Tea}, 4, 1–8.", "2010/2012", "J Tea"),
        ("Able, A. (1999/00). Tea at work. \\emph{J Tea}, 4, 1–8.", "1999/2000", "J Tea"),
        ("Able A. Tea at work. J Tea. 2010-2011;4(2):11-9.", "2010/2011", "J Tea"),
        ("Able, A., 2010-13. Tea at work. J Tea 8, 1–8.", "2010/2013", "J Tea"),
        ("Able, A. (2010-12). Tea at work. \\emph{J Tea}, 4, 1–8.", "2010-12", "J Tea"),
        ("Able, A. (2011). Tea of 1990–2000. \\emph{J Tea}, 4, 1–8.", "2011", "J Tea"),
        ("Able A. Tea (1990-2000). J Tea. 2011;4:1-8.", "2011", "J Tea"),
        ("Able, A. (2011). Tea at work. \\emph{J Tea}, 4, 1985–1995.", "2011", "J Tea"),
    ],
)
def test_two_years_are_a_range(words: str, date: str, journal: str) -> None:
    """A month that may be a year stays as printed, and is told."""
    file = read_bbl_works(f"\\begin{{thebibliography}}{{9}}\n\\bibitem{{a}} {words}\n", "a.bbl")
    [work], problems = mend_works(file.works)
    assert (work.plain("date") or work.plain("year"), work.plain("journal")) == (date, journal)
    assert (work.fields["author"], work.plain("title")[:3]) == ("Able, A.", "Tea")
    told = [one.message for one in problems if "was read as a month" in one.message]
    assert bool(told) == (date == "2010-12")
    assert all("write date = {2010/2012}" in one for one in told)


def test_what_stands_for_a_year_is_nothing_else_of_its_entry() -> None:
    """Neither a number of the title nor a page is taken for the year that there is not."""
    words = "Able, A. (n.d.). Tea in 1500 offices. \\emph{J Tea}, 4, 1500–1510."
    file = read_bbl_works(f"\\begin{{thebibliography}}{{9}}\n\\bibitem{{a}} {words}\n", "a.bbl")
    [work], _ = mend_works(file.works)
    fields = ("year", "title", "journal", "pages")
    assert [work.plain(name) for name in fields] == [
        "n.d.", "Tea in 1500 offices", "J Tea", "1500–1510"
    ]  # fmt: skip
