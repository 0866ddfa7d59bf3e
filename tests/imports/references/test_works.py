from __future__ import annotations

import pytest

from kg.imports.references.webmarks import latex_of_rich, latex_of_tags, without_entities
from kg.imports.references.works import name_from_inverted, name_in_bibtex
from kg.latex.plain import decode_latex
from kg.model.names import parse_names


@pytest.mark.parametrize(
    ("rich", "latex"),
    [
        ("Tea &amp; <i>Camellia</i>", r"Tea \& \emph{Camellia}"),
        ("H<sub>2</sub>O", r"H\textsubscript{2}O"),
        ('<span class="nocase">NHS</span>', "{NHS}"),
        ("<b>a <i>b</b> c", r"<b>a <i>b</b> c"),
        ("1 < 2 & 3 > 2", r"1 < 2 \& 3 > 2"),
        ("&#x41;&#65;&#xd800;", "AA\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_tags_of_csl_become_latex(rich: str, latex: str) -> None:
    """What is emphasised there is so in LaTeX; a tag without its other half stays text."""
    assert latex_of_rich(rich) == latex


@pytest.mark.parametrize(
    ("written", "latex"),
    [
        ("<i>{Tea}</i> of <jats:sup>2</jats:sup>", r"\emph{{Tea}} of \textsuperscript{2}"),
        ("{\\textless}i{\\textgreater}tea{\\textless}/i{\\textgreater}", r"\emph{tea}"),
        (r"\textless b\textgreater tea$<$/b$>$", r"\textbf{tea}"),
        ("<em><scp>nhs</scp></em> p<0.05", r"\emph{\textsc{nhs}} p<0.05"),
        (r"p {\textless} 0.05 and <i>open", r"p {\textless} 0.05 and <i>open"),
        (r"<i>{a</i>}", r"<i>{a</i>}"),
    ],
)
def test_tags_that_a_database_left_in_bibtex_are_latex(written: str, latex: str) -> None:
    """Crossref and Wiley write them so; a tag without its other half stays text."""
    assert latex_of_tags(written) == latex


def test_letters_of_web_pages_may_be_written_twice() -> None:
    """One database took them from another: `&amp;lt;`."""
    assert without_entities(r"a &amp;amp; b &amp;lt;5 \&amp; AT\&T;") == r"a \& b <5 \& AT\&T;"


@pytest.mark.parametrize(
    ("parts", "plain"),
    [
        (("Berg", "Jan", "van der", ""), ("Berg", "Jan", "van der", "")),
        (("King", "Martin", "", "Jr."), ("King", "Martin", "", "Jr.")),
        (("Cruz", "Ana", "De la", ""), ("Cruz", "Ana", "De la", "")),
        (("danah", "boyd", "", ""), ("danah", "boyd", "", "")),
        (("Bat and Ball", "", "", ""), ("Bat and Ball", "", "", "")),
        (("Pots, Inc.", "", "", ""), ("Pots, Inc.", "", "", "")),
        (("M&S", "", "", ""), ("M&S", "", "", "")),
    ],
)
def test_a_name_is_read_again_as_it_was(
    parts: tuple[str, str, str, str], plain: tuple[str, str, str, str]
) -> None:
    """Particles, suffixes and bodies come back from BibTeX in their parts."""
    [name] = parse_names(name_in_bibtex(*parts))
    assert (name.family, name.given, name.particle, name.suffix) == plain


def test_names_of_ris_have_the_suffix_at_the_end() -> None:
    """`Family, Given, Suffix` there is `Family, Suffix, Given` in BibTeX."""
    assert name_from_inverted("King, Martin, Jr.") == "King, Jr., Martin"
    assert (
        name_from_inverted("King ML, Jr.") == name_from_inverted("King ML Jr.") == "King, Jr., ML"
    )
    assert name_from_inverted("van der Berg JK 3rd") == "van der Berg, 3rd, JK"
    assert name_from_inverted("Tea Group II") == "{Tea Group II}"
    assert name_from_inverted("van der Berg, Jan") == "van der Berg, Jan"
    assert name_from_inverted("Gim&eacute;nez, Jos&#233;") == "Giménez, José"
    assert decode_latex(name_from_inverted("Audit Commission")) == "Audit Commission"
