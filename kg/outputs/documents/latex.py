r"""LaTeX for a document of any content: how text is written, and what stands before it.

Any engine reads it. What is neither Latin nor one of the signs below needs LuaLaTeX or XeLaTeX and
a font that has it; the first line of a document says so then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pylatexenc.latexencode import get_builtin_uni2latex_dict

from kg.latex.plain import encode_latex
from kg.outputs.documents.measure import LONG_WORD, MINUS, width_of
from kg.outputs.documents.word import Imprint

PACKAGES = ("longtable", "booktabs", "array", "ragged2e", "pdflscape", "amssymb")
# TeX has no place for these; the checks of sources refuse most, a query of a project may not.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2060-\u2069\ufeff\ufffe\uffff]"
)
# A space that no line may break at belongs to the text, not to its layout.
_SPACES = re.compile("[ \t\r\n\u2028\u2029]+")
# What pdfLaTeX knows with the fonts T1 and TS1: t1enc.dfu, ts1enc.dfu.
_KNOWN = re.compile(
    "[\n\x20-\x7e\xa0-\xb7\xb9-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e"
    "\u0218-\u021b\u2010-\u2015\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a"
    "\u20ac\u2122\u2190-\u2193]*"
)
# Signs that reviews print beside letters: of statistics, of GRADE (⊕⊕⊝⊝), of lists.
_NAMES = """
⊕oplus ⊖ominus ⊝circleddash ⊗otimes ◯bigcirc ≤leq ≥geq ≠neq ≈approx ≡equiv \u223csim ∞infty √surd
∑sum \u222acup ∩cap ⇒Rightarrow ⇔Leftrightarrow ↔leftrightarrow ✓checkmark ●bullet ★bigstar
■blacksquare □square ▲blacktriangle ○circ ∆Delta
"""
_GREEK = range(0x391, 0x3CA)
_SIGNS = {
    **{name[0]: rf"\ensuremath{{\{name[1:]}}}" for name in re.findall(r"\S+", _NAMES)},
    **{
        chr(code): written
        for code, written in get_builtin_uni2latex_dict().items()
        if code in _GREEK
    },
}
_HIGH, _LOW = "⁰⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"
_WRITTEN = str.maketrans(
    {
        **_SIGNS,
        **{
            sign: rf"\textsuperscript{{{small}}}"
            for sign, small in zip(_HIGH, "0456789+-=()ni", strict=True)
        },
        **{
            sign: rf"\textsubscript{{{small}}}"
            for sign, small in zip(_LOW, "0123456789+-=()", strict=True)
        },
        **dict.fromkeys("\u2002\u2003\u2004\u2005\u2007\u2008\u2009\u200a\u202f\u205f", r"\,"),
        "\u2212": r"\ensuremath{-}",
        "\xad": r"\-",
        "`": r"\textasciigrave{}",
        # In the encoding that a document has without a word of its own these print `¡` and `¿`.
        "<": r"\textless{}",
        ">": r"\textgreater{}",
    }
)
# Two of these side by side are a quotation mark in the encoding T1.
_LIGATURE = re.compile("(?<=,)(?=,)")
BREAKS = "/._-@=&?"  # after these a long word, mostly an address, may be broken
_LINE = 100.0  # small letters: about what a page holds beside each other


def escape_text(text: str, room: float = _LINE) -> str:
    """Return plain text as LaTeX; a word that has no room (in small letters) may be broken."""
    words = _SPACES.split(_UNFIT.sub("", text).strip(" \t\r\n"))
    return " ".join(_escape_word(word, room) for word in words)


def render_taken_in(lines: Iterable[str]) -> str:
    r"""Return lines as a file to `\input`; its first line names the packages that it takes."""
    text = "\n".join([*lines, ""])
    engine = " with LuaLaTeX or XeLaTeX, and a font that has all its letters"
    return (
        rf"% \usepackage{{{','.join(PACKAGES)}}}{engine if needs_unicode(text) else ''}" f"\n{text}"
    )


def needs_unicode(text: str) -> bool:
    """Tell whether LaTeX as this module writes it has a sign that pdfLaTeX does not know."""
    return _KNOWN.fullmatch(text) is None


def render_around(body: str, source: str, title: str, imprint: Imprint) -> str:
    """Return a document with a body; `source` is all that it takes in, to know the engine."""
    about = {
        "pdftitle": title,
        "pdfauthor": "; ".join(imprint.authors),
        "pdflang": imprint.language,
    }
    facts = ", ".join(f"{key}={{{escape_text(value)}}}" for key, value in about.items())
    engine = ["% !TeX program = lualatex"] if needs_unicode(source + facts) else []
    lines = [
        *engine,
        r"\documentclass[a4paper]{article}",
        r"\usepackage{iftex}",
        r"\iftutex\usepackage{fontspec}\else\usepackage[T1]{fontenc}\usepackage{textcomp}",
        r"\IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}\fi",
        rf"\usepackage{{{','.join(PACKAGES)}}}",
        r"\usepackage[margin=25mm]{geometry}",
        rf"\usepackage[hidelinks]{{hyperref}}\hypersetup{{{facts}}}",
        r"\begin{document}",
        body,
        r"\end{document}",
    ]
    return "\n".join(lines) + "\n"


def _escape_word(word: str, room: float) -> str:
    return r"\mbox{-}".join(_escape_unsigned(part, room) for part in MINUS.split(word))


def _escape_unsigned(word: str, room: float) -> str:
    if len(word) <= LONG_WORD and width_of(word) <= room:
        return _escape(word)
    pieces = re.split(rf"(?<=[{re.escape(BREAKS)}])", word)
    return r"\allowbreak{}".join(_escape_piece(piece, room) for piece in pieces)


def _escape_piece(piece: str, room: float) -> str:
    """Return what stands between two breaks; what has no room may be broken anywhere."""
    if width_of(piece) <= room:
        return _escape(piece)
    return (r"\-" if piece.isalpha() else r"\allowbreak{}").join(map(_escape, piece))


def _escape(text: str) -> str:
    return _LIGATURE.sub("{}", encode_latex(text).translate(_WRITTEN))
