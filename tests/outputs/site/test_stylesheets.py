"""The stylesheets serve both directions: what begins a line is its start, not its left side."""

from __future__ import annotations

import re

import pytest

from kg.resources import resource_folder

STATIC = resource_folder("site") / "static"
SHEETS = sorted(path.name for path in STATIC.glob("*.css"))
_SIDED = re.compile(
    r"[\w-]*\b(?:left|right)\b[\w-]*\s*:"  # a property of one side
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
    r"|\bto (?:left|right)\b"
)
_SHORTHAND = re.compile(r"(?<![\w-])(margin|padding|inset|border-radius)\s*:\s*([^;{}]+)")
_VALUE = re.compile(r"(?:[^\s()]+|\((?:[^()]|\([^()]*\))*\))+")


def _sided(sheet: str) -> list[str]:
    """Return the declarations that would not mirror where a page is read from right to left."""
    plain = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    found = [match[0] for match in _SIDED.finditer(plain)]
    for name, said in _SHORTHAND.findall(plain):
        values = _VALUE.findall(said)
        # Sides, clockwise from the top; corners, clockwise from the top left.
        pairs = ((0, 1), (3, 2)) if name == "border-radius" else ((1, 3),)
        if len(values) == 4 and any(values[one] != values[other] for one, other in pairs):
            found.append(f"{name}: {said}")
    return found


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_names_no_side(name: str) -> None:
    """Margins, borders and places are of the start or the end, so that `dir="rtl"` mirrors them."""
    assert _sided((STATIC / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "rule",
    ["margin-left: 1px", "border-right-width: 0", "left: 0", "text-align: right", "float: left",
     "padding: 0 1px 0 2px", "margin: 0 calc(1px + 2px) 0 auto", "border-radius: 4px 0 0 4px",
     "border-top-left-radius: 1px", "background: linear-gradient(to right, red, blue)"],
)  # fmt: skip
def test_a_side_would_be_found(rule: str) -> None:
    """What names a side is seen, alone or in a shorthand."""
    assert _sided(f".a {{ color: red; {rule}; }}") != []


@pytest.mark.parametrize(
    "rule", ["padding: 0 1px 0 1px", "margin: 0 auto", "text-align: start", "/* left: */ top: 0"]
)
def test_what_mirrors_is_left_alone(rule: str) -> None:
    """What is the same on both sides, or is of the start, is no fault."""
    assert _sided(f".a {{ {rule}; }}") == []


@pytest.mark.parametrize("selector", [".picture", ".class-map", ".trace", "pre, code, textarea"])
def test_drawings_and_queries_run_from_left_to_right(selector: str) -> None:
    """Their places are numbers or code, which no language turns round."""
    sheets = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in SHEETS)
    rules = re.findall(rf"^{re.escape(selector)} {{([^}}]*)}}", sheets, re.MULTILINE)
    assert any("direction: ltr" in rule for rule in rules)
