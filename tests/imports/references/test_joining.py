from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.imports.report import Report

Import = Callable[..., Report]
TEA = """@article{able2001,
  author = {Able, Ann},
  title = {Tea at work},
  journal = {Pots},
  year = {2001},
  doi = {10.1000/tea}
}
"""


def names(report: Report, part: str) -> list[str]:
    """Return the keys of a part of a report."""
    return [line.name for line in getattr(report, part)]


def test_a_second_run_changes_no_byte(bring: Import, library: Path) -> None:
    """What came once is left the second time, whatever else the file brings."""
    files = {"a.bib": TEA, "b.ris": "TY  - JOUR\nTI  - Cups\nAU  - Bell, Bo\nPY  - 2003\nER  - \n"}
    assert names(bring(files), "came") == ["able2001", "bell2003"]
    before = library.read_bytes()
    second = bring(files)
    assert (second.came, second.changed, second.texts) == ([], [], {})
    assert names(second, "left") == ["able2001", "bell2003"]
    assert library.read_bytes() == before


def test_a_curated_field_stays_and_a_missing_one_comes(bring: Import, library: Path) -> None:
    """An entry keeps what it says; what it does not say is added, and what differs is told."""
    library.write_text("% ours\n" + TEA.replace("2001}", "2002}").replace(",\n  doi", ",  doi"))
    report = bring({"a.bib": TEA.replace("year", "volume = {7},\n  year")})
    assert names(report, "changed") == ["able2001"]
    assert "volume added" in report.changed[0].words
    assert "year '2002' stays ('2001' there)" in report.changed[0].words
    assert library.read_text() == "% ours\n" + TEA.replace("2001}", "2002}").replace(
        ",\n  doi", ",  doi"
    ).replace("tea}\n", "tea},\n  volume = {7}\n")


def test_an_empty_field_keeps_a_field_out(bring: Import, library: Path) -> None:
    """What a curator took out and left empty does not come back."""
    library.write_text(TEA.replace("Pots", ""))
    assert bring({"a.bib": TEA}).texts == {}


def test_entries_that_are_not_touched_keep_their_bytes(bring: Import, library: Path) -> None:
    """Line ends, the byte order mark, comments and odd spaces of a file stay as they are."""
    old = '\ufeff% head\r\n@book{ b1 ,title="Pots",\r\n year=1999 }\r\n% tail\r\n'.encode()
    library.write_bytes(old)
    bring({"a.bib": TEA})
    new = library.read_bytes()
    assert b"\r\n@article{able2001,\r\n" in new
    assert b"\n" not in new.replace(b"\r\n", b"")
    added = new.index(b"@article")
    end = new.index(b"\r\n}", added) + len(b"\r\n}")
    # It comes before b1, with a blank line between them.
    assert new[:added] + new[end + len(b"\r\n\r\n") :] == old


def test_nothing_is_added_behind_a_remark(bring: Import, library: Path) -> None:
    """A field that comes stands before the remark that ends an entry, which stays."""
    library.write_text(TEA.replace("10.1000/tea}\n", "10.1000/tea} % checked\n"))
    bring({"a.bib": TEA.replace("year", "volume = {7},\n  year")})
    assert library.read_text() == TEA.replace(
        "10.1000/tea}\n", "10.1000/tea},\n  volume = {7} % checked\n"
    )
    assert bring({"a.bib": TEA.replace("year", "volume = {7},\n  year")}).texts == {}


def test_the_order_is_that_of_the_keys(bring: Import, library: Path) -> None:
    """A2 comes before A10, and each new entry gets its place between those that are there."""
    library.write_text("@book{A1, title={One}}\n\n@book{A10, title={Ten}}\n")
    bring({"a.bib": "@book{B1, title={Last}}\n@book{a2, title={Two}}\n@book{A11, title={Eleven}}"})
    text = library.read_text()
    keys = [line.partition("{")[2].partition(",")[0] for line in text.splitlines() if "@" in line]
    assert keys == ["A1", "a2", "A10", "A11", "B1"]
    assert text.endswith("}\n")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ("@book{x, title={Tea at work}, doi={https://doi.org/10.1000/TEA}}", "the same DOI"),
        ("@book{x, title={Tea at work}, url={https://doi.org/10.1000/tea}}", "the same DOI"),
        (
            "@article{x, author={Able, Ann and Bell, Bo}, title={Tea at work}, year={2001}}",
            "the same title, year and first author",
        ),
        ("@article{able2001, title={Tea at work: a trial}, year={2001}}", "the same key and title"),
        (
            "@book{x, author={ABLE, A.}, title={Tea at work}, date={2001-05}}",
            "the same title, year and first author",
        ),
    ],
)  # fmt: skip
def test_a_work_that_is_there_does_not_come_twice(
    bring: Import, library: Path, other: str, reason: str
) -> None:
    """One work is known by its identifier, or by title, year and first author."""
    bring({"a.bib": TEA})
    report = bring({"b.bib": other})
    [line] = report.left + report.changed
    assert line.name == "able2001"
    assert reason in line.words
    assert library.read_text().count("@") == 1


def test_an_isbn_is_that_of_the_book_and_not_of_a_chapter(bring: Import) -> None:
    """Ten and thirteen digits are one number; a chapter with the number of its book is not it."""
    book = "@book{b, title={Pots}, isbn={0-306-40615-2}}\n"
    chapter = "@incollection{c, title={Lids}, booktitle={Pots}, isbn={9780306406157}}"
    again = "@book{d, title={Pots}, isbn={978-0-306-40615-7}}"
    report = bring({"a.bib": book + chapter + again})
    assert names(report, "came") == ["b", "c"]
    assert "the same ISBN" in (report.left + report.changed)[0].words


def test_papers_with_the_isbn_of_their_proceedings_are_kept_apart(
    bring: Import, library: Path
) -> None:
    """Whatever type their program gives them, and however many words their titles share."""
    paper = "@{0}{{{1}, title={{{2}}}, author={{{3}}}, isbn={{0-306-40615-2}}}}\n"
    papers = [
        paper.format("article", "d", "Cups of tea at work: a trial", "Doe, D."),
        paper.format("misc", "a", "Cups of coffee at work: a trial", "Roe, R."),
        paper.format("misc", "b", "Cups of coffee at work, again: a trial", "Poe, P."),
    ]
    assert names(bring({"a.bib": "".join(papers)}), "came") == ["d", "a", "b"]
    before = library.read_bytes()
    assert bring({"a.bib": "".join(papers)}).texts == {}
    assert library.read_bytes() == before


def test_a_title_in_two_fields_is_the_one_that_both_make(bring: Import) -> None:
    """At the colon biblatex parts it; whoever exports the same work as BibTeX brings no other."""
    entry = "@book{{{}, author={{Able, A.}}, title={{{}}}, year=2001}}\n"
    parted = entry.format("a", "Tea}, subtitle={How to make it")
    report = bring({"a.bib": parted + entry.format("b", "Tea: How to make it")})
    assert names(report, "came") == ["a"]
    parted = entry.format("c", "Why tea?}, subtitle={And how")
    assert names(bring({"a.bib": parted + entry.format("d", "Why tea? And how")}), "came") == ["c"]


def test_what_may_be_one_is_told_and_both_stay(bring: Import, library: Path) -> None:
    """A title that differs in case and signs alone is asked about, never merged."""
    bring({"a.bib": TEA.replace("Tea at work", "Tea: how to make it")})
    report = bring({"b.bib": "@misc{x, title={Tea -- How To Make It}, year={2001}}"})
    assert names(report, "came") == names(report, "look") == ["x"]
    assert "able2001 (the same title)" in report.look[0].words
    assert library.read_text().count("@") == 2


def test_chapters_that_come_with_the_doi_of_their_book_are_kept_apart(bring: Import) -> None:
    """One identifier with quite other titles makes no double."""
    part = "@incollection{{{0}, title={{{1}}}, booktitle={{Pots}}, doi={{10.1000/pots}}}}\n"
    report = bring({"a.bib": part.format("c", "Lids and spouts") + part.format("d", "Glazing")})
    assert names(report, "came") == ["c", "d"]
    assert "the same DOI and another title" in report.look[0].words


@pytest.mark.parametrize(
    "titles",
    [("Milk for cats", "Tea for offices of cats"), ("Introduction to tea", "Introduction to milk")],
)
def test_little_words_make_no_two_titles_one(bring: Import, titles: tuple[str, str]) -> None:
    """`for` and `of` are in most titles; with one DOI, too, both works stay and are told."""
    entry = "@article{{{0}, title={{{1}}}, author={{Able, A}}, year=2001, doi={{10.1000/tea}}}}\n"
    report = bring({"a.bib": entry.format("c", titles[0]) + entry.format("d", titles[1])})
    assert names(report, "came") == ["c", "d"]
    assert "the same DOI and another title" in report.look[0].words


def test_a_key_that_another_work_has_is_made_new(bring: Import) -> None:
    """Both works come, and the report says what became of the key."""
    report = bring({"a.bib": "@book{k, title={Pots}}\n@book{k, title={Cups for all}}"})
    assert names(report, "came") == ["k", "k-2"]
    assert "its key was 'k': another work has that key" in report.came[1].words
    assert bring({"a.bib": "@book{k, title={Cups for all}}"}).texts == {}


def test_the_key_of_a_double_is_kept_as_another_name(bring: Import, library: Path) -> None:
    """A text that cites by the other key finds the work by it."""
    report = bring({"a.bib": TEA + TEA.replace("able2001", "tea-2001")})
    assert names(report, "changed") == ["able2001"]
    assert "ids = {tea-2001}" in library.read_text()
    assert bring({"a.bib": TEA.replace("able2001", "tea-2001")}).texts == {}


def test_every_key_of_a_work_that_comes_thrice_stays(bring: Import, library: Path) -> None:
    """The text may cite by each of them; a second run finds all, and adds nothing."""
    copies = "".join(TEA.replace("able2001", key) for key in ("able2001", "tea-a", "tea-b"))
    bring({"a.bib": copies})
    assert "ids = {tea-a, tea-b}" in library.read_text()
    assert bring({"a.bib": copies}).texts == {}
    bring({"b.bib": TEA.replace("able2001", "tea-c")})
    assert "ids = {tea-a, tea-b, tea-c}" in library.read_text()


def test_the_number_of_a_double_is_kept_as_another_name(bring: Import, library: Path) -> None:
    """A text may cite by the number that pandoc knows each record of RIS by (`[@17]`)."""
    record = "TY  - JOUR\nID  - {}\nTI  - Tea at work\nAU  - Able, Ann\nPY  - 2001\nER  - \n"
    files = {"a.ris": "".join(map(record.format, ("able_tea", "17", "23")))}
    assert names(bring(files), "changed") == ["able_tea", "able_tea"]
    assert "ids = {@17, @23}" in library.read_text()
    assert bring(files).texts == {}


def test_a_key_that_bibtex_does_not_take_is_mended(bring: Import, library: Path) -> None:
    """Its blanks become hyphens, which is told, and the old one is kept."""
    report = bring({"a.json": '[{"id": "Able (2001)", "type": "book", "title": "Pots"}]'})
    assert names(report, "came") == ["Able-2001"]
    assert "that key cannot stay" in report.came[0].words
    assert "ids = {Able (2001)}" in library.read_text()


def test_what_is_unresolved_is_told_later(bring: Import, library: Path) -> None:
    """A DOI alone comes as a record that says so, and becomes the work when that is imported."""
    bring({"dois.txt": "10.1000/tea\n# a note\nPMID: 123\n"}, class_code="A")
    text = library.read_text()
    assert "@misc{doi:10.1000/tea," in text
    assert "unresolved = {doi}" in text
    report = bring({"a.bib": TEA})
    assert names(report, "changed") == ["doi:10.1000/tea"]
    text = library.read_text()
    assert "@article{doi:10.1000/tea,\n  author = {Able, Ann}" in text
    assert "evidenceclass = {A}" in text
    assert text.count("unresolved") == 1
    assert bring({"dois.txt": "10.1000/tea\nPMID: 123\n", "a.bib": TEA}).texts == {}


def test_works_that_differ_in_volume_are_two(bring: Import) -> None:
    """A handbook has volumes of one title, one year and one author."""
    volume = "@book{{k{0}, author={{Able, Ann}}, title={{Pots}}, year={{2001}}, volume={{{0}}}}}\n"
    assert names(bring({"a.bib": volume.format(1) + volume.format(2)}), "came") == ["k1", "k2"]


@pytest.mark.parametrize(
    ("other", "keys"),
    [
        ("author = {Cook, Bo}", ["c", "d"]),
        ("author = {Cook, A. B.}", ["c"]),
        ("author = {Cook, Ann}, version = {2.0}", ["c", "d"]),
        ("author = {Cook, Ann}, version = {v1.0}", ["c"]),
    ],
)
def test_initials_and_versions_tell_works_apart(bring: Import, other: str, keys: list[str]) -> None:
    """Namesakes may write of one thing in one year; the parts of a program have its name."""
    head = "@software{{{}, title = {{Pot of tea}}, year = {{2003}}, {}}}\n"
    first = head.format("c", "author = {Cook, Ann}, version = {1.0}")
    assert names(bring({"a.bib": first + head.format("d", other)}), "came") == keys


def test_fields_that_nothing_shows_are_named_once(bring: Import, library: Path) -> None:
    """What no page shows is kept and told; another's text and paths of a machine stay out."""
    odd = (
        "  abstract = {Not ours.},\n  comment = {Nor this.},\n  file = {/home/ann/tea.pdf},\n"
        "  unique-id = {X:1},\n"
        "  school = {Tea School},\n  doi"  # by the name that BibTeX has for it
    )
    report = bring({"a.bib": TEA.replace("  doi", odd)})
    text = library.read_text()
    assert "unique-id = {X:1}" in text
    assert "abstract" not in text
    assert "Nor this" not in text
    assert "home" not in text
    assert "kept, and shown nowhere: unique-id (1)" in report.notes[0]
    assert "abstract (1), comment (1), file (1)" in report.notes[1]


def test_a_particle_in_the_family_name_makes_no_other_work(bring: Import) -> None:
    """One program sets `de` apart and another does not; nor is a dash a difference of pages."""
    ris = "TY  - JOUR\nTI  - Cups\nAU  - de Vries, Daan\nPY  - 2003\nSP  - 7\nEP  - 9\nER  - \n"
    csl = (
        '[{"id": "x", "type": "article-journal", "title": "Cups", "page": "7–9",'
        ' "author": [{"family": "de Vries", "given": "Daan"}], "issued": {"date-parts": [[2003]]}}]'
    )
    assert len(bring({"a.ris": ris}).came) == 1
    report = bring({"b.json": csl})
    assert report.came == []
    assert not any("pages" in line.words for line in (*report.left, *report.changed))


def test_two_works_of_one_key_are_two(bring: Import) -> None:
    """Titles alike in part are not enough where other people wrote them."""
    record = "TY  - BOOK\nTI  - {} of one kind\nAU  - {}\nPY  - 2001\nID  - x\nER  - \n"
    report = bring({"a.ris": record.format("Tea", "Able, A.") + record.format("Cups", "Bell, B.")})
    assert [line.name for line in report.came] == ["x", "x-2"]


def test_each_book_has_its_introduction(bring: Import) -> None:
    """By the same author, of the same year, on the same pages."""
    entry = (
        "@incollection{{{}, title = {{Introduction}}, author = {{Able, A.}}, year = 2001, "
        "pages = {{1--2}}, booktitle = {{{}}}}}\n"
    )
    text = entry.format("a", "Tea at work") + entry.format("b", "Cups in wards")
    assert names(bring({"a.bib": text + entry.format("c", "Tea at work")}), "came") == ["a", "b"]


def test_our_own_export_brings_nothing(bring: Import, library: Path) -> None:
    """Its keys begin with the review's id, and its notes tell what stands in other fields."""
    bring({"a.bib": "@book{a, title={Tea}, author={De Vries, J.}, year=2001, edition={2}}"})
    kept = library.read_bytes()
    text = (
        "@book{tea-a, title={Tea}, author={de Vries, J.}, year=2001, note={Edition: 2}, "
        "booktitle={Cups}}"
    )
    report = bring({"b.bib": text})
    assert (report.came, report.changed, library.read_bytes()) == ([], [], kept)


def test_pages_in_all_are_no_second_extent(bring: Import, library: Path) -> None:
    """Catalogues write `418 S` for the pages of a book, and RIS has one tag for both."""
    bring({"a.bib": "@book{a, title={Tea}, author={De Vries, J.}, year=2001, pages={418 S}}"})
    kept = library.read_bytes()
    record = "TY  - BOOK\nID  - tea-a\nLB  - a\nAU  - De Vries, J.\nPY  - 2001\nTI  - Tea\n"
    report = bring({"b.ris": f"{record}SP  - 418 S\nER  - \n"})
    assert (report.came, report.changed, library.read_bytes()) == ([], [], kept)


def test_keys_that_look_alike_are_one_key(bring: Import) -> None:
    """An accent may be a letter with its sign, or a sign of its own."""
    text = "@misc{caf\u00e9, title={Tea}}\n@misc{cafe\u0301, title={Cup}}\n"
    assert names(bring({"a.bib": text}), "came") == ["caf\u00e9", "caf\u00e9-2"]


def test_an_entry_in_parentheses_is_added_to_in_its_place(bring: Import, library: Path) -> None:
    """Every character of the file keeps its place while it is read."""
    library.write_text('@misc(a, title = "Tea", year = 2001)\n\n@misc{c, title = {Cup}}\n')
    bring({"b.bib": "@misc{b, title = {Pot}}\n@misc{a, title = {Tea}, year = 2001, volume = 3}"})
    text = library.read_text()
    assert text.index("volume = {3}") < text.index("@misc{b") < text.index("@misc{c")
    assert text.startswith('@misc(a, title = "Tea", year = 2001,\n  volume = {3})')


def test_a_mended_key_takes_none_that_another_work_of_the_run_has(
    bring: Import, library: Path
) -> None:
    """A text that cites `able87` means the work of that key, wherever it stands."""
    entry = "@book{{{}, title={{{}}}, author={{Able, Ann}}, publisher={{P}}, year={}}}\n"
    first = entry.format("able87-", "Tea", 1987)
    ris = "TY  - BOOK\nTI  - Mugs\nAU  - Able, Bo\nPY  - 2001\nER  - \n"
    files = {
        "0.ris": ris,
        "a.bib": first + entry.format("able87", "Cups", 1988) + entry.format("able2001", "T", 1990),
    }
    report = bring(files)
    titles = {line.name: line.words.partition(";")[0] for line in report.came}
    assert titles == {"able2001-2": "Mugs", "able87-2": "Tea", "able87": "Cups", "able2001": "T"}
    assert "ids = {able87-}" in library.read_text()
    assert bring(files).texts == {}


def test_a_merged_record_is_told_by_its_own_key(bring: Import) -> None:
    """Who reads the report sees which two entries were taken for one."""
    report = bring(
        {"a.bib": TEA + TEA.replace("able2001", "tea99").replace("Pots", "Pots}, volume={7")}
    )
    assert report.changed[0].words == "volume, ids added; the same DOI as tea99"
