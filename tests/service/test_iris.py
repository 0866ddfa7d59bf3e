"""Every subject of the data, asked at the service: its page has it, its data describe it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib

from kg.formats import RDF_FORMATS
from kg.graph.vocab import ONTOLOGY
from kg.manifest import read_manifest
from kg.pipeline import build_project
from kg.service.answers.things import DESCRIPTION, STEP
from kg.sources.folder.project import Project, load_project
from kg.timings import Timings
from tests.service.pages import BROWSER, Pages
from tests.sharing import make_once

if TYPE_CHECKING:
    from conftest import Running

HOME = ONTOLOGY.value.removesuffix("ontology")
ROOT = Path(__file__).resolve().parents[2]
TURTLE = {"Accept": "text/turtle"}
Serve = Callable[..., AbstractContextManager["Running"]]

pytestmark = pytest.mark.slow


def build_review(folder: Path) -> None:
    """Build a copy of the real review in a folder."""
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copy(ROOT / "tiptrace.toml", folder)
    build_project(load_project(folder), Timings())


@pytest.fixture(
    params=["tiny", "frost"],
)
def project(
    request: pytest.FixtureRequest,
    tiny_project: Project,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Return the folder of a review with a build: a small one, and the real one."""
    if request.param == "frost":
        return make_once(tmp_path_factory, "frost-project", build_review)
    build_project(tiny_project, Timings())
    return tiny_project.folder


def documents_of(folder: Path) -> Mapping[str, set[str]]:
    """Return the subjects of a build that are ours, by the path that they are asked at."""
    build = (folder / "build" / "current").resolve()
    manifest = read_manifest(build)
    assert manifest is not None
    store = ox.Store.read_only(str(build / "store"))
    found: dict[str, set[str]] = {}
    for quad in store:
        assert isinstance(quad.subject, ox.NamedNode), f"no IRI: {quad}"
        iri = quad.subject.value
        root = next((root for root in (manifest.base, HOME) if iri.startswith(root)), None)
        if root is not None:
            found.setdefault(iri.removeprefix(root).partition("#")[0], set()).add(iri)
    return found


def test_every_subject_leads_to_its_page_and_to_its_data(project: Path, serve: Serve) -> None:
    """Each gives 303 by `Accept`; the page has the part's element, the Turtle describes it."""
    documents = documents_of(project)
    faults = []
    with serve(project) as running:
        pages = Pages(running.client)
        for path, subjects in documents.items():
            page = running.client.get(f"/{path}", headers=BROWSER)
            data = running.client.get(f"/{path}", headers=TURTLE)
            if (page.status_code, data.status_code) != (303, 303):
                faults.append(f"{path}: {page.status_code}, {data.status_code}")
                continue
            parts = {subject.partition("#")[2] for subject in subjects}
            lost = {pages.fault_of(page.headers["location"], part) for part in parts}
            turtle = running.client.get(data.headers["location"]).content
            triples = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
            lacking = subjects - {str(triple.subject.value) for triple in triples}
            faults += [f"{path}: {told}" for told in (*sorted(lost), *sorted(lacking)) if told]
    assert faults == []
    kinds = {path.partition("/")[0] for path in documents}
    assert {"claims", "meta", "ontology", "contributors", ".well-known"} <= kinds


def test_what_all_reviews_share_comes_in_every_form(tiny_project: Project, serve: Serve) -> None:
    """Versions of the ontology, alignments and shapes: a page that names them, and all of RDF."""
    build_project(tiny_project, Timings())
    shared = ["ontology/0.1.0", "ontology/0.2.0", "ontology/0.3.0", "alignments", "shapes"]
    with serve(tiny_project.folder) as running:
        pages = Pages(running.client)
        for path in shared:
            page = running.client.get(f"/{path}", headers=BROWSER)
            assert (page.status_code, pages.fault_of(page.headers["location"])) == (303, "")
            for offer in RDF_FORMATS:
                media_type = offer.media_types[0]
                data = running.client.get(
                    f"/{path}", headers={"Accept": media_type}, follow_redirects=True
                )
                assert data.headers["content-type"].startswith(media_type)
                form = ox.RdfFormat.from_media_type(media_type)
                nodes = {str(term) for quad in ox.parse(data.content, format=form) for term in quad}
                assert f"<{HOME}{path}>" in nodes, f"{path} as {media_type}"


def test_what_describes_a_thing_is_read_by_other_engines() -> None:
    """rdflib, as an engine behind the service, has no inverse step in a negated set of them."""
    graph = rdflib.Graph().parse(
        data="""@prefix : <http://e/> . :tip :says <http://e/tip#a> . <http://e/tip#b> :of :tip .
        <http://e/tip#a> :has <http://e/tip#c> . <http://e/tip#c> :is 1 . <http://e/tip#b> :is 2 .
        :other :is 3 . :tip :see :other ."""
    )
    part = {f"part{n}": f'FILTER STRSTARTS(STR(?s{n}), "http://e/tip#")' for n in ("", "1", "2")}
    described = graph.query(DESCRIPTION % {"iri": "http://e/tip", "step": STEP, **part}).graph
    assert described is not None
    assert len(graph) == 7
    assert set(graph) - set(described) == {
        (rdflib.URIRef("http://e/other"), rdflib.URIRef("http://e/is"), rdflib.Literal(3))
    }
