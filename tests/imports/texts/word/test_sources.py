"""Citations that Word itself put in (References, Insert Citation) lead to its own sources."""

from pathlib import Path

import pytest

from kg.imports.texts.word.sources import read_word_sources
from tests.imports.texts.fielded import add_word_sources, paragraph, run, word_citation, write_docx
from tests.imports.texts.word.test_fields import cited, read

TEA = (
    "<b:Tag>Abl01</b:Tag><b:SourceType>JournalArticle</b:SourceType>"
    "<b:Title>Tea and sleep</b:Title><b:JournalName>J Tea</b:JournalName>"
    "<b:Year>2001</b:Year><b:Month>March</b:Month><b:Day>4</b:Day>"
    "<b:Volume>3</b:Volume><b:Issue>1</b:Issue><b:Pages>1-9</b:Pages>"
    "<b:StandardNumber>ISSN 1234-5679</b:StandardNumber><b:DOI>https://doi.org/10.1234/tea</b:DOI>"
    "<b:Author><b:Author><b:NameList><b:Person><b:Last>Able</b:Last><b:First>Ann</b:First>"
    "<b:Middle>B.</b:Middle></b:Person></b:NameList></b:Author><b:Editor><b:NameList><b:Person>"
    "<b:Last>Cook</b:Last></b:Person></b:NameList></b:Editor></b:Author>"
)
POT = (
    "<b:Tag>Min02</b:Tag><b:SourceType>Report</b:SourceType><b:Title>Pots &amp; pans</b:Title>"
    "<b:Year>in press</b:Year><b:Institution>Pot Press</b:Institution><b:City>Leeds</b:City>"
    "<b:Author><b:Author><b:Corporate>Ministry of Tea</b:Corporate></b:Author></b:Author>"
)


def test_a_source_says_what_its_fields_say(tmp_path: Path) -> None:
    """Each field of Word has the place in CSL-JSON that means the same."""
    path = add_word_sources(write_docx(tmp_path / "a.docx", paragraph(run("Words."))), TEA, POT)
    assert read_word_sources(path.read_bytes()) == {
        "Abl01": {
            "type": "article-journal",
            "title": "Tea and sleep",
            "container-title": "J Tea",
            "volume": "3",
            "issue": "1",
            "page": "1-9",
            "ISSN": "1234-5679",
            "DOI": "10.1234/tea",
            "author": [{"family": "Able", "given": "Ann B."}],
            "editor": [{"literal": "Cook"}],
            "issued": {"date-parts": [["2001", "3", "4"]]},
        },
        "Min02": {
            "type": "report",
            "title": "Pots & pans",
            "publisher": "Pot Press",
            "publisher-place": "Leeds",
            "author": [{"literal": "Ministry of Tea"}],
            "issued": {"literal": "in press"},
        },
    }


@pytest.mark.parametrize(
    ("told", "titles"),
    [
        ("Abl01 \\l 1033", ["Tea and sleep"]),
        ("Abl01 \\p 12 \\l 1033  \\m Min02 \\t", ["Tea and sleep", "Pots & pans"]),
        ('Abl01 \\f "see Min02, " \\s ", ch. 3"', ["Tea and sleep"]),
    ],
    ids=["one", "two-and-a-page", "words-around"],
)
def test_a_citation_of_word_leads_to_its_sources(
    told: str, titles: list[str], tmp_path: Path
) -> None:
    """The tags of the field are looked up in the list; words beside them are no tags."""
    text = paragraph(run("Tea helps "), word_citation("(Able, 2001)", told), run("."))
    path = add_word_sources(write_docx(tmp_path / "a.docx", text), TEA, POT)
    document = read(path)
    assert document.text.strip() == "Tea helps (Able, 2001)."
    assert cited(document) == [("(Able, 2001)", titles)]
    assert not document.left


@pytest.mark.parametrize("has_list", [True, False])
def test_a_tag_without_a_source_is_told(has_list: bool, tmp_path: Path) -> None:
    """The report names the tag and says where in Word the source is added."""
    path = write_docx(tmp_path / "a.docx", paragraph(word_citation("(Bell, 2002)", "Bel02 \\l 9")))
    document = read(add_word_sources(path, TEA) if has_list else path)
    assert not document.cited.places
    assert len(document.left) == 1
    assert "no source of the tag Bel02" in document.left[0]
    assert "'(Bell, 2002)'" in document.left[0]


def test_of_a_citation_with_one_unknown_tag_the_rest_is_kept(tmp_path: Path) -> None:
    """The tag is named, and the citation leads to the work that the file has."""
    shown = "(Able, 2001; Bell, 2002)"
    text = paragraph(run("Tea helps "), word_citation(shown, "Abl01 \\l 1033  \\m Bel02"), run("."))
    document = read(add_word_sources(write_docx(tmp_path / "a.docx", text), TEA))
    assert cited(document) == [(shown, ["Tea and sleep"])]
    assert [one.untold for one in document.cited.places] == [1]
    assert len(document.left) == 1
    assert "no source of the tag Bel02; add it in Word" in document.left[0]
    assert "the others count, and that one is looked for as printed" in document.left[0]
