"""What is made again and again is what is made once, whatever is edited in between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.assembly import Kept, assemble_inputs
from kg.builds import take_snapshot
from kg.errors import ProblemsFound
from kg.graph.store import sorted_nquads
from kg.outputs.site.pages import PAGES
from kg.pipeline import build_project
from kg.preview.workshop import Workshop
from kg.sources.folder.inputs import Inputs
from kg.sources.folder.project import Project, load_project
from kg.timings import Timings
from tests.mutations import Mutation, mutations
from tests.test_any_input import some, tiny_files, write_project

pytestmark = pytest.mark.slow


def said_of(inputs: Inputs, kept: Kept | None) -> object:
    """Return all that an assembly gives, to be compared."""
    made = assemble_inputs(inputs, Timings(), kept)
    if kept is not None:
        kept.memory.end_round()
    quads = sorted_nquads(made.store) if made.store is not None else b""
    reading = made.reading
    return made.problems, quads, made.rules, made.curations, made.gaps, reading.locations


@some(8)
@given(edits=st.lists(mutations(), min_size=1, max_size=4), draft=st.booleans())
def test_any_edits_one_after_another_give_what_the_files_give(
    edits: list[Mutation], *, draft: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Files of every kind are changed, broken and put back: nothing of before is left over."""
    folder, kept, files = tmp_path_factory.mktemp("any") / "tea", Kept(), tiny_files()
    write_project(folder, files)
    project = load_project(folder)
    project = project.as_draft() if draft else project
    for content in (files, *(edit.apply(files) for edit in edits), files):
        sources = {name: text for name, text in content.items() if name.startswith("data/")}
        inputs = Inputs(project, dict(sorted(sources.items())))
        assert said_of(inputs, kept) == said_of(inputs, None)


# What an author does: words, a list, a layout, a setting. All of it together still builds.
EDITS = (
    ("data/tips.yaml", "Wash the pot after use.", "Wash it at once."),
    ("data/references.bib", "year = {2001}", "year = {2002}"),
    ("data/references.bib", "@", "% a comment\n@"),
    ("data/appendices.yaml", "codes: [D1]", "codes: [D1, C1]"),
    ("tiptrace.toml", "title = ", 'contact = "tea@example.org"\ntitle = '),
)


def test_every_page_is_what_a_build_makes_of_it(tiny_project: Project) -> None:
    """After each edit, byte for byte; what is no page here is none there, but of the build."""
    workshop = Workshop()
    of_the_build = {kind.template for kind in PAGES if kind.of_the_build}
    for name, now, then in EDITS:
        path = tiny_project.folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(now, then, 1), encoding="utf-8")
        project = load_project(tiny_project.folder)
        pages, _ = workshop.make(take_snapshot(project))
        # Some are asked for at each state, so that the next has something to remember.
        for asked in ("tips/2.html", "sources/B1.html", "index.html", "questions.html"):
            assert pages.page(asked)
    build_project(project, Timings())
    site = project.current / "site"
    differ = []
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        made = pages.page(name)
        if made is not None and made != file.read_bytes():
            differ.append(name)
        if made is None and not name.startswith(("tables/", "ontology/")):
            assert f"{file.stem}.html" in of_the_build, name
    assert differ == []
    assert pages.page("tips/no-such.html") is None


def test_pages_of_before_are_made_until_their_dataset_is_needed(tiny_project: Project) -> None:
    """Those that were shown last answer during an edit; of older ones stays what was made."""
    workshop = Workshop()
    shown = []
    for name, now, then in EDITS[:3]:
        path = tiny_project.folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(now, then, 1), encoding="utf-8")
        shown.append(workshop.make(take_snapshot(load_project(tiny_project.folder)))[0])
        assert shown[-1].page("tips/2.html")
    assert [one.page("tips/2.html") is None for one in shown] == [False, False, False]
    assert [one.page("index.html") is None for one in shown] == [True, False, False]


def test_a_mistake_leaves_the_pages_and_nothing_else(tiny_project: Project) -> None:
    """Pages that were shown stay; once it is mended they are made of the files again."""
    workshop = Workshop()
    before, _ = workshop.make(take_snapshot(tiny_project))
    path = tiny_project.data / "concepts.yaml"
    text = path.read_text(encoding="utf-8")
    for wrong in (text.replace("related: [trust]", "related: [tea]"), text.replace("id: pot", "")):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(ProblemsFound):
            workshop.make(take_snapshot(tiny_project))
        assert workshop.pages is before
    path.write_text(text, encoding="utf-8")
    after, _ = workshop.make(take_snapshot(tiny_project))
    assert after.page("concepts.html") == before.page("concepts.html")
