from __future__ import annotations

import pytest

from kg.service.http.problems import KINDS
from kg.service.http.rendering import TEMPLATES, load_environment, render_template


def test_a_second_page_compiles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiling costs ten times what rendering does, so templates are kept."""
    first = render_template("problems.html", kinds=KINDS)

    def refuse(*_: object, **__: object) -> str:
        raise AssertionError("compiled again")

    monkeypatch.setattr(type(load_environment()), "compile", refuse)
    assert render_template("problems.html", kinds=KINDS) == first


@pytest.mark.parametrize("name", sorted(path.name for path in TEMPLATES.glob("*.html")))
def test_every_template_compiles(name: str) -> None:
    """None of them is first found broken by somebody's request."""
    assert load_environment().get_template(name).blocks
