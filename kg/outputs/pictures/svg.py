"""Plain values → pieces of a picture in the site's manner, and the template that draws them.

Every piece has a class, so that the site's sheet gives it its colour (light, dark, print), and the
same colour as an attribute, so that the picture stands alone as a file. Each kind of evidence has a
shape of its own: colour is never the only sign.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, Template

from kg.outputs.pictures.palette import colour_of, colour_of_kind
from kg.resources import resource_folder
from kg.templating import make_environment

# A phone held upright: the picture is never shrunk below the size of its words.
WIDTH = 360
# The mean width of a letter in these fonts, in ems. Nothing here can measure text, and a label
# that is guessed too wide wraps early, which does no harm.
_PER_EM = 0.56


@dataclass(frozen=True, slots=True)
class Piece:
    """An element of SVG; those without a text are empty. Attributes of None are left out."""

    tag: str
    attributes: Mapping[str, str | None]
    text: str = ""


def kind_of(iri: str | None) -> str:
    """Return the name of a kind of evidence, the end of its IRI; nothing for a work without one."""
    return (iri or "").rpartition("#")[2]


def number(value: float) -> str:
    """Return a coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def words(
    x: float,
    y: float,
    text: str,
    *,
    size: float = 12,
    bold: bool = False,
    anchor: str = "start",
    tone: str = "ink",
) -> Piece:
    """Return a line of text at a baseline."""
    attributes = {
        "class": tone,
        "x": number(x),
        "y": number(y),
        "font-size": number(size),
        "font-weight": "600" if bold else None,
        "text-anchor": None if anchor == "start" else anchor,
        "fill": colour_of(tone),
    }
    return Piece("text", attributes, text)


def capital(text: str) -> str:
    """Return a text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def wrap(text: str, width: float, size: float = 12) -> list[str]:
    """Return a text in lines of about a width in pixels."""
    return textwrap.wrap(text, max(8, int(width / (size * _PER_EM))), break_long_words=False) or [
        ""
    ]


def paragraph(
    x: float, middle: float, lines: list[str], *, size: float = 12, bold: bool = False
) -> list[Piece]:
    """Return lines of text that stand around a middle."""
    step = size * 1.2
    top = middle - step * (len(lines) - 1) / 2 + size * 0.35
    return [
        words(x, top + step * index, line, size=size, bold=bold) for index, line in enumerate(lines)
    ]


def sign(kind: str, x: float, y: float, size: float = 11) -> Piece:
    """Return the shape of a kind of evidence around a centre."""
    colour = colour_of_kind(kind)
    half = size / 2
    centre = {"cx": number(x), "cy": number(y)}
    head = {"class": f"sign k-{kind}", "fill": colour}
    if kind == "PrimaryResearch":
        return Piece("circle", head | centre | {"r": number(half * 0.88)})
    if kind == "study":
        ring = {"class": f"sign ring k-{kind}", "fill": "none", "stroke-width": "2"}
        return Piece("circle", ring | {"stroke": colour} | centre | {"r": number(half * 0.8)})
    corners = ((x + half * dx, y + half * dy) for dx, dy in _points(kind))
    points = " ".join(f"{number(across)},{number(down)}" for across, down in corners)
    return Piece("polygon", head | {"points": points})


def _points(kind: str) -> tuple[tuple[float, float], ...]:
    if kind == "SecondaryResearch":
        return (0, -1), (1, 0), (0, 1), (-1, 0)
    if kind == "PracticeCommentary":
        return (0, -0.9), (1, 0.85), (-1, 0.85)
    if kind == "PolicyDocument":
        return (-0.82, -0.82), (0.82, -0.82), (0.82, 0.82), (-0.82, 0.82)
    return (-0.5, -0.85), (0.5, -0.85), (1, 0), (0.5, 0.85), (-0.5, 0.85), (-1, 0)


def rule(x1: float, y1: float, x2: float, y2: float, *, tone: str = "line") -> Piece:
    """Return a thin line."""
    path = f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"
    line = {"class": f"rule {tone}", "fill": "none", "stroke": colour_of(tone)}
    return Piece("path", line | {"d": path})


def curve(path: str, *, width: float, strong: bool) -> Piece:
    """Return a curved line; a strong one stands out."""
    tone = "link" if strong else "edge"
    line = {"class": f"curve {tone}", "fill": "none", "stroke": colour_of(tone)}
    return Piece("path", line | {"stroke-width": number(width), "d": path})


def tint(kind: str, x: float, y: float, size: tuple[float, float], strength: float) -> Piece:
    """Return a box in the colour of a kind of evidence, the fuller the stronger (0 to 1)."""
    attributes = {
        "class": f"tint k-{kind}",
        "x": number(x),
        "y": number(y),
        "rx": "3",
        "width": number(size[0]),
        "height": number(size[1]),
        "fill": colour_of_kind(kind),
        "fill-opacity": f"{strength:.2f}",
    }
    return Piece("rect", attributes)


def legend(kinds: Iterable[tuple[str, str]], top: float) -> tuple[list[Piece], float]:
    """Return the shapes with their words, in lines from a top down, and where they end."""
    pieces: list[Piece] = []
    left = 8.0
    x, y = left, top + 8
    for kind, label in kinds:
        need = 30 + len(label) * 12 * _PER_EM
        if x > left and x + need > WIDTH:
            x, y = left, y + 20
        pieces += [sign(kind, x, y), words(x + 12, y + 4, label, tone="soft")]
        x += need
    return pieces, y + 12


def render_drawing(
    name: str, title: str, description: str, height: float, pieces: Iterable[Piece]
) -> str:
    """Return a whole picture with its title and description for those who cannot see it."""
    return _load_template().render(
        name=name,
        title=title,
        description=description,
        width=WIDTH,
        height=number(height),
        pieces=pieces,
    )


@cache
def _load_template() -> Template:
    environment = make_environment(resource_folder("site") / "templates", Environment)
    return environment.get_template("parts/drawing.svg")
