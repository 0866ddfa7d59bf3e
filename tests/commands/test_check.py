import json
from collections.abc import Callable

from kg.sources.project import Project

Run = Callable[..., object]
Edit = Callable[[str, str, str], Project]


def test_good_data_is_said_so(kg: Run, tiny_project: Project) -> None:
    """No problem, exit 0."""
    done = kg("check", "-C", tiny_project.folder)
    assert (done.returncode, done.stdout) == (0, "no problems found\n")


def test_every_problem_is_a_line(kg: Run, edit: Edit) -> None:
    """Each problem is `path:line:column: CODE message`, all at once, exit 1."""
    edit("data/references.bib", "year = {2001}", "year = {soon}")
    project = edit("data/references.bib", "@book{B1", "@boook{B1")
    done = kg("check", "-C", project.folder)
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert [line.split(": ")[0] for line in lines[:2]] == [
        "data/references.bib:7:1",
        "data/references.bib:30:1",
    ]
    assert lines[-1] == "2 problems in 1 file"


def test_a_machine_may_read_the_problems(kg: Run, edit: Edit) -> None:
    """`--json` gives the same problems as objects."""
    project = edit("data/references.bib", "year = {2001}", "year = {soon}")
    [problem] = json.loads(kg("check", "--json", "-C", project.folder).stdout)
    assert (problem["path"], problem["line"], problem["code"]) == (
        "data/references.bib",
        7,
        "BIB007",
    )
