from __future__ import annotations

import pytest

from kg.resources import resource_folder

_FOLDER = resource_folder("site") / "templates"
_LONGEST = 120


@pytest.mark.parametrize(
    "name", sorted(p.relative_to(_FOLDER).as_posix() for p in _FOLDER.rglob("*.*"))
)
def test_a_line_of_a_template_fits_on_a_screen(name: str) -> None:
    """A template is read and compared line by line, so that no line holds half a page."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if len(line) > _LONGEST] == []
