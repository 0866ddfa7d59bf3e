from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import segno

from kg.outputs.site.qrcodes import draw_qr

ADDRESS = "https://example.org/tea/tips/12.html"


def test_the_picture_holds_the_squares_of_the_code() -> None:
    """Each dark square of the code is drawn, in its row, and nothing else."""
    picture = draw_qr(ADDRESS, "QR code")
    path = re.search(r' d="([^"]+)"', picture)
    assert path is not None
    drawn: set[tuple[int, int]] = set()
    x = y = 0.0
    for step, numbers in re.findall(r"([Mmh])([^Mmh]*)", path[1]):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if step == "h":
            drawn |= {(int(y), int(x) + place) for place in range(int(values[0]))}
            x += values[0]
        else:
            x, y = (values[0], values[1]) if step == "M" else (x + values[0], y + values[1])
    rows = segno.make(ADDRESS, error="m", micro=False).matrix_iter(border=2)
    dark = {(n, m) for n, row in enumerate(rows) for m, square in enumerate(row) if square}
    assert drawn == dark


def test_the_picture_grows_with_its_page_and_has_a_name() -> None:
    """It has no size of its own, and a reader who cannot see it hears what it is."""
    tree = ET.fromstring(draw_qr(ADDRESS, "QR code"))
    assert {"width", "height"}.isdisjoint(tree.attrib)
    assert tree.get("viewBox")
    assert tree.get("aria-label") == "QR code"
