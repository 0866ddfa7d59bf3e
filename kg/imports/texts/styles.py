"""A text → the style in which it most likely cites, for `codes` of `data/review.yaml`.

The places of citations are found later, with the references at hand (`kg mentions`); here it is
enough to see which of the styles a text is full of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from kg.sources.latex.definitions import begin_of_document

# How a list of references is numbered that a text has in itself: as notes of Markdown, or plainly.
Numbering = Literal["", "notes", "numbers"]
# Fewer than this many are chance: an interval in brackets, a year after a name.
_FEWEST = 2
_ROLE = r"\{(?:foot|full)?cite(?::[a-z]+)?\}`"
_STYLES: Mapping[str, re.Pattern[str]] = {
    "latex": re.compile(r"\\(?:[A-Za-z]*cite[A-Za-z]*\*?|[a-z]*bibentry|[a-z]*cquote)\s*[\[{]"),
    "doi": re.compile(rf"{_ROLE}|(?<![\w.])@\{{?(?:[A-Za-z][\w.-]*:)?[A-Za-z0-9][\w.:/-]*[\w/]"),
    "number": re.compile(
        r"\[\d{1,3}(?:\s*[-–,;]\s*\d{1,3})*\]|\^\d{1,3}(?:[-–,]\d{1,3})*\^"
        r"|(?:<sup>|\\textsuperscript\{|\$\^\{)\d{1,3}(?:[-–,]\s?\d{1,3})*(?:</sup>|\})"
        r"|(?:[^\W\d_]{3}|[.,;:)”\"’])[¹²³⁴-⁹](?:[⁻,–-]?[⁰¹²³⁴-⁹])*(?!\w)"
    ),
    "author-year": re.compile(r"(?<=[^\W\d_])[.,]?\s{1,2}\(?(?:1[89]|20)\d\d[a-z]?[);,]"),
}
# `[S1, S4]`, `[P2]–[P5]`: studies by codes; in square brackets alone, for `(H1)` is a hypothesis.
_CODED = re.compile(
    r"(?<!\!)\\?\[(?:[A-Z]{1,2}|\\?#)[0-9]{1,3}"
    r"(?:\s*[,;\u2013-]\s*(?:[A-Z]{1,2}|\\?#)[0-9]{1,3})*\\?\](?![(:])"
)
_CODE = re.compile(r"(?P<letters>[A-Z]{1,2}|#)(?P<number>[0-9]{1,3})")
_NO_CODES = frozenset({"RQ", "Q", "H"})
_FEWEST_CODES = 4
_ROUND = re.compile(r"(?<=[^\W\d_])[ \t]?\(\d{1,3}(?:\s*[-–,;]\s*\d{1,3})*\)")
_ALONE = {
    "latex": _STYLES["latex"],
    "doi": re.compile(rf"{_ROLE}|\[[^\[\]]*(?<![\w.])@[\w{{][^\[\]]*\]"),
}
_READ: Mapping[str, tuple[str, ...]] = {
    "latex": ("latex", "number", "author-year"),
    "markdown": ("doi", "number", "author-year"),
    "plain": ("number", "author-year"),
    "": ("number", "author-year"),
}


def guess_style(text: str, marks: str, numbered: Numbering = "") -> str:
    """Return the style of citations that stands most often in a text, or "" where none does.

    `marks` says how the text is marked, and `numbered` how the list of references that it has in
    itself is. Keys and commands are citations whenever they are there; numbers in brackets and
    years after names are often something else.
    """
    text = text[begin_of_document(text) :] if marks == "latex" else text
    counts = {style: len(_STYLES[style].findall(text)) for style in _READ[marks]}
    surest = next(iter(counts))
    # A command, or a key in brackets, is a citation, though it be the only one.
    is_sure = surest in _ALONE and _ALONE[surest].search(text)
    if is_sure or (surest in _ALONE and counts[surest] >= _FEWEST):
        return surest
    if numbered == "notes" or (numbered and counts["number"] >= _FEWEST):
        return "number"
    # Numbers in round brackets often count; beside a list with numbers they cite.
    if numbered and len(_ROUND.findall(text)) > max(_FEWEST - 1, counts["author-year"]):
        return "number"
    best = max(counts, key=lambda style: counts[style])
    return best if counts[best] >= _FEWEST else ""


def tell_own_codes(text: str, marks: str) -> str:
    """Return what to do where a text cites by codes of its own, `[S1, S4]`; "" where it does not.

    Reviews of software engineering number their studies so; no style is guessed from it.
    """
    by_letters: dict[str, dict[int, None]] = {}
    for bracket in _CODED.finditer(text) if marks != "latex" else ():
        for found in _CODE.finditer(bracket[0]):
            if found["letters"] not in _NO_CODES:
                by_letters.setdefault(found["letters"], {})[int(found["number"])] = None
    letters = max(by_letters, key=lambda one: len(by_letters[one]), default="")
    numbers = sorted(by_letters.get(letters, ()))
    if len(numbers) < _FEWEST_CODES:
        return ""
    first, last = f"{letters}{numbers[0]}", f"{letters}{numbers[-1]}"
    printed, style = f"{letters}[0-9]{{1,3}}", ""
    if len(_STYLES["number"].findall(text)) >= _FEWEST:  # [1] beside [S1]
        printed, style = f"(?:{printed}|[0-9]{{1,3}})", "style: pattern, "
        style += r"group: '\[[^\[\]]{1,200}\]', "
    return (
        f"it cites by codes of its own ({first} … {last}): write codes: {{{style}printed: "
        f"'{printed}'}} into data/review.yaml, and give each work its code, as its key or as "
        f"ids = {{{first}}}, where a list in the text has not done so"
    )
