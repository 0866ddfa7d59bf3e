import os
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.sources.folder.project import load_project

GOOD = 'title = "Tea"\nbase = "https://example.org/tea/"\n'


def test_settings_are_read(tmp_path: Path) -> None:
    """Title and base come from tiptrace.toml; who publishes the site has no default."""
    (tmp_path / "tiptrace.toml").write_text(GOOD)
    project = load_project(tmp_path)
    assert (project.title, project.base, project.publisher) == (
        "Tea",
        "https://example.org/tea/",
        "",
    )


def test_bad_settings_are_wrong_usage_with_their_lines(tmp_path: Path) -> None:
    """A settings file that does not serve is named with every fault, each with file and line."""
    (tmp_path / "tiptrace.toml").write_text('title = "x"\nbase = "tea"\nlicence = "mine"\n')
    with pytest.raises(UsageError) as caught:
        load_project(tmp_path)
    lines = str(caught.value).splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        f"{tmp_path}/tiptrace.toml:2:1",
        f"{tmp_path}/tiptrace.toml:3:1",
    ]


def test_settings_that_nothing_uses_go_with_the_project(tmp_path: Path) -> None:
    """A warning of the settings stops nothing and is told with the others."""
    (tmp_path / "tiptrace.toml").write_text(GOOD + 'colour = "red"\n')
    [problem] = load_project(tmp_path).problems
    assert (problem.code, problem.severity) == ("SET002", "warning")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xef\xbb\xbf" + GOOD.encode(), id="byte-order-mark"),
        pytest.param(GOOD.replace("\n", "\r\n").encode(), id="windows-line-ends"),
    ],
)
def test_settings_of_any_editor_are_read(tmp_path: Path, content: bytes) -> None:
    """A byte order mark and CRLF are no fault."""
    (tmp_path / "tiptrace.toml").write_bytes(content)
    assert load_project(tmp_path).title == "Tea"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(lambda path: path.write_bytes(GOOD.encode("utf-16")), "UTF-16", id="utf-16"),
        pytest.param(lambda path: path.write_text(f"{GOOD}<<<<<<< a\n"), "merge", id="merge"),
        pytest.param(lambda path: path.write_text(f"{GOOD}# \x0b\n"), "VERTICAL", id="control"),
        pytest.param(os.mkfifo, "a pipe", id="pipe"),
        pytest.param(Path.mkdir, "a folder", id="folder"),
        pytest.param(lambda path: path.symlink_to("/etc/passwd"), "leads out", id="link-out"),
    ],
)
def test_what_is_no_settings_file_is_named(tmp_path: Path, make: object, said: str) -> None:
    """One line says what stands there, and nothing of what it holds."""
    make(tmp_path / "tiptrace.toml")  # type: ignore[operator]
    with pytest.raises(UsageError, match=said) as caught:
        load_project(tmp_path)
    assert "root:" not in str(caught.value)


def test_a_folder_that_is_no_project_is_said_so(tmp_path: Path) -> None:
    """Without a settings file the message names -C and kg new."""
    with pytest.raises(UsageError, match="-C"):
        load_project(tmp_path)


def test_the_style_of_references_is_read_with_the_settings(tmp_path: Path) -> None:
    """A name that leads to none is told at its line, before anything is done."""
    (tmp_path / "tiptrace.toml").write_text(GOOD + 'csl = "APA"\n')
    style = load_project(tmp_path).style
    assert style is not None
    assert style.name == "apa"
    (tmp_path / "tiptrace.toml").write_text(GOOD + '\ncsl = "pots"\n')
    with pytest.raises(UsageError) as caught:
        load_project(tmp_path)
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"{tmp_path}/tiptrace.toml:4:1: SET001 csl 'pots': there is no such")
