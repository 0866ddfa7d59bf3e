"""Word's list of sources, as it keeps one beside its settings (Sources.xml)."""

import pytest

from kg.imports.references.kinds import kind_of_references, read_works
from kg.imports.references.works import WorkFile

SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
TEA = (
    "<b:Source><b:Tag>Abl01</b:Tag><b:SourceType>JournalArticle</b:SourceType>"
    "<b:Title>Tea &amp; sleep</b:Title><b:JournalName>J Tea</b:JournalName><b:Year>2001</b:Year>"
    "<b:Comments>Read it.</b:Comments><b:Author><b:Author><b:NameList><b:Person>"
    "<b:Last>Able</b:Last><b:First>Ann</b:First></b:Person></b:NameList></b:Author></b:Author>"
    "</b:Source>"
)
CHAPTER = (
    "<b:Source>\n<b:SourceType>BookSection</b:SourceType><b:BookTitle>Pots</b:BookTitle></b:Source>"
)


def read(*sources: str, prefix: str = "b") -> WorkFile:
    """Return what is read of a list with these sources."""
    named = f"xmlns:{prefix}" if prefix else "xmlns"
    text = f'<b:Sources {named}="{SPACE}">\n' + "\n".join(sources) + "</b:Sources>\n"
    text = text.replace("<b:", f"<{prefix}:" if prefix else "<")
    text = text.replace("</b:", f"</{prefix}:" if prefix else "</")
    text = f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n{text}'
    kind = kind_of_references("Sources.xml", text)
    assert kind == "word"
    return read_works(kind, text, "Sources.xml")


@pytest.mark.parametrize("prefix", ["b", "", "ns0"])
def test_each_source_is_a_work_with_its_place(prefix: str) -> None:
    """What stands in Word's fields stands in those of BibTeX, whatever the prefix is."""
    file = read(TEA, CHAPTER, prefix=prefix)
    assert not file.problems
    tea, chapter = file.works
    assert (tea.kind, tea.plain("title"), tea.plain("journal")) == (
        "article",
        "Tea & sleep",
        "J Tea",
    )
    assert tea.fields["author"] == "Able, Ann"
    assert tea.plain("annotation") == "Read it."
    assert (tea.place.line, chapter.place.line) == (3, 4)
    # One without a title is told and called by where it stands, as in any other format.
    assert (chapter.kind, chapter.plain("booktitle")) == ("incollection", "Pots")


def test_a_list_that_was_cut_off_is_told_with_its_line() -> None:
    """Nothing of it is read in part."""
    file = read(TEA, "<b:Source>")
    [problem] = file.problems
    assert (problem.location.line, problem.location.column) == (4, 13)
    assert problem.message.startswith("this cannot be read as XML here; was the file cut off?")
    assert not file.works


def test_entities_are_refused() -> None:
    """With them a few lines can grow without end."""
    text = f'<!DOCTYPE a [<!ENTITY b "c">]><Sources xmlns="{SPACE}">{TEA}</Sources>'
    [problem] = read_works("word", text, "Sources.xml").problems
    assert "its XML defines entities, which Word never writes" in problem.message
