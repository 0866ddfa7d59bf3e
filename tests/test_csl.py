from __future__ import annotations

import pytest

from kg.csl import MOST_BYTES, Style, parse_style

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info>
    <title>Tea and
      Biscuits</title>
    <id>tea</id>
    <category citation-format="author-date"/>
    <updated>2026-01-01T00:00:00+00:00</updated>
  </info>
  <macro name="who"><names variable="author"/></macro>
  <citation><layout prefix="(" suffix=")"><text macro="who"/></layout></citation>
  <bibliography subsequent-author-substitute="&#8212;">
    <layout><text macro="who"/></layout>
  </bibliography>
</style>
"""
_DEPENDENT = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info>
<link href="http://www.zotero.org/styles/pots" rel="independent-parent"/></info></style>"""


def test_a_style_is_known_by_its_title_and_by_how_it_cites() -> None:
    """The title is one line; a style of notes is one whatever category it names."""
    style = parse_style("tea", STYLE.encode())
    assert isinstance(style, Style)
    assert (style.title, style.form) == ("Tea and Biscuits", "author-date")
    notes = parse_style("tea", STYLE.replace('"in-text"', '"note"').encode())
    assert isinstance(notes, Style)
    assert notes.form == "note"


def test_a_list_can_do_without_the_dash_for_the_author_above() -> None:
    """The rest of the style is left as it is."""
    style = parse_style("tea", STYLE.encode())
    assert isinstance(style, Style)
    spelt_out = STYLE.replace(' subsequent-author-substitute="&#8212;"', "")
    assert style.without_dashes() == spelt_out.encode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "this is no XML", id="empty"),
        pytest.param("PK\x03\x04", "this is no XML", id="binary"),
        pytest.param(STYLE[:-9], "line 15: this is no XML", id="cut short"),
        pytest.param("<html/>", "no style of CSL", id="other XML"),
        pytest.param(STYLE.replace("xbiblio/csl", "xbiblio"), "no style of CSL", id="namespace"),
        pytest.param(STYLE.replace('version="1.0">', ">"), "before 1.0", id="old"),
        pytest.param(STYLE.replace("bibliography", "other"), "no rules for a list", id="no list"),
        pytest.param(_DEPENDENT, 'it is another; write csl = "pots"', id="dependent"),
        pytest.param(
            STYLE.replace('<names variable="author"/>', '<text macro="who"/>'),
            "stands inside itself",
            id="circle",
        ),
        pytest.param(
            STYLE.replace("<id>", "<x>" * 200 + "</x>" * 200 + "<id>"), "100 deep", id="deep"
        ),
        pytest.param("<!--" + "x" * MOST_BYTES + "-->", "larger than 2 MiB", id="large"),
    ],
)
def test_what_is_no_style_is_told_in_a_line(text: str, said: str) -> None:
    """Nothing is raised, and the line says what to do or what is wrong."""
    fault = parse_style("tea", text.encode())
    assert isinstance(fault, str)
    assert said in fault
    assert "\n" not in fault


@pytest.mark.parametrize(
    "doctype",
    [
        pytest.param('<!DOCTYPE style [<!ENTITY a "tea">]>', id="entity"),
        pytest.param('<!DOCTYPE style SYSTEM "http://127.0.0.1:1/x.dtd">', id="outside"),
        pytest.param('<!DOCTYPE style [<!ENTITY a SYSTEM "file:///etc/passwd">]>', id="file"),
        pytest.param(
            '<!DOCTYPE style [<!ENTITY a "aaaaaaaaaa">'
            + "".join(
                f'<!ENTITY {two} "{f"&{one};" * 10}">'
                for one, two in zip("abcdefgh", "bcdefghi", strict=True)
            )
            + "]>",
            id="bomb",
        ),
    ],
)
def test_a_style_that_declares_entities_is_refused(doctype: str) -> None:
    """None is followed, be it large, a file of this machine or an address."""
    text = STYLE.replace("?>\n", f"?>\n{doctype}\n", 1).replace("<id>tea", "<id>&i;")
    fault = parse_style("tea", text.encode())
    assert isinstance(fault, str)
    assert "declares a document type" in fault
