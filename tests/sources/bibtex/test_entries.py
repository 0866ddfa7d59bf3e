import pytest

from kg.model import Reference
from kg.sources.bibtex.parsing import BibtexFile, parse_bibtex


def read(text: str) -> BibtexFile:
    """Read a file of a review with one class."""
    return parse_bibtex(text, "r.bib", frozenset("A"))


def only(text: str) -> Reference:
    """Return the one reference of a file that has nothing wrong with it."""
    file = read(text)
    assert [one for one in file.problems if one.code not in {"BIB011", "BIB012"}] == []
    [reference] = file.references
    return reference


def test_case_makes_no_difference() -> None:
    """Types, fields and abbreviations are known in any case, as in BibTeX."""
    reference = only(
        "@STRING{JBE = {Breaks}}\n@ARTICLE{A1, Author = {Able, Ann}, TITLE = {Tea}, Journal = jbe,"
        " Year = 2001, DOI = {10.1000/x}, EvidenceClass = {A}}"
    )
    assert reference.entry_type == "article"
    assert reference.fields == {"journal": "Breaks", "doi": "10.1000/x"}


def test_parts_are_joined() -> None:
    """`#` joins texts and abbreviations, months among them."""
    reference = only(
        '@string{jbe = "Breaks"} @article{A1, author = {Able, Ann}, title = "One " # {Two } # "3",'
        ' journal = jbe # " Supplement", year = 2001, month = 10 # "~" # oct, evidenceclass = {A}}'
    )
    assert reference.title == "One Two 3"
    assert reference.fields["journal"] == "Breaks Supplement"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("year = 2001, month = may", "2001-05"),
        ("year = 2001, month = {May}, day = 7", "2001-05-07"),
        ("year = {2001}, month = 5", "2001-05"),
        ("date = {2001-05-07}", "2001-05-07"),
    ],
)
def test_month_and_day_belong_to_the_date(written: str, date: str) -> None:
    """However the day is written, there is one date."""
    reference = only(f"@misc{{A1, title = {{Tea}}, {written}, evidenceclass = {{A}}}}")
    assert (reference.fields, reference.year) == ({"date": date}, 2001)


def test_biblatex_names_are_known() -> None:
    """Other names of a field or type stand for the one that the engine knows."""
    reference = only(
        "@conference{A1, author = {Able, Ann}, title = {Tea}, subtitle = {And Cake},"
        " booktitle = {Proceedings}, booksubtitle = {Vol. I}, location = {Leeds}, date = {2001},"
        " evidenceclass = {A}}"
    )
    assert reference.entry_type == "inproceedings"
    assert reference.title == "Tea: And Cake"
    assert reference.fields == {"booktitle": "Proceedings: Vol. I", "address": "Leeds"}


def test_an_equals_sign_in_a_value_is_no_field() -> None:
    """An abstract may say `mean age = 42`."""
    only(
        "@misc{A1, title = {Growth when r = 2}, year = 2001, evidenceclass = {A},"
        " abstract = {Staff with mean age = 42 years, p = 0.05}}"
    )


BOOK = """@book{B2, title = {Pots}, subtitle = {All}, editor = {Cook, Cy}, publisher = {Pot Press},
  address = {Leeds}, year = 2004, doi = {10.1000/b}, pages = {1--400}, evidenceclass = {A}}
"""


def test_a_chapter_takes_from_its_book() -> None:
    """`crossref` hands down what is true of a part, the title as the title of the book."""
    file = read("@inbook{A1, author = {Able, Ann}, title = {Tea}, crossref = {b2}, pages = {7--9},"
                " evidenceclass = {A}}\n" + BOOK)  # fmt: skip
    assert file.problems == []
    chapter, book = file.references
    assert chapter.fields == {
        "pages": "7–9", "booktitle": "Pots: All", "publisher": "Pot Press", "address": "Leeds",
    }  # fmt: skip
    assert (chapter.year, [one.family for one in chapter.editors]) == (2004, ["Cook"])
    assert book.fields["doi"] == "10.1000/b"


def test_what_is_no_part_shares_the_title() -> None:
    """A release takes the name of its program from it, as biblatex-software has it."""
    file = read(
        "@softwareversion{A1, version = {2.0}, crossref = {b}, evidenceclass = {A}}\n"
        "@codefragment{A2, subtitle = {A lid}, crossref = {b}, evidenceclass = {A}}\n"
        "@software{b, title = {Pot}, author = {Cook, C.}, date = {2020}, evidenceclass = {A}}\n"
    )
    assert file.problems == []
    assert [(one.entry_type, one.title) for one in file.references] == [
        ("software", "Pot"), ("software", "Pot: A lid"), ("software", "Pot")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("command", "journal"),
    [
        ("memsai", "Memorie della Società Astronomica Italiana"),
        ("grl", "Geophysical Research Letters"),
        ("apj", "Astrophysical Journal"),
    ],
)
def test_a_command_of_astronomers_is_a_journal(command: str, journal: str) -> None:
    """All that AASTeX and ADS have."""
    entry = "@article{A1, author = {Able, A.}, title = {Tea}, journal = {\\%s}, year = 2001}"
    assert read(entry % command).references[0].fields["journal"] == journal


def test_a_remark_between_fields_is_passed_over() -> None:
    """Biber reads what stands behind a `%` there as nothing; in a value it is a letter."""
    text = """@book{A2, % one
  % a remark, with {a brace
  title = {50% of pots,
  % of cups}, % and another
  publisher = {P}, author = {Able, A.}, year = {2001}, evidenceclass = {A} % the end
}
"""
    reference = only(text)
    assert (reference.title, reference.year) == ("50% of pots, % of cups", 2001)


def test_xdata_is_no_work() -> None:
    """An `@xdata` entry lends its fields, and is no reference itself."""
    reference = only(
        "@xdata{press, publisher = {Pot Press}, location = {Leeds}}"
        " @book{A1, author = {Able, Ann}, title = {Tea}, year = 2001, xdata = {press},"
        " evidenceclass = {A}}"
    )
    assert reference.fields == {"publisher": "Pot Press", "address": "Leeds"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        pytest.param("crossref = {none}", "BIB016", id="no-such-entry"),
        pytest.param("series = nonsense", "BIB015", id="no-such-abbreviation"),
        pytest.param("series = in press", "BIB001", id="no-braces"),
        pytest.param("series = {Tea} number = 1", "BIB001", id="no-comma"),
        pytest.param("TITLE = {Cake}", "BIB003", id="twice-but-for-its-case"),
    ],
)
def test_a_slip_is_one_problem(written: str, code: str) -> None:
    """What cannot be right is told once, with what to do."""
    file = read(f"@misc{{A1, title = {{Tea}}, year = 2001,\n {written}, evidenceclass = {{A}}}}")
    assert [one.code for one in file.problems] == [code]


def test_a_circle_ends() -> None:
    """Two entries that take from one another are read all the same."""
    text = "".join(
        f"@book{{{one}, title = {{Tea}}, author = {{Able, Ann}}, publisher = {{P}}, year = 2001,"
        f" crossref = {{{other}}}, evidenceclass = {{A}}}} "
        for one, other in (("A1", "A2"), ("A2", "A1"))
    )
    assert len(read(text).references) == 2


def test_latex_that_says_more_is_kept() -> None:
    """Capitals that must stay are no part of the text, and go out again."""
    reference = only(
        r"@misc{A1, title = {The {NHS} \& $x^2$}, note = {50\% tea}, year = 2001,"
        r" evidenceclass = {A}}"
    )
    assert reference.title == "The NHS & x²"
    assert reference.written == {"title": r"The {NHS} \& $x^2$"}


XDATA = """@xdata{x, author = {Able, Ann}, author+an:orcid = {1=0000-0000-0000-0001}}
@book{A1, xdata = {x}, %s title = {T}, publisher = {P}, year = 2000, evidenceclass = {A}}
"""


@pytest.mark.parametrize(
    ("own", "orcid"), [("", "0000-0000-0000-0001"), ("author = {Cook, C.},", "")]
)
def test_orcids_come_with_their_names(own: str, orcid: str) -> None:
    """An entry that takes the authors of another takes their numbers, and else it does not."""
    [name] = only(XDATA % own).authors
    assert name.orcid == orcid


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("xdata=my-tea-author-2", ["Baker"]),
        ("xdata=my-tea-author", ["Able", "Baker"]),
        ("Cook, C. and {xdata = my-tea-author-1} and Dale, D.", ["Cook", "Able", "Dale"]),
    ],
)
def test_a_part_of_an_entry_can_be_named(written: str, names: list[str]) -> None:
    """In biblatex: by the key, the field, and which of several it is."""
    reference = only(
        "@xdata{my-tea, author = {Able, A. and Baker, B.}, location = {Leeds}}"
        f" @book{{A1, author = {{{written}}}, title = {{Tea}}, publisher = {{P}}, year = 2001,"
        " address = {xdata=my-tea-location}, evidenceclass = {A}}"
    )
    assert [name.family for name in reference.authors] == names
    assert reference.fields["address"] == "Leeds"


@pytest.mark.parametrize("part", ["none-author-1", "x-editor", "x-author-7"])
def test_a_part_that_is_not_there_is_told(part: str) -> None:
    """Its words would be taken for a name."""
    file = read(
        "@xdata{x, author = {Able, A.}}\n"
        f"@misc{{A1, author = {{xdata={part}}}, title = {{T}}, year = 1, evidenceclass = {{A}}}}"
    )
    assert [(one.code, one.location.line) for one in file.problems if one.code == "BIB016"] == [
        ("BIB016", 2)
    ]


@pytest.mark.parametrize(
    ("month", "date"),
    [
        ('"12~" # jan', "2000-01-12"),
        ('jan # "~12"', "2000-01-12"),
        ("{May/June}", "2000-05/2000-06"),
        ("{March--April}", "2000-03/2000-04"),
        ("{Dec/Jan}", "2000-12"),
        ("{Juni}", "2000-06"),
        ("{Brachet}", None),
    ],
)
def test_a_day_may_stand_with_the_month(month: str, date: str | None) -> None:
    """So BibTeX's own manual has it."""
    reference = only(
        f"@misc{{A1, title = {{T}}, year = 2000, month = {month}, evidenceclass = {{A}}}}"
    )
    assert reference.fields.get("date") == date
    assert ("month" in reference.fields) == (month in {"{Dec/Jan}", "{Brachet}"})


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ("year = 2004, month = feb, day = 31", {"date": "2004-02", "day": "31"}),
        ("year = 2004, month = mar, day = {15th}", {"date": "2004-03-15"}),
        ("year = 2004, day = 15", {"day": "15"}),
    ],
)
def test_a_day_that_is_none_takes_no_year_with_it(fields: str, kept: dict[str, str]) -> None:
    """The month is known all the same, and the day is kept for the .bib."""
    reference = only(f"@misc{{A1, title = {{T}}, {fields}, evidenceclass = {{A}}}}")
    assert reference.year == 2004
    fields_of_day = {"date", "day"} & reference.fields.keys()
    assert {name: reference.fields[name] for name in fields_of_day} == kept


@pytest.mark.parametrize("year", ["MMIV", "1425 AH", "12/06/1984"])
def test_what_is_no_year_stands_in_its_place(year: str) -> None:
    """It is told, and it is not lost."""
    file = read(f"@misc{{A1, title = {{T}}, year = {{{year}}}, evidenceclass = {{A}}}}")
    assert [one.code for one in file.problems] == ["BIB007"]
    assert (file.references[0].year, file.references[0].dated) == (None, year)


def test_other_days_that_are_none_are_told() -> None:
    """No page could say when it was seen."""
    file = read("@misc{A1, title = {T}, year = 1,\n urldate = {soon}, evidenceclass = {A}}")
    assert ("BIB007", 2) in [(one.code, one.location.line) for one in file.problems]
