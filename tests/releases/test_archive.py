from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.releases.archive import read_archive
from kg.releases.versions import Version, parse_version


def version(text: str) -> Version:
    """Return a version."""
    parsed = parse_version(text)
    assert parsed is not None
    return parsed


def test_the_release_before_is_the_highest_lower_one(tmp_path: Path) -> None:
    """A release that mends an older line is held against that line; strange names count nothing."""
    for name in ("1.0.0", "1.10.0", "1.9.0", "2.0.0", "2.0.0-rc.1", ".site-x", "notes"):
        (tmp_path / "v" / name).mkdir(parents=True)
    archive = read_archive(tmp_path)
    assert [one.text for one in archive.versions] == [
        "1.0.0", "1.9.0", "1.10.0", "2.0.0-rc.1", "2.0.0",
    ]  # fmt: skip
    assert archive.find_before(version("1.10.1")) == version("1.10.0")
    assert archive.find_before(version("1.0.0")) is None
    assert archive.find_same(version("2.0.0+x")) == version("2.0.0")
    assert archive.find_same(version("2.0.1")) is None


def test_an_archive_need_not_be_there_yet(tmp_path: Path) -> None:
    """The first release makes it."""
    assert read_archive(tmp_path / "none").versions == ()


@pytest.mark.parametrize("name", ["", "v"])
def test_a_file_is_no_archive(tmp_path: Path, name: str) -> None:
    """A file where a folder is needed is told."""
    place = tmp_path / "archive" / name
    place.parent.mkdir(exist_ok=True)
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="this is no folder"):
        read_archive(tmp_path / "archive")


def test_no_changelog_comes_from_elsewhere(tmp_path: Path) -> None:
    """One that is missing, or that a link has from outside, is nothing."""
    archive = read_archive(tmp_path / "archive")
    place = archive.site_of(version("1.0.0"))
    place.mkdir(parents=True)
    assert archive.read_changelog(version("1.0.0")) == ""
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (place / "CHANGELOG.md").symlink_to(tmp_path / "secret")
    assert archive.read_changelog(version("1.0.0")) == ""
