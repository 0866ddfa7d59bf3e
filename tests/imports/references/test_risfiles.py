from __future__ import annotations

import pytest

from kg.imports.references.kinds import kind_of_references, read_works
from kg.imports.references.risfiles import read_ris_works

RECORD = "TY  - JOUR\nTI  - {}\nSN  - 1234-5679 2049-3630\nER  - \n"


@pytest.mark.parametrize("count", ["1.", "<1>", "Record #1 of 2", "1"])
def test_a_count_before_a_record_is_no_fault(count: str) -> None:
    """Ovid and Cochrane number the records of their exports."""
    text = f"{count}\n{RECORD.format('Tea')}\n{count}\n{RECORD.format('Cups')}"
    file = read_ris_works(text, "a.ris")
    assert [work.plain("title") for work in file.works] == ["Tea", "Cups"]
    assert file.problems == []


@pytest.mark.parametrize("name", ["savedrecs.txt", "savedrecs.ciw", "a.ris"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n", "Web of Science's own form"),
        ("%0 Journal Article\n%T Tea\n", "EndNote's own form"),
    ],
)
def test_a_form_that_nothing_reads_is_named(name: str, text: str, said: str) -> None:
    """It is taken neither for a text of a review nor for a broken file of another form."""
    kind = kind_of_references(name, text)
    [problem] = read_works(kind, text, name).problems
    assert problem.message == f"this is {said}; export it there as RIS or BibTeX"


@pytest.mark.parametrize(
    ("lines", "dated"),
    [
        ("PY  - 2010\nDA  - 2010/07/02/\n", {"date": "2010-07-02"}),
        ("PY  - 2010\nDA  - 2009/12/30\n", {"year": "2010"}),
        ("PY  - 2010/01//\nDA  - 2009/12/30\n", {"year": "2010"}),
        ("DA  - 2009/12/30\n", {"date": "2009-12-30"}),
    ],
    ids=["the-same-year", "online-before", "a-year-with-a-month", "only-the-day"],
)
def test_a_work_is_of_the_year_of_its_issue(lines: str, dated: dict[str, str]) -> None:
    """A day in another year is when it stood online first; texts cite the issue."""
    [work] = read_ris_works(f"TY  - JOUR\nTI  - Tea\n{lines}ER  - \n", "a.ris").works
    assert {name: work.fields[name] for name in ("date", "year") if name in work.fields} == dated
