"""The file of readings: what it says, what is wrong with it, and how a reading is added."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.model import Curation, ReadBy, Settled, Tip, digest_of_record
from kg.sources.curation import add_reading, parse_curation, render_curation
from kg.sources.folder.project import Project, load_project
from kg.sources.reading import read_sources

HEAD = "record,entered,checked,digest\n"
LINE = "tips/1,first-reader 2026-11-01,second-reader 2026-11-03; editor 2026-11-09,0123456789ab\n"
FIRST = ReadBy(reader="first-reader", on=date(2026, 11, 1))


def tips_of(project: Project) -> list[Tip]:
    """Return the tips of a project."""
    sources = read_sources(project).sources
    assert sources is not None
    return list(sources.tips.tips)


def test_a_line_tells_who_entered_and_who_checked() -> None:
    """Readers and days come in the order in which they stand."""
    file = parse_curation(HEAD + LINE, "data/readings.csv")
    assert not file.problems
    assert [(one.reader, one.on.day) for one in file.curations["tips/1"].readings] == [
        ("first-reader", 1),
        ("second-reader", 3),
        ("editor", 9),
    ]


def test_what_is_written_is_what_was_read() -> None:
    """Reading and writing leave the text as it was."""
    file = parse_curation(HEAD + LINE, "data/readings.csv")
    assert render_curation(file.curations.values()) == HEAD + LINE


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        pytest.param("", 1, "the first line must be", id="empty"),
        pytest.param("record,by\n", 1, "the first line must be", id="other columns"),
        pytest.param(HEAD + "tips/1,x 2026-11-01\n", 2, "2 values where 4", id="too few"),
        pytest.param(HEAD + LINE + LINE, 3, "stands in line 2 too", id="twice"),
        pytest.param(HEAD + "tips/1,x,,0123456789ab\n", 2, "'x' is no reading", id="no day"),
        pytest.param(HEAD + "tips/1,A B 2026-11-01,,0123456789ab\n", 2, "is no reading", id="role"),
        pytest.param(
            HEAD + "tips/1,x 2026-13-01,,0123456789ab\n", 2, "no such day", id="no such day"
        ),
        pytest.param(
            HEAD + "tips/1,x 2026-11-02,y 2026-11-01,0123456789ab\n", 2, "order", id="backward"
        ),
        pytest.param(HEAD + "tips/1,x 2026-11-02,,zz\n", 2, "digest does not fit", id="digest"),
        pytest.param(HEAD + "tips,x 2026-11-02,,0123456789ab\n", 2, "record", id="no path"),
        pytest.param(HEAD + '"tips/1\n', 2, "this is no CSV", id="quote"),
    ],
)
def test_a_line_that_does_not_fit_is_told(text: str, line: int, told: str) -> None:
    """One problem, at its line, in plain words."""
    (problem,) = parse_curation(text, "data/readings.csv").problems
    assert (problem.code, problem.location.line) == ("RDG001", line)
    assert told in problem.message


def test_a_record_that_changed_since_is_noted(read_project: Project) -> None:
    """The digest is that of the record as it was read, and a word more makes it another."""
    path = read_project.data / "tips.yaml"
    text = path.read_text(encoding="utf-8")
    assert not read_sources(read_project).problems
    path.write_text(text.replace("Wash the pot", "Wash the big pot"), "utf-8")
    reading = read_sources(read_project)
    assert [one.record for one in reading.curations if one.has_changed] == ["tips/2"]
    told = [str(problem) for problem in reading.problems if problem.code == "RDG003"]
    assert len(told) == 1
    assert "note: 1 record has changed since the last reading: tips/2" in told[0]


def test_a_reading_of_nothing_is_a_warning(read_project: Project) -> None:
    """A line whose record is gone is told, and says nothing in the graph."""
    path = read_project.data / "readings.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("tips/2", "tips/99"), "utf-8")
    reading = read_sources(read_project)
    assert [problem.code for problem in reading.problems] == ["RDG002"]
    assert "tips/99" not in {one.record for one in reading.curations}


def test_a_reading_is_added_once(tiny_project: Project) -> None:
    """Who read first has entered the record; the same reading again changes nothing."""
    tips = tips_of(tiny_project)
    once = add_reading({}, tips, FIRST)
    assert add_reading(once, tips, FIRST) == once
    assert once["tips/1"] == Curation(
        record="tips/1", entered=FIRST, digest=digest_of_record(tips[0])
    )
    later = ReadBy(reader="second-reader", on=date(2026, 11, 2))
    assert add_reading(once, tips, later)["tips/1"].checked == (later,)


def test_a_reading_before_the_last_is_refused(tiny_project: Project) -> None:
    """Days run forward."""
    tips = tips_of(tiny_project)
    known = add_reading({}, tips, FIRST)
    with pytest.raises(ValueError, match="read later, on 2026-11-01"):
        add_reading(known, tips, ReadBy(reader="x", on=date(2026, 10, 31)))


def test_a_name_without_a_reading_is_a_warning(read_project: Project) -> None:
    """A role in the settings that has read nothing is not accepted and dropped."""
    settings = read_project.folder / "tiptrace.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text + '\n[readers]\nfirst-reader = "Jo Example"\nnobody = "N. N."\n', encoding="utf-8"
    )
    problems = read_sources(load_project(Path(read_project.folder))).problems
    assert [problem.code for problem in problems] == ["SET002"]
    assert "'nobody'" in problems[0].message


def test_words_settled_for_the_check_leave_a_record_read(tiny_project: Project) -> None:
    """Why a word stays is no part of what a record says; the words that it says are."""
    tip = tips_of(tiny_project)[0]
    settled = Settled(words=("may",), kept="said", passage="0" * 12, statement="1" * 12)
    asked = tip.model_copy(update={"wording": (settled,)})
    assert asked != tip
    assert digest_of_record(asked) == digest_of_record(tip)
    said = tip.model_copy(update={"statement": f"{tip.statement} Twice."})
    assert digest_of_record(said) != digest_of_record(tip)
