"""Plain values → pieces of SVG in the site's manner.

Every piece has a class, so that the site's sheet gives it its colour (light, dark, print), and the
same colour as an attribute, so that the picture stands alone as a file. Each kind of evidence has a
shape of its own: colour is never the only sign.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from html import escape

from kg.outputs.pictures.palette import colour_of, colour_of_kind

WIDTH = 360
_FONT = "system-ui, 'Segoe UI', 'Liberation Sans', Arial, sans-serif"
_PER_EM = 0.56


def kind_of(iri: str) -> str:
    """Return the name of a kind of evidence: what stands after the last `#` of its IRI."""
    return iri.rpartition("#")[2]


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
) -> str:
    """Return a line of text at a baseline."""
    weight = ' font-weight="600"' if bold else ""
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text class="{tone}" x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
        f'{weight}{side} fill="{colour_of(tone)}">{escape(text)}</text>'
    )


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
) -> list[str]:
    """Return lines of text that stand around a middle."""
    step = size * 1.2
    top = middle - step * (len(lines) - 1) / 2 + size * 0.35
    return [
        words(x, top + step * index, line, size=size, bold=bold) for index, line in enumerate(lines)
    ]


def sign(kind: str, x: float, y: float, size: float = 11) -> str:
    """Return the shape of a kind of evidence around a centre."""
    colour = colour_of_kind(kind)
    half = size / 2
    head = f'class="sign k-{escape(kind)}" fill="{colour}"'
    if kind == "PrimaryResearch":
        return f'<circle {head} cx="{number(x)}" cy="{number(y)}" r="{number(half * 0.88)}"/>'
    if kind == "study":
        ring = head.replace("fill", 'fill="none" stroke-width="2" stroke').replace(
            "sign", "sign ring"
        )
        return f'<circle {ring} cx="{number(x)}" cy="{number(y)}" r="{number(half * 0.8)}"/>'
    points = " ".join(
        f"{number(x + half * dx)},{number(y + half * dy)}" for dx, dy in _points(kind)
    )
    return f'<polygon {head} points="{points}"/>'


def _points(kind: str) -> tuple[tuple[float, float], ...]:
    if kind == "SecondaryResearch":
        return (0, -1), (1, 0), (0, 1), (-1, 0)
    if kind == "PracticeCommentary":
        return (0, -0.9), (1, 0.85), (-1, 0.85)
    if kind == "PolicyDocument":
        return (-0.82, -0.82), (0.82, -0.82), (0.82, 0.82), (-0.82, 0.82)
    return (-0.5, -0.85), (0.5, -0.85), (1, 0), (0.5, 0.85), (-0.5, 0.85), (-1, 0)


def rule(x1: float, y1: float, x2: float, y2: float, *, tone: str = "line") -> str:
    """Return a thin line."""
    return (
        f'<path class="rule {tone}" fill="none" stroke="{colour_of(tone)}"'
        f' d="M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"/>'
    )


def curve(path: str, *, width: float, strong: bool) -> str:
    """Return a curved line; a strong one stands out."""
    tone = "link" if strong else "edge"
    return (
        f'<path class="curve {tone}" fill="none" stroke="{colour_of(tone)}"'
        f' stroke-width="{number(width)}" d="{path}"/>'
    )


def tint(kind: str, x: float, y: float, size: tuple[float, float], strength: float) -> str:
    """Return a box in the colour of a kind of evidence, the fuller the stronger (0 to 1)."""
    return (
        f'<rect class="tint k-{escape(kind)}" x="{number(x)}" y="{number(y)}" rx="3"'
        f' width="{number(size[0])}" height="{number(size[1])}"'
        f' fill="{colour_of_kind(kind)}" fill-opacity="{strength:.2f}"/>'
    )


def legend(kinds: Iterable[tuple[str, str]], top: float) -> tuple[list[str], float]:
    """Return the shapes with their words, in lines from a top down, and where they end."""
    pieces: list[str] = []
    left = 8.0
    x, y = left, top + 8
    for kind, label in kinds:
        need = 30 + len(label) * 12 * _PER_EM
        if x > left and x + need > WIDTH:
            x, y = left, y + 20
        pieces += [sign(kind, x, y), words(x + 12, y + 4, label, tone="soft")]
        x += need
    return pieces, y + 12


def document(name: str, title: str, description: str, height: float, pieces: Iterable[str]) -> str:
    """Return a whole picture with its title and description for those who cannot see it."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img"'
        f' viewBox="0 0 {WIDTH} {number(height)}" font-family="{_FONT}"'
        f' aria-labelledby="picture-{name}-title picture-{name}-text">'
    )
    told = (
        f'<title id="picture-{name}-title">{escape(title)}</title>',
        f'<desc id="picture-{name}-text">{escape(description)}</desc>',
    )
    return "\n".join((head, *told, *pieces, "</svg>\n"))
