from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest
from pyoxigraph import Store

from kg.__main__ import main
from kg.collection import collecting, gathering
from kg.manifest import Manifest
from tests.collection.conftest import write_data

pytestmark = pytest.mark.slow


def test_a_collection_is_made_and_told_of(
    tiny_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line says how many reviews and triples; a second run has nothing to do."""
    write_data(tiny_store, tmp_path / "one")
    out = tmp_path / "out"
    assert main(["collect", str(tmp_path / "one"), "--out", str(out)]) == 0
    assert capsys.readouterr().out.startswith("collected 1 review, ")
    assert main(["collect", "--out", str(out)]) == 0
    assert capsys.readouterr().out.startswith("nothing has changed: 1 review, ")


def test_what_is_left_out_is_told_and_the_status_says_so(
    tiny_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rest is made all the same."""
    write_data(tiny_store, tmp_path / "one")
    (tmp_path / "broken.zip").write_bytes(b"no zip")
    words = [str(tmp_path / name) for name in ("one", "broken.zip")]
    assert main(["collect", *words, "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr()
    assert told.err == (
        f"{tmp_path}/broken.zip:1:1: COL001 left out: this is no zip, or a damaged one; "
        "make it anew\n"
    )
    assert told.out.startswith("collected 1 review, ")


def test_a_review_is_no_place_for_a_collection(
    tiny_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The build of the review would make way for that of the collection."""
    write_data(tiny_store, tmp_path / "one")
    (tmp_path / "tiptrace.toml").write_text("", encoding="utf-8")
    assert main(["collect", str(tmp_path / "one"), "--out", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"{tmp_path}: this is the folder of a review; name one of its own")
    assert not (tmp_path / "build").exists()
    assert main(["collect", str(tmp_path / "one"), "--out", str(tmp_path / "data" / "x")]) == 2
    assert "here are the data of a review; name another folder" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


NO_ROOM = os.strerror(errno.ENOSPC)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, NO_ROOM), NO_ROOM),
        (OSError(errno.ENOSPC, NO_ROOM, "from/a", None, "to/b"), f"to/b: {NO_ROOM}"),
        (OSError(f"IO error: {NO_ROOM}: x.sst"), f"IO error: {NO_ROOM}: x.sst"),
    ],
    ids=["a file", "a copy", "the store"],
)
def test_a_full_disk_is_no_fault_of_a_build(
    error: OSError,
    said: str,
    tiny_store: Store,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is told where room is wanted, and no build is said to be left out for it."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    if error.errno is None:  # when the builds are taken
        monkeypatch.setattr(collecting, "write_collected", fail)
    else:
        monkeypatch.setattr(gathering, "take_part", fail)
    write_data(tiny_store, tmp_path / "one")
    assert main(["collect", str(tmp_path / "one"), "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == f"{said}; nothing was changed; make room there\n"


@pytest.mark.parametrize(
    "verb",
    ["check", "build", "tables", "bibliography", "trace 1", "verify x", "mentions", "preview"],
)
@pytest.mark.parametrize("built", [True, False], ids=["built", "settings"])
def test_a_verb_of_one_review_says_what_a_collection_is(
    verb: str, built: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line names the folder, the verbs that take it, and what this one takes."""
    if built:
        (tmp_path / "build" / "current").mkdir(parents=True)
        reviews = {"one": "https://example.org/one/"}
        Manifest("", "", "", "", "", reviews=reviews).write(tmp_path / "build" / "current")
    else:
        (tmp_path / "collection.toml").write_text("", encoding="utf-8")
    assert main([*verb.split(), "-C", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"{tmp_path}: this is a collection of reviews; kg query, kg serve")
    assert told.endswith("this verb takes the folder of one review\n")
    assert len(told.splitlines()) == 1


def test_a_folder_that_is_neither_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is called no collection."""
    assert main(["check", "-C", str(tmp_path)]) == 2
    assert "tiptrace.toml: no such file" in capsys.readouterr().err


def test_nothing_is_collected_of_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A collection that is not there needs builds; one of broken builds alone is not made."""
    out = tmp_path / "out"
    assert main(["collect", "--out", str(out)]) == 2
    assert "name the builds" in capsys.readouterr().err
    assert main(["collect", str(tmp_path / "none"), "--out", str(out)]) == 1
    assert "nothing was collected" in capsys.readouterr().err
    assert not (out / "build" / "current").exists()
