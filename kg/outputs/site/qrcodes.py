"""An address → a small picture that a phone's camera reads."""

from __future__ import annotations

import segno
from markupsafe import escape

_QUIET = 2  # the empty rim, in squares; on white paper the page adds to it


def draw_qr(address: str, label: str) -> str:
    """Return the QR code of an address as SVG, black on what it stands on, to be put into a page.

    It is read out as its label. Its size is left to the style of the page.
    """
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(border=_QUIET, omitsize=True, svgclass="qr", lineclass=None)
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(label)}" ', 1)
