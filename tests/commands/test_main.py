from collections.abc import Callable
from pathlib import Path

import pytest

from kg import __version__
from kg.__main__ import VERBS
from kg.sources.folder.project import Project

Run = Callable[..., object]


def test_help_lists_every_verb(kg: Run) -> None:
    """`kg --help` names each verb with what it does."""
    done = kg("--help")
    assert done.returncode == 0
    for verb, line in VERBS.items():
        assert verb in done.stdout
        assert line in " ".join(done.stdout.split())


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_help(kg: Run, verb: str) -> None:
    """Each verb explains its arguments."""
    done = kg(verb, "--help")
    assert done.returncode == 0, done.stderr
    assert "usage: kg" in done.stdout


def test_the_version_is_told(kg: Run) -> None:
    """`kg --version` prints name and version."""
    assert kg("--version").stdout.strip() == f"tiptrace {__version__}"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param((), id="no-verb"),
        pytest.param(("dance",), id="unknown-verb"),
        pytest.param(("build", "--colour"), id="unknown-flag"),
        pytest.param(("check", "-C", "/nowhere"), id="no-such-folder"),
    ],
)
def test_wrong_usage_is_exit_2(kg: Run, words: tuple[str, ...]) -> None:
    """Wrong usage exits with 2 and no traceback."""
    done = kg(*words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("-C", "build", "check"), ("check", "-C", "build")])
def test_a_folder_may_have_the_name_of_a_verb(kg: Run, words: tuple[str, ...]) -> None:
    """`kg -C build check` checks the project in the folder `build`."""
    assert kg("new", "build").returncode == 0
    done = kg(*words)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("verb", "told"),
    [("biuld", "did you mean build?"), ("xyzzy", "kg --help lists them")],
)
def test_a_verb_that_there_is_not_is_told_in_a_line(kg: Run, verb: str, told: str) -> None:
    """What is near is named, and not all that there is."""
    assert f"kg: error: there is no verb '{verb}'; {told}" in kg(verb).stderr


def test_the_changelog_has_this_version(root: Path) -> None:
    """The newest release of the changelog is the version of the package."""
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = [line for line in text.splitlines() if line.startswith("## [") and "Unrel" not in line]
    assert heads[0].startswith(f"## [{__version__}]")


def test_a_disk_that_fails_is_said_in_one_line(kg: Run, tiny_project: Project) -> None:
    """Where nothing can be written, the system's reason is told without a traceback."""
    (tiny_project.folder / "build").write_text("a file where a folder belongs")
    done = kg("build", "-C", tiny_project.folder)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert str(tiny_project.build) in done.stderr
