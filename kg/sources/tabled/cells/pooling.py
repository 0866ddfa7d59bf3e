"""What tables tell of p values, weights and heterogeneity → fields of an effect, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from kg.sources.tabled.cells.numbers import parse_number

# Letters of statistics as they are written, to those of the patterns below.
_LETTERS = str.maketrans(
    {"²": "2", "τ": "tau", "χ": "chi", "\u03a7": "chi", "·": ".", "\u2212": "-"}
)
_SQUARED = re.compile(r"[- ]squared?\b(?=\s*[=:(])|(?<=[iu])[- ]squared\b")
_MARKUP = re.compile(r"[$\\{}^]|</?su[bp]>")
_EMPTY = frozenset({"value", "values", "statistic", "for", "of", "test", "the", "s"})
_SPREAD = frozenset({"heterogeneity", "het"})
_WEIGHING = frozenset({"iv", "m", "h", "mh", "random", "fixed", "effect", "effects", "model"})
# The words of a heading, without those that say nothing → what is below it.
_ROLES: Mapping[tuple[str, ...], str] = {
    ("p",): "p",
    ("sig",): "p",
    ("i2",): "i2",
    ("tau2",): "tau2",
    ("q",): "q",
    ("cochran", "q"): "q",
    ("cochrans", "q"): "q",
    ("chi2",): "q",
    ("q", "df"): "q/df",
    ("chi2", "df"): "q/df",
    ("df",): "df",
}
ROLES = frozenset({*_ROLES.values(), "weight", "heterogeneity", "p/heterogeneity"})
_NUMBER = r"[0-9]*\.?[0-9]+"
_P = rf"(?P<p>[=<>≤≥]\s*{_NUMBER})"
_FIELDS = {
    "i2": re.compile(rf"(?<![a-z])i2\s*=?\s*(?P<i2>{_NUMBER})\s*%"),
    "tau2": re.compile(rf"(?<![a-z])tau2\s*=\s*(?P<tau2>{_NUMBER})"),
    "q": re.compile(rf"(?<![a-z])(?:chi2|q)\s*(?:\([^()]*\)\s*)?=\s*(?P<q>{_NUMBER})"),
    "df": re.compile(
        r"(?<![a-z])(?:(?:df|d\.f\.)\s*=\s*|(?:chi2|q)\s*\(\s*)(?P<df>[0-9]+)(?![.0-9])"
    ),
    "p": re.compile(rf"(?<![a-z])p(?:[- ]?value|\s*\([^()=]*\))?\s*{_P}"),
}
_P_IN_CELL = re.compile(
    r"[,;]?\s*[(\[]?\s*(?<![^\W_])[pP]\s*(?P<p>[=<>≤≥]\s*[0-9]*[.,·]?[0-9]+)(?=\s*[)\]]*\s*$)"
)
_P_CELL = re.compile(
    r"(?:[pP]\s*)?(?P<p>[=<>≤≥]?\s*[0-9]*[.,·]?[0-9]+)(?:\s*[*†‡§¶#]+|\^[^^]{1,3}\^)*"
)
_NEXT_TEST = re.compile(
    r"(?=\btests? (?:for|of) |(?<!for )(?<!of )\b(?:overall|summary|pooled) effect\b"
    r"|\b95 ?% (?:prediction|predictive))|[;.,]\s+(?=z\s*=)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"n\.?\s?s\.?|not significant|non-significant", re.IGNORECASE)


def role_of_statistic(heading: str, cells: Iterable[str]) -> str:
    """Return what a heading says of p values, weights or heterogeneity, or "" for none of them."""
    words = [*re.findall(r"[a-z0-9]+", _plain(heading))]
    if not words:
        return ""
    bare = tuple(one for one in words if one not in _EMPTY | _SPREAD)
    if bare == ("p",) and (_SPREAD & {*words}):
        return "p/heterogeneity"
    if words == ["heterogeneity"]:
        return "heterogeneity"
    if bare[:1] == ("weight",) and {*bare[1:]} <= _WEIGHING:
        filled = [cell.strip() for cell in cells if cell.strip()]
        is_share = "%" in heading or (filled and all(one.endswith("%") for one in filled))
        return "weight" if is_share else ""
    return _ROLES.get(bare, "")


def parse_p(cell: str) -> str | None:
    """Return a p value as it is printed, without its letter and footnotes, or None for none."""
    bare = cell.replace("$", "").strip()
    if _WORDS.fullmatch(bare):
        return bare
    match = _P_CELL.fullmatch(bare)
    return re.sub(r"\s", "", match["p"]).removeprefix("=") if match else None


def part_p(cell: str) -> tuple[str, str]:
    """Return a cell without the p value at its end, and that value: `0.7 (0.5–0.9; p = 0.03)`."""
    match = _P_IN_CELL.search(cell)
    if match is None:
        return cell, ""
    rest = cell[: match.start()] + cell[match.end() :]
    if rest.count(")") > rest.count("("):
        rest = rest.rstrip()[:-1]
    return rest, re.sub(r"\s", "", match["p"]).removeprefix("=")


def parse_share(cell: str, *, is_percent: bool) -> Decimal | str:
    """Return a percentage, or why a cell is none; `is_percent` says that its heading says so."""
    number = parse_number(re.sub(r"\s*\\?%", "", cell.replace("$", "")))
    if isinstance(number, str):
        return f"'{cell}' is no percentage"
    if 0 < number < 1 and not is_percent and "%" not in cell:
        return f"'{cell}' may be a percentage or a part of 1"
    return number


def part_tests(line: str) -> list[str]:
    """Return what a line tells, a part a test: *Heterogeneity: …; Test for overall effect: …*."""
    return [part for one in _NEXT_TEST.split(line) if (part := one.strip(" .;,"))]


def parse_heterogeneity(words: str) -> dict[str, object]:
    """Return what a line tells of heterogeneity: `Chi² = 9.1, df = 5 (P = 0.11); I² = 45%`."""
    plain = _plain(words)
    found: dict[str, object] = {}
    for name, pattern in _FIELDS.items():
        match = pattern.search(plain)
        if match is not None:
            told = re.sub(r"\s", "", match[name]).removeprefix("=")
            found[name] = int(told) if name == "df" else told if name == "p" else Decimal(told)
    return found


def parse_test(cell: str) -> dict[str, object] | None:
    """Return Q and its degrees of freedom: `9.1 (5)`, `9.1 (df = 5)`, or None."""
    match = re.fullmatch(
        rf"({_NUMBER})\s*[(,;]\s*(?:df\s*=\s*)?([0-9]+)\s*\)?", _plain(cell).strip()
    )
    return {"q": Decimal(match[1]), "df": int(match[2])} if match else None


def _plain(words: str) -> str:
    return _SQUARED.sub("2", _MARKUP.sub("", words).translate(_LETTERS).casefold())
