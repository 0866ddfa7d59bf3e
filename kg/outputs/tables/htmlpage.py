"""A table as an HTML page of its own."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, Template

from kg.languages import direction_of
from kg.outputs.tables.table import Table
from kg.resources import resource_folder
from kg.templating import make_environment


def render_html(table: Table) -> str:
    """Return a table as an HTML page that holds nothing else."""
    return _load_template().render(table=table) + "\n"


@cache
def _load_template() -> Template:
    environment = make_environment(resource_folder("site") / "templates", Environment)
    environment.filters["direction"] = direction_of
    return environment.get_template("table-alone.html")
