from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup, escape

from kg import templating
from kg.outputs.site.pagetemplates import Templates, say_nothing, show


@pytest.mark.parametrize(
    "value",
    [
        "", "plain", "<b> & 'c' \"d\"", Markup("<i>kept</i>"), None, 0, 12, 1.5, True, ["<a>"],
    ],
    ids=lambda value: repr(value)[:12],
)  # fmt: skip
def test_a_value_is_shown_as_jinja_would(value: object) -> None:
    """The shorter way gives the same text, escaped once."""
    assert str(show(value)) == str(escape(say_nothing(value)))


def _render(text: str, folder: Path, **values: object) -> str:
    (folder / "part.html").write_text("{% macro said(of) %}{{ of }}{{ site }}{% endmacro %}")
    (folder / "page.html").write_text(text)
    environment = templating.make_environment(folder, Templates)
    environment.globals["site"] = "<S>"
    return environment.get_template("page.html").render(**values)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("{{ a }}{{ nothing }}", "&lt;&amp;&gt;", id="a value, and none"),
        pytest.param("{{ 'x<' ~ a }}", "x&lt;&lt;&amp;&gt;", id="joined"),
        pytest.param("{{ a|safe }}", "<&>", id="markup"),
        pytest.param("{% autoescape false %}{{ a }}{{ nothing }}{% endautoescape %}", "<&>",
                     id="not escaped"),
        pytest.param("{% set b %}<b>{{ a }}</b>{% endset %}{{ b }}", "<b>&lt;&amp;&gt;</b>",
                     id="captured"),
        pytest.param("{% import 'part.html' as p %}{{ p.said(a) }}", "&lt;&amp;&gt;&lt;S&gt;",
                     id="imported, with what all know"),
    ],
)  # fmt: skip
def test_templates_say_what_jinja_has_them_say(text: str, html: str, tmp_path: Path) -> None:
    """Shorter ways change no page."""
    assert _render(text, tmp_path, a="<&>", nothing=None) == html
