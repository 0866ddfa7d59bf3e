"""A pytest plugin: skips tests whose programs are missing; a run ends with what it did not try."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.programs import PROGRAMS, find_program

# Between the reasons of a test that lacks more than one program.
_BETWEEN = "; "


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test marked `needs("…")`, before its fixtures, where a program is not there."""
    names = {name for marker in item.iter_markers("needs") for name in marker.args}
    missing = [PROGRAMS[name].missing for name in sorted(names) if find_program(name) is None]
    if missing:
        pytest.skip(_BETWEEN.join(missing))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List each reason for which tests were skipped once, with their number."""
    skipped = terminalreporter.stats.get("skipped", ())
    reasons = Counter(reason for report in skipped for reason in _reasons_of(report))
    if not reasons:
        return
    terminalreporter.section("not tried here")
    for reason, number in sorted(reasons.items()):
        tests = "test " if number == 1 else "tests"
        terminalreporter.line(f"{number:5} {tests}  {reason}")


def _reasons_of(report: pytest.TestReport | pytest.CollectReport) -> list[str]:
    # A skipped report's third part is what was said, whichever worker ran the test.
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ").split(_BETWEEN)
