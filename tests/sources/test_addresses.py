from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.assembly import find_problems
from kg.errors import Location
from kg.sources.addresses import check_addresses, check_taken
from kg.sources.folder.project import Project

pytestmark = pytest.mark.slow

Edit = Callable[[str, str, str], Project]
CONCEPTS = "title: Tea\nconcepts:\n"


def concept(name: str) -> str:
    """Return the concepts' head with a first concept of a name."""
    return f"{CONCEPTS}  - {{id: {name}, label: new, kind: idea, definition: Of no use.}}\n"


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "code", "said"),
    [
        pytest.param(
            "data/concepts.yaml", CONCEPTS, concept("con"), 3, "ADR001", "device", id="a device"
        ),
        pytest.param(
            "data/concepts.yaml", CONCEPTS, concept("x" * 300), 3, "YAML003", "100", id="a long id"
        ),
        pytest.param(
            "data/tables.yaml", "id: effects", "id: appendix-1", 2, "ADR003", "every build",
            id="a table of ours",
        ),
        pytest.param(
            "data/tips.yaml", "number: 2", f"number: 1{'0' * 300}", 23, "YAML003", "digits",
            id="a long number",
        ),
        pytest.param(
            "data/review.yaml", "{code: B,", '{code: "B\\tb",', 22, "YAML003", "U+0009",
            id="a control character in a code",
        ),
        pytest.param(
            "data/review.yaml", "{code: B,", f"{{code: {'B' * 300},", 22, "YAML003", "100",
            id="a long code",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_a_file_is_found_in_the_sources(
    name: str, old: str, new: str, line: int, code: str, said: str, edit: Edit
) -> None:
    """`kg check` tells the file and the line of what the build could not write."""
    [problem] = find_problems(edit(name, old, new))
    assert (problem.location.path, problem.location.line) == (name, line)
    assert problem.code == code
    assert said in problem.message
    assert len(problem.message) < 250


def test_two_records_that_are_one_file_elsewhere_are_told_once() -> None:
    """The later of two names that differ in case or form only is reported, and names the first."""
    known = {
        "sources/Lee2010": [Location("data/companions/a.yaml", 3)],
        "sources/lee2010": [Location("data/references.bib", 7)],
        "sources/lee2011": [Location("data/references.bib", 9)],
    }
    [problem] = check_addresses(known)
    assert (problem.code, problem.location) == ("ADR002", Location("data/references.bib", 7))
    assert "data/companions/a.yaml:3" in problem.message


def test_only_what_every_build_makes_is_taken() -> None:
    """A table of another name stands beside the regenerated ones."""
    place = Location("t.yaml", 9)
    known = {
        "tables/effects": [Location("t.yaml", 2)],
        "tables/appendix-1": [place],
    }
    [problem] = check_taken(known, {"tables/appendix-1", "tables/appendix-2"})
    assert problem.location == place
