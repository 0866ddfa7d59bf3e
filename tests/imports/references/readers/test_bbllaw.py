r"""Articles of law reviews, as the Bluebook has them."""

from __future__ import annotations

import pytest

from kg.imports.references.readers.bblfiles import read_bbl_works
from kg.imports.references.works import Work
from tests.growth import grows_evenly

PLACE = {"journal": "HARV. L. REV.", "volume": "12", "pages": "34", "year": "2001"}


def read(entry: str) -> Work:
    """Return the work of an entry."""
    text = f"\\begin{{thebibliography}}{{9}}\\bibitem{{a}} {entry}\\end{{thebibliography}}"
    return read_bbl_works(text, "a.bbl").works[0]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("Ann Able, Tea, 12 HARV. L. REV. 34 (2001)", {"author": "Ann Able", "title": "Tea"}),
        (r"Ann B. Able \& Bo Bell, Tea, Cups, and Law, 12 HARV. L. REV. 34 (2001).",
         {"author": "Ann B. Able and Bo Bell", "title": "Tea, Cups, and Law"}),
        ("Ann Able, Tea Law, Revisited, 12 HARV. L. REV. 34 (2001).",
         {"author": "Ann Able", "title": "Tea Law, Revisited"}),
        ("Ann Able, Bo Bell & Cy Cook, Tea, 12 HARV. L. REV. 34 (2001).",
         {"author": "Ann Able and Bo Bell and Cy Cook", "title": "Tea"}),
        ("Ann Able et al., Tea, 12 HARV. L. REV. 34 (2001).",
         {"author": "Ann Able and others", "title": "Tea"}),
        (r"Ann Able, Jr., \emph{Tea}, 12 \textsc{HARV. L. REV.} 34, 36--37 (2001).",
         {"author": "Able, Jr., Ann", "title": "Tea", "note": "at 36–37"}),
        ("Ann Able, Brown v. Milk at Fifty, 12 HARV. L. REV. 34 (2001).",
         {"author": "Ann Able", "title": "Brown v. Milk at Fifty"}),
    ],
)  # fmt: skip
def test_an_article_of_a_law_review_comes_apart(entry: str, told: dict[str, str]) -> None:
    """All of it had been its title, and one on a case the case itself, by nobody."""
    work = read(entry)
    fields = {name: work.plain(name) for name in work.fields}
    assert (work.kind, fields) == ("article", {**told, **PLACE})


@pytest.mark.parametrize(
    "journal", ["YALE L.J.", "J. Legal Stud.", "Stan. L. Rev.", "Cornell L.Q."]
)
def test_a_law_review_is_called_by_its_words(journal: str) -> None:
    """Whatever the letters are, and where blanks stand between initials."""
    assert read(f"Ann Able, Tea, 3 {journal} 4 (2001).").plain("journal") == journal


@pytest.mark.parametrize(
    "case", ["Brown v. Milk Board, 347 U.S. 483 (1954)", "Tea v. Milk, 12 N.J. 34 (1953)"]
)
def test_a_case_is_no_article(case: str) -> None:
    """Where a reporter of cases stands behind the volume, nobody wrote it."""
    assert read(case).kind == "jurisdiction"


def test_many_authors_of_no_article_are_read_once() -> None:
    """A name with a hyphen may be parted in two ways, and all of them are not tried."""

    def read_authors(number: int) -> None:
        read(f"{', '.join(['Ann-Bo Cee III'] * number)} & Dee Eff, no title here")

    assert grows_evenly(read_authors, 24)
