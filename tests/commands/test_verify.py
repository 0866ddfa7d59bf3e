import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.sources.folder.project import Project
from tests.conftest import ROOT
from tests.paging import turn_to_pages

Run = Callable[..., object]
Edit = Callable[[str, str, str], Project]


def test_coverage_is_printed_by_section(kg: Run, tiny_project: Project) -> None:
    """A proved text prints its coverage and exits with 0."""
    done = kg("verify", tiny_project.folder, "-C", tiny_project.folder)
    assert done.returncode == 0, done.stdout
    assert "all sections" in done.stdout
    assert "38 passages" in done.stdout


def test_a_gap_is_exit_1(kg: Run, edit: Edit) -> None:
    """A code read as another one is a problem at the line of the text."""
    project = edit("data/mentions.yaml", "printed: A10, scanned", "printed: A11, scanned")
    done = kg("verify", project.folder / "text.txt", "-C", project.folder)
    assert done.returncode == 1
    assert "text.txt:5:" in done.stdout


def test_a_passage_is_shown_to_whoever_holds_the_text(kg: Run, tiny_project: Project) -> None:
    """--show prints the passage of a record."""
    folder = tiny_project.folder
    done = kg("verify", folder / "text.txt", "--show", "tips/2", "-C", folder)
    assert done.stdout == "20: TIP 2 Keep the pot clean.\n"


def test_spans_are_filled_in(kg: Run, tiny_project: Project) -> None:
    """--fill turns an `at:` line into the span that was there."""
    path = tiny_project.data / "tips.yaml"
    text = path.read_text()
    line = next(line for line in text.splitlines() if line.startswith("    span:"))
    path.write_text(text.replace(line, '    at: "L18: TIP 1 ... tea."'))
    folder = tiny_project.folder
    done = kg("verify", folder / "text.txt", "--fill", path, "-C", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    # What finds the passage again after an edit is written beside it.
    assert re.sub(r", before: \w{12}, after: \w{12}", "", path.read_text()) == text


def test_without_a_file_every_at_of_the_project_is_filled_in(
    kg: Run, tiny_project: Project
) -> None:
    """The command that `kg check` names does what it says, in each file that has one."""
    folder, path = tiny_project.folder, tiny_project.data / "tips.yaml"
    before = path.read_text()
    line = next(line for line in before.splitlines() if line.startswith("    span:"))
    path.write_text(before.replace(line, '    at: "L18: TIP 1 ... tea."'))
    assert "run: kg verify TEXT --fill" in kg("check", "-C", folder).stdout
    done = kg("verify", folder / "text.txt", "--fill", "-C", folder)
    assert done.stdout.splitlines() == [f"{path}: 1 span filled in", "no problems found"]
    assert re.sub(r", before: \w{12}, after: \w{12}", "", path.read_text()) == before


def test_words_to_look_at_are_listed_until_they_are_settled(
    kg: Run, edit: Edit, tiny_project: Project
) -> None:
    """--wording asks about a word that the passage lacks; a reason bound to both texts ends it."""
    folder = tiny_project.folder
    words = ("verify", folder / "text.txt", "--wording", "-C", folder)
    assert " 0 settled" in kg(*words).stdout
    edit("data/claims/sharing.yaml", "Sharing tea brings", "Sharing tea always brings")
    asked = kg(*words)
    assert asked.returncode == 1
    line = next(line for line in asked.stdout.splitlines() if "'always'" in line)
    assert line.startswith("data/claims/sharing.yaml:")
    settled = line.rpartition("under wording: ")[2].replace("…", "a test wants it")
    place = "    statement: Sharing tea always brings people closer.\n"
    edit("data/claims/sharing.yaml", place, f"{place}    wording: [{settled}]\n")
    after = kg(*words)
    assert "'always'" not in after.stdout
    assert " 1 settled" in after.stdout


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(os.mkfifo, "a pipe", id="pipe"),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), "a device", id="endless"),
        pytest.param(lambda path: path.write_bytes(b"\xff\xfet\x00"), "not UTF-8", id="utf-16"),
        pytest.param(lambda _: None, "no such file", id="nothing"),
    ],
)
def test_what_is_no_text_is_said_so(
    kg: Run, tiny_project: Project, make: object, said: str
) -> None:
    """Wrong usage in one line; nothing is waited for."""
    path = tiny_project.folder / "other.txt"
    make(path)  # type: ignore[operator]
    done = kg("verify", path, "-C", tiny_project.folder)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert said in done.stderr


def test_a_text_is_not_looked_for_outside_the_folder(kg: Run, edit: Edit) -> None:
    """A review that names a file elsewhere as its text is refused, and nothing of it is shown."""
    project = edit("data/review.yaml", "file: text.txt", "file: ../../../../../../etc/passwd")
    done = kg("verify", project.folder, "-C", project.folder)
    assert done.returncode == 2
    assert "leads out" in done.stderr
    assert "root:" not in done.stderr + done.stdout


def test_only_files_of_the_project_are_filled_in(
    kg: Run, tiny_project: Project, tmp_path: Path
) -> None:
    """Neither a file elsewhere nor one that a link leads to is written."""
    outside = tmp_path / "other.yaml"
    outside.write_text('- at: "L18: TIP 1 ... tea."\n')
    link = tiny_project.data / "claims" / "link.yaml"
    link.symlink_to(outside)
    for path in (outside, link):
        text = tiny_project.folder / "text.txt"
        done = kg("verify", text, "--fill", path, "-C", tiny_project.folder)
        assert done.returncode == 2
        assert "only files of the project" in done.stderr
    assert outside.read_text() == '- at: "L18: TIP 1 ... tea."\n'


def test_a_reading_is_noted(kg: Run, read_project: Project) -> None:
    """--read stamps every record of the files with who read them, when, and what they were."""
    folder, tips = read_project.folder, read_project.data / "tips.yaml"
    read = ("verify", folder, "-C", folder, "--read", "third-reader")
    done = kg(*read, tips, "--on", "2026-11-09")
    assert done.stdout == "2 records read by third-reader on 2026-11-09\n", done.stderr
    lines = (read_project.data / "readings.csv").read_text().splitlines()
    (line,) = (line for line in lines if line.startswith("tips/1,"))
    assert line.split(",")[2] == "second-reader 2026-11-03; third-reader 2026-11-09"
    # Records by name, and all of them when all are asked for.
    assert kg(*read, "tips/1").stdout.startswith("1 record read by third-reader on ")
    whole = kg(*read, "--all").stdout
    assert (
        int(whole.split()[0])
        == len((read_project.data / "readings.csv").read_text().splitlines()) - 1
    )
    assert kg("verify", folder, "-C", folder, "--all").returncode == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["Jo Example"], "'Jo Example' is no role", id="role"),
        pytest.param(["x"], "name what x has read", id="nothing"),
        pytest.param(["x", "claims/none"], "no file and no record", id="unknown"),
        pytest.param(["x", "tips/1", "--all"], "leave out --all", id="both"),
        pytest.param(["x", "text.txt"], "there is no record in this file", id="empty"),
        pytest.param(["x", "/etc/passwd"], "only files of the project", id="outside"),
        pytest.param(["x", "tips/1", "--on", "2026-02-30"], "--on", id="day"),
        pytest.param(
            ["x", "tips/1", "--on", "2026-11-02"], "was read later, on 2026-11-03", id="earlier"
        ),
    ],
)
def test_a_reading_that_cannot_be_is_refused(
    kg: Run, read_project: Project, words: list[str], told: str
) -> None:
    """Wrong usage is exit 2 with one line, and the file stays as it was."""
    path = read_project.data / "readings.csv"
    before = path.read_bytes()
    words = [str(read_project.folder / one) if one == "text.txt" else one for one in words]
    done = kg("verify", read_project.folder, "-C", read_project.folder, "--read", *words)
    assert done.returncode == 2
    assert told in done.stderr
    assert path.read_bytes() == before


def test_pages_are_counted_and_not_proved(kg: Run, tmp_path: Path) -> None:
    """A review without a text is verified without one: its places are told, and that no text is."""
    folder = turn_to_pages(ROOT / "tests" / "hives", tmp_path / "paged")
    done = kg("verify", "-C", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "14 places are pages: nothing to prove against a text" in done.stdout
    assert "looked up" not in done.stdout
    shown = kg("verify", "--show", "tips/1", "-C", folder)
    assert shown.returncode == 2
    assert "names no text" in shown.stderr
    drafted = kg("mentions", "-C", folder)
    assert drafted.returncode == 2
    assert "enter them by hand" in drafted.stderr


def test_spans_are_proved_beside_pages(kg: Run, edit: Edit) -> None:
    """Where one place of many is a page, the others are proved all the same."""
    project = edit("data/tips.yaml", "number: 1", "number: 1")
    content = (project.data / "tips.yaml").read_text()
    line = next(one for one in content.splitlines() if one.startswith("    span:"))
    edit("data/tips.yaml", line, "    page: xii")
    done = kg("verify", project.folder, "-C", project.folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "37 passages" in done.stdout
    assert "1 place is a page: nothing to prove against a text" in done.stdout
