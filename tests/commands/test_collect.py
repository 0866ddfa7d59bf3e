from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.__main__ import main
from tests.collection.conftest import write_data


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
