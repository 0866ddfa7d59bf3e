from __future__ import annotations

import pytest

from kg.imports.references.readers.csvfiles import read_csv_works
from kg.imports.references.readers.tablecells import join_listed


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Able, Ann; Bell, Bo", "Able, Ann and Bell, Bo"),
        ("Able A., Bell B.C.", "Able, A. and Bell, B.C."),
        ("Able A, Bell BC.", "Able, A and Bell, BC"),
        ("Ann Able and Bo Bell", "Ann Able and Bo Bell"),
        ("Department of Health and Social Care", "{Department of Health and Social Care}"),
        ("Able, Ann and Bell, Bo", "Able, Ann and Bell, Bo"),
        ("Able A and Bell B", "Able, A and Bell, B"),
        ("Able, A., Bell, B.", "Able, A. and Bell, B."),
        ("Able, A., Bell, B., & Cell, C.", "Able, A. and Bell, B. and Cell, C."),
        ("Ann Able, Bo Bell and Cy Cell", "Ann Able and Bo Bell and Cy Cell"),
        ("M. Müller, J. Ö. Ost", "M. Müller and J. Ö. Ost"),
        ("García Márquez, Gabriel José", "García Márquez, Gabriel José"),
        ("Able et al.", "{Able} and others"),
        ("Able, A., Bell, B., et al.", "Able, A. and Bell, B. and others"),
        ("van der Berg J, Bell B", "van der Berg, J and Bell, B"),
        ("Smith, John, Jr.", "Smith, Jr., John"),
        ("{NHS}", "{NHS}"),
        ("van der Pot, Jan", "van der Pot, Jan"),
        ("Tea Council", "{Tea Council}"),
        ("Able A, van der Bell B, Tea Group.", "Able, A and van der Bell, B and {Tea Group}"),
        ("Müller, M. und Schmidt, S.", "Müller, M. and Schmidt, S."),
        ("Gómez, A. y Ruiz, B.", "Gómez, A. and Ruiz, B."),
        ("Ramón y Cajal, S.", "Ramón y Cajal, S."),
    ],
)
def test_names_of_a_cell_are_parted(cell: str, names: str) -> None:
    """By semicolons, by `and`, or by the commas after initials; the rest is one name."""
    [work] = read_csv_works(f'title;authors\nTea;"{cell}"\n', "a.csv").works
    assert work.fields["author"] == names


def test_a_table_may_have_any_columns_in_any_order() -> None:
    """Known headings are known in any case; the others keep their name; lines are counted."""
    text = (
        "Year\tMy Own\tTITLE\tJournal/Book\tClass\n2001\tmine\tTea\tPots\tA\n\n2002\t\tCup\t\tB\n"
    )
    first, second = read_csv_works(text, "a.tsv").works
    assert (first.kind, second.kind) == ("article", "misc")
    assert first.fields == {
        "year": "2001", "journal": "Pots", "title": "Tea", "evidenceclass": "A",
        "csv-my-own": "mine",
    }  # fmt: skip
    assert (first.place.line, second.place.line) == (2, 4)


def test_a_table_without_headings_is_told_what_it_needs() -> None:
    """The message lists names of columns."""
    file = read_csv_works("Tea,2001\nCup,2002\n", "a.csv")
    assert file.works == []
    assert "names no column 'title'" in file.problems[0].message


def test_a_comma_that_ends_each_line_is_no_cell() -> None:
    """PubMed wrote its tables so; a cell with words below no heading is told all the same."""
    file = read_csv_works("title,year\nTea,2001,\nMilk,2002,, \nCup,2003,x\n", "a.csv")
    assert [work.plain("title") for work in file.works] == ["Tea", "Milk"]
    assert [one.location.line for one in file.problems] == [4]


@pytest.mark.parametrize("cell", ["n/a", "-", "[No author name available]"])
def test_nobody_is_made_of_a_sign_for_none(cell: str) -> None:
    """Scopus has words for it."""
    [work] = read_csv_works(f"title;authors\nTea;{cell}\n", "a.csv").works
    assert "author" not in work.fields


def test_what_stands_in_a_second_column_of_a_kind_is_kept() -> None:
    """Zotero has two of kinds and two of notes; a line of Excel's names the sign between cells."""
    text = "sep=;\nItem Type;Type;Title;title;Extra;Notes;year\nthesis;PhD;Tea;Cup;a;b;2001.0\n"
    [work] = read_csv_works(text, "a.csv").works
    assert (work.kind, work.place.line) == ("thesis", 3)
    assert work.fields == {
        "type": "PhD", "title": "Tea", "csv-title": "Cup", "note": "a; b", "year": "2001",
    }  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        "Titel;Autor;Jahr;Zeitschrift;Band;Heft;Seiten",
        "Titre;Auteurs;Année;Revue;Volume;Numéro;Pages",
        "Título;Autores;Año;Revista;Volumen;Número;Páginas",
    ],
)
def test_columns_may_be_named_in_other_languages(head: str) -> None:
    """A spreadsheet is somebody's own, in their own words."""
    [work] = read_csv_works(f'{head}\nTee;"Müller, A.; Weiß, B.";2020;Z;3;4;5-9\n', "a.csv").works
    assert (work.fields["title"], work.fields["author"]) == ("Tee", "Müller, A. and Weiß, B.")
    assert [work.fields[one] for one in ("year", "journal", "volume", "number")] == [
        "2020",
        "Z",
        "3",
        "4",
    ]


def test_a_cell_may_be_a_list_of_a_program() -> None:
    """ASReview writes authors and keywords so; what only looks like it stays."""
    text = 'title,authors,keywords\nTea,"[\'Able, A.\', ""O\'Neil, B.""]","[\'tea\',\'milk\']"\n'
    (work,) = read_csv_works(text, "a.csv").works
    assert work.fields["author"] == "Able, A. and O'Neil, B."
    assert work.plain("keywords") == "tea; milk"
    (odd,) = read_csv_works("title,note\nTea,\"['a', b']\"\n", "a.csv").works
    assert odd.plain("note") == "['a', b']"


@pytest.mark.parametrize("head", ["Study,D1,D2,Overall", "study,yi,vi,ci.lb,ci.ub", "data,node,n"])
def test_a_table_of_results_is_no_list_of_references(head: str) -> None:
    """Whoever brings one hears by which command it is read."""
    file = read_csv_works(f"{head}\nAble 2001,1,2,3,4\n", "a.csv")
    assert file.works == []
    assert "kg records a.csv" in file.problems[0].message


@pytest.mark.parametrize("inner", ["not " * 100_000, "1+" * 200_000, "-" * 200_000, "(" * 300])
def test_what_no_list_of_words_is_stays_as_it_is(inner: str) -> None:
    """A cell may look like a list, and be more than Python can read."""
    cell = f"['tea', {inner}1, 'milk']"
    assert join_listed(cell) == cell
