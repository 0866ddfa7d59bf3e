"""Words and signs by which a table judges → the words of a tool, as the review prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model.appraisals import Judged
from kg.sources.tabled.cells.folding import fold_heading

_RISK: Judged = "risk of bias"


@dataclass(frozen=True, slots=True)
class KnownTool:
    """A tool that goes by a name everywhere, and its words in its own order."""

    name: re.Pattern[str]
    judges: Judged
    words: tuple[str, ...]


# Of RoB 1 and QUADAS-2 the doubtful word stands between the others, as their charts have it.
TOOLS = (
    KnownTool(re.compile(r"(?i:\brob[ -]?2(?:\.0)?\b)"), _RISK, ("Low", "Some concerns", "High")),
    KnownTool(
        re.compile(r"(?i:\brobins-i\b(?! v))"),
        _RISK,
        ("Low", "Moderate", "Serious", "Critical", "No information"),
    ),
    KnownTool(
        re.compile(r"(?i:\brobins-e\b)"), _RISK, ("Low", "Some concerns", "High", "Very high")
    ),
    KnownTool(re.compile(r"(?i:\bquadas-2\b)"), _RISK, ("Low", "Unclear", "High")),
    KnownTool(
        re.compile(
            r"(?i:\bcochrane(?:['’]s)? (?:risk[ -]of[ -]bias|rob)"
            r"(?! ?2| tool(?: version)? ?2) tool\b|\brob[ -]?1\b)"
        ),
        _RISK,
        ("Low", "Unclear", "High"),
    ),
    KnownTool(re.compile(r"(?i:\bgrade\b)"), "certainty", ("High", "Moderate", "Low", "Very low")),
)
SILENT = frozenset({"no information"})
"""What says nothing of risk or certainty, and stands behind all that does."""
# From the surest to the least sure.
_GRADES = (
    "very low", "low", "probably low", "some concerns", "unclear", "moderate", "probably high",
    "high", "serious", "very high", "critical",
)  # fmt: skip
SCALE = (*_GRADES, *SILENT)
# What checklists ask is answered so; by itself it may be a fact about a study.
_ANSWERS = frozenset(
    {
        "yes", "no", "unclear", "partial", "partially", "partly", "probably yes", "probably no",
        "can t tell", "cannot tell", "cannot determine", "unsure", "y", "n", "u", "na", "n a", "cd",
        "not applicable", "not reported", "nr", "pass", "fail",
    }
)  # fmt: skip
_EMPTY_WORDS = re.compile(r"\b(?:risks?|of|bias|certainty|quality|confidence|judged|rating)\b")
_WORDS = "|".join(re.escape(word) for word in sorted(SCALE, key=len, reverse=True))
# What Markdown has for the lights of a traffic light, and for ticks.
_PICTURES = "🟢🟡🟠🔴⚪⚫🔵✅❌⚠\ufe0f✓✔✗✘"
_SIGNS = "+?!\u2212\u2013\u2010-●○⊕⊖⊗⊝⨁◯" + _PICTURES
_COLOURS = frozenset({"green", "yellow", "amber", "orange", "red"})
_LEGEND = re.compile(
    rf"(?<!\w)[(“\"'`$]*(?P<sign>(?:{'|'.join(sorted(_COLOURS))})(?=\s*[=:,)])|[{re.escape(_SIGNS)}]{{1,4}}|[A-Z]{{1,2}}(?=\s*[=:]))"
    rf"[)”\"'$]*\s*(?:=|:|,|\bindicates\b|\bmeans\b|\bis\b)?\s*[“\"'`]?"
    rf"(?P<words>(?:{_WORDS})(?: risk(?: of bias)?)?)(?![^\W_])",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[A-Z]{1,2}")
# What leads to a note below the table is no part of the word.
_NOTED = re.compile(r"(?:\s*(?:\^[^^]{1,12}\^|[*\u2217†‡§¶#⁰¹²³⁴-⁹]+))+$")
_DASHES = re.compile("\u2212{2,3}")  # `--`, as LaTeX writes a longer one
_MINUS = str.maketrans("\u2013\u2010-", "\u2212" * 3)
# What leads to a reason: `Low: …`, `Low (…)`, `Unclear risk as not described`.
_REASON = re.compile(
    r"\s*[:;.,(–—]\s+|\s*\(|\s+[-–—]+\s+|\s+(?=(?:as|because|due to|since|owing to|given)\s)",
    re.IGNORECASE,
)
_SCALE = "|".join(map(re.escape, SCALE))
_NEXT_WORD = re.compile(
    rf"(?:(?:to|or|and|risk) )*(?:{_SCALE})(?: (?:risk|bias|to|or|and|in|for)\b|$)"
)
_SIGN = r"(?:[⊕⊖⊝⨁◯○●\s$]|\\(?:oplus|ominus|bigcirc|circ|odot|bullet)(?![a-z]))"
_GRADE_SIGNS = re.compile(rf"^{_SIGN}+|{_SIGN}+$")

# GRADE's four signs, from the left: as many are filled as the grade is high. Some print + and -.
_FILLED, _HOLLOW = "⊕⨁+●•", "⊝⊖○◯◦Oo0-\u2212\u2013\u2010"
_FOUR = re.compile(rf"(?=.{{4}}$)(?P<filled>[{re.escape(_FILLED)}]+)[{re.escape(_HOLLOW)}]*")
_COMMANDS = {
    "oplus": "⊕", "bigoplus": "⊕", "bullet": "●", "ominus": "⊝", "bigcirc": "○", "circ": "○",
}  # fmt: skip


def fold_judgement(text: str) -> str:
    """Return the bare word of a judgement: `low` for *Low risk of bias*."""
    return " ".join(_EMPTY_WORDS.sub(" ", fold_heading(text)).split())


def tools_named(text: str) -> list[tuple[str, KnownTool]]:
    """Return the tools that a text names, each with its name as printed there."""
    found = ((one.name.search(text), one) for one in TOOLS)
    return [(" ".join(match[0].split()), one) for match, one in found if match]


def read_legend(text: str) -> dict[str, str]:
    """Return what a text says that signs mean: `+` → *low risk*. One with two meanings is out."""
    found: dict[str, set[str]] = {}
    printed: dict[str, str] = {}
    for match in _LEGEND.finditer(text):
        # What is `low - some concerns` is a list, not a legend: a sign stands before each word.
        sign = fold_sign(match["sign"])
        found.setdefault(sign, set()).add(fold_judgement(match["words"]))
        printed.setdefault(sign, match["words"])
    legend = {sign: printed[sign] for sign, words in found.items() if len(words) == 1}
    # One sign alone may be a dash between words: a legend tells several apart. Letters are none.
    if len(legend) > 1 or all(_LETTERS.fullmatch(sign) for sign in legend):
        return legend
    return {}


def fold_sign(text: str) -> str:
    """Return a sign with one kind of minus, out of its brackets."""
    sign = _DASHES.sub("\u2212", text.strip().strip("()[]$").translate(_MINUS))
    return sign.lower() if sign.lower() in _COLOURS else sign


def bare_of_notes(cell: str) -> str:
    """Return a cell without what leads to notes below the table."""
    return _NOTED.sub("", cell.strip())


def word_of(cell: str, legend: Mapping[str, str]) -> str:
    """Return the word that a cell judges by, as printed there or in the legend; "" for none."""
    for sign in (fold_sign(cell), fold_sign(bare_of_notes(cell))):
        if sign in legend:
            return legend[sign]
    return part_reason(cell)[0]


def part_reason(cell: str) -> tuple[str, str]:
    """Return the word of a cell, and the reason that stands behind it: `Low (by computer)`.

    Both are "" where it begins with no word that is known, or where it says a second one.
    """
    if word := _bare_word(cell):
        return word, ""
    for match in _REASON.finditer(cell):
        reason = cell[match.end() :].strip()
        reason = reason.removesuffix(")") if "(" in match[0] else reason
        if (word := _bare_word(cell[: match.start()])) and re.search(r"[^\W\d_]{3}", reason):
            return ("", "") if _NEXT_WORD.match(fold_heading(reason)) else (word, reason)
    return "", ""


def is_bare_word(cell: str) -> bool:
    """Say whether a cell is a word of a judgement and nothing else."""
    return bool(_bare_word(cell))


def _bare_word(cell: str) -> str:
    # GRADE prints its signs before the word, or behind it.
    word = _GRADE_SIGNS.sub("", _NOTED.sub("", cell.strip()))
    word = _NOTED.sub("", word).strip(_PICTURES + " ")
    return word if fold_judgement(word) in SCALE else ""


def is_of_grade(sign: str) -> bool:
    """Say whether a sign is one of GRADE's: filled and empty circles, one for each grade."""
    return re.fullmatch(rf"{_SIGN}+", sign) is not None


def grade_of_signs(cell: str) -> str:
    """Return the grade that four signs of GRADE stand for (`⊕⊕⊝⊝`: Low), or "" for others."""
    said = re.sub(r"\\([A-Za-z]+)", lambda found: _COMMANDS.get(found[1], "?"), cell)
    match = _FOUR.fullmatch(re.sub(r"[\s${}]", "", _NOTED.sub("", said.strip())))
    grades = ("Very low", "Low", "Moderate", "High")
    return grades[len(match["filled"]) - 1] if match else ""


def is_answer(cell: str) -> bool:
    """Say whether a cell answers a question of a checklist: *Yes*, *No*, *Unclear*, *N/A*."""
    return fold_heading(_NOTED.sub("", cell)) in _ANSWERS


def is_sign(cell: str) -> bool:
    """Say whether a cell is a sign that stands for a word, or its first letters."""
    sign = fold_sign(cell)
    is_known = sign in _COLOURS or set(sign) <= set(_SIGNS) or bool(_LETTERS.fullmatch(sign))
    return bool(sign) and is_known


def order_words(
    printed: Iterable[str], known: Sequence[str], judges: Judged, told: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return words once each, in the order of the tool: those printed, then those it has besides.

    Of certainty the surest is first. A word counts once, however it is printed. Words that are
    `told` and go with no tool that is known (*Yes*, *Unclear*, *No*) stand in the order told.
    """
    forms: dict[str, str] = {}
    for word in (*printed, *told, *known):
        forms.setdefault(fold_judgement(word), word)
    if not {*map(fold_judgement, told)} <= {*SCALE, *map(fold_judgement, known)}:
        in_order = dict.fromkeys(fold_judgement(word) for word in (*told, *forms.values()))
        return tuple(forms.get(word, word) for word in in_order)
    folded = [fold_judgement(word) for word in known]
    if not set(forms) <= {*folded}:
        folded = [*_GRADES] if judges == _RISK else [*reversed(_GRADES)]
        folded += SILENT
    return tuple(forms[word] for word in folded if word in forms)


def fit_word(word: str, words: Sequence[str]) -> str | None:
    """Return the word of a tool that a printed one is, or None."""
    return next((one for one in words if fold_judgement(one) == fold_judgement(word)), None)
