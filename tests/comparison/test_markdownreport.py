import shutil
from pathlib import Path

import pytest

from kg.comparison import markdownreport
from kg.comparison.difference import Difference, find_difference
from kg.comparison.markdownreport import code, render_markdown
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

HIVES = ROOT / "tests" / "hives"


def with_title(folder: Path, title: str) -> Difference:
    """Return the difference that another title of a reference makes."""
    shutil.copytree(HIVES, folder)
    path = folder / "data" / "references.bib"
    text = path.read_text(encoding="utf-8").replace("title = {My Swarms}", f"title = {{{title}}}")
    path.write_text(text, encoding="utf-8")
    return find_difference(str(HIVES), str(folder), folder)


def test_a_reviewer_reads_what_changed_from_what_to_what(tmp_path: Path) -> None:
    """The comment has the record, the field and both values."""
    told = render_markdown(with_title(tmp_path / "b", "Our Swarms"))
    assert told.startswith("**1 record changed in 1 field** from `")
    assert "- `sources/R2` `Our Swarms` changed\n  - title: `My Swarms` → `Our Swarms`" in told


def test_what_the_data_say_is_no_markup(tmp_path: Path) -> None:
    """Words of a stranger stay in code spans, where nobody is called and nothing is loaded."""
    title = "`@everyone` <img src=//x> ![x](//y) | <b>z"
    told = render_markdown(with_title(tmp_path / "b", title))
    (line,) = (one for one in told.splitlines() if "title: " in one)
    assert line == f"  - title: `My Swarms` → `` {title} ``"


def test_a_code_span_holds_any_text() -> None:
    """The fence is longer than any run of backticks, and line ends are blanks."""
    assert code("a\n\n# b") == "`a # b`"
    assert code("``x`") == "``` ``x` ```"
    assert code("") == "`  `"


def test_a_comment_stays_below_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit is counted."""
    monkeypatch.setattr(markdownreport, "MOST_CHARACTERS", 200)
    told = render_markdown(with_title(tmp_path / "b", "Our Swarms"))
    assert "lines more: `kg diff` shows all of them." in told
    assert len(told) < 300
