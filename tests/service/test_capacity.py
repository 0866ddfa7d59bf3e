from __future__ import annotations

from pathlib import Path

import pytest

from kg.service import capacity


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        pytest.param("1048576\n", 1048576, id="container"),
        pytest.param("max\n", None, id="no-limit"),
        pytest.param(None, None, id="no-file"),
        pytest.param(str(1 << 62), None, id="more-than-there-is"),
    ],
)
def test_a_container_counts_with_its_own_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str | None, expected: int | None
) -> None:
    """The lesser of the machine's memory and the container's."""
    path = tmp_path / "memory.max"
    monkeypatch.setattr(capacity, "CGROUP_LIMIT", tmp_path / "nothing")
    whole = capacity.measure_capacity()
    if limit is not None:
        path.write_text(limit)
    monkeypatch.setattr(capacity, "CGROUP_LIMIT", path)
    assert capacity.measure_capacity() == (expected or whole)


def test_a_dataset_may_take_half_of_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """All its copies together."""
    whole = 2 * 1000 * capacity.BYTES_A_QUAD * capacity.COPIES
    monkeypatch.setattr(capacity, "measure_capacity", lambda: whole)
    assert capacity.fits_memory(999)
    assert not capacity.fits_memory(1000)
