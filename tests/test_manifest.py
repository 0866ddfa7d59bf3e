from pathlib import Path

import pytest

from kg.manifest import Manifest, read_manifest

MANIFEST = Manifest("d" * 64, "i" * 64, "0.1.0", "Tea", "https://example.org/tea/", {"g": 1}, {})


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """A manifest survives the way to disk and back."""
    MANIFEST.write(tmp_path)
    assert read_manifest(tmp_path) == MANIFEST


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{", id="cut-off"),
        pytest.param("[]", id="no-object"),
        pytest.param('{"digest": "x"}', id="fields-missing"),
        pytest.param('{"colour": "red"}', id="a-stranger"),
    ],
)
def test_a_damaged_manifest_is_no_build(tmp_path: Path, text: str) -> None:
    """What cannot be read as a manifest counts as no complete build."""
    (tmp_path / "manifest.json").write_text(text)
    assert read_manifest(tmp_path) is None


def test_no_folder_is_no_build(tmp_path: Path) -> None:
    """Before the first build there is nothing to read."""
    assert read_manifest(tmp_path / "current") is None
