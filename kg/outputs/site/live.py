"""The pages of a dataset that no build has been made of yet, each made when it is asked for.

A page is what a build would make of it, byte for byte. Only those that tell of the build itself
have to wait for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock

from jinja2 import Environment
from pyoxigraph import NamedNode, Store

from kg.graph.queries import Query, load_queries
from kg.manifest import Manifest
from kg.outputs.addresses import read_addresses
from kg.outputs.cells import Row
from kg.outputs.context import Context, Told
from kg.outputs.site.building import make_answers, names_of, pages_of, site_values
from kg.outputs.site.facts import Facts, gather_facts
from kg.outputs.site.pages import PAGES, PageKind
from kg.outputs.site.pieces import path_of_whole
from kg.outputs.site.readings import READINGS, readings_by_page
from kg.outputs.site.renderers import Page, pack, render_one
from kg.outputs.site.rendering import make_environment
from kg.outputs.site.rows import Answers
from kg.resources import resource_folder

_NO_FOLDER = Path("/nonexistent")  # of files to take away: no page made here tells of them


@dataclass
class Workbench:
    """What one set of pages leaves for the next: templates, queries, and where pages were found."""

    compiled: Path | None = None
    kinds: dict[str, PageKind] = field(default_factory=dict)
    _engine: str = ""
    _queries: Mapping[str, Query] = field(default_factory=dict)
    _site: bytes = b""
    _environment: Environment | None = None

    def queries(self, engine: str) -> Mapping[str, Query]:
        """Return the queries of pages, read anew where the engine is another."""
        if engine != self._engine:
            self._queries = load_queries(resource_folder("queries") / "pages")
            self._engine, self._environment = engine, None
        return self._queries

    def environment(self, site: Row) -> Environment:
        """Return the templates, told what all pages know: those of last time where it is the same.

        To be asked after the queries.
        """
        known = pack(site)
        if self._environment is None or known != self._site:
            self._environment, self._site = make_environment(site, self.compiled), known
        return self._environment


@dataclass
class LivePages:
    """The pages of a dataset, made by an engine that is told by its digest.

    Any thread may ask for one.
    """

    context: Context
    engine: str
    bench: Workbench
    _made: dict[str, bytes] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def page(self, path: str) -> bytes | None:
        """Return a page; None where there is no such page, or where a build alone can tell.

        Raises BuildError and QueryError where it cannot be made.
        """
        with self._lock:
            if path not in self._made:
                found = self._find(path)
                if found is None:
                    return None
                self._made[path] = self._render(found)
            return self._made[path]

    def _find(self, path: str) -> Page | None:
        kinds = sorted(PAGES, key=lambda kind: self._rank(kind, path))
        for kind in kinds:
            if kind.of_the_build or kind.path not in {"", path_of_whole(path, kind.pieces)}:
                continue
            for page in pages_of(kind, self._answers, self._facts, path):
                if page[0] == path:
                    self.bench.kinds[path] = kind
                    return page
        return None

    def _rank(self, kind: PageKind, path: str) -> int:
        """Return what to look through first: what it was last time, then what has one page."""
        return 0 if self.bench.kinds.get(path) is kind else 1 if kind.path else 2

    def _render(self, page: Page) -> bytes:
        path, template, values = page
        beside = path.removesuffix(".html") if path in self._with_data else ""
        readings = {"readings": self._readings.get(path)}
        environment = self.bench.environment(self._site)
        return render_one(environment, (path, template, beside, values | readings))

    @cached_property
    def _answers(self) -> Answers:
        queries = self.bench.queries(self.engine)
        return make_answers(self.context, queries)

    @cached_property
    def _facts(self) -> Facts:
        return gather_facts(self.context, _NO_FOLDER)

    @cached_property
    def _site(self) -> Row:
        named = [path for kind in PAGES for path in names_of(kind, self._answers, self._facts)]
        return site_values(self._answers, self._facts, named)

    @cached_property
    def _readings(self) -> dict[str, Row]:
        return readings_by_page(self._answers.answer(READINGS).rows)

    @cached_property
    def _with_data(self) -> set[str]:
        """Return the pages that show a subject of the dataset, and so have its data beside them."""
        subjects = {
            quad.subject for quad in self.context.store if isinstance(quad.subject, NamedNode)
        }
        found = map(self.context.addresses.address_of, (one.value for one in subjects))
        return {address.partition("#")[0] for address in found if address}


def show_live(
    store: Store, manifest: Manifest, told: Told, engine: str, bench: Workbench
) -> LivePages:
    """Return the pages of a dataset, which may hold as little of the meta graph as is known yet."""
    addresses = read_addresses(store, manifest.base)
    return LivePages(Context(store, addresses, manifest, b"", told), engine, bench)
