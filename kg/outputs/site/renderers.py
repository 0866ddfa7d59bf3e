"""Pages → HTML, in this process or in one of its own, for two cores do more than one.

The other process is started before there is anything to render: it compiles the templates while the
sources are read. Then it takes all pages at once and writes them.
"""

from __future__ import annotations

import gc
import marshal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, TemplateError

from kg.errors import BuildError
from kg.outputs.cells import Row
from kg.outputs.site import schema_org
from kg.outputs.site.rendering import (
    folder_for_compiled,
    introduce_site,
    make_environment,
    render_page,
)
from kg.outputs.site.writing import SiteWriter
from kg.outputs.writing import OutputWriter
from kg.resources import PACKAGE

Page = tuple[str, str, Row]  # its path, its template, its values
_THRESHOLDS = (50_000, 20, 20)  # new values, and rounds of the younger, before a look
_PLAIN = 2  # of marshal: equal values give equal bytes


class PageRenderer(Protocol):
    """Renders pages and writes them."""

    def start(self, writer: SiteWriter, site: Row, packed: list[bytes]) -> None:
        """Begin to render pages; `site` is what all of them know."""

    def finish(self) -> None:
        """Return when all pages are there; raise BuildError when one cannot be made."""

    def close(self) -> None:
        """Render no more: the folder of the pages may go."""


@dataclass(frozen=True, slots=True)
class LocalRenderer:
    """Renders in this process. `compiled` is a folder for compiled templates."""

    compiled: Path | None = None

    def start(self, writer: SiteWriter, site: Row, packed: list[bytes]) -> None:
        """Render pages."""
        render_pages(make_environment(site, self.compiled), writer, packed)

    def finish(self) -> None:
        """Do nothing: the pages are there."""

    def close(self) -> None:
        """Do nothing: no one renders."""


@dataclass(frozen=True, slots=True)
class ProcessRenderer:
    """Renders in a process of its own, once."""

    process: subprocess.Popen[str]

    def start(self, writer: SiteWriter, site: Row, packed: list[bytes]) -> None:
        """Hand over the pages, in a file: a pipe would hold this process up."""
        handed = writer.folder.with_name(f"{writer.folder.name}.pages")
        handed.write_bytes(pack((str(writer.folder), site, packed)))
        # The other process counts for itself only.
        writer.written += len(packed)
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):  # it has ended already, and `finish` tells
            self.process.stdin.write(str(handed))
            self.process.stdin.close()

    def finish(self) -> None:
        """Wait for the process; raise BuildError with what it says where it failed."""
        assert self.process.stdout is not None
        told = self.process.stdout.read().strip()
        if self.process.wait() != 0:
            raise BuildError(told or "the process that renders the pages has failed")

    def close(self) -> None:
        """End the process if it goes on, and wait until it has."""
        self.process.kill()
        self.process.wait()


@contextmanager
def start_renderer(cache: Path, previous: Path) -> Iterator[PageRenderer]:
    """Give a renderer. `cache` is where compiled templates are kept from one build to the next.

    Without such templates, or without a previous build, every page is to be made, so that a process
    of its own is worth its start. It ends with what happens inside.
    """
    compiled = folder_for_compiled(cache)
    # Most pages will be taken over: the start of a process would cost more than it saves.
    if any(compiled.iterdir()) and previous.exists():
        yield LocalRenderer(compiled)
        return
    command = [sys.executable, "-m", __package__, str(compiled.resolve())]
    pipe = subprocess.PIPE
    with (
        subprocess.Popen(  # noqa: S603 (this very program)
            command,
            cwd=PACKAGE.parent,
            stdin=pipe,
            stdout=pipe,
            encoding="utf-8",
            process_group=0,  # Ctrl-C is for the one who started it, and who ends it
        ) as process,
        closing(ProcessRenderer(process)) as renderer,
    ):
        yield renderer


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
    return render_page(environment, path, template, page=values, beside=beside, described=described)


def relax_collector() -> None:
    """Have Python look for garbage in cycles less often, from now on.

    A build makes millions of values that live as long as it does. By default they are gone through
    again and again, which took a fifth of its time at 1,000 references and freed next to nothing.
    """
    gc.set_threshold(*_THRESHOLDS)


def serve_pages(compiled: Path) -> int:
    """Compile the templates, then render the pages of the file that is named on standard input.

    Returns the exit status: 1 when a page cannot be made; why is then on standard output.
    """
    relax_collector()
    try:
        environment = make_environment({}, compiled)
        _compile_templates(environment)
        name = sys.stdin.read()
        if not name:  # who started this process has ended before there was anything to render
            return 0
        handed = Path(name)
        folder, site, packed = marshal.loads(handed.read_bytes())  # noqa: S302 (see `pack`)
        handed.unlink()
        introduce_site(environment, site)
        render_pages(environment, SiteWriter(OutputWriter(Path(folder)), Path(folder)), packed)
    except (BuildError, OSError) as error:
        with suppress(BrokenPipeError):  # nobody is there to hear it
            print(error, flush=True)
        return 1
    return 0


def _compile_templates(environment: Environment) -> None:
    for name in environment.list_templates():
        with suppress(TemplateError):  # whoever needs it will say what is wrong
            environment.get_template(name)
