"""Cells of a table → numbers, digit by digit as they are printed, or why they are none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

_NUMBER = r"[-\u2212\u2013+]?\s?[0-9]+(?:[.,·][0-9]+)?"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_MARKS = r"(?:\s*(?:[*\u2217†‡§¶#]+|\^[^^]{1,3}\^))*"
_BETWEEN = rf"(?P<between>\s*(?:\bto\b|\bbis\b|\bà\b|\ba\b|[,;]|[{_DASHES}])\s*)"
_PLUS_MINUS = r"(?:±|\+/[-\u2212\u2013]|\$?\\pm\$?)"
_LEVEL = (
    r"(?:(?P<level>[0-9]{2}(?:\.[0-9])?)\s*\\?%?\s*)?"
    r"(?P<words>CI|CrI|KI|IC|confidence interval)[:,=]?\s*"
)
_ENDS = rf"(?:{_LEVEL})?(?P<low>{_NUMBER}){_BETWEEN}(?P<high>{_NUMBER})"
# What stands between a value and its interval: `24.1 min (`, `2.68, 95% CI`.
# What is *lower* has a sign, and no unit.
_UNIT = (
    r"\s*(?![^\d()\[\]]*\b(?:lower|higher|less|more|fewer)\b)"
    r"(?:%|[^\W\d_][^\s\d_()\[\],;=][^\d_()\[\],;=]{0,22}?)(?=\s*[,;(\[])"
)
_BEFORE_ENDS = (
    r"\s*[,;]?\s*(?:[(\[]|(?=(?:[0-9]{2}(?:\.[0-9])?\s*\\?%?\s*)?(?:CI|CrI|KI|IC|confidence)\b))"
)
_INTERVAL = re.compile(rf"[(\[]?\s*{_ENDS}\s*[)\]]?{_MARKS}")
_ESTIMATE = re.compile(
    rf"(?P<measure>[A-Za-z][A-Za-z .'’-]*?)?\s*[=:]?\s*(?P<value>{_NUMBER}){_MARKS}"
    rf"(?:(?P<unit>{_UNIT})?{_BEFORE_ENDS}\s*{_ENDS}\s*[)\]]?)?{_MARKS}"
)
# `0.12*** (0.03)`, where the head of the column says that the standard error is in brackets.
_WITH_ERROR = re.compile(
    rf"(?P<value>{_NUMBER}{_MARKS})\s*[(\[]\s*(?:SE|s\.e\.)?\s*[:=]?\s*{_NUMBER}\s*[)\]]{_MARKS}"
)
# A value in percent may have the sign behind each of its numbers.
_PERCENT = re.compile(r"(?<=[0-9])\s*\\?%(?!\s*(?:CI|CrI|KI|IC|confidence)\b)")
_OF_HUNDRED = re.compile(rf"[^\d(]*{_NUMBER}\s*\\?%")
_PLAIN = re.compile(rf"(?P<value>{_NUMBER}){_MARKS}")
_COUNT = re.compile(
    rf"(?:[nN]\s*=\s*)?(?P<count>[0-9]+|[0-9]{{1,3}}(?:[,\u2009\u202f\xa0 ][0-9]{{3}})+){_MARKS}"
)
_EVENTS = re.compile(
    rf"(?P<events>[0-9]+)\s*(?:/|\bof\b)\s*(?P<n>[0-9]+)(?:\s*\([0-9.,·]+\s*%?\))?{_MARKS}"
)
_NOTHING = re.compile(
    rf"(?:[{_DASHES}.…/\s]*|n\.?[\s/]?[ares]\.?"
    r"|not (?:reported|estimable|available|applicable|pooled))",
    re.IGNORECASE,
)
# `12.3 (4.5)`, `12.3 ± 4.5`, `12.3 (SD 4.5)`; in LaTeX the sign is a command.
_MEAN = re.compile(
    rf"(?P<value>{_NUMBER})(?:\s*(?:[(\[]\s*(?P<word>SDs?|SEM?|s\.d\.|s\.e\.)?\s*[:=]?\s*"
    rf"(?:{_PLUS_MINUS})?\s*(?P<low>{_NUMBER})\s*[)\]]|{_PLUS_MINUS}\s*(?P<high>{_NUMBER})))?{_MARKS}"
)
_MEAN_WITH_ENDS = re.compile(
    rf"(?P<value>{_NUMBER})\s*[,;]?\s*[(\[]\s*{_ENDS}\s*[)\]]{_MARKS}", re.IGNORECASE
)
_MEDIAN = re.compile(
    rf"(?P<value>{_NUMBER})(?:\s*[(\[]\s*(?P<word>IQR|range)?[:,]?\s*(?P<low>{_NUMBER}){_BETWEEN}"
    rf"(?P<high>{_NUMBER})\s*[)\]])?{_MARKS}",
    re.IGNORECASE,
)
_DIGITS = r"[0-9]+(?:[.·][0-9]+)?"
_WAY = r"(?:lower|higher|less|more|fewer)"
_IN_WORDS = re.compile(
    rf"(?P<measure>[A-Za-z][A-Za-z .]*?)\s*[=:]?\s*(?P<value>{_DIGITS})"
    rf"(?:\s*(?P<unit>(?!{_WAY})[^\W\d_]+))?"
    rf"\s+(?P<value_way>{_WAY})\s*[(\[]\s*(?:from\s+)?(?:95\s*%\s*CI[:,]?\s*)?"
    rf"(?P<low>{_DIGITS})(?:\s*(?P<low_way>{_WAY}))?\s+to\s+"
    rf"(?P<high>{_DIGITS})(?:\s*(?P<high_way>{_WAY}))?"
    rf"\s*[)\]]{_MARKS}",
    re.IGNORECASE,
)
_THOUSAND = re.compile(r"[-\u2212\u2013+]?\s?[1-9][0-9]{0,2},[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a cell says of an effect: its value, and the interval where it gives one."""

    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    level: Decimal | None = None
    measure: str = ""
    p: str = ""
    unit: str = ""
    head: str = ""  # the measure of a further column of effects


@dataclass(frozen=True, slots=True)
class MeanWithEnds:
    """What a cell says of a mean with two ends; `is_named` where it says that they are of a CI."""

    mean: Decimal
    low: Decimal
    high: Decimal
    level: Decimal | None
    is_named: bool


def says_nothing(cell: str) -> bool:
    """Say whether a cell is empty, or says in the usual signs that there is no figure."""
    return _NOTHING.fullmatch(cell.strip()) is not None


def parse_estimate(cell: str) -> Estimate | str:
    """Return the value of a cell with its interval, if it has one, or why it is none."""
    cell = _with_signs(cell)
    match = _ESTIMATE.fullmatch(cell.strip())
    if match is None and _OF_HUNDRED.match(cell):
        found = parse_estimate(_PERCENT.sub("", cell))
        return (
            f"'{cell}' is no value with an interval"
            if isinstance(found, str)
            else replace(found, unit="%")
        )
    if match is None:
        return f"'{cell}' is no value with an interval"
    fault = _fault_of_digits(match)
    if fault:
        return fault
    level = Decimal(match["level"]) if match["level"] else None
    value, low, high = (match[name] for name in ("value", "low", "high"))
    measure = (match["measure"] or "").strip()
    if not low or not high:
        return Estimate(_decimal(value), measure=measure)
    unit = (match["unit"] or "").strip()
    return Estimate(_decimal(value), _decimal(low), _decimal(high), level, measure, unit=unit)


def without_error(cell: str) -> str:
    """Return the value of a cell without the standard error in brackets behind it."""
    match = _WITH_ERROR.fullmatch(cell.strip())
    return match["value"] if match else cell


def _with_signs(cell: str) -> str:
    """Return a cell with signs for *lower* and *higher*, if each of its numbers has such a word.

    So GRADE prints differences: `MD 3.2 lower (5.1 lower to 1.3 higher)`. Nought needs none, and
    in `3.2 lower (5.1 to 1.3 lower)` one word is of both ends.
    """
    match = _IN_WORDS.fullmatch(cell.strip())
    if match is None:
        return cell
    said = {}
    for name in ("value", "low", "high"):
        digits, way = match[name], match[f"{name}_way"]
        if name == "low" and way is None and match["high_way"] == match["value_way"]:
            way = match["value_way"]
        if way is None and _decimal(digits):
            return cell
        said[name] = f"-{digits}" if (way or "").lower() in {"lower", "less", "fewer"} else digits
    low, high = sorted((said["low"], said["high"]), key=_decimal)
    unit = f" {match['unit']}" if match["unit"] else ""
    return f"{match['measure']} {said['value']}{unit} ({low} to {high})"


def parse_interval(cell: str) -> tuple[Decimal, Decimal, Decimal | None] | str:
    """Return both ends of an interval, and its level where the cell says it."""
    match = _INTERVAL.fullmatch(cell.strip())
    if match is None:
        return f"'{cell}' is no interval"
    fault = _fault_of_digits(match)
    if fault:
        return fault
    level = Decimal(match["level"]) if match["level"] else None
    return _decimal(match["low"]), _decimal(match["high"]), level


def parse_number(cell: str) -> Decimal | str:
    """Return the one number of a cell."""
    match = _PLAIN.fullmatch(cell.strip())
    if match is None:
        return f"'{cell}' is no number"
    return _fault_of_digits(match) or _decimal(match["value"])


def parse_mean(cell: str) -> tuple[Decimal, Decimal | None, str] | str:
    """Return a mean, what stands beside it, and the letters that say what that is (SD, SE)."""
    match = _MEAN.fullmatch(cell.replace("$", "").strip())
    if match is None:
        return f"'{cell}' is no mean"
    fault = _fault_of_digits(match)
    if fault:
        return fault
    spread = match["low"] or match["high"]
    letters = (match["word"] or "").replace(".", "").upper()[:2]
    return _decimal(match["value"]), _decimal(spread) if spread else None, letters


def parse_mean_with_ends(cell: str) -> MeanWithEnds | str | None:
    """Return a mean with both ends beside it, None where there are no two, or why it is none."""
    match = _MEAN_WITH_ENDS.fullmatch(cell.replace("$", "").strip())
    if match is None:
        return None
    fault = _fault_of_digits(match)
    if fault:
        return fault
    mean, low, high = (_decimal(match[name]) for name in ("value", "low", "high"))
    level = Decimal(match["level"]) if match["level"] else None
    return MeanWithEnds(mean, low, high, level, is_named=match["words"] is not None)


def parse_median(cell: str) -> tuple[Decimal, tuple[Decimal, Decimal] | None, str] | str:
    """Return a median, the ends beside it, and the word that says of what they are."""
    match = _MEDIAN.fullmatch(cell.replace("$", "").strip())
    if match is None:
        return f"'{cell}' is no median with both ends of a range"
    fault = _fault_of_digits(match)
    if fault:
        return fault
    ends = (_decimal(match["low"]), _decimal(match["high"])) if match["low"] else None
    return _decimal(match["value"]), ends, (match["word"] or "").lower()


def parse_count(cell: str) -> int | None:
    """Return how many a cell counts: `1,240` is a thousand and more, for people come whole."""
    match = _COUNT.fullmatch(cell.strip())
    return int(re.sub(r"[^0-9]", "", match["count"])) if match else None


def parse_events(cell: str) -> tuple[int, int] | None:
    """Return events and people of a cell: `12/35`, `12/35 (34%)`."""
    match = _EVENTS.fullmatch(cell.strip())
    return (int(match["events"]), int(match["n"])) if match else None


def _decimal(text: str) -> Decimal:
    plain = re.sub("[\u2212\u2013]", "-", re.sub(r"\s", "", text))
    return Decimal(re.sub("[,·]", ".", plain))


def _fault_of_digits(match: re.Match[str]) -> str | None:
    """Return why the digits of a cell may be read in two ways, or None."""
    groups = match.groupdict()
    numbers = [groups[name] for name in ("value", "low", "high") if groups.get(name)]
    between = groups.get("between") or ""
    cell = match[0]
    if any(_THOUSAND.fullmatch(one) for one in numbers):
        return f"'{cell}': a comma before three digits may be a thousand or a decimal"
    if any("," in one for one in numbers) and any("." in one for one in numbers):
        return f"'{cell}' has commas and points in its numbers"
    ends = [groups[name] for name in ("low", "high") if groups.get(name)]
    if between == "," and not any("." in one for one in ends):
        return f"'{cell}': the comma may part two numbers or be a decimal's"
    # `-10.2 -3.8`: the second dash may be a sign.
    if (
        between.strip()
        and between.strip() in _DASHES
        and between[0].isspace()
        and not between[-1].isspace()
    ):
        return f"'{cell}': the dash may be a sign"
    return None
