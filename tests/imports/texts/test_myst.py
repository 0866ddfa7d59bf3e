"""Tables and roles of MyST, as pandoc can read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.imports.texts.myst import find_directives, read_as_pandoc
from tests.imports.texts.test_reading import read

LIST = """```{list-table} Effects
:header-rows: 1
:name: effects

* - Study
  - RR | OR
* - {cite:t}`able2001`
  - 0.80
    (0.60 to 1.00)
* - Bell 2002
  -
```
"""
PIPES = ":::{table} Bias\n:name: b\n\n| Study | All |\n|---|---|\n| Able | Low |\n:::\n"
VALUES = '```{csv-table} Doses\n:header: Study, Cups\nAble, 3\n"Bell, Bo", 4\n```\n'


def test_tables_in_directives_come_with_their_places(tmp_path: Path) -> None:
    """Title, heads and cells; the text stays as it is."""
    text = f"# A\n\n## B\n\nSo.\n\n{LIST}\nAnd.\n\n{PIPES}\n{VALUES}\n## C\n\nEnd.\n"
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    document = read(path)
    assert document.text == text
    assert [(one.grid.caption, one.grid.columns, one.grid.rows) for one in document.tables] == [
        ("Effects", ("Study", "RR | OR"),
         (("[@able2001]", "0.80 (0.60 to 1.00)"), ("Bell 2002", None))),
        ("Bias", ("Study", "All"), (("Able", "Low"),)),
        ("Doses", ("Study", "Cups"), (("Able", 3), ("Bell, Bo", 4))),
    ]  # fmt: skip
    begins = [text[one.start :].split("\n", maxsplit=1)[0] for one in document.tables]
    assert [begin[:8] for begin in begins] == ["```{list", ":::{tabl", "```{csv-"]


@pytest.mark.parametrize(
    "text",
    ["No braces.", "{x} y", "```{note}\nx\n```\n", "```{list-table} Nothing\n```\n"],
)
def test_what_is_no_table_stays(text: str) -> None:
    """A directive of another kind, or an empty one."""
    assert read_as_pandoc(text) == text


def test_roles_are_citations_of_pandoc() -> None:
    """So that a cell names the work, and a heading is told to cite one."""
    assert read_as_pandoc("a {cite:p}`b,{see}c{p. 4}` {ref}`d`") == "a [@b; @c] {ref}`d`"


def test_a_place_of_a_directive_has_both_its_fences() -> None:
    """Longer fences hold shorter ones."""
    text = f"x\n\n{LIST}\ny\n"
    [(start, end)] = find_directives(text)
    assert (text[start : start + 4], text[end - 4 : end]) == ("```{", "\n```")
