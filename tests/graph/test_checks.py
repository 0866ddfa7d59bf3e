from collections.abc import Callable

import pytest

from kg.assembly import find_problems
from kg.sources.folder.project import Project

pytestmark = pytest.mark.slow

Edit = Callable[[str, str, str], Project]


def test_the_tiny_world_has_no_problem(tiny_project: Project) -> None:
    """Shapes and checks find nothing in good data."""
    assert find_problems(tiny_project) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "path"),
    [
        pytest.param(
            "data/mentions.yaml",
            ", erratum: E001",
            "",
            "data/mentions.yaml",
            id="a-wrong-code-without-erratum",
        ),
        pytest.param(
            "data/mentions.yaml",
            "  - {source: B3, reason: It stands in the list only.}\n",
            "",
            "data/references.bib",
            id="a-source-with-no-annotation-and-no-reason",
        ),
        pytest.param(
            "data/concepts.yaml",
            "definition: A hot drink.",
            "definition: A., broader: [pot]",
            "data/concepts.yaml",
            id="a-circle-of-concepts",
        ),
        pytest.param(
            "data/index.yaml",
            '"2-3"',
            '"20"',
            "data/index.yaml",
            id="a-page-outside-the-book",
        ),
    ],
)
def test_a_fault_is_traced_to_its_file(
    edit: Edit, name: str, old: str, new: str, path: str
) -> None:
    """A check that finds a row names the record's file and line."""
    problems = find_problems(edit(name, old, new))
    assert path in {problem.location.path for problem in problems}
    assert all(problem.location.line > 1 for problem in problems)
