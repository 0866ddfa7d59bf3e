from __future__ import annotations

import re

import pytest

from kg.resources import resource_folder

_FOLDER = resource_folder("site") / "templates"
_LONGEST = 120
_NAMES = sorted(p.relative_to(_FOLDER).as_posix() for p in _FOLDER.rglob("*.*"))


@pytest.mark.parametrize("name", _NAMES)
def test_a_line_of_a_template_fits_on_a_screen(name: str) -> None:
    """A template is read and compared line by line, so that no line holds half a page."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if len(line) > _LONGEST] == []


@pytest.mark.parametrize("name", _NAMES)
def test_a_sentence_keeps_the_space_before_it(name: str) -> None:
    """Jinja takes the space away with which a line begins, unless its tag has a plus."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if re.match(r" \{% trans\b", line)] == []
