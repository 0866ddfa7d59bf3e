from __future__ import annotations

import pytest

from kg.imports.references.kinds import kind_of_references, read_works
from kg.imports.references.readers.risfiles import read_ris_works
from kg.imports.references.works import Work
from kg.model.details import split_keywords

RECORD = "TY  - JOUR\nTI  - {}\nSN  - 1234-5679 2049-3630\nER  - \n"


@pytest.mark.parametrize("count", ["1.", "<1>", "Record #1 of 2", "1"])
def test_a_count_before_a_record_is_no_fault(count: str) -> None:
    """Ovid and Cochrane number the records of their exports."""
    text = f"{count}\n{RECORD.format('Tea')}\n{count}\n{RECORD.format('Cups')}"
    file = read_ris_works(text, "a.ris")
    assert [work.plain("title") for work in file.works] == ["Tea", "Cups"]
    assert file.problems == []


def test_who_gave_a_file_is_no_fault() -> None:
    """The Cochrane Library and EBSCO say so above the first record."""
    head = 'Provider: Tea & Sons, Ltd.\nDatabase: Cups\nContent: text/plain; charset="UTF-8"\n\n'
    file = read_ris_works(head + RECORD.format("Tea"), "a.ris")
    assert ([work.plain("title") for work in file.works], file.problems) == (["Tea"], [])


@pytest.mark.parametrize("name", ["savedrecs.txt", "savedrecs.ciw", "a.ris", "a.xml"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n", "Web of Science's own form"),
        ("%0 Journal Article\n%T Tea\n", "EndNote's own form"),
        ("<1>\nAccession Number\n  123\n", "Ovid's plain text"),
        ('<?xml version="1.0"?>\n<xml><records><record>', "EndNote's XML"),
        ('<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet>', "PubMed's XML"),
        ('<modsCollection xmlns="x"><mods>', "MODS"),
        ("Record #1 of 2\nID: CN-1\nAU: Able A\n", "the Cochrane Library's plain text"),
    ],
)
def test_a_form_that_nothing_reads_is_named(name: str, text: str, said: str) -> None:
    """It is taken neither for a text of a review nor for a broken file of another form."""
    kind = kind_of_references(name, text)
    [problem] = read_works(kind, text, name).problems
    assert problem.message == f"this is {said}; export its works as RIS or BibTeX"


@pytest.mark.parametrize(
    ("lines", "dated"),
    [
        ("PY  - 2010\nDA  - 2010/07/02/\n", {"date": "2010-07-02"}),
        ("PY  - 2010\nDA  - 2009/12/30\n", {"year": "2010"}),
        ("PY  - 2010/01//\nDA  - 2009/12/30\n", {"date": "2010-01"}),
        ("PY  - 2010\nDA  - MAR\n", {"date": "2010-03"}),
        ("PY  - 2010\nDA  - Mar 12\n", {"date": "2010-03-12"}),
        ("PY  - 2010\nDA  - 1 May 2010\n", {"date": "2010-05-01"}),
        ("PY  - 2010\nDA  - 2010/13/45\n", {"year": "2010"}),
        ("PY  - 2010/02/31\n", {"year": "2010"}),
        ("Y1  - 2010/2011\n", {"year": "2010/2011"}),
        ("PY  - 2010///Spring\n", {"date": "2010-21"}),
        ("PY  - 2010/03/05/Spring\n", {"date": "2010-03-05"}),
        ("DA  - 2009/12/30\n", {"date": "2009-12-30"}),
    ],
    ids=[
        *("the-same-year", "online-before", "a-year-with-a-month", "a-month", "a-day-in-words"),
        *(
            "a-whole-day",
            "no-month",
            "no-day",
            "two-years",
            "a-season",
            "a-season-too",
            "only-the-day",
        ),
    ],
)
def test_a_work_is_of_the_year_of_its_issue(lines: str, dated: dict[str, str]) -> None:
    """A day in another year is when it stood online first; texts cite the issue."""
    [work] = read_ris_works(f"TY  - JOUR\nTI  - Tea\n{lines}ER  - \n", "a.ris").works
    assert {name: work.fields[name] for name in ("date", "year") if name in work.fields} == dated


def work_of(lines: str, kind: str = "JOUR") -> Work:
    """Return the work of a record of some lines."""
    file = read_ris_works(f"TY  - {kind}\nTI  - Tea\n{lines}ER  - \n", "a.ris")
    assert file.problems == []
    [work] = file.works
    return work


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("A1  - Able, A.\nAU  - Bell, B.\n", "Able, A. and Bell, B."),
        ("AU  - Able, A.; Bell, B.\n", "Able, A. and Bell, B."),
        ("AU  - Able, Ann & Bell, Bo\n", "Able, Ann and Bell, Bo"),
        ("AU  - Able A, Bell BC\n", "Able, A and Bell, BC"),
        ("AU  - Able, Jr., Ann\n", "Able, Jr., Ann"),
        ("AU  - Able, Ann, Jr.\n", "Able, Jr., Ann"),
        ("AU  - Able Jr., Ann\n", "Able, Jr., Ann"),
        ("AU  - Able, Ann, PhD\n", "Able, PhD, Ann"),
        ("AU  - Able, A.\nAU  - et al.\n", "Able, A. and others"),
        ("AU  - {NHS}\n", "{NHS}"),
        ("AU  - Able & Bell\n", r"{Able \& Bell}"),
        ("AU  - M&uuml;ller, J.\n", "Müller, J."),
        ("AU  - Cancer Research UK\n", "{Cancer Research UK}"),
    ],
)
def test_a_name_stands_for_one(lines: str, names: str) -> None:
    """In the order of the file, several in one line apart, suffixes in their place."""
    assert work_of(lines).fields["author"] == names


@pytest.mark.parametrize(
    ("lines", "pages"),
    [
        ("SP  - 1\nEP  - 9\n", "1--9"),
        ("SP  - 1-9\nEP  - 9\n", "1-9"),
        ("SP  - 1-9\nEP  - 1-9\n", "1-9"),
        ("SP  - 12-1\nEP  - 12-9\n", "12-1--12-9"),
        ("SP  - 1\nEP  - +\n", "1+"),
        ("EP  - 9\n", "9"),
    ],
)
def test_pages_are_said_once(lines: str, pages: str) -> None:
    """Some programs write the whole into the first page, and the last once more."""
    assert work_of(lines).fields["pages"] == pages


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        ("AN  - 305123\n", {"accession-number": "305123"}),
        ("AN  - WOS:000123\n", {"accession-number": "WOS:000123"}),
        ("AN  - 305123\nDB  - PubMed\n", {"pmid": "305123"}),
        ("AN  - PMID: 305123\n", {"pmid": "305123"}),
        ("AN  - 371234510\nDB  - PubMed\n", {"pmid": "371234510"}),
        ("SN  - 1234-5679\nSN  - 2049-3630\n", {"issn": "1234-5679, 2049-3630"}),
        ("SN  - 1234-5679 (Print) 2049-3630 (Online)\n", {"issn": "1234-5679, 2049-3630"}),
        ("M3  - Article\nM3  - doi:10.1000/x\n", {"type": "Article", "doi": "doi:10.1000/x"}),
        ("C2  - 123\nC7  - e5\n", {"ris-c2": "123", "eid": "e5"}),
        ("SE  - 5\n", {"chapter": "5"}),
        ("L2  - http://example.org/\n", {"url": "http://example.org/"}),
        ("PY  - 2020\nY2  - 10\n", {"month": "10"}),
        ("PY  - 2020/03/05\nY2  - 10\n", {"date": "2020-03-05"}),
        ("Y2  - 2020\n", {"urldate": "2020"}),
        ("DA  - 03/12\nPY  - 2010\n", {"ris-da": "03/12"}),
    ],
)
def test_a_number_is_what_its_database_says(lines: str, fields: dict[str, str]) -> None:
    """No number of another database is taken for one of PubMed, and none is lost."""
    work = work_of(lines)
    found = {name: work.plain(name) for name in work.fields.keys() - {"title", "year"}}
    assert found == fields


def test_a_paper_of_a_conference_is_no_volume() -> None:
    """Databases have one type for both."""
    assert work_of("T2  - Proceedings\n", "CONF").kind == "inproceedings"
    assert work_of("", "CONF").kind == "proceedings"


def test_lines_may_be_empty_and_blanks_missing() -> None:
    """What a program writes between its lines is no part of a record."""
    file = read_ris_works("TY  - BOOK\n\n\nTI  -Tea\n\nAU  - Able, A.\n\nER  - \n", "a.ris")
    assert [work.fields for work in file.works] == [{"title": "Tea", "author": "Able, A."}]


def test_a_record_without_its_first_line_is_told() -> None:
    """It would be lost unseen."""
    file = read_ris_works(f"TI  - Tea\nER  - \n{RECORD.format('Cups')}", "a.ris")
    assert [(one.code, one.location.line) for one in file.problems] == [("IMP001", 1)]


def only(lines: str) -> Work:
    """Return the one work that some lines between TY and ER make."""
    [work] = read_ris_works(f"TY  - {lines}\nER  - \n", "a.ris").works
    return work


def test_a_record_may_be_indented_or_in_small_letters() -> None:
    """In a record whose first line is so; elsewhere such a line is one of somebody's text."""
    odd = "  ty - JOUR\n  au - Able, Ann\n  ti - Tea\n  py - 2001\n  er -\n"
    plain = "TY  - JOUR\nTI  - Cups\n  in - and out\n  au - pair\nER  - \n"
    file = read_ris_works(odd + plain, "a.ris")
    assert file.problems == []
    tea, cups = file.works
    assert (tea.fields["author"], tea.fields["year"]) == ("Able, Ann", "2001")
    assert cups.fields["title"] == "Cups in - and out au - pair"
    assert kind_of_references("a.txt", odd) == "ris"


@pytest.mark.parametrize(
    ("names", "read"),
    [
        (["Able AN", "van Bell B"], "Able, AN and van Bell, B"),
        (["Able A"], "Able, A"),
        (["Able AN", "Bell B", "Tea Trial Group"], "Able, AN and Bell, B and {Tea Trial Group}"),
        (["Tea AI"], "{Tea AI}"),
        (["World Bank", "Tea Trust", "Pot A"], "{World Bank} and {Tea Trust} and {Pot A}"),
        (["American Tea Association, US", "Able, Ann"],
         "{American Tea Association, US} and Able, Ann"),
    ],
)  # fmt: skip
def test_names_of_cochrane_and_ebsco_are_people_and_bodies(names: list[str], read: str) -> None:
    """Initials without a comma are those of people where most names are written so."""
    work = only("JOUR\nTI  - Tea\n" + "\n".join(f"AU  - {one}" for one in names))
    assert work.fields["author"] == read


def test_tags_that_programs_use_in_their_own_way() -> None:
    """A day is no edition, both names of a conference count, and Cochrane tells the PMID."""
    assert "edition" not in only("JOUR\nTI  - Tea\nET  - 2020/03/15").fields
    assert only("BOOK\nTI  - Tea\nET  - 2nd").fields["edition"] == "2nd"
    assert only("BOOK\nTI  - Tea\nOP  - -0349~").fields["origdate"] == "-0349~"
    paper = only("CONF\nTI  - Tea\nT2  - Tea Days\nC3  - Proceedings of Tea Days")
    assert paper.fields["booktitle"] == "Proceedings of Tea Days"
    assert paper.fields["eventtitle"] == "Tea Days"
    assert only("JOUR\nTI  - Tea\nC3  - PUBMED 123456,EMBASE 9").fields["pmid"] == "123456"


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("PU  - Pot Press", "publisher", "Pot Press"),
        ("PI  - Leeds", "address", "Leeds"),
        ("JI  - J. Tea", "shortjournal", "J. Tea"),
        ("L3  - 10.1000/x", "doi", "10.1000/x"),
        ("C2  - 123456\nDB  - Scopus", "pmid", "123456"),
        ("U1  - 123456 [PMID]; PMC98765 [PMCID]", "pmid", "123456"),
        ("U1  - 123456 [PMID]; PMC98765 [PMCID]", "pmcid", "PMC98765"),
        ("DA  - 2017/09//undefined\nPY  - 2017", "date", "2017-09"),
        ("UR  - <Go to ISI>://WOS:0001", "accession-number", "WOS:0001"),
        ("T2  - Pots {&} Cups \\& Mugs of B{é}nou{é}", "journal",
         r"Pots \& Cups \& Mugs of Bénoué"),
        ("T2  - ``Tea{''}, O''Neil {AB}", "journal",
         r"“Tea”, O'{}'Neil \textbraceleft{}AB\textbraceright{}"),
    ],
)  # fmt: skip
def test_what_databases_write_under_other_tags_comes(line: str, name: str, value: str) -> None:
    """Web of Science, Scopus, Dimensions and EPPI-Reviewer have tags and slips of their own."""
    work = only(f"JOUR\nTI  - Tea\n{line}")
    assert work.fields[name] == value
    assert "url" not in work.fields


@pytest.mark.parametrize(
    ("printed", "editor"),
    [
        (
            "Babor, De Graaf, dos Santos, O'Neil, Smith-Lee",
            "{Babor} and {De Graaf} and {dos Santos} and {O'Neil} and {Smith-Lee}",
        ),
        ("King, Martin, Jr.", "King, Jr., Martin"),
        ("World Bank, Washington, DC, USA, Earth", None),
        ("Babor, Graaf, Chan", None),
    ],
)
def test_a_list_of_family_names_is_no_person(printed: str, editor: str | None) -> None:
    """PsycINFO gives editors so; of few, or with a place among them, nothing says that it is."""
    text = f"TY  - CHAP\nTI  - Tea\nA2  - {printed}\nER  - \n"
    [work] = read_ris_works(text, "a.ris").works
    found = work.fields["editor"]
    assert found == editor if editor else " and " not in found


def test_those_whom_an_article_cites_are_no_editors() -> None:
    """PsycINFO lists them in the order of the alphabet, some twice; others stay as they are."""
    cited = "Alessi, Alessi, Alvarez-del Arco, Babor, Chan, De Graaf, Pearson, Pines, Stall"
    text = f"TY  - JOUR\nTI  - Tea\nA2  - Baker, B.\nA2  - {cited}\nER  - \n"
    file = read_ris_works(text, "a.ris")
    assert file.works[0].fields["editor"] == "Baker, B."
    [problem] = file.problems
    assert problem.location.line == 4
    assert "in A2 are those whom the article cites; left out" in problem.message


def test_links_of_ovid_behind_records_are_passed_over() -> None:
    """They lead to its own pages, and stand outside of all records."""
    link = "Link to the Ovid Full Text or citation: http://a.orgLink to the External Link Resolver"
    text = (
        f"1. \nTY  - JOUR\nTI  - Tea\nER  - \n\n{link}: x\n\n2. \nTY  - JOUR\nTI  - Milk\nER  - \n"
    )
    file = read_ris_works(text, "a.ris")
    assert [work.plain("title") for work in file.works] == ["Tea", "Milk"]
    assert file.problems == []


def told_of(lines: str, kind: str = "JOUR") -> Work:
    """Return the one work of a record with some lines."""
    file = read_ris_works(f"TY  - {kind}\nTI  - Tea\n{lines}ER  - \n", "a.ris")
    assert file.problems == []
    return file.works[0]


def test_the_cochrane_librarys_year_number_and_doi_are_such() -> None:
    """It has tags of its own for them; the DOI had been a second number of the journal."""
    work = told_of("YR  - 2012\nNO  - 7\nSN  - 1465-1858\nDOI - 10.1002/14651858.CD001234.pub2\n")
    told = {name: work.plain(name) for name in ("year", "number", "issn", "doi")}
    assert told == {
        "year": "2012", "number": "7", "issn": "1465-1858", "doi": "10.1002/14651858.CD001234.pub2"
    }  # fmt: skip


def test_each_line_of_keywords_is_one() -> None:
    """EndNote has the tag before the first alone; a comma parts none, also in a single one."""
    work = told_of("KW  - Tea\nChild, Preschool\nAdult\nSP  - 1\n")
    assert work.tags == ("Tea", "Child, Preschool", "Adult")
    assert split_keywords(work.plain("keywords")) == [*work.tags]
    alone = told_of("KW  - Child, Preschool\n")
    assert split_keywords(alone.plain("keywords")) == ["Child, Preschool"]


@pytest.mark.parametrize(
    "copy",
    ["files/12/tea.pdf", "file:///C:/tea.pdf", "C:\\Users\\ann\\tea.pdf", "/Users/ann/tea.pdf"],
)
def test_a_copy_on_a_machine_is_no_address(copy: str) -> None:
    """Mendeley writes it below the address of the work, of which it had become a part."""
    work = told_of(f"UR  - https://example.org/tea\nUR  - {copy}\n")
    assert work.plain("url") == "https://example.org/tea"
    assert work.left_out == ("file",)


def test_a_paper_of_a_conference_may_say_its_volume_as_a_journal() -> None:
    """As Mendeley does; what has editors alone is the volume."""
    work = told_of("A1  - Able, Ann\nJF  - Proceedings of Tea\n", "CONF")
    assert (work.kind, work.plain("booktitle")) == ("inproceedings", "Proceedings of Tea")
    assert told_of("A2  - Able, Ann\n", "CONF").kind == "proceedings"


@pytest.mark.parametrize(
    "text",
    [
        "ty  - jour\nau  - Able, A.\nti  - Tea\ner  - \n",
        "TY\t-\tJOUR\nAU\t-\tAble, A.\nTI -\tTea\nER\t-\n",
        "TY  - JOUR\nAU  - Able A\nTI  - Tea\nER  - \n",
    ],
)
def test_tags_may_be_small_or_set_with_tabs(text: str) -> None:
    """As a spreadsheet or an editor leaves them."""
    file = read_ris_works(text, "a.ris")
    assert [(one.plain("title"), one.plain("author")) for one in file.works] == [
        ("Tea", "Able, A" if "Able A" in text else "Able, A.")
    ]


def test_two_people_may_stand_in_one_line() -> None:
    """EPPI-Reviewer joins them by a word; a body is no two people."""
    people = "AU  - Able AB and van der Bell C\nAU  - Tea and Milk Board\n"
    text = f"TY  - JOUR\nTI  - Tea\n{people}ER  - \n"
    (work,) = read_ris_works(text, "a.ris").works
    assert work.plain("author").startswith("Able, AB and van der Bell, C and ")
    assert work.fields["author"].endswith("{Tea and Milk Board}")


@pytest.mark.parametrize("kind", ["CASE", "STAT"])
def test_a_law_report_is_no_series(kind: str) -> None:
    """What a case or an act stands in is its volume, as exports have it."""
    work = work_of("T2  - Law Reports\nVL  - 1\n", kind)
    assert (work.plain("journal"), work.plain("series")) == ("Law Reports", "")


@pytest.mark.parametrize(
    ("names", "read"),
    [
        (["A. N. Able", "B. van der Bell"], "Able, A. N. and van der Bell, B."),
        (["Able, A., Bell, B.K."], "Able, A. and Bell, B.K."),
        (["Able, A., Jr."], "Able, Jr., A."),
        (["U.S. Department of Tea"], "{U.S. Department of Tea}"),
        (["J. Sainsbury & Co"], r"{J. Sainsbury \& Co}"),
    ],
)
def test_initials_may_stand_before_a_name(names: list[str], read: str) -> None:
    """So IEEE exports them, and others join several people by commas."""
    lines = "".join(f"AU  - {one}\n" for one in names)
    assert work_of(lines).fields["author"] == read


def test_names_that_nothing_parts_are_told() -> None:
    """`Ann Able` may be somebody, and a body as well, which is told once with a count."""
    record = "TY  - JOUR\nTI  - Tea\n{}ER  - \n"
    several = record.format("AU  - Ann Able\nAU  - Bo B. Bell\nAU  - Cy Cell\n")
    file = read_ris_works(several, "a.ris")
    assert [(one.location.line, one.code) for one in file.problems] == [(3, "IMP003")]
    assert "'Ann Able' (and 2 more of this) has no comma" in file.problems[0].message
    for names in ("AU  - Ann Able\n", "AU  - Able AN\nAU  - Bell, Bo\nAU  - Cole, Cy\n"):
        [told] = read_ris_works(record.format(names), "a.ris").problems
        assert "has no comma" in told.message
    for body in ("Audit Commission", "Tea Group", "Cancer Tea UK", "World Tea Organization"):
        names = f"AU  - Able, Ann\nAU  - {body}\n"
        assert read_ris_works(record.format(names), "a.ris").problems == []


def test_misc_of_bibtex_is_a_type() -> None:
    """Programs that make RIS of BibTeX leave it so; the work is what it is there."""
    assert work_of("", kind="MISC").kind == "misc"


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Ministry of Health, Tea Division", "{Ministry of Health, Tea Division}"),
        ("Department of Tea, University of Leeds", "{Department of Tea, University of Leeds}"),
        ("Tea Division, Ministry of Health", "{Tea Division, Ministry of Health}"),
        ("Bank, Ann", "Bank, Ann"),
        ("Office, A. B.", "Office, A. B."),
        ("Van Office, Ann", "Van Office, Ann"),
    ],
)
def test_a_body_may_have_a_comma_in_its_name(name: str, read: str) -> None:
    """Nobody has the family name *Ministry of Health*."""
    assert work_of(f"AU  - {name}\n").fields["author"] == read


def test_one_page_of_a_thesis_is_how_many_it_has() -> None:
    """As ProQuest writes it, and as with books."""
    assert work_of("SP  - 210\n", "THES").plain("pagetotal") == "210"
    assert work_of("SP  - 210\nEP  - 215\n", "THES").plain("pages") == "210–215"


@pytest.mark.parametrize(
    ("tag", "kind", "subtype", "type_"),
    [
        ("NEWS", "newspaper", "newspaper", ""),
        ("GEN", "presentation", "presentation", ""),
        ("GEN", "preprint", "preprint", ""),
        ("NEWS", "Editorial", "newspaper", "Editorial"),
        ("BOOK", "map", "", "map"),
    ],
)
def test_a_kind_of_ours_comes_back_as_it_was(tag: str, kind: str, subtype: str, type_: str) -> None:
    """So that an export brings nothing to the project that it is from; other words are words."""
    work = work_of(f"M3  - {kind}\n", tag)
    assert (work.plain("entrysubtype"), work.plain("type")) == (subtype, type_)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("M1  - 4 Suppl 1", {"number": "4 Suppl 1"}),
        ("M1  - (Able A.; Bell B.) Department of Tea, Leeds, UK",
         {"ris-m1": "(Able A.; Bell B.) Department of Tea, Leeds, UK"}),
        ("SP  - No\nEP  - Specified", {}),
        ("SP  - 12\nEP  - nan", {"pages": "12"}),
        ("AN  - 21553931\nDP  - NLM", {"pmid": "21553931", "library": "NLM"}),
        ("N1  - <p> </p>", {}),
        ("N1  - <div>a <p>b</p> < c</div>", {"note": "a b < c"}),
        ("AU  - Able, Ann\nA2  - Bell B.\nA2  - Tea Board",
         {"author": "Able, Ann", "editor": "Bell, B. and {Tea Board}"}),
    ],
)  # fmt: skip
def test_what_databases_put_into_a_field_of_something_else(
    lines: str, told: dict[str, str]
) -> None:
    """An address is no number of an issue, nor `No` to `Specified` a page."""
    [work] = read_ris_works(f"TY  - JOUR\nTI  - T\n{lines}\nER  - \n", "a.ris").works
    fields = {name: work.plain(name) for name in work.fields if name != "title"}
    names = {name: work.fields[name] for name in ("author", "editor") if name in work.fields}
    assert fields | names == told
