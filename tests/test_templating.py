from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError

from kg.templating import make_environment


def test_values_are_escaped_and_a_missing_one_is_an_error(tmp_path: Path) -> None:
    """No value becomes markup, and no misspelt name is an empty place on a page."""
    (tmp_path / "page.html").write_text("<p>{{ text }}</p>")
    page = make_environment(tmp_path, Environment).get_template("page.html")
    assert page.render(text="<b>") == "<p>&lt;b&gt;</p>"
    with pytest.raises(UndefinedError, match="text"):
        page.render(texts="")


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    """Also when its file is written again: templates do not change under a running command."""
    path = tmp_path / "page.html"
    path.write_text("first")
    environment = make_environment(tmp_path, Environment)
    first = environment.get_template("page.html")
    path.write_text("second")
    assert environment.get_template("page.html") is first


def test_a_template_that_cannot_be_kept_is_compiled_all_the_same(tmp_path: Path) -> None:
    """Another version of the code may have cleared the folder."""
    (tmp_path / "page.html").write_text("said")
    environment = make_environment(tmp_path, Environment, tmp_path / "gone")
    assert environment.get_template("page.html").render() == "said"
