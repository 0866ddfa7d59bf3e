"""What others made and the site carries has a record: version, licence, digest."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[1] / "site" / "static"
FILES = tomllib.loads(STATIC.with_name("vendored.toml").read_text(encoding="utf-8"))["file"]


@pytest.mark.parametrize("record", FILES, ids=lambda record: str(record["name"]))
def test_a_vendored_file_is_what_was_taken(record: dict[str, str]) -> None:
    """Its bytes have the digest that was recorded, and its licence lies beside it."""
    path = STATIC / record["path"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == record["sha256"]
    assert (STATIC / record["licence_file"]).parent == path.parent
    assert (STATIC / record["licence_file"]).read_text(encoding="utf-8")
    assert record["version"]
    assert record["licence"]


def test_every_vendored_file_has_a_record() -> None:
    """Below fonts/ and vendor/ lie recorded files and their licences, and nothing else."""
    found = {path for name in ("fonts", "vendor") for path in (STATIC / name).rglob("*.*")}
    recorded = {STATIC / record[key] for record in FILES for key in ("path", "licence_file")}
    assert found == recorded
