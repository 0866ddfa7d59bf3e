r"""Cells of LaTeX that judge by a colour or a picture alone, said in words.

A traffic light is drawn in many ways (`\cellcolor{green}` and nothing else, a dot that is red, a
picture `low.png`), of which only the colour or the name of the file tells one from another.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from kg.sources.latex.drawings import colour_in, say_drawings
from kg.sources.latex.expansion import expand_macros

_NAME = r"(?:\[[^\]\n]*\])?\{(?P<name>[^{}\n]*)\}"
_PAINTED = re.compile(
    rf"(?P<before>&\s*)\\cellcolor{_NAME}(?P<after>\s*(?=&|\\\\|\\tabularnewline))"
)
_DOTS = r"bullet|CIRCLE|blacksquare|blacktriangle|blacklozenge|square|bigcirc|circ|faCircle"
_DOT = re.compile(
    rf"(?:\\textcolor{_NAME}\{{|\{{\\color(?:\[[^\]\n]*\])?\{{(?P<other>[^{{}}\n]*)\}})"
    rf"\s*\$?\s*(?:\\(?:{_DOTS})(?![A-Za-z])|[●•∙■⬤▲◆])\s*\$?\s*\}}"
)
_PICTURE = re.compile(r"\\includegraphics\*?(?:\[[^\]\n]*\])?\{(?P<file>[^{}\n]+)\}")
_SPOKEN = re.compile(r"\\(?:cellcolor|textcolor|color|tikz|includegraphics)(?![A-Za-z])")


def say_colours(table: str, text: str) -> str:
    """Return a table of a text with what its cells say by a colour or a picture alone, in words."""
    if _SPOKEN.search(text) is None:
        return table
    said = expand_macros(table, text)
    if _SPOKEN.search(said) is None or said.count("\n") != table.count("\n"):
        return table
    said = say_drawings(said)
    said = _PICTURE.sub(lambda found: PurePosixPath(found["file"].strip()).stem, said)
    said = _DOT.sub(
        lambda found: colour_in(found["name"] or found["other"] or "") or found[0], said
    )
    # Twice, for a cell ends where the next begins.
    for _ in range(2):
        said = _PAINTED.sub(
            lambda found: f"{found['before']}{colour_in(found['name'])}{found['after']}", said
        )
    return said
