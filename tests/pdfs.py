"""Small PDFs, made when a test wants them."""

from __future__ import annotations

from fpdf import FPDF


def blank() -> FPDF:
    """Return a PDF without a page."""
    pdf = FPDF()
    pdf.set_font("Times", size=12)
    return pdf


def review() -> FPDF:
    """Return a review with a preface in roman numbers, a plate, running heads and bookmarks."""
    pdf = blank()
    pdf.set_title("Tea at work")
    pdf.add_page(label_style="r", label_start=9)
    pdf.multi_cell(0, 6, "TEA AT WORK\nA preface on tea.")
    pdf.add_page()
    pdf.multi_cell(0, 6, "TEA AT WORK\nIts second page.")
    pdf.add_page(label_style="D", label_start=1)
    pdf.start_section("Findings")
    pdf.multi_cell(0, 6, "TEA AT WORK\nFindings\nTea was shared (Able, 2001) by organi-\nsations.")
    pdf.add_page()
    pdf.rect(20, 20, 50, 50)
    pdf.add_page()
    pdf.start_section("A Theme", level=1)
    pdf.start_section("Plates")
    pdf.multi_cell(0, 6, "A theme\nCups are washed (Brown, 2002).")
    return pdf


def bytes_of(pdf: FPDF) -> bytes:
    """Return the file of a PDF."""
    return bytes(pdf.output())


def raw(*objects: bytes) -> bytes:
    """Return a PDF of objects as they are given, the first of which is the catalogue."""
    parts, places = [b"%PDF-1.7\n"], []
    for number, one in enumerate(objects, start=1):
        places.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    start = sum(map(len, parts))
    lines = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, lines))
    parts.append(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start))
    return b"".join(parts)
