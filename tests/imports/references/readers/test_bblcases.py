r"""Cases of a court, and what AMA and PubMed set beside a year or before a place."""

from __future__ import annotations

import pytest

from kg.imports.references.readers.bblfiles import read_bbl_works
from kg.imports.references.works import Work


def read(entry: str) -> tuple[Work, list[str]]:
    """Return the work of an entry, and what is told of it."""
    text = f"\\begin{{thebibliography}}{{9}}\\bibitem{{a}} {entry}\\end{{thebibliography}}"
    file = read_bbl_works(text, "a.bbl")
    return file.works[0], [one.message for one in file.problems]


@pytest.mark.parametrize(
    ("entry", "parties", "where", "year"),
    [
        ("Brown v. Milk Board, 347 U.S. 483 (1954).",
         "Brown v. Milk Board", "347 U.S. 483 (1954)", "1954"),
        (r"\emph{Tea Board v. Milk Co.}, 123 U.S. 456 (1999).",
         "Tea Board v. Milk Co.", "123 U.S. 456 (1999)", "1999"),
        ("United Cups v. Tea Co., 123 F. Supp. 2d 45, 47 (D. Mass. 1999).",
         "United Cups v. Tea Co.", "123 F. Supp. 2d 45, 47 (D. Mass. 1999)", "1999"),
        (r"\emph{R v Able} [1999] UKHL 12.", "R v Able", "[1999] UKHL 12", "1999"),
        ("Tea Board v Milk Co (2004) 218 CLR 1.",
         "Tea Board v Milk Co", "(2004) 218 CLR 1", "2004"),
        ("In re Kettle, 387 U.S. 1 (1967).", "In re Kettle", "387 U.S. 1 (1967)", "1967"),
    ],
)  # fmt: skip
def test_a_case_has_parties_and_no_author(entry: str, parties: str, where: str, year: str) -> None:
    """Of `Brown v. Milk Board` the first party had been a person called *Brown v*."""
    work, told = read(entry)
    fields = {name: work.plain(name) for name in work.fields}
    assert (work.kind, fields) == (
        "jurisdiction", {"title": parties, "howpublished": where, "year": year}
    )  # fmt: skip
    assert len(told) == 1
    assert "parted by their form" in told[0]


@pytest.mark.parametrize(
    ("entry", "kind", "told"),
    [
        ("Able A, Bell B. Tea v. milk: a trial. J Tea. 2001;3(1):4-5.", "article",
         {"title": "Tea v. milk: a trial", "journal": "J Tea", "year": "2001"}),
        (r"Able, A. (2001). Tea vs. milk. \emph{J Tea}, 4(2), 1–9.", "article",
         {"title": "Tea vs. milk", "journal": "J Tea"}),
        ("Able A. Cups. BMJ (Clin Res Ed). Mar 1985;290(6470):12-15.", "article",
         {"journal": "BMJ (Clin Res Ed)", "month": "Mar", "year": "1985", "volume": "290"}),
        ("Able A. Cups. BMJ. 1985 Mar 3;290(6470):12-15.", "article",
         {"journal": "BMJ", "month": "3 Mar", "year": "1985", "number": "6470"}),
        ("Able A. Cups. J Tea. 1999 Jan-Feb;12(3):34-6.", "article",
         {"journal": "J Tea", "month": "Jan-Feb", "year": "1999"}),
        (r"Able A. \emph{Cups}. Vols. 1–2. London: Cup Press; 1999.", "book",
         {"title": "Cups", "volume": "1–2", "address": "London", "publisher": "Cup Press"}),
        (r"Able A. \emph{Cups}. 3rd ed. Vol 2. Leeds: Cup Press; 1999.", "book",
         {"volume": "2", "address": "Leeds", "edition": "3rd"}),
        (r"Able A. Cups. In: Bell B, ed. \emph{Tea}. Boston, MA: Cup Press; 1999:12-34.",
         "incollection", {"year": "1999", "pages": "12–34", "publisher": "Cup Press"}),
    ],
)  # fmt: skip
def test_what_stands_beside_a_year_or_a_place_is_no_part_of_it(
    entry: str, kind: str, told: dict[str, str]
) -> None:
    """The month had been part of the journal, volumes of the town, and a year was lost."""
    work, _ = read(entry)
    assert (work.kind, {name: work.plain(name) for name in told}) == (kind, told)


@pytest.mark.parametrize(
    "entry",
    [
        "Kettle vs. Kettle. Directed by R. Pot. Cup Films (1979).",
        "Kettle vs. Kettle. Film. Cup Films, 1979.",
        "Gone with the Tea. Directed by V. Pot. Cup Films (1939).",
        "Dir. Robert Pot. Gone with the Tea. Cup Films, 1939.",
    ],
)
def test_a_film_has_no_author_in_its_title(entry: str) -> None:
    """Nobody is called `Kettle vs. Kettle`: the entry keeps its words, and that is told."""
    work, told = read(entry)
    assert work.fields.keys() == {"title", "year"}
    assert work.plain("title") == entry.rstrip(".")
    assert "could not be told apart" in told[0]


def test_a_year_in_brackets_at_the_end_parts_no_names() -> None:
    """All before it had been the authors, and the work was left out for it had no title."""
    work, _ = read("World Tea Organization. Cups. Leeds: Cup Press (1979).")
    fields = {name: work.plain(name) for name in ("author", "title", "publisher", "year")}
    assert fields == {
        "author": "World Tea Organization", "title": "Cups", "publisher": "Cup Press",
        "year": "1979",
    }  # fmt: skip


@pytest.mark.parametrize("when", ["1999 May 3;12:3-4", "1999;12:3-4"])
def test_a_title_without_a_journal_is_told(when: str) -> None:
    """Its volume is that of something; a month that a full stop ends belongs to the title."""
    work, told = read(f"Able A. Cups in March. {when}.")
    assert work.plain("title") == "Cups in March"
    assert work.plain("volume") == "12"
    assert "has a volume or pages, and no journal" in told[1]


@pytest.mark.parametrize("stop", ["", "."])
def test_a_month_is_no_journal(stop: str) -> None:
    """Behind a full stop too it says when; that no journal was found is told."""
    work, told = read(f"Able A. Cups. May{stop} 2001;3:4")
    assert (work.plain("title"), work.plain("month"), work.plain("volume")) == ("Cups", "May", "3")
    assert "journal" not in work.fields
    assert "has a volume or pages, and no journal" in told[1]
    work, _ = read(r"Able A. Cups. \emph{May}. 2001;3:4")  # set apart as titles are
    assert work.plain("journal") == "May"
