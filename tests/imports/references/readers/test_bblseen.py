"""What entries say of pages of the web, and what is no name, year or place in them."""

from __future__ import annotations

import pytest

from kg.imports.references.readers.bblfiles import read_bbl_works
from kg.imports.references.works import Work


def work_of(words: str) -> Work:
    """Return the work of a printed entry."""
    [work] = read_bbl_works(f"\\begin{{thebibliography}}{{9}}\n\\bibitem{{a}} {words}\n", "").works
    return work


@pytest.mark.parametrize(
    ("words", "seen", "year", "title"),
    [
        ("Tea Board. Tea facts. Updated May 5, 2019. Accessed January 2, 2020. https://e.org/a",
         "2020-01-02", "2019-05-05", "Tea facts"),
        ("Tea Board. 2019. ``Tea Facts.'' Last modified May 5, 2019. Accessed January 2, 2020.",
         "2020-01-02", "2019", "Tea Facts"),
        ("Able, A. (n.d.). \\emph{Tea facts}. Retrieved January 2, 2020, from https://e.org/a",
         "2020-01-02", "n.d.", "Tea facts"),
        ("Able, A. (in press). Tea facts. \\emph{Journal of Tea}.", "", "in press", "Tea facts"),
        ("Able, A. (Ed.). (2003). \\emph{Tea facts}. Pot.", "", "2003", "Tea facts"),
    ],
)  # fmt: skip
def test_a_day_on_which_a_page_was_seen_is_no_year(
    words: str, seen: str, year: str, title: str
) -> None:
    """Nor a journal, a volume or a place."""
    work = work_of(words)
    assert work.plain("urldate") == seen
    assert (work.plain("date") or work.plain("year"), work.plain("title")) == (year, title)
    assert work.plain("journal") in {"", "Journal of Tea"}
    assert (work.plain("author") or work.plain("editor")).strip("{}") in {"Able, A.", "Tea Board"}
    assert not {"volume", "address"} & work.fields.keys()


@pytest.mark.parametrize(
    "words",
    [
        "Bo Bell, THE LAW OF TEA 45 (2d ed. 2003).",
        "Able A, 'Tea and the Law' (2001) 117 LQR 42",
        "Dale, Di, 'Cups', in \\emph{The Book of Cups}, ed. by Ed Eng (Oxford: OUP, 2003), pp. 12",
        "D. Dale, \\emph{Milk at Home}, 2nd ed. New York, NY, USA: Wiley, 2003.",
        "Eng, E. Cups. In \\emph{Handbook of Cups}; Fox, F., Ed.; Elsevier: Amsterdam, 2004; p 1.",
    ],
)
def test_what_does_not_come_apart_makes_nobody(words: str) -> None:
    """All of it is the title then, which is told: no title, place or number is a person."""
    work = work_of(words)
    assert not {"author", "editor", "journal", "publisher"} & work.fields.keys()
    assert work.plain("title").startswith(words.split(",", maxsplit=1)[0][:6])


@pytest.mark.parametrize(
    ("words", "author", "title"),
    [
        ("ABLE, A. B.; BELL, B. Chá no trabalho. Revista do Chá, São Paulo, v. 12, p. 45-67, 2001.",
         "ABLE, A. B. and BELL, B.", "Chá no trabalho"),
        ("COOK, C. Leite em casa. São Paulo: Editora Leite, 2003.", "COOK, C.", "Leite em casa"),
        ("Able AB, van der Bell B Jr. Tea at work. J Tea. 2001;3:5-41.",
         "Able, A. B. and van der Bell, Jr, B.", "Tea at work"),
    ],
)  # fmt: skip
def test_names_end_where_the_title_begins(words: str, author: str, title: str) -> None:
    """In capitals with initials, and with a suffix behind these."""
    work = work_of(words)
    assert (work.fields["author"], work.plain("title")) == (author, title)


def test_the_number_of_an_issue_is_no_volume() -> None:
    """Chicago has it behind the volume."""
    work = work_of("Bell, Bo. ``Milk at Home.'' \\emph{J Milk} 12, no. 3 (2002): 45–67.")
    assert (work.plain("volume"), work.plain("number"), work.plain("journal")) == (
        "12", "3", "J Milk"
    )  # fmt: skip
