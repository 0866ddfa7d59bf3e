from __future__ import annotations

from dataclasses import replace

import pytest

from kg.outputs.references.bibtex import bibtex_entry
from kg.outputs.references.csl import csl_item
from kg.outputs.references.parts import Agent
from kg.outputs.references.records import Reference
from kg.outputs.references.ris import ris_record
from kg.sources.bibtex.parsing import parse_bibtex

BOOK = Reference(
    code="A1",
    key="tea-A1",
    entry_type="book",
    title="How the NHS took 5% & more",
    short_label="",
    evidence_class="A",
    class_label="Primary",
    year="1982",
    fields={"date": "1982~", "publisher": "Pot Press"},
    authors=(Agent("Berg", "Jan", "van der"), Agent("King", "Martin", "", "Jr.")),
    details={"series": "Pots", "isbn": "978-0-306-40615-7", "translator": "Toft, Stig"},
    latex={"title": r"How the {NHS} took 5\% \& more"},
    goes_on=frozenset({"author"}),
)


def test_an_entry_comes_back_from_the_export() -> None:
    """What our reader makes of an exported entry is what was exported, protected capitals too."""
    text = bibtex_entry(BOOK)
    [read] = parse_bibtex(text, "r.bib", frozenset("A")).references
    assert "title = {How the {NHS} took 5\\% \\& more}" in text
    assert read.title == BOOK.title
    assert read.written == BOOK.latex
    names = [Agent(one.family, one.given, one.particle, one.suffix) for one in read.authors]
    assert tuple(names) == BOOK.authors
    assert (read.more_authors, read.dated, read.fields["date"]) == (True, "c. 1982", "1982~")
    assert BOOK.details.items() <= read.fields.items()


@pytest.mark.parametrize(
    ("details", "publisher"),
    [
        ({"organization": "Tea Trust"}, "Tea Trust; Pot Press"),
        ({"institution": "Kettle College"}, "Kettle College; Pot Press"),
        ({"howpublished": "By hand"}, "By hand; Pot Press"),
        ({"howpublished": "https://example.org/x"}, "Pot Press"),
        ({"organization": "Pot Press"}, "Pot Press"),
    ],
)
def test_bodies_beside_the_publisher_stand_with_it(details: dict[str, str], publisher: str) -> None:
    """CSL has one variable for them; each stays a field of its own in BibTeX."""
    book = replace(BOOK, details=details)
    item = csl_item(book)
    assert item["publisher"] == publisher
    assert "Published as" not in str(item.get("note"))
    [read] = parse_bibtex(bibtex_entry(book), "r.bib", frozenset("A")).references
    assert details.items() <= read.fields.items()
    assert read.fields["publisher"] == "Pot Press"


def test_a_corrected_title_goes_before_its_latex() -> None:
    """The LaTeX of a title that was mended since is not written."""
    assert "title = {Tea}" in bibtex_entry(replace(BOOK, title="Tea"))


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("author", [
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            {"family": "King", "given": "Martin", "suffix": "Jr."},
        ]),
        ("issued", {"date-parts": [[1982]], "circa": True}),
        ("collection-title", "Pots"),
        ("translator", [{"family": "Toft", "given": "Stig"}]),
        ("note", "There are more authors than are named"),
    ],
)  # fmt: skip
def test_csl_has_a_place_for_each(variable: str, value: object) -> None:
    """Particles, suffixes, doubt and further fields stand where CSL wants them."""
    assert csl_item(BOOK)[variable] == value


def test_ris_has_a_tag_for_each() -> None:
    """RIS keeps the suffix after the given name, and says that authors are missing."""
    lines = ris_record(BOOK).splitlines()
    for line in ("AU  - King, Martin, Jr.", "AU  - van der Berg, Jan", "T3  - Pots",
                 "A4  - Toft, Stig", "N1  - There are more authors than are named"):  # fmt: skip
        assert line in lines


@pytest.mark.parametrize(
    ("kind", "container", "told", "beside"),
    [
        ("inproceedings", "Tea 2001", "journal", "In the journal: J Tea"),
        ("misc", "J Tea", "booktitle", "In the book: Tea 2001"),
    ],
)
def test_of_a_book_and_a_journal_none_is_lost(
    kind: str, container: str, told: str, beside: str
) -> None:
    """A paper of a conference may have come out in a journal: no format drops either."""
    fields = {"container": container, "date": "2001"}
    paper = replace(BOOK, entry_type=kind, fields=fields)
    paper = replace(paper, details={told: beside.partition(": ")[2]})
    assert csl_item(paper)["container-title"] == container
    assert beside in str(csl_item(paper)["note"])
    assert f"N1  - {beside}" in ris_record(paper).splitlines()
    [read] = parse_bibtex(bibtex_entry(paper), "r.bib", frozenset("A")).references
    assert (read.fields["journal"], read.fields["booktitle"]) == ("J Tea", "Tea 2001")


def test_the_number_of_an_article_beside_its_pages_is_kept() -> None:
    """RIS has one place for both, and the pages stand in it."""
    article = replace(BOOK, entry_type="article", details={"eid": "e5"})
    assert "SP  - e5" in ris_record(replace(article, fields={})).splitlines()
    lines = ris_record(replace(article, fields={"pages": "1–9"})).splitlines()
    assert {"SP  - 1", "N1  - Article number: e5"} <= {*lines}


@pytest.mark.parametrize(
    ("written", "keywords"),
    [("tea, milk", ["tea", "milk"]), ("Child, Preschool; Adult", ["Child, Preschool", "Adult"])],
)
def test_a_keyword_may_have_a_comma(written: str, keywords: list[str]) -> None:
    """Where semicolons part them, as MeSH and Scopus have them, a comma parts nothing."""
    book = replace(BOOK, details={"keywords": written})
    assert str(csl_item(book)["keyword"]).endswith(written)
    lines = [one for one in ris_record(book).splitlines() if one.startswith("KW")]
    assert lines[-2:] == [f"KW  - {one}" for one in keywords]


def test_who_wrote_the_book_of_a_chapter_is_told_in_a_note_of_ris() -> None:
    """There is no tag for that, and nothing is dropped without a word; CSL has a variable."""
    chapter = replace(BOOK, entry_type="inbook", details={"bookauthor": "Toft, Stig"})
    assert "N1  - Author of the book: Toft, Stig" in ris_record(chapter).splitlines()
    assert csl_item(chapter)["container-author"] == [{"family": "Toft", "given": "Stig"}]


def test_a_work_in_press_says_so() -> None:
    """What stands in the year's place goes into each format."""
    work = replace(BOOK, year="", dated="in press", fields={})
    assert csl_item(work)["status"] == "in press"
    assert "PY  - in press" in ris_record(work)
    assert "year = {in press}" in bibtex_entry(work)


def test_who_had_another_part_stands_where_csl_has_it() -> None:
    """Each in a variable of its own, and in a note where a format has no place for it."""
    film = replace(BOOK, details={"csl-director": "Able, Ann", "csl-interviewer": "{Tea Board}"})
    item = csl_item(film)
    assert item["director"] == [{"family": "Able", "given": "Ann"}]
    assert "Director" not in str(item["note"])
    assert "N1  - Director: Able, Ann" in ris_record(film)
