"""Pages → HTML, by all hands, for two cores do more than one.

The templates are compiled by others while the sources are read.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError

from kg.crew import Crew, Shared
from kg.outputs.cells import Row
from kg.outputs.site import schema_org
from kg.outputs.site.partplaces import give_places
from kg.outputs.site.rendering import (
    folder_for_compiled,
    introduce_site,
    make_environment,
    render_page,
)
from kg.outputs.site.writing import SiteWriter
from kg.resources import read_engine

Page = tuple[str, str, Row]  # its path, its template, its values
_PLAIN = 2  # of marshal: equal values give equal bytes


@dataclass(slots=True)
class PageRenderer:
    """Renders pages, and knows who else can; templates may be being compiled in the time before.

    `engine` is the digest of templates, queries and code: when they change, every page may.
    """

    environment: Environment = field(default_factory=lambda: make_environment({}))
    crew: Crew = field(default_factory=Crew)
    compiling: Shared[str, None] | None = None
    engine: str = field(default_factory=lambda: read_engine().digest)

    def introduce(self, site: Row) -> None:
        """Take what all pages know, once for all of them; from then on pages can be rendered."""
        if self.compiling is not None:
            self.compiling.finish()
        introduce_site(self.environment, site)

    def render(self, page: tuple[str, str, str, Row]) -> dict[str, bytes]:
        """Return the file of a page; see `render_one`."""
        return {page[0]: render_one(self.environment, page)}


def start_renderer(crew: Crew, cache: Path, engine: str) -> PageRenderer:
    """Return a renderer. `cache` is where compiled templates are kept if not beside the code.

    Unless all are there, others compile them at once.
    """
    compiled = folder_for_compiled(cache)
    environment = make_environment({}, compiled)
    names = environment.list_templates()
    if len(list(compiled.iterdir())) >= len(names) or crew.hands == 1:
        return PageRenderer(environment, crew, engine=engine)

    def compile_one(name: str) -> None:
        with suppress(TemplateError):  # whoever needs it will say what is wrong
            environment.get_template(name)

    return PageRenderer(environment, crew, crew.begin(compile_one, names), engine)


def pack(values: Any) -> bytes:
    """Return plain values as bytes."""
    return marshal.dumps(values, _PLAIN)


def render_pages(environment: Environment, writer: SiteWriter, packed: Iterable[bytes]) -> None:
    """Render pages and write them. A page is its path, template, the stem of its data, values."""
    for page in packed:
        values = marshal.loads(page)  # noqa: S302 (see `pack`)
        writer.save({values[0]: render_one(environment, values)})


def render_one(environment: Environment, page: tuple[str, str, str, Row]) -> bytes:
    """Return the HTML of a page, which is its path, template, the stem of its data and values."""
    path, template, beside, values = page
    site: Any = environment.globals["site"]
    described = schema_org.describe_page(template.removesuffix(".html"), path, values, site)
    text = render_page(environment, path, template, page=values, beside=beside, described=described)
    return give_places(text, values.get("parts") or {})
