"""The pages of a dataset that no build has been made of yet, each made when it is asked for.

A page is what a build would make of it, byte for byte. Only those that tell of the build itself
have to wait for one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock

from jinja2 import Environment
from pyoxigraph import NamedNode, Store

from kg.graph.queries import Query, Solutions, load_queries, solve
from kg.outputs.addresses import read_successors
from kg.outputs.cells import Row
from kg.outputs.context import Context
from kg.outputs.site.facts import Facts, gather_facts
from kg.outputs.site.gathering import make_answers, names_of, pages_of, site_values
from kg.outputs.site.pages import PAGES, PageKind
from kg.outputs.site.partplaces import Places, places_by_page
from kg.outputs.site.pieces import path_of_whole
from kg.outputs.site.readings import READINGS, readings_by_page
from kg.outputs.site.renderers import Page, pack, render_one
from kg.outputs.site.rendering import make_environment
from kg.outputs.site.rows import Answer, Answers
from kg.outputs.site.scriptwords import render_script_words
from kg.outputs.site.staticfiles import render_static
from kg.resources import resource_folder

_SUBJECTS = Query("subjects", Path(), "SELECT DISTINCT ?s WHERE { ?s ?p ?o }", {})
_NO_FOLDER = Path("/nonexistent")  # of files to take away: no page made here tells of them


@dataclass
class Workbench:
    """What one set of pages leaves for the next: templates, queries, and where pages were found."""

    compiled: Path | None = None
    kinds: dict[str, PageKind] = field(default_factory=dict)
    static: Mapping[str, bytes] = field(default_factory=dict)
    _engine: str = ""
    _queries: Mapping[str, Query] = field(default_factory=dict)
    _site: bytes = b""
    _way: object = None
    _answers: dict[str, tuple[Solutions, Answer]] = field(default_factory=dict)
    _environment: Environment | None = None

    def queries(self, engine: str) -> Mapping[str, Query]:
        """Return the queries of pages, read anew where the engine is another."""
        if engine != self._engine:
            self._queries = load_queries(resource_folder("queries") / "pages")
            self.static = dict(render_static())
            self._engine, self._environment = engine, None
        return self._queries

    def answers_of(self, answers: Answers) -> dict[str, tuple[Solutions, Answer]]:
        """Return the answers of last time where rows are made of them in the same way."""
        way = answers.addresses, answers.labels, answers.alphabet
        if way != self._way:
            self._way, self._answers = way, {}
        return self._answers

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
    solve: Callable[[Store, Query], Solutions] = solve
    _made: dict[str, bytes] = field(default_factory=dict)
    _ended: bool = False
    _lock: Lock = field(default_factory=Lock)

    def file(self, path: str) -> bytes | None:
        """Return a page, or a file that every site has; None and raises as for a page."""
        if path.endswith((".html", ".xml")):
            return self.page(path)
        with self._lock:
            return self._plain.get(path)

    def page(self, path: str) -> bytes | None:
        """Return a page; None where there is no such page, or where a build alone can tell.

        None as well when the pages have ended. Raises BuildError and QueryError where it cannot be
        made.
        """
        with self._lock:
            if path not in self._made:
                if self._ended:
                    return None
                found = self._find(path)
                if found is None:
                    return None
                self._made[path] = self._render(found)
            return self._made[path]

    def end(self) -> None:
        """Make no more pages: wait for the one that is being made, and leave the dataset alone."""
        with self._lock:
            self._ended = True

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
        beside = path.removesuffix(".html") if self._has_data(path) else ""
        told = {"readings": self._readings.get(path), "parts": self._places.get(path)}
        environment = self.bench.environment(self._site)
        return render_one(environment, (path, template, beside, values | told))

    @cached_property
    def _answers(self) -> Answers:
        answers = make_answers(self.context, self.bench.queries(self.engine))
        answers.solve = self.solve
        answers.known = self.bench.answers_of(answers)
        return answers

    @cached_property
    def _facts(self) -> Facts:
        return gather_facts(self.context, _NO_FOLDER)

    @cached_property
    def _site(self) -> Row:
        named = [path for kind in PAGES for path in names_of(kind, self._answers, self._facts)]
        return site_values(self._answers, self._facts, named)

    @cached_property
    def _plain(self) -> dict[str, bytes]:
        self.bench.queries(self.engine)
        return {
            **self.bench.static,
            **render_script_words(self.context.language),
        }

    @cached_property
    def _readings(self) -> dict[str, Row]:
        return readings_by_page(self._answers.answer(READINGS).rows)

    def _has_data(self, path: str) -> bool:
        """Say whether a page shows a subject of the dataset, and so has its data beside it."""
        addresses, store = self.context.addresses, self.context.store
        own = addresses.base + path.removesuffix(".html")
        if addresses.address_of(own) == path and any(
            store.quads_for_pattern(NamedNode(own), None, None)
        ):
            return True
        return path in self._with_data

    @cached_property
    def _with_data(self) -> set[str]:
        """Return all pages that show a subject; most show their own, which is found sooner."""
        addresses = map(self.context.addresses.address_of, self._subjects)
        return {address.partition("#")[0] for address in addresses if address}

    @cached_property
    def _places(self) -> dict[str, Places]:
        successors = read_successors(self.context.store)
        return places_by_page(self._subjects, successors, self.context.addresses)

    @cached_property
    def _subjects(self) -> list[str]:
        found = self.solve(self.context.store, _SUBJECTS).rows
        return [row[0].value for row in found if isinstance(row[0], NamedNode)]
