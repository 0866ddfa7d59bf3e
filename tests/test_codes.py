import re
from pathlib import Path

import pytest

from kg.codes import CODES, UNFINISHED, Levels, errors_among, harden
from kg.errors import Location, Problem, Severity

PLACE = Location("data/x.yaml")
VERIFY_ONLY = {f"TXT01{digit}" for digit in range(10)} | {
    "TXT020",
    "TXT021",
    "TXT022",
    "TXT023",
    "TXT024",
    "TXT025",
    "TXT026",
    "TXT027",
    "WRD001",
    "RDF001",
    "RDF002",
}


def test_a_code_has_its_level_unless_the_project_says_otherwise() -> None:
    """A warning may be raised or lowered."""
    problem = Problem(PLACE, "FIL001", "x")
    assert Levels().grade([problem])[0].severity is Severity.WARNING
    for level in Severity:
        assert Levels({"FIL001": level}).grade([problem])[0].severity is level


def test_what_leaves_nothing_to_build_stays_an_error() -> None:
    """No level makes a build of a file that cannot be read."""
    problem = Problem(PLACE, "YAML001", "x")
    assert errors_among(Levels({"YAML001": Severity.NOTE}).grade([problem]))


def test_a_check_brings_its_own_level() -> None:
    """The head of a query says how grave a row of it is; the project may say otherwise."""
    problem = Problem(PLACE, "CHK-tip-number-gap", "x", Severity.WARNING)
    assert Levels().grade([problem])[0].severity is Severity.WARNING
    raised = Levels({"CHK-tip-number-gap": Severity.ERROR})
    assert raised.grade([problem])[0].severity is Severity.ERROR


def test_strict_makes_errors_of_warnings_and_leaves_notes() -> None:
    """A note is good to know and stops nothing, ever."""
    graded = Levels().grade([Problem(PLACE, "FIL001", "x"), Problem(PLACE, "BIB012", "x")])
    assert [one.severity for one in harden(graded)] == [Severity.NOTE, Severity.ERROR]


@pytest.mark.parametrize("code", sorted(UNFINISHED))
def test_what_a_draft_lets_pass_is_no_error_there(code: str, root: Path) -> None:
    """Not even where the project has made it one; and docs/settings.md tells each with its fate."""
    levels = Levels({code: Severity.ERROR} if code.startswith("CHK-") else {}, draft=True)
    problem = Problem(PLACE, code, "x", Severity.WARNING)
    assert not errors_among(levels.grade([problem]))
    row = f"| {code} | {UNFINISHED[code]} |"
    assert row in (root / "docs" / "settings.md").read_text(encoding="utf-8")
    check = root / "queries" / "checks" / f"{code.removeprefix('CHK-')}.rq"
    assert code in CODES or check.is_file()


def test_a_draft_lets_nothing_else_pass() -> None:
    """What is wrong is an error in a draft as well."""
    errors = {code for code in CODES if CODES[code].severity is Severity.ERROR}
    found = Levels(draft=True).grade([Problem(PLACE, code, "x") for code in errors])
    assert {one.code for one in errors_among(found)} == errors - UNFINISHED.keys()


def test_every_code_that_a_reader_uses_is_in_the_table(root: Path) -> None:
    """No reader reports a code whose level nobody has decided."""
    parts = ("sources", "imports", "graph", "outputs")
    folders = [root / "kg" / part for part in parts]
    text = "".join(path.read_text() for folder in folders for path in folder.rglob("*.py"))
    used = set(re.findall(r"\"([A-Z]{3,4}\d{3})\"", text))
    assert used - VERIFY_ONLY <= set(CODES)
    assert set(CODES) - {"SHACL"} <= used


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_settings_page_tells_every_code(code: str, root: Path) -> None:
    """docs/settings.md has a row for each code, with its level and what it means."""
    row = f"| {code} | {CODES[code].severity} | {CODES[code].meaning} |"
    assert row in (root / "docs" / "settings.md").read_text(encoding="utf-8")
