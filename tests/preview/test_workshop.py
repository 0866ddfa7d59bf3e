"""What is made again and again is what is made once, whatever is edited in between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.assembly import Kept, assemble_inputs
from kg.graph.store import sorted_nquads
from kg.sources.inputs import Inputs
from kg.sources.project import load_project
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
