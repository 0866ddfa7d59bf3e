from __future__ import annotations

import pytest

from kg.imports.references.works import latex_of_rich, name_from_inverted, name_in_bibtex
from kg.latex import decode_latex
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
    assert name_from_inverted("van der Berg, Jan") == "van der Berg, Jan"
    assert name_from_inverted("Gim&eacute;nez, Jos&#233;") == "Giménez, José"
    assert decode_latex(name_from_inverted("Audit Commission")) == "Audit Commission"
