"""The service's own pages: values → HTML."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parents[1] / "templates"


@cache
def load_environment() -> Environment:
    """Load the environment of all pages; kept, for compiling takes ten times what rendering does.

    Whoever forks may load it before, and then no child compiles.
    """
    import jinja2  # noqa: PLC0415 - a service that gives data only never pays for it

    from kg.templating import make_environment  # noqa: PLC0415

    return make_environment(TEMPLATES, jinja2.Environment)


def render_template(name: str, **values: object) -> bytes:
    """Render a page; raise jinja2.UndefinedError for a value that the template misses."""
    return load_environment().get_template(name).render(**values).encode()
