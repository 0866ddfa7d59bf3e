"""A test without its programs is skipped, and the end of a run says so once."""

from __future__ import annotations

import pytest

from tests import untried
from tests.programs import PROGRAMS, find_program

pytestmark = pytest.mark.slow

_FILE = """
import pytest

@pytest.fixture
def broken():
    raise AssertionError("a fixture of a skipped test is not made")

@pytest.mark.needs("nginx")
@pytest.mark.parametrize("number", [1, 2])
def test_proxy(number, broken):
    assert broken

@pytest.mark.needs("nginx", "curl")
def test_both(broken):
    assert broken

@pytest.mark.needs("java")
def test_java():
    pass

@pytest.mark.skip(reason="it rains")
def test_outside():
    pass
"""


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["alone", "workers"])
def test_missing_programs_are_listed_once(
    workers: tuple[str, ...], pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with the number of its tests and what to do; other reasons stand among them."""
    java = pytester.mkdir("bin") / "java"
    java.write_text("")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", str(java.parent))
    # This process has asked for programs before, where they are; the run inside must ask anew.
    monkeypatch.setattr(untried, "find_program", find_program.__wrapped__)
    pytester.makepyfile(_FILE)
    pytester.makeini("[pytest]\nmarkers = needs(*programs): …")
    run = pytester.runpytest_inprocess("-p", untried.__name__, *workers)
    run.assert_outcomes(passed=1, skipped=4)
    end = run.outlines[run.outlines.index(next(x for x in run.outlines if "not tried" in x)) + 1 :]
    assert end[:3] == [
        f"    1 test   {PROGRAMS['curl'].missing}",
        "    1 test   it rains",
        f"    3 tests  {PROGRAMS['nginx'].missing}",
    ]


def test_a_run_that_tried_all_says_nothing(pytester: pytest.Pytester) -> None:
    """No heading stands over an empty list."""
    pytester.makepyfile("def test_it(): pass")
    run = pytester.runpytest_inprocess("-p", untried.__name__)
    run.assert_outcomes(passed=1)
    assert "not tried" not in run.stdout.str()
