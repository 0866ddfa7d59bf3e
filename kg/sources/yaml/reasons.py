"""What the validator says of a value → what the person who wrote it should do.

pydantic speaks of Python's types and shows regular expressions; whoever writes YAML knows other
words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from pydantic_core import ErrorDetails

from kg.errors import shorten_text
from kg.sources.folder.characters import find_lookalike_space, name_of

_REASONS: Mapping[str, str] = {
    "bool_type": "write true or false",
    "decimal_parsing": "write a number",
    "decimal_type": "write a number",
    "dict_type": "fields with values belong here, each on a line `name: value`",
    "float_type": "write a number",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "model_type": "fields with values belong here, each on a line `name: value`",
    "string_too_short": "write something, or remove the field",
    "string_type": "write text (quotes make anything text)",
    "tuple_type": "write a list: [a, b], or a line `- a` for each",
}
_BOUNDS: Mapping[str, tuple[str, str]] = {
    "greater_than": ("write a number greater than", "gt"),
    "greater_than_equal": ("write a number not less than", "ge"),
    "decimal_max_digits": ("write a number of digits, at most", "max_digits"),
    "less_than": ("write a number less than", "lt"),
    "less_than_equal": ("write a number not greater than", "le"),
    "literal_error": ("write one of", "expected"),
    "too_short": ("write a list that has at least", "min_length"),
}
_PATTERNS: Mapping[str, str] = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "write lower case a-z and 0-9, words joined by '-': tea-pot",
    r"^[0-9a-f]{64}$": "a SHA-256 is 64 characters of 0-9 and a-f; kg verify TEXT --fill writes it",
    r"^[0-9a-f]{12}$": "the first 12 characters of a SHA-256 belong here, of 0-9 and a-f",
    r"^[a-z0-9-]+/.+$": "write kind, slash and id: claims/tea-pot",
    r"^[0-9A-Za-z]{1,12}(\.[0-9A-Za-z]{1,12})*$": "write the page as printed: 12, xii, S4 or 3.12",
    r"^[A-Z]+[0-9]{3}$": "write capital letters A-Z and three digits: E001",
}
_CURLY = re.compile("[‘’“”„«»]")


def reason_of(detail: ErrorDetails) -> str:
    """Return what is wrong with a value and what to write, the value itself at the end."""
    kind, value = detail["type"], detail["input"]
    if kind in _BOUNDS:
        words, name = _BOUNDS[kind]
        said = f"{words} {detail['ctx'][name]}"
    elif kind == "string_too_long":
        said = f"write at most {detail['ctx']['max_length']} characters"
    elif kind == "string_pattern_mismatch" and isinstance(value, str):
        said = _reason_of_pattern(detail["ctx"]["pattern"], value)
    else:
        said = _REASONS.get(kind) or detail["msg"].removeprefix("Value error, ")
    reason = f"{said[:1].lower()}{said[1:]}"
    if kind != "value_error" and isinstance(value, str | int | Decimal | bool):
        reason += f", not {shorten_text(_shown(value))}"
    return reason


def _shown(value: object) -> str:
    return str(value) if isinstance(value, Decimal) else repr(value)


def _reason_of_pattern(pattern: str, value: str) -> str:
    odd = find_lookalike_space(value)
    if odd is not None:
        return f"remove the {name_of(odd)} in it, which does not show"
    if _CURLY.search(value):
        return "remove the curly quotes, or write plain ones"
    return _PATTERNS.get(pattern, "write it in the form that this field has elsewhere")
