from __future__ import annotations

import json

import pytest

from kg.imports.references.readers.cslfiles import read_csl_works

ITEM = {"id": "a", "type": "book", "title": "Tea"}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([ITEM]),
        json.dumps(ITEM),
        json.dumps({"items": [ITEM]}),
        json.dumps([ITEM], indent="\t"),
    ],
    ids=["list", "item", "library", "tabs"],
)
def test_items_come_in_any_frame(text: str) -> None:
    """A list, one item alone, and a library of Zotero’s are all read."""
    [work] = read_csl_works(text, "a.json").works
    assert (work.key, work.plain("title")) == ("a", "Tea")


@pytest.mark.parametrize(
    ("date", "field", "value"),
    [
        ({"date-parts": [["2014", 1, 1]]}, "date", "2014-01-01"),
        ({"date-parts": [[2014]]}, "year", "2014"),
        ({"date-parts": [[1995], [1997]]}, "date", "1995/1997"),
        ({"date-parts": [[2014]], "season": "2"}, "date", "2014-22"),
        ({"date-parts": [[2014]], "circa": True}, "date", "2014~"),
        ({"date-parts": [[1995], [1997]], "circa": True}, "date", "1995~/1997~"),
        ({"date-parts": [[-44, 3, 15]]}, "date", "-0043-03-15"),
        ({"literal": "in press"}, "year", "in press"),
        ({"raw": "March 2005"}, "year", "March 2005"),
        ({"edtf": "2005-03"}, "year", "2005-03"),
        ("2005-03-04", "year", "2005-03-04"),
        (2005.0, "year", "2005"),
        ({"year": 2005, "month": 3}, "date", "2005-03"),
        ({"date-parts": [2005, 3]}, "date", "2005-03"),
        ({"date-parts": [[2005, 0, 0]]}, "year", "2005"),
        ({"date-parts": [[2005, 2, 31]]}, "date", "2005-02"),
        ({"date-parts": [[2005]], "season": "Spring"}, "date", "2005-21"),
    ],
)
def test_a_date_is_one_of_biblatex(date: object, field: str, value: str) -> None:
    """Parts, ranges, seasons, doubt and words."""
    [work] = read_csl_works(json.dumps([{**ITEM, "issued": date}]), "a.json").works
    assert work.fields[field] == value


def test_an_item_is_named_by_its_line() -> None:
    """Each of many has a place, also behind one that is broken."""
    text = '[\n{"type": "book" "title": "Tea"},\n{"type": "book", "title": "Cup"}\n]'
    file = read_csl_works(text, "a.json")
    assert [work.place.line for work in file.works] == [3]
    assert [(one.location.line, one.location.column) for one in file.problems] == [(2, 17)]


def test_what_lasts_is_a_key() -> None:
    """An address, or a number in somebody’s list, is none."""
    keys = ["http://zotero.org/users/1/items/X", 12, "12", "able2001"]
    text = json.dumps([{**ITEM, "id": key} for key in keys])
    assert [work.key for work in read_csl_works(text, "a.json").works] == ["", "", "", "able2001"]


@pytest.mark.parametrize(
    ("name", "author"),
    [
        pytest.param({"literal": "{Tea Board}"}, "{Tea Board}", id="body-in-braces"),
        pytest.param(
            {"family": "{van der Berg}", "given": "J."}, "{van der Berg}, J.", id="family"
        ),
        pytest.param(
            {"literal": "The {Tea} Board"},
            r"{The \textbraceleft{}Tea\textbraceright{} Board}",
            id="braces-inside",
        ),
    ],
)
def test_braces_around_a_whole_name_are_none_of_it(name: dict[str, str], author: str) -> None:
    """Programs of BibTeX leave them in; any other brace is a sign of the name."""
    [work] = read_csl_works(json.dumps([{**ITEM, "author": [name]}]), "a.json").works
    assert work.fields["author"] == author


@pytest.mark.parametrize(
    "library",
    [
        {"config": {"label": "BetterBibTeX JSON"}, "items": [{"itemType": "book", "title": "T"}]},
        {"items": [{"itemType": "book", "title": "Tea"}] * 3},
        [{"key": "X", "data": {"itemType": "book", "title": "Tea"}}] * 3,
    ],
    ids=["better-bibtex", "items", "interface"],
)
def test_a_library_in_the_words_of_zotero_is_told_once(library: object) -> None:
    """It is no CSL-JSON, and who has it is told what to export."""
    file = read_csl_works(json.dumps(library), "a.json")
    assert file.works == []
    [told] = file.problems
    assert "export it again as Better CSL JSON" in told.message


@pytest.mark.parametrize(
    ("author", "names"),
    [
        (["Able, Ann"], "Able, Ann"),
        ([{"family": '"van der Berg"', "given": "Jan"}], "{van der Berg}, Jan"),
        ([{"family": "Able", "given": "Ann"}, {"literal": "et al."}], "Able, Ann and others"),
        ([{"literal": "others"}], "{others}"),
    ],
)
def test_a_name_comes_in_the_forms_of_programs(author: object, names: str) -> None:
    """None of them is lost, and nobody is made of those who are not named."""
    [work] = read_csl_works(json.dumps([{**ITEM, "author": author}]), "a.json").works
    assert work.fields["author"] == names


def test_no_value_of_a_list_is_lost() -> None:
    """Keywords, numbers, and people whom no field here has a place for."""
    item = {
        **ITEM, "keyword": ["a", "b"], "ISSN": ["1234-5679", "2049-3630"],
        "director": [{"family": "Able", "given": "Ann"}], "subtitle": ["Hot"],
    }  # fmt: skip
    [work] = read_csl_works(json.dumps(item), "a.json").works
    assert (work.fields["keywords"], work.tags) == ("a, b", ("a", "b"))
    assert work.fields["issn"] == "1234-5679, 2049-3630"
    assert (work.fields["csl-director"], work.fields["subtitle"]) == ("Able, Ann", "Hot")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("article", {"publisher": "Pot Press", "institution": "Tea Board"}),
        ("report", {"institution": "Pot Press"}),
    ],
)
def test_the_body_that_crossref_names_is_the_institution(kind: str, fields: dict[str, str]) -> None:
    """Of a preprint that is the server; in a report the publisher is the body."""
    item = {**ITEM, "type": kind, "publisher": "Pot Press", "institution": [{"name": "Tea Board"}]}
    [work] = read_csl_works(json.dumps(item), "a.json").works
    assert {name: work.fields[name] for name in fields} == fields


def test_items_without_a_list_are_all_read() -> None:
    """One a line, as databases stream them."""
    text = "\n".join(json.dumps({**ITEM, "id": key}) for key in "ab")
    assert [work.key for work in read_csl_works(text, "a.json").works] == ["a", "b"]


ANSWERED = """{"type": "book-chapter", "title": ["Of <i>tea</i>"],
 "container-title": ["Pots", "Series"],
 "author": [{"given": "Ann", "family": "Able"}], "issued": {"date-parts": [[null]]},
 "published-print": {"date-parts": [[2011, 3]]}, "DOI": "10.1000/%s", "ISBN": ["123"]}"""
ENVELOPES = {
    "work": f'{{"status": "ok", "message-type": "work", "message": {ANSWERED % "a"}}}',
    "list": '{"status": "ok", "message": {"facets": {}, "items": [\n'
    f'{ANSWERED % "a"},\n{ANSWERED % "b"}], "query": {{}}}}}}',
}
ENVELOPES["several"] = f"[{ENVELOPES['work']},\n{ENVELOPES['list']}]"


@pytest.mark.parametrize(("name", "count"), [("work", 1), ("list", 2), ("several", 3)])
def test_an_answer_of_crossref_is_read_out_of_its_envelope(name: str, count: int) -> None:
    """One work, a list of them, and several answers in one file, each with its place."""
    file = read_csl_works(ENVELOPES[name], "a.json")
    assert file.problems == []
    assert len(file.works) == count
    for work in file.works:
        assert work.fields["title"] == r"Of \emph{tea}"
        assert (work.kind, work.fields["booktitle"]) == ("incollection", "Pots")
        assert (work.fields["author"], work.fields["date"]) == ("Able, Ann", "2011-03")
    lines = ENVELOPES[name].splitlines()
    assert all('"ISBN"' in lines[one.place_of("isbn").line - 1] for one in file.works)
    assert len({(one.place.line, one.place.column) for one in file.works}) == count


def test_identifiers_in_the_spelling_of_other_services_are_known() -> None:
    """OpenAlex has `doi` and `publication_year`; what CSL names itself goes before it."""
    text = (
        '[{"id": "a", "title": "T", "doi": "https://doi.org/10.1000/a", "publication_year": 2001}]'
    )
    (work,) = read_csl_works(text, "a.json").works
    assert (work.plain("doi"), work.plain("year")) == ("https://doi.org/10.1000/a", "2001")
    text = '[{"id": "a", "title": "T", "DOI": "10.1000/b", "doi": "10.1000/a"}]'
    (work,) = read_csl_works(text, "a.json").works
    assert work.plain("doi") == "10.1000/b"
