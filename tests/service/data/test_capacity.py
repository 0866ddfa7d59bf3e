from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError
from kg.service.data import capacity

UNIT = "0::/system.slice/kg.service\n"


@pytest.mark.parametrize(
    ("own", "limits", "expected"),
    [
        pytest.param("0::/\n", {"": "1048576"}, 1048576, id="container"),
        pytest.param(UNIT, {"system.slice/kg.service": "2048"}, 2048, id="unit"),
        pytest.param(UNIT, {"system.slice/kg.service": "max", "system.slice": "9"}, 9, id="slice"),
        pytest.param(UNIT, {"system.slice/other.service": "2048"}, None, id="of-another"),
        pytest.param("0::/\n", {"": str(1 << 62)}, None, id="more-than-there-is"),
        pytest.param("0::/\n", {}, None, id="no-limit"),
        pytest.param("3:cpu:/x\n", {"x": "2048"}, None, id="older-kernel"),
    ],
)  # fmt: skip
def test_the_least_limit_around_the_process_counts(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    own: str,
    limits: dict[str, str],
    expected: int | None,
) -> None:
    """That of its unit or container, of a group around it, or the machine's memory."""
    (tmp_path / "own").write_text(own)
    monkeypatch.setattr(capacity, "OWN_GROUP", tmp_path / "nothing")
    whole = capacity.measure_capacity()
    monkeypatch.setattr(capacity, "OWN_GROUP", tmp_path / "own")
    monkeypatch.setattr(capacity, "GROUPS", tmp_path / "groups")
    for folder, limit in limits.items():
        (tmp_path / "groups" / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / "groups" / folder / "memory.max").write_text(f"{limit}\n")
    assert capacity.measure_capacity() == (expected or whole)


def test_a_dataset_may_take_half_of_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """All its copies together."""
    whole = 2 * 1000 * capacity.BYTES_A_QUAD * capacity.COPIES
    monkeypatch.setattr(capacity, "measure_capacity", lambda: whole)
    assert capacity.fits_memory(999)
    assert not capacity.fits_memory(1000)


def test_connections_leave_files_for_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that may be open but what the server and two workers a place need; memory counts too."""
    monkeypatch.setattr(capacity, "measure_capacity", lambda: 1 << 30)
    assert capacity.count_connections(1024, 10) == 1024 - 68
    assert capacity.count_connections(1 << 20, 10) == 8192


def test_too_few_files_are_told() -> None:
    """With a number that would do."""
    with pytest.raises(KgError, match="ulimit -n 272"):
        capacity.count_connections(70, 10)
