r"""Quantities and chemical formulas of LaTeX → plain text: `\SI{5}{\micro\gram}` is `5 µg`.

As the packages siunitx and mhchem print them. What is no plain case stays as it was written, so
that whoever asks which commands nobody knows is told that one, and no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product

from kg.latex.macros import HIGH, LOW

_GROUP = r"\s*(?:\[[^\[\]]*\])?\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
_PREFIXES = {
    "quecto": "q", "ronto": "r", "yocto": "y", "zepto": "z", "atto": "a", "femto": "f",
    "pico": "p", "nano": "n", "micro": "µ", "textmu": "µ", "mu": "µ", "milli": "m", "centi": "c",
    "deci": "d", "deca": "da", "deka": "da", "hecto": "h", "kilo": "k", "mega": "M", "giga": "G",
    "tera": "T", "peta": "P", "exa": "E", "zetta": "Z", "yotta": "Y",
    "kibi": "Ki", "mebi": "Mi", "gibi": "Gi", "tebi": "Ti",
}  # fmt: skip
_UNITS = {
    "ampere": "A", "candela": "cd", "kelvin": "K", "gram": "g", "kilogram": "kg", "metre": "m",
    "meter": "m", "mole": "mol", "second": "s", "becquerel": "Bq", "degreeCelsius": "°C",
    "celsius": "°C", "coulomb": "C", "farad": "F", "gray": "Gy", "hertz": "Hz", "henry": "H",
    "joule": "J", "lumen": "lm", "katal": "kat", "lux": "lx", "newton": "N", "ohm": "Ω",
    "pascal": "Pa", "radian": "rad", "siemens": "S", "sievert": "Sv", "steradian": "sr",
    "tesla": "T", "volt": "V", "watt": "W", "weber": "Wb", "astronomicalunit": "au", "bel": "B",
    "dalton": "Da", "day": "d", "decibel": "dB", "degree": "°", "electronvolt": "eV",
    "hectare": "ha", "hour": "h", "litre": "L", "liter": "L", "arcminute": "\u2032",
    "arcsecond": "\u2033", "neper": "Np", "tonne": "t", "percent": "%", "bar": "bar",
    "angstrom": "Å", "minute": "min",
    "barn": "b", "mmHg": "mmHg", "knot": "kn", "bit": "bit", "byte": "B", "clight": "c",
}  # fmt: skip
# The short forms that siunitx has, of each prefix that it has them for.
_SHORT_PREFIXES = {"": "", **{sign: sign for sign in "fpnmcdkMGT"}, "u": "µ"}
_SHORT_UNITS = {
    **{sign: sign for sign in ("mol", "Hz", "Pa", "eV", "Wh", "dB", *"AKgmsVWJNFlLHSCT")},
    "ohm": "Ω",
}
_SHORT = {
    before + unit: _SHORT_PREFIXES[before] + _SHORT_UNITS[unit]
    for before, unit in product(_SHORT_PREFIXES, _SHORT_UNITS)
}
_POWERS_BEFORE = {"square": "2", "cubic": "3"}
_POWERS_BEHIND = {"squared": "2", "cubed": "3"}
_TOKEN = re.compile(
    r"\\(?P<power>tothe|raiseto)\s*\{(?P<exponent>[-+\d]+)\}|\\(?P<of>of)\s*\{(?P<what>[^{}]*)\}"
    r"|\\(?P<name>[A-Za-z]+)|\^(?:\{(?P<high>[-+\d]+)\}|(?P<digit>\d))|(?P<blank>[\s~.]+|\\,)"
    r"|\\?(?P<other>.)",
    re.DOTALL,
)
_NUMBER = re.compile(
    r"(?P<sign>[-+<>]?)(?P<digits>[\d.,]*)(?P<error>\(\d+\)|)(?:[eEdD](?P<power>[-+]?\d+))?"
)
_ARROWS = {"<=>": "⇌", "<->": "↔", "->": "→", "<-": "←"}
_PLAIN_FORMULA = re.compile(r"(?:[\w()\[\]{}^+\-<>=.,/*\s~·]|\$[^$]*\$)*", re.ASCII)
_SPECIES = re.compile(
    r"(?P<math>\$[^$]*\$)|\^(?P<high>\{[^{}]*\}|\d*[+-]|\w+)|_(?P<low>\{[^{}]*\}|\w)"
    # Digits behind a letter count atoms, but not those of PM2.5; a sign at the end is a charge.
    r"|(?<=[A-Za-z)\]])(?P<count>\d+)(?![.\d])|(?<=[\w)\]])(?P<charge>[+-])$",
    re.ASCII,
)


def read_quantities(latex: str) -> str:
    """Return LaTeX with its numbers, units and formulas of chemistry as plain text in groups."""
    if "\\" not in latex:
        return latex
    for command, reader in _READERS:
        latex = command.sub(partial(_shown, reader), latex)
    return latex


def quantities_in(latex: str) -> Iterator[tuple[int, int, str]]:
    """Yield where LaTeX has numbers, units and formulas of chemistry, and how each is printed."""
    for command, reader in _READERS:
        for found in command.finditer(latex):
            plain = reader(*found.groups())
            if plain is not None:
                yield found.start(), found.end(), plain


def _shown(read: Callable[..., str | None], match: re.Match[str]) -> str:
    plain = read(*match.groups())
    return match[0] if plain is None else f"{{{plain}}}"


def _range(one: str, other: str, unit: str) -> str:
    return f"{_quantity(one, unit)} to {_quantity(other, unit)}"


def _list(numbers: str, unit: str) -> str:
    return _row([_quantity(one, unit) for one in numbers.split(";")])


def _numbers(text: str) -> str:
    return _row([_number(one) for one in text.split(";")])


def _angle(text: str) -> str:
    parts = zip(text.split(";"), "°\u2032\u2033", strict=False)
    return "".join(f"{_number(one)}{sign}" for one, sign in parts if one.strip())


def _row(values: list[str]) -> str:
    return " and ".join([", ".join(values[:-1]), values[-1]]) if values[1:] else values[0]


def _quantity(number: str, unit: str) -> str:
    shown = _unit(unit)
    # Degrees of an angle stand without a blank, as siunitx prints them.
    blank = "" if shown in {"°", "\u2032", "\u2033"} else " "
    return f"{_number(number)}{blank}{shown}".strip()


def _number(text: str) -> str:
    """Return a number as it is printed; anything else as it stands."""
    tight = "".join(text.split()).replace("\\pm", "+-")
    parts = [_factor(one) for one in re.split(r"(\+-|x)", tight)]
    if any(one is None for one in parts):
        return text.strip()
    return "".join(one or "" for one in parts)


def _factor(text: str) -> str | None:
    if text in {"+-", "x"}:
        return {"+-": " ± ", "x": " × "}[text]
    found = _NUMBER.fullmatch(text)
    if found is None or not text:
        return None
    power = found["power"]
    tens = "" if power is None else "10" + _high(power.lstrip("+"))
    sign = found["sign"].replace("-", "\u2212")
    return sign + " × ".join(one for one in (found["digits"] + found["error"], tens) if one)


def _high(text: str) -> str:
    return "".join(HIGH.get(char, char) for char in text)


def _unit(latex: str) -> str:
    """Return a unit as it is printed, its divisors as powers; unknown commands stay commands."""
    units: list[tuple[str, str]] = []
    prefix = power = ""
    is_per = False
    for found in _TOKEN.finditer(latex.replace("$", "").strip()):
        name = found["name"]
        behind = found["exponent"] or found["high"] or found["digit"] or _POWERS_BEHIND.get(name)
        if name == "per":
            is_per = True
        elif name in _PREFIXES:
            prefix = _PREFIXES[name]
        elif name in _POWERS_BEFORE or found["power"] == "raiseto":
            power = _POWERS_BEFORE.get(name, behind or "")
        elif behind and units:
            sign, before = units[-1]
            units[-1] = (sign, f"{'-' if before.startswith('-') else ''}{behind}")
        elif found["blank"]:
            units.append(("", ""))
        elif found["of"]:
            units[-1:] = [(f"{sign}({found['what']})", one) for sign, one in units[-1:]]
        elif name:
            sign = _UNITS.get(name) or _SHORT.get(name) or f"\\{name}{{}}"
            minus = "-" if is_per else ""
            units.append((prefix + sign, minus + (power or ("1" if is_per else ""))))
            prefix, power, is_per = "", "", False
        else:
            _append(units, prefix + found["other"])
            prefix = ""
    return _joined([*units, (prefix, "")])


def _append(units: list[tuple[str, str]], char: str) -> None:
    """Put a letter that stands for itself to those before it: `mg/L`."""
    if units and units[-1][0] and not units[-1][0].endswith("}") and units[-1][1] == "":
        units[-1] = (units[-1][0] + char, "")
    else:
        units.append((char, ""))


def _joined(units: list[tuple[str, str]]) -> str:
    """Return units side by side; one divisor alone stands behind a slash, as people write it."""
    shown = [(sign, power) for sign, power in units if sign]
    below = [power for _, power in shown if power.startswith("-")]
    if len(below) == 1 and len(shown) > 1 and shown[-1][1] == below[0]:
        sign, power = shown.pop()
        divisor = "/" + sign + _high(power[1:].removeprefix("1"))
    else:
        divisor = ""
    return " ".join(sign + _high(power) for sign, power in shown).replace("° C", "°C") + divisor


def _formula(text: str) -> str | None:
    """Return a formula of chemistry; None where it has more than letters, digits and arrows."""
    if not _PLAIN_FORMULA.fullmatch(text):
        return None
    words = text.replace("~", " ").split()
    return " ".join(_ARROWS.get(word) or _SPECIES.sub(_species, word) for word in words)


def _species(match: re.Match[str]) -> str:
    """Return small digits and charges; other signs up or down become a formula of LaTeX."""
    name, inner = match.lastgroup or "", match[match.lastgroup or 0]
    if name == "math":
        return inner
    small = LOW if name in {"low", "count"} else HIGH
    inner = inner.strip("{}")
    if all(char in small for char in inner):
        return "".join(small[char] for char in inner)
    return f"${'_' if small is LOW else '^'}{{{inner}}}$"


_READERS: tuple[tuple[re.Pattern[str], Callable[..., str | None]], ...] = tuple(
    (re.compile(rf"\\(?:{names})(?![A-Za-z]){_GROUP * takes}"), reader)
    for names, takes, reader in (
        ("SI|qty", 2, _quantity),
        ("SIrange|qtyrange", 3, _range),
        ("SIlist|qtylist", 2, _list),
        ("numrange", 2, lambda one, other: f"{_number(one)} to {_number(other)}"),
        ("num|numlist", 1, _numbers),
        ("si|unit", 1, _unit),
        ("ang", 1, _angle),
        ("ce|cf", 1, _formula),
    )
)
