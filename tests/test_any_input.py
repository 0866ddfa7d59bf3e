"""Whatever stands in a project's files, it is told what is wrong with them, or they are built.

`TRIES=50 pytest tests/test_any_input.py` tries fifty times as many examples, other ones each time.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.__main__ import main
from kg.assembly import find_problems
from kg.codes import errors_among
from kg.errors import Problem, UsageError
from kg.paths import fault_of_path
from kg.pipeline import build_project
from kg.sources.folder.project import Project, load_project
from kg.timings import Timings
from tests.mutations import SCRIPT, TEXTS, Files, Mutation, mutations

pytestmark = pytest.mark.slow
TINY = Path(__file__).resolve().parent / "tiny"
TRIES = int(os.environ.get("TRIES", "0"))
# What no author should have to read.
INNARDS = re.compile(r"Traceback|pydantic| object at 0x|<class |Error\(|NoneType")
# What one change of one value can spoil: the record that it is in, and what hangs on that.
MOST_PROBLEMS = 12
# Changes that often leave a project that can be built.
GENTLE = ("rename", "replace", "delete", "lose file", "borrow", "empty", "swap", "repeat")
QUERY = b"SELECT ?tip WHERE { GRAPH ?g { ?tip a tt:Tip } } ORDER BY ?tip LIMIT 3\n"


def some(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the settings of a law that is tried with so many examples, always the same ones."""
    return settings(
        max_examples=examples * max(TRIES, 1),
        derandomize=not TRIES,
        database=None,
        deadline=None,
        suppress_health_check=[*HealthCheck],
    )


def tiny_files() -> Files:
    """Return the files of the tiny world."""
    return {
        path.relative_to(TINY).as_posix(): path.read_bytes()
        for path in sorted(TINY.rglob("*"))
        if path.is_file() and "build" not in path.parts
    }


def write_project(folder: Path, files: Files) -> None:
    """Write the files of a project."""
    folder.mkdir()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def changed_project(factory: pytest.TempPathFactory, changes: Sequence[Mutation]) -> Path:
    """Return a folder with the tiny world, changed."""
    files = tiny_files()
    for change in changes:
        files = change.apply(files)
    folder = factory.mktemp("any") / "tea"
    write_project(folder, files)
    return folder


def check_any(folder: Path) -> tuple[Project | None, Sequence[Problem]]:
    """Check a project; hold every problem, those of the settings too, to what a problem is."""
    try:
        project = load_project(folder)
    except UsageError as error:
        for line in str(error).splitlines():
            assert line.startswith(f"{folder / 'tiptrace.toml'}:"), line
            assert not INNARDS.search(line), line
        return None, []
    problems = find_problems(project)
    for problem in problems:
        hold_problem(problem, folder)
    return project, problems


def hold_problem(problem: Problem, folder: Path) -> None:
    """Hold a problem: one line that prints, in plain words, at a place that is there."""
    line, place = str(problem), problem.location
    assert line.isprintable(), line
    assert problem.message.strip(), line
    assert not INNARDS.search(line), line
    assert min(place.line, place.column) >= 1, line
    path = folder / place.path
    if path.is_file():
        lines = re.split(rb"\r\n|\r|\n", path.read_bytes())
        assert place.line <= len(lines), line
    else:
        told = path.exists() or "no such" in line or "\\" in place.path
        assert told, line


class Ended(HTMLParser):
    """Notes which element of a page ended last."""

    last = ""

    def handle_endtag(self, tag: str) -> None:
        """Note the element."""
        self.last = tag


def build_any(project: Project) -> None:
    """Build a project; hold that all stays in its place, and every file of the site."""
    before = {*project.folder.rglob("*")}
    build_project(project, Timings())
    after = {path for path in project.folder.rglob("*") if project.build not in path.parents}
    assert after == before | {project.build}
    top = project.current.resolve()
    for path in top.rglob("*"):
        assert not path.is_symlink(), path
        name = path.relative_to(top).as_posix()
        assert fault_of_path(name) is None, name
        hold_file(path)


def hold_file(path: Path) -> None:
    """Hold a file of a build: it can be read as what it says it is, and no value is markup."""
    if path.suffix == ".html":
        text = path.read_text("utf-8")
        assert SCRIPT not in text, path
        reader = Ended()
        reader.feed(text)
        reader.close()
        assert reader.last == "html", path
    elif path.suffix in {".xml", ".svg", ".rdf"}:
        ET.parse(path)
    elif path.suffix in {".json", ".jsonld"}:
        json.loads(path.read_bytes())


@some(25)
@given(change=mutations())
def test_one_fault_is_a_few_problems(
    tmp_path_factory: pytest.TempPathFactory, change: Mutation
) -> None:
    """Whatever is done to one file, `kg check` tells it plainly, where it is, and not at length."""
    _, problems = check_any(changed_project(tmp_path_factory, [change]))
    assert len(problems) <= MOST_PROBLEMS, "\n".join(map(str, problems))


@some(25)
@given(changes=st.lists(mutations(), min_size=2, max_size=6))
def test_any_files_are_checked(
    tmp_path_factory: pytest.TempPathFactory, changes: list[Mutation]
) -> None:
    """However many things are wrong, each problem has its place and plain words."""
    check_any(changed_project(tmp_path_factory, changes))


@some(12)
@given(changes=st.lists(mutations(*GENTLE), min_size=1, max_size=3))
def test_what_check_passes_is_built(
    tmp_path_factory: pytest.TempPathFactory, changes: list[Mutation]
) -> None:
    """A project without errors has a build, whole and in its place."""
    project, problems = check_any(changed_project(tmp_path_factory, changes))
    if project is not None and not errors_among(problems):
        build_any(project)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a built project."""
    folder = changed_project(tmp_path_factory, [])
    build_project(load_project(folder), Timings())
    return folder


@pytest.fixture
def ask(built: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[bytes], None]:
    """Return a function that asks the query of a file, and holds what is said."""

    def run(content: bytes) -> None:
        path = built.parent / "query.rq"
        path.write_bytes(content)
        status = main(["query", "-C", str(built), str(path)])
        said = capsys.readouterr().err
        assert status in {0, 1}, said
        assert (status == 1) == bool(said.strip()), said
        assert not INNARDS.search(said), said

    return run


@some(40)
@given(
    content=st.binary(max_size=40)
    | st.sampled_from([text.encode(errors="replace") for text in TEXTS])
)
def test_any_file_is_no_traceback_as_a_query(ask: Callable[[bytes], None], content: bytes) -> None:
    """Bytes that are no query end in a message."""
    ask(content)


@some(40)
@given(change=mutations("cut", "flip", "insert", "lose line", "double line", "recode", "end lines"))
def test_a_damaged_query_is_no_traceback(ask: Callable[[bytes], None], change: Mutation) -> None:
    """A query that was cut, recoded or mistyped is answered or refused."""
    ask(change.apply({"query.rq": QUERY})["query.rq"])
