from __future__ import annotations

import pytest

from kg.errors import Location
from kg.imports.references.kinds import kind_of_references, read_works
from kg.imports.references.mending import mend_works
from kg.imports.references.works import Work


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("doi", "https://doi.org/10.1000/Tea.", "10.1000/Tea"),
        ("doi", "doi:10.1000%2Ftea", "10.1000/tea"),
        ("doi", "none", None),
        (
            "doi",
            "doi:10.1002/(SICI)1097(1998)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
            "10.1002/(SICI)1097(1998)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
        ),
        ("doi", "<https://doi.org/10.1000/tea>", "10.1000/tea"),
        ("doi", "10.1000/(a)b<c>;2-#", "10.1000/(a)b<c>;2-#"),
        ("url", "<https://e.org/a>", "https://e.org/a"),
        ("url", "\\\\https://e.org/a", "https://e.org/a"),
        ("url", "e.org/a?b", "http://e.org/a?b"),
        ("url", "https://e.org/a (accessed 1 May 2004)", "https://e.org/a"),
        ("isbn", "0306406152 (pbk.) 9780306406157", "0306406152"),
        ("isbn", "1234-5679; 978-0-306-40615-7", "978-0-306-40615-7"),
        ("isbn", "978-0-306-40615-8", None),
        ("url", "https://e.org/[x] y", "https://e.org/%5Bx%5D%20y"),
        ("url", "https://e.org/a; https://e.org/b", "https://e.org/a"),
        ("url", "www.e.org", "http://www.e.org"),
        ("pmid", "PMID: 123", "123"),
        ("pmid", "x", None),
        ("pmcid", "pmc123", "PMC123"),
    ],
)
def test_a_value_is_put_right_or_left_out_and_told(
    field: str, written: str, value: str | None
) -> None:
    """What can be read in one way only is mended; what cannot hold is a warning at its place."""
    work = Work("book", Location("a.ris", 7))
    work.put("title", "Tea")
    work.put(field, written)
    kept, problems = mend_works([work])
    assert kept[0].fields.get(field) == value
    told = [(one.location.line, one.code) for one in problems]
    assert told == ([] if value else [(7, "IMP003")])


@pytest.mark.parametrize(
    ("isbn", "issn", "there"),
    [
        pytest.param("1234-5679 2049-3630", "", ("", "1234-5679, 2049-3630"), id="a-journals-two"),
        pytest.param("2049-3630 (Electronic)\\n1234-5679 (Linking)", "1234-5679",
                     ("", "1234-5679, 2049-3630"), id="as-mendeley-has-them"),
        pytest.param("12345679", "1234-5679", ("", "1234-5679"), id="what-is-there-already"),
        pytest.param("978-0-306-40615-7; 0306406152", "", ("978-0-306-40615-7", ""), id="books"),
    ],
)  # fmt: skip
def test_a_number_of_a_journal_is_none_of_a_book(
    isbn: str, issn: str, there: tuple[str, str]
) -> None:
    """It goes where it belongs, whatever field a program writes it into; nothing is to be told."""
    work = Work("article", Location("a.bib", 7))
    work.put("title", "Tea")
    work.put_latex("isbn", isbn)
    work.put("issn", issn)
    assert mend_works([work]) == ([work], [])
    assert (work.plain("isbn"), work.plain("issn")) == there
    assert work.plain("other-isbn") == ("0306406152" if isbn.startswith("978") else "")


def test_a_number_of_a_book_is_none_of_a_journal() -> None:
    """Whole files of libraries have it so; where the field has both, both stay to be seen."""
    fields = {"title": "Tea", "issn": "9780306406157"}
    [work], problems = mend_works([Work("article", Location("a.bib", 7), fields)])
    assert (work.plain("isbn"), "issn" in work.fields, problems) == ("9780306406157", False, [])


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"journal": "J. Tea", "volume": "2", "pages": "1--9"}, "[J. Tea 2 1–9]"),
        ({"howpublished": "Talk at the Tea Days"}, "[Talk at the Tea Days]"),
        ({"title": "{}", "booktitle": "Tea 2001", "pages": "3"}, "[Tea 2001]"),
        ({"url": "https://e.org/tea"}, "[https://e.org/tea]"),
    ],
)
def test_a_work_without_a_title_is_called_by_its_place(fields: dict[str, str], title: str) -> None:
    """In brackets, and it is told; one of which nobody can say where it stands is left out."""
    work = Work("misc", Location("a.bib", 3), dict(fields), key="a")
    kept, [problem] = mend_works([work])
    assert kept[0].plain("title") == title
    assert (problem.code, problem.location.line) == ("IMP003", 3)
    assert f"a: it has no title, and is called '{title}'; give it one" in problem.message
    assert mend_works([Work("misc", Location("a.bib", 3), {"year": "2001"})])[0] == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Able, Ann, and Baker, Bo,", "Able, Ann and Baker, Bo"),
        ("Able, Ann and ,  and Baker, Bo", "Able, Ann and Baker, Bo"),
        ("Able, Ann and ,Tea Trial Group", "Able, Ann and {Tea Trial Group}"),
    ],
)
def test_a_comma_without_a_name_beside_it_is_told_and_taken_out(written: str, read: str) -> None:
    """A slip of a comma costs no work; who is meant is plain without it."""
    work = Work("book", Location("a.bib", 1), key="a")
    work.places["author"] = Location("a.bib", 2)
    work.put("title", "Tea")
    work.put_latex("author", written)
    kept, [problem] = mend_works([work])
    assert kept[0].fields["author"] == read
    assert (problem.code, problem.location.line) == ("IMP003", 2)
    assert problem.message.startswith("a: author: a comma too many in ")


def test_a_semicolon_at_the_end_of_a_name_is_told_and_taken_out() -> None:
    """Between two names it would part them, and nobody can tell which are meant."""
    work = Work("book", Location("a.bib", 1), key="a")
    work.put("title", "Tea")
    work.put_latex("author", "Able, A.N.; and Baker, Bo")
    kept, [problem] = mend_works([work])
    assert kept[0].fields["author"] == "Able, A.N. and Baker, Bo"
    assert problem.message == "a: author: a semicolon too many in 'Able, A.N.;'; read without"


_RIS = "TY  - BOOK\nTI  - Tea\nSN  - 1234-5679\nSN  - 978-0-306-40615-8\nER  - \n"
_NBIB = "PMID- 1\nTI  - Tea\nDP  - 2001\nLID - 10.x [doi]\n"
_BIB = "@book{a,\n  title = {Tea},\n  year = {2001},\n  isbn = {978-0-306-40615-8}\n}\n"
_CSL = '[{"id": "a", "type": "book",\n "title": "Tea",\n "author": [],\n "ISBN": "9780306406158"}]'
_CSV = "title,isbn\nTea,\nMilk,978-0-306-40615-8\n"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [("a.ris", _RIS, 4), ("a.nbib", _NBIB, 4), ("a.bib", _BIB, 4), ("a.json", _CSL, 4),
     ("a.csv", _CSV, 3)],
)  # fmt: skip
def test_a_fault_of_a_value_is_told_at_its_line(name: str, text: str, line: int) -> None:
    """In every format, and not at the line on which its work begins."""
    file = read_works(kind_of_references(name, text), text, name)
    _, problems = mend_works(file.works)
    assert [(one.code, str(one.location.line)) for one in problems] == [("IMP003", str(line))]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.bib", "@book{a, title = {Tea}, note = {PMID: 123 PMCID: PMC45 Read twice.}}"),
        ("a.ris", "TY  - BOOK\nTI  - Tea\nN1  - PMID: 123\nPMCID: PMC45\nRead twice.\nER  - \n"),
        (
            "a.json",
            '[{"type": "book", "title": "Tea", "note": "PMID: 123\\nPMCID: PMC45\\nRead twice."}]',
        ),
    ],
    ids=["bibtex", "ris", "csl-json"],
)
def test_identifiers_in_zoteros_extra_are_fields(name: str, content: str) -> None:
    """Where Zotero has no field for them, people write them there; the rest of the note stays."""
    [work], problems = mend_works(
        read_works(kind_of_references(name, content), content, name).works
    )
    assert problems == []
    assert (work.plain("pmid"), work.plain("pmcid")) == ("123", "PMC45")
    assert work.plain("note") == "Read twice."


@pytest.mark.parametrize(
    ("note", "given", "pmid", "left"),
    [
        ("PMID: 123", "", "123", ""),
        ("PMID: 123", "123", "123", ""),
        ("PMID: 123", "456", "456", "PMID: 123"),
        ("See PMID: 123.", "", "123", "See PMID: 123."),
        ("The PMID is unknown", "", "", "The PMID is unknown"),
        ("PMID: none", "", "", "PMID: none"),
        ("DOI: 10 is none", "", "", "DOI: 10 is none"),
    ],
)
def test_what_a_note_says_against_a_field_stays(
    note: str, given: str, pmid: str, left: str
) -> None:
    """A number that is there already goes before one in a note, and words are no number."""
    work = Work("book", Location("a.bib", 1), {"title": "Tea"})
    work.put("note", note)
    work.put("pmid", given)
    mend_works([work])
    assert (work.plain("pmid"), work.plain("note")) == (pmid, left)


def test_a_doi_in_a_note_is_taken_whole() -> None:
    """Its first digits are no number of their own, and what follows it stays."""
    work = Work("book", Location("a.bib", 1), {"title": "Tea"})
    work.put("note", "DOI: 10.1000/tea.1 (seen in May).")
    _, problems = mend_works([work])
    assert problems == []
    assert (work.plain("doi"), work.plain("note")) == ("10.1000/tea.1", "(seen in May).")


def test_numbers_in_a_note_may_stand_in_braces() -> None:
    """So Zotero wrote them once; words that have braces of their own are left as they are."""
    fields = {"title": "Tea", "note": "{PMID:} 123 {PMCID:} {PMC45}"}
    works = [Work("book", Location("a.bib", 1), dict(fields)) for _ in range(2)]
    works[1].fields["note"] += " Read by the {NHS}."
    mend_works(works)
    assert [(one.plain("pmid"), one.plain("pmcid")) for one in works] == [("123", "PMC45")] * 2
    assert "note" not in works[0].fields
    assert works[1].fields["note"] == fields["note"] + " Read by the {NHS}."


@pytest.mark.parametrize(
    ("written", "url", "other"),
    [
        ("http://a.org/1 https://b.org/2", "http://a.org/1", "https://b.org/2"),
        ("http://a.org/1;https://b.org/2", "http://a.org/1", "https://b.org/2"),
        ("https://a.org/x_1 and http://b.org/2", "https://a.org/x_1", "http://b.org/2"),
        ("ftp://a.org http://b.org/2", "http://b.org/2", "ftp://a.org"),
        ("https://a.org/see?of=http://b.org", "https://a.org/see?of=http://b.org", ""),
        ("https://a.org/a b", "https://a.org/a%20b", ""),
    ],
)
def test_of_several_addresses_none_is_lost(written: str, url: str, other: str) -> None:
    """The first that holds is the work's, and the others stand beside it."""
    work = Work("book", Location("a.bib", 1), {"title": "Tea"})
    work.put("url", written)
    _, problems = mend_works([work])
    assert problems == []
    assert (work.plain("url"), work.plain("other-url")) == (url, other)


@pytest.mark.parametrize("written", ["10/abc12", "https://doi.org/10/abc12", "doi:10/abc12"])
def test_a_short_doi_is_one(written: str) -> None:
    """shortdoi.org makes them of long ones, and doi.org leads both to the same page."""
    work = Work("book", Location("a.bib", 1), {"title": "Tea"})
    work.put("doi", written)
    _, problems = mend_works([work])
    assert (work.plain("doi"), problems) == ("10/abc12", [])


def test_a_command_that_nobody_knows_is_told_once() -> None:
    """A letter that is lost by it would make another person of a name."""
    authors = [r"B\laszkiewicz, Bo", r"Able, Ann", r"B\laszkiewicz, B."]
    works = [
        Work(
            "book",
            Location("a.bib", line),
            {"title": "Tea", "author": author, "copyright": r"\unshown"},
            key=f"k{line}",
        )
        for line, author in enumerate(authors, start=1)
    ]
    [problem] = mend_works(works)[1]
    assert (problem.code, problem.location.line) == ("IMP003", 1)
    assert problem.message.startswith(r"k1: author: the command '\laszkiewicz' is not known here")
    assert problem.message.endswith("(and 1 more of this)")


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (r"Able, Ann \& Bell, Bo", 1),
        ("Able, Ann und Bell, Bo", 1),
        ("Able & Bell", 1),
        ("Able A, Bell B, Cell C", 1),
        (r"{Able \& Bell} and King, Jr., Martin and Able, PhD, Ann", 0),
        ("Ortega y Gasset, José and given={Ann, B.}, family=Able", 0),
    ],
)
def test_what_may_be_several_people_is_told(names: str, told: int) -> None:
    """BibTeX takes it for one, and nobody would look."""
    work = Work("book", Location("a.bib", 7), {"title": "Tea", "author": names})
    kept, problems = mend_works([work])
    assert (kept, [one.code for one in problems]) == ([work], ["IMP003"] * told)


@pytest.mark.parametrize(
    ("names", "remedy"),
    [
        ("A. Able, B. Bell, C. Cole", "author = {A. Able and B. Bell and C. Cole}"),
        ("A. Able, B. Bell", "author = {A. Able and B. Bell}"),
        ("A. B. Able, B. van Bell and C. Cole", "{A. B. Able and B. van Bell and C. Cole}"),
        ("Cy Cole and Ann Able, Bo Bell", "author = {Cy Cole and Ann Able and Bo Bell}"),
        ("Able & Bell", "author = {Able and Bell}"),
        ("Able, Ann und Bell, Bo", "write ' and ' between two"),
        ("Able, A. Bell", ""),
        ("Able, Ann Bell", ""),
    ],
)
def test_the_line_to_write_is_offered_where_it_is_plain(names: str, remedy: str) -> None:
    """Nobody is parted by a guess, but one need not look up how names are parted."""
    _, problems = mend_works([Work("book", Location("a.bib"), {"title": "T", "author": names})])
    assert [
        one.message.endswith(f"write {remedy}") or remedy in one.message for one in problems
    ] == [True] * bool(remedy)


@pytest.mark.parametrize(
    ("names", "read"),
    [("Able, Ann and", "Able, Ann"), ("and Able, Ann and Bell, Bo", "Able, Ann and Bell, Bo")],
)
def test_an_and_without_a_name_beside_it_costs_no_work(names: str, read: str) -> None:
    """It is taken out, and told."""
    work = Work("book", Location("a.bib", 7), {"title": "Tea", "author": names})
    kept, problems = mend_works([work])
    assert [one.fields["author"] for one in kept] == [read]
    assert [(one.code, one.location.line) for one in problems] == [("IMP003", 7)]


def test_an_address_that_is_a_doi_is_one() -> None:
    """And of what stands behind a DOI somebody is told."""
    work = Work("book", Location("a.bib", 7), {"title": "Tea", "url": "doi:10.1000/x"})
    other = Work("book", Location("a.bib", 9), {"title": "Cup", "doi": "10.1000/y 16"})
    kept, problems = mend_works([work, other])
    assert [one.fields.get("doi") for one in kept] == ["10.1000/x", "10.1000/y"]
    assert "url" not in work.fields
    assert [one.location.line for one in problems] == [9]


def test_a_blank_in_an_old_doi_cuts_it_not_short() -> None:
    """Half of a DOI would be that of nothing, or of another work."""
    work = Work("book", Location("a.bib", 1), key="a")
    work.put("title", "Tea")
    work.put("doi", "10.1639/0044-7447(2000)029 [ 0126:FITEOT]2.0.CO;2")
    kept, problems = mend_works([work])
    assert kept[0].fields["doi"] == "10.1639/0044-7447(2000)029[0126:FITEOT]2.0.CO;2"
    assert problems == []


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("Ann Able, Bo Bell and Cy Cole", ["'Ann Able, Bo Bell' was taken for one name"]),
        ("García Márquez, Gabriel José and Cole, Cy", []),
        ("Able, Ann and Cy Cole", []),
        ("Dr. Ann Able and Bo Bell, PhD", ["'Dr. Ann Able' has a title", "'Bo Bell, PhD' has a t"]),
        ("Able, Dr. Ann and Drew, Dr", ["'Able, Dr. Ann' has a title", "'Drew, Dr' has a title"]),
        ("Able, Ann PhD and Cole, Cy D. Phil.",
         ["'Able, Ann PhD' has a title or degree", "'Cole, Cy D. Phil.' has a title or degree"]),
        ("Able, Ann, PhD and Drake, Proffy and Bell, MD and Van Dam, MD", []),
    ],
)  # fmt: skip
def test_a_name_that_may_hold_more_than_a_name_is_told(names: str, told: list[str]) -> None:
    """Two people, or a title: it stays as it is read, and a person looks."""
    work = Work("book", Location("a.bib", 1), {"title": "Tea", "author": names}, key="a")
    [kept], problems = mend_works([work])
    assert kept.fields["author"] == names
    assert len(problems) == len(told)
    for problem, words in zip(problems, told, strict=True):
        assert problem.message.startswith(f"a: author: {words}")


@pytest.mark.parametrize("sign", ["(Eds.)", "(ed)", ", (Hrsg.)", "[Editors]"])
def test_a_name_says_not_that_it_is_an_editors(sign: str) -> None:
    """It had been the end of a given name."""
    names = f"Able, Ann and Bell, B. {sign}"
    work = Work("book", Location("a.bib", 1), {"title": "Tea", "editor": names}, key="a")
    [kept], [problem] = mend_works([work])
    assert kept.fields["editor"] == "Able, Ann and Bell, B."
    assert problem.message == f"a: editor: '{sign}' is no part of a name; read without"


def test_two_years_of_one_work_are_told() -> None:
    """The date counts; a year within a range of years, or the same one, is no other year."""
    fields = {"title": "Tea", "year": "2016", "date": "2015-12-24"}
    _, [problem] = mend_works([Work("book", Location("a.bib", 1), dict(fields), key="a")])
    assert problem.message.startswith("a: 'year' says 2016 and 'date' 2015; the date was taken")
    fields |= {"year": "2015"}
    assert mend_works([Work("book", Location("a.bib", 1), fields, key="a")])[1] == []


@pytest.mark.parametrize(("year", "is_told"), [("2010-12", True), ("2010-09", False)])
def test_a_month_that_may_be_a_year_is_told(year: str, is_told: bool) -> None:
    """What is certain is not: 2010-13 is a range, and a `date` of biblatex has months."""
    for name in ("year", "date"):
        fields = {"title": "Tea", name: year}
        _, problems = mend_works([Work("book", Location("a.bib", 1), fields, key="a")])
        told = "; if it is 2010 to 2012, write date = {2010/2012}"
        assert [told in one.message for one in problems] == [True] * (is_told and name == "year")


def test_an_address_may_lack_its_scheme() -> None:
    """Pages leave it out of their own links; two slashes alone are none."""
    for written in ("//www.example.org/tea", "www.example.org/tea"):
        work = Work("book", Location("a.bib", 1), {"title": "Tea", "url": written}, key="a")
        [kept], problems = mend_works([work])
        assert (kept.fields["url"], problems) == ("http://www.example.org/tea", [])


def test_a_given_name_that_a_program_lacks_is_none() -> None:
    """Lens.org writes `null` for it; somebody may be called so by family."""
    names = "Able, null and Bell, Bo and Null, Ann and Cole, null"
    work = Work("book", Location("a.bib", 1), {"title": "Tea", "author": names}, key="a")
    [kept], problems = mend_works([work])
    assert (kept.fields["author"], problems) == ("Able and Bell, Bo and Null, Ann and Cole", [])


@pytest.mark.parametrize("others", ["{et al.}", "{{et al}}", "{Et~al.}"])
def test_nobody_is_called_et_al(others: str) -> None:
    """Though braces hold it together like the name of a body."""
    fields = {"title": "Tea", "author": f"Able, Ann and {others}"}
    [kept], problems = mend_works([Work("book", Location("a.bib", 1), fields, key="a")])
    assert (kept.fields["author"], problems) == ("Able, Ann and others", [])


def test_bodies_that_a_comma_parts_are_told_once() -> None:
    """BibTeX takes the word in front for a family name; initials behind it make a person."""
    names = "Organization, World Tea and Ministry of Cups, Tea Division and Office, A. B."
    entry = "@misc{{{0}, author = {{{1}}}, title = {{Tea {0}}}}}\n"
    text = "".join(entry.format(key, names) for key in "ab") + entry.format("c", "Bank, Ann")
    works, problems = mend_works(read_works("bib", text, "a.bib").works)
    [told] = [one.message for one in problems]
    assert "'Organization, World Tea' was read as a family and a given name" in told
    assert "(and 1 more of this)" in told
    assert len(works) == 3


def test_a_tag_behind_a_doi_is_no_part_of_it() -> None:
    """Pages have tags there; the DOI ends before it, and what follows is told."""
    text = "@misc{a, title={Tea}, doi={10.1000/tea<br>more}}"
    [work], [told] = mend_works(read_works("bib", text, "a.bib").works)
    assert work.plain("doi") == "10.1000/tea"
    assert "look at it" in told.message
