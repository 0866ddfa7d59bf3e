"""Differences as lines for a terminal."""

from __future__ import annotations

import pytest

from kg.comparison.textreport import shown_change

LONG = " ".join(f"tea{number}" for number in range(60))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        pytest.param("4", "5", ("4", "5"), id="short"),
        pytest.param("", "5", ("nothing", "5"), id="nothing-before"),
        pytest.param(
            LONG, LONG.replace("tea40", "milk"),
            (
                "… tea34 tea35 tea36 tea37 tea38 tea39 tea40 tea41 tea42 tea43 tea44 tea45 tea46 …",
                "… tea34 tea35 tea36 tea37 tea38 tea39 milk tea41 tea42 tea43 tea44 tea45 tea46 …",
            ),
            id="a-word-far-inside",
        ),
        pytest.param(
            LONG, f"{LONG} milk",
            ("… tea54 tea55 tea56 tea57 tea58 tea59", "… tea54 tea55 tea56 tea57 tea58 tea59 milk"),
            id="a-word-at-the-end",
        ),
        pytest.param(
            f"{LONG} tea59", LONG,
            (
                "… tea54 tea55 tea56 tea57 tea58 tea59 tea59",
                "… tea54 tea55 tea56 tea57 tea58 tea59",
            ),
            id="a-word-twice",
        ),
    ],
)  # fmt: skip
def test_the_words_that_differ_are_in_sight(old: str, new: str, shown: tuple[str, str]) -> None:
    """Of two long texts no reader has to search for what changed."""
    assert shown_change(old, new) == shown


def test_no_value_is_endless() -> None:
    """Where nearly all differs, both are cut, and say so."""
    for text in shown_change(LONG, LONG.replace("tea", "milk")):
        assert len(text) == 200
        assert text.endswith("…")
