import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Name
from kg.sources.bibtex.parsing import REQUIRED, parse_bibtex

CLASSES = frozenset("AB")
GOOD = """@book{A1,
  author = {Able, Ann},
  title = {Tea},
  publisher = {Pot Press},
  year = {2001},
  evidenceclass = {A}
}
"""


def parse(text: str) -> list[tuple[int, str]]:
    """Return line and code of each problem."""
    problems = parse_bibtex(text, "r.bib", CLASSES).problems
    return [(problem.location.line, problem.code) for problem in problems]


def test_a_good_entry_becomes_a_reference() -> None:
    """Every field of an entry arrives, names split, the key as code."""
    [reference] = parse_bibtex(GOOD, "r.bib", CLASSES).references
    assert reference.code == "A1"
    assert reference.authors == (Name(family="Able", given="Ann"),)
    assert reference.year == 2001
    assert reference.fields == {"publisher": "Pot Press"}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("{Audit Commission}", Name(family="Audit Commission")),
        ("van der Berg, J. K.", Name(family="Berg", given="J. K.", particle="van der")),
        ("Øvretveit, J.", Name(family="Øvretveit", given="J.")),
        ("{War and Peace Council}", Name(family="War and Peace Council")),
        ("Able, Jr., Ann", Name(family="Able", given="Ann", suffix="Jr.")),
    ],
)
def test_names_keep_their_parts(written: str, name: Name) -> None:
    """Particles, suffixes and corporate authors in braces are told apart."""
    [reference] = parse_bibtex(GOOD.replace("Able, Ann", written), "r.bib", CLASSES).references
    assert reference.authors == (name,)


def test_a_bad_entry_hides_no_other() -> None:
    """An unclosed entry is reported at its line and the next one is read all the same."""
    text = "@book{A9,\n  title = {No end\n\n" + GOOD
    file = parse_bibtex(text, "r.bib", CLASSES)
    assert [reference.code for reference in file.references] == ["A1"]
    assert [(one.location.line, one.code) for one in file.problems] == [(1, "BIB001")]


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        pytest.param("{Tea},", "{Tea}", 3, "BIB001", id="missing-comma"),
        pytest.param("{A1,", "{A1", 1, "BIB001", id="missing-comma-after-key"),
        pytest.param("year = {2001}", "year = {20x1}", 5, "BIB007", id="bad-year"),
        pytest.param("year = {2001}", "year = {3001}", 5, "BIB007", id="year-out-of-range"),
        pytest.param("  year = {2001},\n", "", 1, "BIB006", id="missing-field"),
        pytest.param("{Tea}", "{}", 1, "BIB013", id="empty-title"),
        pytest.param("{Tea}", "{{}}", 1, "BIB013", id="title-of-braces"),
        pytest.param("{Pot Press}", "{}", 1, "BIB006", id="empty-field"),
        pytest.param("@book", "@boook", 1, "BIB005", id="unknown-type"),
        pytest.param("@book", "@", 1, "BIB005", id="no-type"),
        pytest.param("{A}", "{Z}", 6, "BIB018", id="unknown-class"),
        pytest.param(",\n  evidenceclass = {A}", "", 1, "BIB009", id="no-class"),
        pytest.param("{A}", "{A},\n  isbn = {0-904984-04-5}", 7, "BIB008", id="isbn-check-digit"),
        pytest.param(
            "{A}", "{A},\n  doi = {https://doi.org/10.1/x}", 7, "BIB008", id="doi-address"
        ),
        pytest.param("{A}", "{A},\n  url = {javascript:x}", 7, "BIB008", id="url-no-link"),
        pytest.param("{Tea}", "{Tea},\n  title = {Tea}", 1, "BIB003", id="duplicate-field"),
        pytest.param("{A}", "{A},\n  adress = {Leeds}", 7, "BIB011", id="misspelt-field"),
        pytest.param("{A1,", "{A 1,", 1, "BIB010", id="blank-in-key"),
        pytest.param("{A1,", "{,", 1, "BIB010", id="no-key"),
        pytest.param("{A1,", "{A'1,", 1, "BIB010", id="sign-of-bibtex-in-key"),
        pytest.param("{A1,", f"{{{'A' * 300},", 1, "BIB010", id="long-key"),
    ],
)
def test_each_fault_is_found_at_its_line(old: str, new: str, line: int, code: str) -> None:
    """A fault is one problem, at the line where the user has to look."""
    assert old in GOOD
    assert (line, code) in parse(GOOD.replace(old, new, 1))


@pytest.mark.parametrize(
    ("classes", "written", "kind", "codes"),
    [
        ("AB", "A", "A", []),
        ("AB", "", None, ["BIB009"]),
        ("AB", "Z", None, ["BIB018"]),
        ("", "", None, []),
        ("", "A", None, ["BIB018"]),
    ],
)
def test_a_class_may_be_open_where_the_review_has_none(
    classes: str, written: str, kind: str | None, codes: list[str]
) -> None:
    """A class that is missing or strange is told, and the work is known all the same."""
    file = parse_bibtex(GOOD.replace("{A}", f"{{{written}}}"), "r.bib", frozenset(classes))
    assert [one.code for one in file.problems] == codes
    assert [one.evidence_class for one in file.references] == [kind]


def test_an_identifier_alone_is_told() -> None:
    """Nothing of the entry is true of the work but its number."""
    assert parse(GOOD.replace("{A}", "{A},\n  unresolved = {doi}")) == [(7, "BIB017")]


def test_a_duplicate_key_names_the_first_place() -> None:
    """The second of two entries with one key is reported, with the line of the first."""
    problems = parse_bibtex(GOOD + "\n" + GOOD, "r.bib", CLASSES).problems
    assert [(one.location.line, one.code) for one in problems] == [(9, "BIB002")]
    assert "line 1" in problems[0].message


def test_all_problems_come_at_once() -> None:
    """Three broken entries give three problems."""
    bad = GOOD.replace("{2001}", "{x}")
    text = "\n".join(bad.replace("A1", f"A{number}") for number in (1, 2, 3))
    assert [code for _, code in parse(text)] == ["BIB007"] * 3


def test_a_message_does_not_repeat_a_page_of_key() -> None:
    """What a message quotes of the file is cut where it is long."""
    [problem] = parse_bibtex(GOOD.replace("{A1,", f"{{{'A' * 300},"), "r.bib", CLASSES).problems
    assert "at most 100 characters, not 300" in problem.message
    assert len(problem.message) < 200


@pytest.mark.parametrize("key", ["DBLP:conf/ex/Lee10", "lee+10", "Müller2010", "../../escaped"])
def test_a_key_is_whatever_bibtex_takes(key: str) -> None:
    """Keys of other people's files stay; the place of the entry stands under its address."""
    file = parse_bibtex(GOOD.replace("{A1,", f"{{{key},"), "r.bib", CLASSES)
    assert file.problems == []
    assert [reference.code for reference in file.references] == [key]
    assert list(file.locations) == [file.references[0].path]


def test_comments_are_no_problem() -> None:
    """Lines that start with % may stand between entries."""
    assert parse(f"% the references\n\n{GOOD}") == []


def test_text_between_entries_is_a_problem() -> None:
    """What stands outside any entry is reported, as it may be a lost one."""
    assert parse(f"{GOOD}\nauthor = {{Lost}}\n") == [(9, "BIB001")]


def test_every_known_type_says_what_it_needs() -> None:
    """No entry type is known without its required fields."""
    assert all(REQUIRED.values())


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(", Jane", id="given-name-only"),
        pytest.param("{}", id="braces"),
        pytest.param("~", id="tie"),
        pytest.param("Doe, Jane and , Bob", id="one-of-two"),
        pytest.param("{, Jane}", id="comma-in-braces"),
        pytest.param("Smith, John, Jones, Kate", id="too-many-commas"),
        pytest.param("{.}", id="a-dot"),
    ],
)
def test_a_name_without_a_family_name_is_a_problem(written: str) -> None:
    """Whatever names cannot be used as they stand, one problem says so, unless they are letters."""
    file = parse_bibtex(GOOD.replace("Able, Ann", written), "r.bib", CLASSES)
    if written == "{, Jane}":  # braces make it a body of that name
        assert [name.family for name in file.references[0].authors] == [", Jane"]
        return
    assert [one.code for one in file.problems] == ["BIB004"]
    assert file.references == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        pytest.param("{Tea},", "{Tea}, title = {Tea},", "BIB003", id="field-twice"),
        pytest.param("Able, Ann", "a, b, c, d", "BIB004", id="name-of-four-parts"),
        pytest.param("Able, Ann", ", Ann", "BIB004", id="no-family-name"),
        pytest.param("{Tea}", "{{}}", "BIB013", id="no-title"),
        pytest.param("{A}", "{Z}", "BIB018", id="unknown-class"),
    ],
)
def test_the_key_of_an_entry_that_cannot_be_used_is_known(old: str, new: str, code: str) -> None:
    """One fault is one problem: links to the entry are no second one."""
    file = parse_bibtex(GOOD.replace(old, new, 1), "r.bib", CLASSES)
    assert [one.code for one in file.problems] == [code]
    assert "A1" in file.unread or "sources/A1" in file.locations


def test_keys_that_differ_in_case_are_one_key() -> None:
    """BibTeX takes them for one, and so do two systems for their files."""
    text = GOOD.replace("A1", "Lee2010") + GOOD.replace("A1", "lee2010")
    [problem] = parse_bibtex(text, "r.bib", CLASSES).problems
    assert (problem.code, problem.location.line) == ("BIB002", 8)
    assert "line 1" in problem.message


def test_a_field_that_nothing_shows_is_told_once() -> None:
    """The same field in many works has one thing to tell, with its first place and how many."""
    text = "\n".join(
        GOOD.replace("A1,", f"A{one},\n  annotation = {{Good}},") for one in range(1, 4)
    )
    [problem] = parse_bibtex(text, "r.bib", CLASSES).problems
    assert (problem.code, problem.location.line) == ("BIB012", 2)
    assert "(and 2 more)" in problem.message


@pytest.mark.parametrize(
    ("date", "year"),
    [
        pytest.param("2004-05-06", 2004, id="day"),
        pytest.param("1982/1983", 1982, id="range"),
        pytest.param("March 2005", 2005, id="month-by-name"),
        pytest.param("99999", None, id="five-digits"),
        pytest.param("some day", None, id="words"),
        pytest.param("\u00b2004", None, id="digit-that-is-none"),
    ],
)
def test_a_date_without_a_year_is_told(date: str, year: int | None) -> None:
    """No year is lost in silence, and none is made up."""
    text = GOOD.replace("year = {2001}", f"date = {{{date}}}")
    file = parse_bibtex(text, "r.bib", CLASSES)
    assert file.references[0].year == year
    assert [one.code for one in file.problems] == ([] if year else ["BIB007"])


def test_a_file_without_an_entry_is_told() -> None:
    """An empty file is no review's list of references."""
    for text in ("", "% One entry a reference.\n", "@comment{by JabRef}\n"):
        assert [one.code for one in parse_bibtex(text, "r.bib", CLASSES).problems] == ["BIB014"]


def test_many_unknown_fields_cost_no_more_than_their_number() -> None:
    """Ten thousand strangers are told, a few of them with a hint."""
    fields = "".join(f"  stranger{one} = {{x}},\n" for one in range(10_000))
    text = GOOD.replace("{A1,\n", f"{{A1,\n{fields}")
    assert len(parse_bibtex(text, "r.bib", CLASSES).problems) == 10_000


@given(st.text(alphabet='@bok{}A1,= \n"#%author~\\', max_size=60))
def test_whatever_stands_there_nothing_is_raised(text: str) -> None:
    """Any text gives references or problems with a line of the file."""
    for before in ("", GOOD):
        for problem in parse_bibtex(before + text, "r.bib", CLASSES).problems:
            assert 1 <= problem.location.line <= (before + text).count("\n") + 1


@given(st.text(alphabet=" ,{}~-.ABand\\'é", max_size=30))
def test_whatever_names_are_written_nothing_is_raised(names: str) -> None:
    """A field of names gives names or a problem."""
    file = parse_bibtex(GOOD.replace("Able, Ann", names), "r.bib", CLASSES)
    assert file.references or file.problems


def test_nobody_judges_a_class_where_the_review_cannot_be_read() -> None:
    """One fault, in another file, is told there."""
    assert parse_bibtex(GOOD, "r.bib", None).problems == []


ONE, TWO = "0000-0000-0000-0001", "0000-0000-0000-001X"
WITH_NUMBERS = GOOD.replace("Able, Ann},", "Able, Ann and Baker, B.},\n  %s,")


@pytest.mark.parametrize(
    "written",
    [
        f'author+an:orcid = {{1="{ONE}"; 2="{TWO}"}}',
        f'AUTHOR+AN = {{2:orcid="{TWO}";1:orcid="https://orcid.org/{ONE}"}}',
        f'author+an:orcid = {{1={ONE}}}, author+an = {{2:orcid="{TWO}"}}',
    ],
)
def test_authors_have_their_orcids(written: str) -> None:
    """Biblatex's annotations are read, named or not; nothing of them is kept twice or noted."""
    file = parse_bibtex(WITH_NUMBERS % written, "r.bib", CLASSES)
    assert file.problems == []
    [reference] = file.references
    assert [name.orcid for name in reference.authors] == [ONE, TWO]
    assert reference.fields == {"publisher": "Pot Press"}


def test_other_annotations_stay() -> None:
    """What is said of names beside ORCID iDs is kept, and shown nowhere."""
    file = parse_bibtex(
        WITH_NUMBERS % f'author+an = {{1:orcid="{ONE}"; 2=corresponding}}', "r.bib", CLASSES
    )
    [reference] = file.references
    assert reference.fields["author+an"] == "2=corresponding"
    assert [(one.location.line, one.code) for one in file.problems] == [(3, "BIB012")]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('author+an:orcid = {1="0000-0000-0000-0002"}', "its check digit does not fit"),
        ('author+an = {2:orcid="0000-0000-0000"}', "is no ORCID iD"),
        (f'author+an:orcid = {{3="{ONE}"}}', "has no name 3"),
        (f'editor+an:orcid = {{1="{ONE}"}}', "has no name 1: there are 0 names"),
    ],
)
def test_a_wrong_orcid_is_one_problem_at_its_line(written: str, said: str) -> None:
    """The field's own line is named, and the entry."""
    [problem] = parse_bibtex(WITH_NUMBERS % written, "r.bib", CLASSES).problems
    assert (problem.location.line, problem.code) == (3, "BIB008")
    assert problem.message.startswith("A1: ")
    assert said in problem.message


def test_a_field_of_a_program_is_not_called_a_slip() -> None:
    """BibDesk has `mesh` in each entry: it is kept, and only an author knows what was meant."""
    file = parse_bibtex(GOOD.replace("{A}", "{A},\n  mesh = {Tea}"), "r.bib", CLASSES)
    [problem] = file.problems
    told = "A1: 'mesh' is not known here; it is kept for the exported .bib; if "
    assert problem.message.startswith(told)
    assert problem.message.endswith(" is meant, rename it")
