"""Notes of pages that Word, Google Docs and LibreOffice wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports.texts.web.test_pages import read

WORD = (
    '<p>Long<a href="#_edn1" name="_ednref1"><span>[1]</span></a> so.</p><p>On.</p>'
    '<div><hr><div id=edn1><p><a href="#_ednref1" name="_edn1"><span>[1]</span></a> Able '
    "(2001) Tea.</p><p>More.</p></div></div>"
)
GOOGLE = (
    '<p><span>Long</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><span> so.</span></p>'
    '<p>On.</p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;Able (2001) Tea.'
    "</span></p><p>More.</p></div>"
)
LIBRE = (
    '<p>Long<a name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> so.</p><p>On.</p>'
    '<div id="sdfootnote1"><p><a name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Able (2001) '
    "Tea.</p><p>More.</p></div>"
)


@pytest.mark.parametrize("page", [WORD, GOOGLE, LIBRE])
def test_a_note_stands_below_the_paragraph_of_its_mark(tmp_path: Path, page: str) -> None:
    """Its mark is one of Markdown, by which its citations are found."""
    text = read(tmp_path, "", page).text
    assert "Long[^1] so.\n\n[^1]: Able (2001) Tea." in text
    assert text.index("More.") < text.index("On.")


@pytest.mark.parametrize(
    "page",
    [
        '<p>Long.</p><div><p><a href="#_ednref1" name="_edn1">[1]</a> Lost.</p></div>',
        '<p>A<a href="#b1" id="c1">[1]</a>.</p><div><p><a href="#c1" id="b1">[1]</a> B.</p></div>',
    ],
)
def test_what_may_be_no_note_stays_where_it_is(tmp_path: Path, page: str) -> None:
    """A note whose mark is nowhere, and an entry of a list that leads back."""
    text = read(tmp_path, "", page).text
    assert "[^" not in text
    assert "[1]" in text


def test_a_note_of_a_cell_stands_below_its_table(tmp_path: Path) -> None:
    """What it cites was lost; the data of the table have the cell without its mark."""
    cells = '<tr><td>Able<a href="#ftnt1" id="ftnt_ref1">[1]</a></td><td>12</td></tr>'
    note = '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> Able (2001) Tea.</p></div>'
    table = f"<table><tr><th>Study</th><th>N</th></tr>{cells}</table><p>On.</p>{note}"
    document = read(tmp_path, "", table)
    assert "| Able[^1] | 12 |\n\n[^1]: Able (2001) Tea.\n\nOn." in document.text
    assert document.tables[0].grid.rows == (("Able", 12),)
