import json
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from kg.sources.folder.project import Project

pytestmark = pytest.mark.slow

Run = Callable[..., object]
Edit = Callable[[str, str, str], Project]


def test_good_data_is_said_so(kg: Run, tiny_project: Project) -> None:
    """No problem, exit 0."""
    done = kg("check", "-C", tiny_project.folder)
    assert (done.returncode, done.stdout) == (0, "no problems found\n")


def test_a_broken_file_does_not_flood_the_terminal(kg: Run, edit: Edit) -> None:
    """The lines are capped and say so; as JSON there are all of them."""
    broken = "".join(f"@article{{X{n},\n  year = {{soon}}\n}}\n" for n in range(150))
    project = edit("data/references.bib", "", broken)
    lines = kg("check", "-C", project.folder).stdout.splitlines()
    found = json.loads(kg("check", "--json", "-C", project.folder).stdout)
    of_file = [problem for problem in found if problem["path"] == "data/references.bib"]
    assert len(of_file) >= 150
    told = [line for line in lines if line.startswith("data/references.bib:")]
    assert len(told) <= 101
    shown = sum(bool(re.match(r"[^:]+:\d+:\d+: ", line)) for line in told)
    more = re.findall(r"(\d+) more like this|(\d+) more;", "\n".join(told))
    assert shown + sum(int(one or other) for one, other in more) == len(of_file)


def test_every_problem_is_a_line(kg: Run, edit: Edit) -> None:
    """Each problem is `path:line:column: CODE message`, all at once, exit 1."""
    edit("data/references.bib", "year = {2001}", "year = {soon}")
    project = edit("data/references.bib", "evidenceclass = {B}", "evidenceclass = {Z}")
    done = kg("check", "-C", project.folder)
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert [line.split(": ")[0] for line in lines[:2]] == [
        "data/references.bib:7:1",
        "data/references.bib:36:1",
    ]
    assert lines[0].startswith("data/references.bib:7:1: BIB007 warning: A1: 'soon' is no year")
    assert lines[-1] == "1 error, 1 warning in 1 file"


def test_warnings_are_told_and_stop_nothing(kg: Run, edit: Edit) -> None:
    """Exit 0 with a warning, 1 when --strict makes an error of it; the build tells it, too."""
    project = edit("data/references.bib", "year = {2001}", "year = {soon}")
    done = kg("check", "-C", project.folder)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 warning in 1 file")
    strict = kg("check", "--strict", "-C", project.folder)
    assert (strict.returncode, strict.stdout.splitlines()[-1]) == (1, "1 error in 1 file")


def test_a_project_may_raise_a_level(kg: Run, edit: Edit, tiny_project: Project) -> None:
    """`[levels]` makes an error of a warning."""
    edit("data/references.bib", "year = {2001}", "year = {soon}")
    settings = tiny_project.folder / "tiptrace.toml"
    settings.write_text(settings.read_text() + '[levels]\nBIB007 = "error"\n')
    done = kg("check", "-C", tiny_project.folder)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (1, "1 error in 1 file")


def test_a_machine_may_read_the_problems(kg: Run, edit: Edit) -> None:
    """`--json` gives the same problems as objects."""
    project = edit("data/references.bib", "year = {2001}", "year = {soon}")
    [problem] = json.loads(kg("check", "--json", "-C", project.folder).stdout)
    assert (problem["path"], problem["line"], problem["code"], problem["severity"]) == (
        "data/references.bib",
        7,
        "BIB007",
        "warning",
    )


@pytest.mark.parametrize(
    ("role", "text", "said"),
    [
        ("examples", "SELECT * {}", ":1:1: QRY001 the key 'summary' is missing"),
        ("examples", "#+ summary: x\nSELECT * { ?a }", ":2:16: QRY001 expected"),
        ("tables", "#+ summary: x\nASK {}", ":1:1: QRY001 a SELECT query is needed here"),
        (
            "derived",
            "#+ summary: x\nSELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
            ":1:1: QRY001 SERVICE asks another server",
        ),
    ],
)
def test_a_query_of_the_project_that_cannot_be_asked_is_told(
    kg: Run, tiny_project: Project, role: str, text: str, said: str
) -> None:
    """A build would end with it, so that the check may not say that all is well."""
    path = tiny_project.folder / "queries" / role / "mine.rq"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    done = kg("check", "-C", tiny_project.folder)
    assert done.returncode == 1
    assert f"queries/{role}/mine.rq{said}" in done.stdout
    path.write_text("#+ summary: x\nSELECT * { ?a ?b ?c }")
    assert kg("check", "-C", tiny_project.folder).stdout == "no problems found\n"


@pytest.mark.parametrize("role", ["examples", "tables"])
def test_a_function_that_there_is_not_is_a_note(kg: Run, tiny_project: Project, role: str) -> None:
    """The query can be asked and the build is made, so that it is not an error."""
    path = tiny_project.folder / "queries" / role / "mine.rq"
    path.parent.mkdir(parents=True)
    path.write_text(
        "#+ summary: brews\nSELECT ?a (<urn:x:brew>(?a) AS ?b)\n{ ?a a ?c } ORDER BY ?a"
    )
    done = kg("check", "-C", tiny_project.folder)
    said = f"queries/{role}/mine.rq:2:1: QRY002 note: there is no function <urn:x:brew>"
    assert done.returncode == 0
    assert said in done.stdout
    assert kg("build", "-C", tiny_project.folder).returncode == 0


def test_what_makes_documents_is_not_imported() -> None:
    """Word, tables and templates take a fifth as long to import as all that is checked with."""
    told = "import kg.commands.check, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    assert {"docx", "xlsxwriter", "jinja2"}.isdisjoint(done.stdout.split())
