from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import ProblemsFound, UsageError
from kg.imports.report import Report

Import = Callable[..., Report]
GOOD = "@book{b, title={Pots}}\n"


def said(report: Report) -> list[tuple[int, int, str]]:
    """Return line, column and code of each problem."""
    return [(one.location.line, one.location.column, one.code) for one in report.problems]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        pytest.param("a.bib", b"@book{c, title={Caf\x8e}}\n", (1, 20, "TXT001"), id="macintosh"),
        pytest.param("a.bib", b"@book{c, title={Caf\xe9}}\n", (1, 20, "IMP003"), id="latin-1"),
        pytest.param("a.bib", b"\xff\xfea", (1, 1, "TXT001"), id="no-utf-16"),
        pytest.param("a.bib", "@book{c, title={Cups\n\n" + GOOD, (1, 1, "BIB001"), id="brace"),
        pytest.param("a.bib", "@book{c}\n" + GOOD, (1, 1, "IMP002"), id="no-title"),
        pytest.param("a.bib", GOOD + "stray\n", (2, 1, "IMP003"), id="stray"),
        pytest.param(
            "a.bib", "@book{c, title={C}, author={A; B}}\n" + GOOD, (1, 1, "IMP002"), id="names"
        ),
        pytest.param(
            "a.json", '[{"type": "book", "title" "C"},\n {"type": "book", "title": "Pots"}]',
            (1, 27, "IMP001"), id="json",
        ),
        pytest.param(
            "a.json", '[{"type": "book", "title": "Pots"}, 7]', (1, 37, "IMP001"), id="json-item"
        ),
        pytest.param(
            "a.json", "[" * 100_000 + '},\n{"type": "book", "title": "Pots"}]', (1, 2, "IMP001"),
            id="json-deep",
        ),
        pytest.param(
            "a.ris", "hello\nTY  - BOOK\nTI  - Pots\nER  - \n", (1, 1, "IMP001"), id="ris-stray"
        ),
        pytest.param("a.ris", "TY  - BOOK\nTI  - Pots\n", (1, 1, "IMP003"), id="ris-no-end"),
        pytest.param("a.ris", "TY  - BOOK\nTI  - Pots\nTY  - BOOK\nTI  - Cups\nER  - ",
                     (1, 1, "IMP003"), id="ris-melted"),
        pytest.param("a.nbib", "hello\nPMID- 1\nTI  - Pots.\n", (1, 1, "IMP001"), id="nbib-stray"),
        pytest.param("a.csv", 'title,year\nPots,1999\n"Cups,2000\n', (3, 1, "IMP001"), id="csv"),
        pytest.param("a.csv", "title,year\nPots,1\nCups,2,3\n", (3, 1, "IMP001"), id="csv-cells"),
        pytest.param("a.txt", "10.1000/x\n" * 20 + "hello\n", (21, 1, "IMP001"), id="list"),
        pytest.param(
            "a.bib", "@book{b, title={Pots}, isbn={0-904984-04-5}}", (1, 1, "IMP003"), id="isbn"
        ),
        pytest.param("a.bib", GOOD[:-2] + ", doi={x}}", (1, 1, "IMP003"), id="doi"),
    ],
)  # fmt: skip
def test_a_broken_file_has_one_problem_at_its_place(
    bring: Import, library: Path, name: str, content: str | bytes, problem: tuple[int, int, str]
) -> None:
    """The rest of the file is read, and what came is whole."""
    report = bring({name: content})
    assert said(report) == [problem]
    assert library.exists() == (problem[2] != "TXT001")
    if library.exists():
        assert library.read_text().count("@") == len(report.came) > 0


def test_a_library_that_cannot_be_read_is_left_alone(bring: Import, library: Path) -> None:
    """Nothing is added to a file of which we do not know what it has."""
    library.write_text("@book{c, title={Cups\n")
    with pytest.raises(ProblemsFound, match="BIB001"):
        bring({"a.bib": GOOD})
    assert library.read_text() == "@book{c, title={Cups\n"


def test_a_file_of_no_known_format_is_wrong_usage(bring: Import) -> None:
    """The message names what can be read."""
    with pytest.raises(UsageError, match=r"export it as BibTeX \(\.bib\), RIS"):
        bring({"a.txt": "Once upon a time\n"})


@pytest.mark.parametrize("name", ["a.bib", "a.ris", "a.json", "a.nbib", "a.csv", "a.txt"])
@pytest.mark.parametrize("content", ["", "\n\n", "{", "@", "\x00", "TY  - ", "PMID- ", ",,,\n,"])
def test_whatever_stands_there_nothing_half_is_written(
    bring: Import, library: Path, name: str, content: str
) -> None:
    """An empty or a hopeless file is told, and the project stays as it was."""
    try:
        report = bring({name: content})
    except UsageError:
        report = None
    assert report is None or report.problems
    assert not library.exists()


def test_a_byte_order_mark_is_no_part_of_a_file(bring: Import) -> None:
    """Programs on Windows begin their files with one."""
    assert [line.name for line in bring({"a.bib": "\ufeff" + GOOD}).came] == ["b"]
