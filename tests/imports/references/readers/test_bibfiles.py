from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.imports.references.readers.bibfiles import read_bibtex_works
from kg.imports.report import Report

Import = Callable[..., Report]

STRINGS = '@string{jt = "Journal of Tea"}\n@string(jp = {Journal of } # "Pots")\n'
BOOKS = "@proceedings{cups2001, title={Cups 2001}, year=2001, publisher={Pot Press}}\n"
PAPERS = (
    "@article{able, title={Tea}, author={Able, A.}, journal=jt, year=2001}\n"
    "@inproceedings{baker, title={Mugs}, author={Baker, B.}, crossref={cups2001}}\n"
)


def test_an_abbreviation_that_is_given_anew_counts_from_there_on() -> None:
    """BibTeX lets a file change what one stands for, and no entry is lost by it."""
    article = "@article{%s, title={%s}, journal=jt, year=2001}\n"
    text = STRINGS + article % ("a", "A") + '@String{JT = "J Tea"}\n' + article % ("b", "B")
    file = read_bibtex_works(text, "a.bib")
    assert [work.plain("journal") for work in file.works] == ["Journal of Tea", "J Tea"]
    assert file.problems == []


def test_files_that_come_in_one_run_are_one_to_bibtex(bring: Import, library: Path) -> None:
    """Abbreviations and the books of proceedings often have files of their own, in any order."""
    report = bring({"papers.bib": PAPERS, "books.bib": BOOKS, "strings.bib": STRINGS})
    assert report.problems == []
    text = library.read_text()
    assert "journal = {Journal of Tea}" in text
    assert "booktitle = {Cups 2001}" in text
    assert "crossref" not in text


def test_what_many_entries_lack_is_told_once() -> None:
    """With how many there are; an entry that lacks another thing has a line of its own."""
    entry = "@article{%s, title={%s}, journal=%s, year=2001, crossref={x}}\n"
    text = "".join(
        entry % (key, key, name) for key, name in (("a", "jt"), ("b", "jp"), ("c", "jt"))
    )
    told = [(one.location.line, one.message) for one in read_bibtex_works(text, "a.bib").problems]
    assert [line for line, _ in told] == [1, 2, 1]
    assert told[0][1].endswith("put the value in braces (and 1 more of this)")
    assert "'jp'" in told[1][1]
    assert told[2][1].endswith("mend the key (and 2 more of this)")


@pytest.mark.parametrize(
    ("name", "joined"), [("keywords", "tea, cups, pots"), ("note", "tea; cups; pots")]
)
def test_keywords_and_notes_may_stand_in_several_fields(name: str, joined: str) -> None:
    """ScienceDirect wrote each keyword so; all of them count, and one that comes twice once."""
    fields = "".join(f"  {name} = {{{one}}},\n" for one in ("tea", "cups", "tea", "pots"))
    file = read_bibtex_works(f"@misc{{a, title={{T}},\n{fields}}}", "a.bib")
    assert file.works[0].plain(name) == joined
    assert file.problems == []


def test_another_field_that_stands_twice_is_told_where_it_says_two_things() -> None:
    """The first counts, as BibTeX has it."""
    text = "@misc{a, title={T}, year=2001, year={2001}, series={S}, series={R}}"
    file = read_bibtex_works(text, "a.bib")
    assert file.works[0].plain("series") == "S"
    [problem] = file.problems
    assert problem.message == "a: the field 'series' stands twice; the first was taken"


def test_a_comma_that_is_missing_between_fields_costs_no_work() -> None:
    """The next field has a name, so that it is plain where one ends; each is told at its line."""
    text = '@book{a,\n title={Tea}\n  author = "Able, A."\n year=2001\n publisher = pp # { Press}}'
    file = read_bibtex_works("@string{pp={Pot}}\n" + text, "a.bib")
    assert file.works[0].fields == {
        "title": "Tea", "author": "Able, A.", "year": "2001", "publisher": "Pot Press",
    }  # fmt: skip
    assert [(one.code, one.location.line) for one in file.problems] == [
        ("IMP003", 3), ("IMP003", 4), ("IMP003", 5),
    ]  # fmt: skip
    assert "missing before the field 'author'" in file.problems[0].message


def test_a_set_of_entries_is_told() -> None:
    """It is no work: whoever cites it means each entry of it."""
    file = read_bibtex_works("@set{ab, entryset={a, b}}\n@book{a, title={A}}", "a.bib")
    assert [work.key for work in file.works] == ["a"]
    assert [(one.code, one.location.line) for one in file.problems] == [("IMP003", 1)]
    assert "cite each" in file.problems[0].message


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Tea &amp; milk", "Tea & milk"),
        (r"Tea \&\#38; milk", r"Tea &#38; milk"),
        (r"Tea {\&}amp; milk \&amp; sugar", "Tea & milk & sugar"),
        ("Ann&#x2019;s &lt;pot&gt; &#8211; a_b", "Ann’s <pot> – a_b"),
        (r"Tea \& milk; cups &c; &teapot;", "Tea & milk; cups &c; &teapot;"),
    ],
)
def test_the_characters_of_web_pages_are_read(written: str, plain: str) -> None:
    """Databases leave them in titles, and no LaTeX means anything else by them."""
    file = read_bibtex_works(f"@book{{a, title={{{written}}}}}", "a.bib")
    assert file.works[0].plain("title") == plain


def test_an_entry_behind_a_percent_sign_is_told() -> None:
    """BibTeX reads it, and biber does not: whoever put the sign there means it to be away."""
    text = "% a remark\n%@book{a, title={A}}\n% another\n@book{b, title={B}}\n"
    file = read_bibtex_works(text, "a.bib")
    assert [work.key for work in file.works] == ["a", "b"]
    assert [(one.code, one.location.line) for one in file.problems] == [("IMP003", 2)]


def test_of_several_links_those_that_lead_nowhere_stay() -> None:
    """What the others lent stands in the entry, and is asked for no more."""
    text = "@xdata{p, publisher={P}}\n@book{b, title={B}, xdata={p, none}}"
    [work] = read_bibtex_works(text, "a.bib").works
    assert (work.plain("publisher"), work.plain("xdata")) == ("P", "none")


def test_an_abbreviation_that_names_nothing_is_told() -> None:
    """Itself least of all: `@string{d = d # "x"}`."""
    text = '@string{d = d # "x"}\n@string{e = d # "y" # z}\n@misc{a, title = e}\n'
    file = read_bibtex_works(text, "a.bib")
    assert [(one.code, one.location.line) for one in file.problems] == [
        ("BIB015", 1),
        ("BIB015", 2),
    ]
    assert file.works[0].fields["title"] == "dxyz"


def test_a_brace_without_its_other_half_is_told() -> None:
    """Nobody knows what it was to hold together; the quotes around the value are none of it."""
    file = read_bibtex_works('@misc{a,\n title = "Tea {", year = 2001}\n', "a.bib")
    assert [(one.code, one.location.line) for one in file.problems] == [("IMP003", 2)]
    assert file.works[0].fields["title"] == "Tea"


def test_blanks_may_stand_behind_the_sign_of_an_entry(bring: Import, library: Path) -> None:
    """BibTeX reads it; and what stands between entries is shown where it was passed over."""
    text = "@misc{a, title = {Tea}}\n@ misc{b, title = {Cup}}\nwords to me\n"
    report = bring({"a.bib": text})
    assert [line.name for line in report.came] == ["a", "b"]
    assert [(one.code, "words to me" in one.message) for one in report.problems] == [
        ("IMP003", True)
    ]
    assert library.read_text().count("@misc{") == 2


@pytest.mark.parametrize("written", ["M&uuml;ller", r"M\&uuml;ller"])
def test_names_from_web_pages_are_read(written: str) -> None:
    """Their `;` parts no names."""
    [work] = read_bibtex_works(f"@misc{{a, title={{T}}, author={{{written}, J.}}}}", "a").works
    assert work.fields["author"] == "Müller, J."


def test_a_broken_address_is_one() -> None:
    """Programs break lines wherever they are long; two addresses stay two."""
    text = "@misc{a, title={T}, url={http://a.example/b\n  _c}}\n"
    text += "@misc{b, title={T}, url={http://a.b/\n http://c.d/}}"
    first, second = read_bibtex_works(text, "a.bib").works
    assert first.fields["url"] == "http://a.example/b_c"
    assert second.fields["url"] == "http://a.b/ http://c.d/"


def test_a_field_that_is_struck_out_does_not_count() -> None:
    """Who writes `//doi` wants it not read; no reader of BibTeX stops at the name."""
    [work] = read_bibtex_works(
        "@book_section{a, title={T}, //doi={10.1/x}, x.y={z}}", "a.bib"
    ).works
    assert (work.kind, work.fields["x-doi"], work.fields["x-y"]) == ("incollection", "10.1/x", "z")
    assert "doi" not in work.fields


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Adult\nChild, Preschool\n*Tea\nHumans", "Adult; Child, Preschool; *Tea; Humans"),
        ("tea, milk,\ncups,\npots", None),
        ("tea, milk, social\nwork, cups, care of\nchildren", None),
        ("tea and\n  milk of\n  cows", None),
        ("tea; social\nwork; care\nhomes", None),
        ("social\nwork", None),
    ],
)
def test_keywords_may_stand_one_in_a_line(written: str, read: str | None) -> None:
    """EndNote has them so, and a comma within one; a list that is broken into lines has more."""
    file = read_bibtex_works(f"@misc{{a, title = {{T}}, keywords = {{{written}}}}}", "a.bib")
    assert file.works[0].plain("keywords") == (read or " ".join(written.split()))


@pytest.mark.parametrize(
    ("written", "name"),
    [("art_number", "eid"), ("Article-Number", "eid"), ("pubmed_id", "pmid")],
)
def test_databases_have_names_of_their_own_for_a_number(written: str, name: str) -> None:
    """It had been kept and shown nowhere."""
    file = read_bibtex_works(f"@article{{a, title = {{T}}, {written} = {{123}}}}", "a.bib")
    assert file.works[0].fields == {"title": "T", name: "123"}


@pytest.mark.parametrize("name", ["langid", "hyphenation", "language"])
def test_a_language_has_several_names(name: str) -> None:
    """The first of biblatex was `hyphenation`, which nothing showed."""
    file = read_bibtex_works(f"@misc{{a, title = {{T}}, {name} = {{spanish}}}}", "a.bib")
    assert file.works[0].fields["language"] == "spanish"
