import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.sources.folder.project import Project
from kg.sources.reading import read_sources

Edit = Callable[[str, str, str], Project]


def test_the_tiny_world_reads_whole(tiny_project: Project) -> None:
    """All that the tiny world's files say arrives as one value."""
    sources = read_sources(tiny_project).sources
    assert sources is not None
    assert [reference.code for reference in sources.references] == [
        "A1",
        "A2",
        "A10",
        "B1",
        "B2",
        "B3",
        "C1",
        "D1",
        "D2",
        "D3",
    ]
    assert len(sources.mentions.mentions) == 8
    assert {file.section for file in sources.claims} == {"introduction", "sharing"}


def test_problems_of_several_files_come_together(edit: Edit) -> None:
    """A fault in the references and one in a YAML file are reported in one go, sorted."""
    edit("data/references.bib", "year = {2001}", "year = {soon}")
    project = edit("data/tips.yaml", "title: Wash it", "titel: Wash it")
    reading = read_sources(project)
    assert reading.sources is None
    found = [(one.location.path, one.code) for one in reading.problems]
    assert found == sorted(found)
    assert {path for path, _ in found} == {"data/references.bib", "data/tips.yaml"}


def test_links_are_judged_as_far_as_they_can_be(edit: Edit) -> None:
    """A broken tips file hides no dangling concept elsewhere, and invents no dangling tip."""
    edit("data/tips.yaml", "title: Wash it", "titel: Wash it")
    project = edit("data/claims/sharing.yaml", "concepts: [pot, trust]", "concepts: [pott]")
    reading = read_sources(project)
    assert {"YAML003", "LNK001"} == {one.code for one in reading.problems}
    assert [one.location.path for one in reading.problems if one.code == "LNK001"] == [
        "data/claims/sharing.yaml"
    ]


def test_a_folder_that_is_refused_is_told_once(tiny_project: Project) -> None:
    """Links to what stands in it are no faults of their own."""
    claims = tiny_project.data / "claims"
    claims.rename(tiny_project.folder.parent / "claims")
    claims.symlink_to(tiny_project.folder.parent / "claims")
    [problem] = read_sources(tiny_project).problems
    assert (problem.code, problem.location.path) == ("FIL002", "data/claims")


def test_a_missing_review_is_a_problem(tiny_project: Project) -> None:
    """A project without review.yaml is told so, and nothing is raised."""
    (tiny_project.data / "review.yaml").unlink()
    assert "TXT002" in {one.code for one in read_sources(tiny_project).problems}


def test_optional_files_may_be_missing(tiny_project: Project) -> None:
    """A review without debates or an index is a review."""
    for name in ("debates.yaml", "index.yaml", "themes.yaml", "tables.yaml"):
        (tiny_project.data / name).unlink()
    tips = tiny_project.data / "tips.yaml"
    tips.write_text(tips.read_text().replace("    debates: [what-comes-first]\n", ""))
    assert read_sources(tiny_project).problems == []


def test_a_fragment_is_located_at_its_record(tiny_project: Project) -> None:
    """An evidence line is found where its claim stands."""
    reading = read_sources(tiny_project)
    assert reading.locate("claims/fewer-quarrels#from-A2") == reading.locate(
        "claims/fewer-quarrels"
    )
    assert reading.locate("claims/nowhere") is None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        pytest.param("title = {Trust}", "title = {Trust}, title = {T}", "BIB003", id="field-twice"),
        pytest.param("van Dale, Fay", "a, b, c, d", "BIB004", id="bad-name"),
        pytest.param("title = {Trust}", "title = {}", "BIB013", id="no-title"),
        pytest.param("title = {Trust},", "title = {Trust", "BIB001", id="open-brace"),
        pytest.param("Trust", "Tr\x0bust", "CHR001", id="control-character"),
        pytest.param("Trust", "Trust\n<<<<<<< ours\n", "FIL003", id="merge-marker"),
    ],
)
def test_one_fault_in_the_references_is_one_problem(
    edit: Edit, old: str, new: str, code: str
) -> None:
    """Links to a reference that could not be read are no faults of their own."""
    project = edit("data/references.bib", old, new)
    assert [one.code for one in read_sources(project).problems] == [code]


def test_a_byte_that_is_not_utf8_is_one_problem(tiny_project: Project) -> None:
    """A whole file of references that cannot be read makes no link dangle."""
    path = tiny_project.data / "references.bib"
    path.write_bytes(path.read_bytes().replace(b"Trust", b"Tr\xe9st"))
    [problem] = read_sources(tiny_project).problems
    assert (problem.code, problem.location.line) == ("TXT001", 32)


@pytest.mark.parametrize("name", ["tips.yaml", "references.bib", "claims/sharing.yaml"])
@pytest.mark.parametrize(
    "make",
    [
        pytest.param(os.mkfifo, id="pipe"),
        pytest.param(Path.mkdir, id="folder"),
        pytest.param(lambda path: path.symlink_to("/etc/passwd"), id="link-out"),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), id="endless"),
    ],
)
def test_what_is_no_file_is_one_problem(
    tiny_project: Project, name: str, make: Callable[[Path], None]
) -> None:
    """It is told where it stands, with nothing of what it holds, and no link to it is."""
    path = tiny_project.data / name
    path.unlink()
    make(path)
    [problem] = read_sources(tiny_project).problems
    assert (problem.code, problem.location.path) == ("FIL002", f"data/{name}")
    assert "root:" not in problem.message


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(lambda text: text.replace(b"\n", b"\r\n"), "line ends", id="windows"),
        pytest.param(lambda text: b"\xef\xbb\xbf" + text, "byte order mark", id="bom"),
        pytest.param(lambda text: text + b"x", "SHA-256", id="edited"),
    ],
)
def test_another_text_beside_the_data_is_a_warning(
    tiny_project: Project, change: Callable[[bytes], bytes], said: str
) -> None:
    """`check` compares the digest whenever the text is there, and says what differs."""
    path = tiny_project.folder / "text.txt"
    path.write_bytes(change(path.read_bytes()))
    reading = read_sources(tiny_project)
    [problem] = reading.problems
    assert reading.sources is not None
    assert (problem.code, problem.severity, problem.location.path) == (
        "TXT003", "warning", "text.txt",
    )  # fmt: skip
    assert said in problem.message


def test_a_text_that_is_not_there_is_no_problem(tiny_project: Project) -> None:
    """A project need not hold the text that it was made from."""
    (tiny_project.folder / "text.txt").unlink()
    assert read_sources(tiny_project).problems == []


@pytest.mark.parametrize("field", ["printed", "scanned"])
def test_a_pattern_that_is_none_is_told_at_its_line(edit: Edit, field: str) -> None:
    """An expression is tried when it is read, not first when the text is."""
    project = edit("data/review.yaml", f"{field}: ", f'{field}: "[A" # ')
    problems = [one for one in read_sources(project).problems if one.code == "YAML003"]
    assert [one.location.path for one in problems] == ["data/review.yaml"]
    assert "no regular expression" in problems[0].message


def test_a_kind_of_concept_is_one_of_the_project_or_a_common_one(
    edit: Callable[[str, str, str], Project],
) -> None:
    """A project that names its kinds has those and no others."""
    project = edit(
        "data/concepts.yaml", "id: pot, label: pot, kind: idea", "id: pot, label: pot, kind: vessel"
    )
    told = [one.message for one in read_sources(project).problems if one.code == "LNK001"]
    assert told == [
        "'kind': there is no 'vessel' among the concept-kinds; add it, or remove the link"
    ]
    with (project.data / "schemes.yaml").open("a", encoding="utf-8") as file:
        file.write("concept_kinds:\n  - {id: vessel, label: vessel, plural: vessels}\n")
    told = [one.message for one in read_sources(project).problems if one.code == "LNK001"]
    assert len(told) == 1
    assert "'idea'" in told[0]


@pytest.mark.parametrize(
    ("language", "remedy"),
    [("cymraeg", "BCP 47"), ("welsh", "write cy"), ("en_GB", "write en-GB"), ("7", "text")],
)
def test_a_wrong_language_is_one_problem(
    language: str, remedy: str, edit: Callable[[str, str, str], Project]
) -> None:
    """A language that is no tag is told once, in its line, with what to write."""
    project = edit("data/review.yaml", "year: 2005", f"year: 2005\nlanguage: {language}")
    [problem] = read_sources(project).problems
    assert (problem.location.path, problem.location.line) == ("data/review.yaml", 7)
    assert remedy in problem.message
