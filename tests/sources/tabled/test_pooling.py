from __future__ import annotations

from decimal import Decimal

import pytest

from kg.sources.tabled.cells.pooling import (
    parse_heterogeneity,
    parse_p,
    parse_share,
    parse_test,
    part_p,
    part_tests,
)


@pytest.mark.parametrize(
    ("cell", "p"),
    [
        ("0.04", "0.04"), ("< 0.001", "<0.001"), ("P = .04*", ".04"), ("p<0·05", "<0·05"),
        ("$<0.001$", "<0.001"), ("NS", "NS"), ("n.s.", "n.s."), ("0.04^a^", "0.04"),
        ("0.04 (0.5)", None), ("high", None),
    ],
)  # fmt: skip
def test_a_p_value_is_taken_as_printed(cell: str, p: str | None) -> None:
    """Its sign and digits stay, its letter and footnotes do not."""
    assert parse_p(cell) == p


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("0.70 (0.55 to 0.90; p = 0.03)", ("0.70 (0.55 to 0.90)", "0.03")),
        ("0.70 (0.55 to 0.90), P<0.001", ("0.70 (0.55 to 0.90)", "<0.001")),
        ("0.70 (p = 0.03)", ("0.70", "0.03")),
        ("0.70 (0.55 to 0.90)", ("0.70 (0.55 to 0.90)", "")),
    ],
)
def test_a_p_value_may_stand_behind_an_effect(cell: str, parts: tuple[str, str]) -> None:
    """What is left is the effect with its interval."""
    assert part_p(cell) == parts


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "Heterogeneity: Tau² = 0.02; Chi² = 9.10, df = 5 (P = 0.11); I² = 45%",
            {"tau2": Decimal("0.02"), "q": Decimal("9.10"), "df": 5, "p": "0.11",
             "i2": Decimal(45)},
        ),
        (
            r"Heterogeneity: $\tau^2 = 0.02$; $\chi^2(5) = 9.1$, $p < 0.001$; $I^2 = 45.0\%$",
            {"tau2": Decimal("0.02"), "q": Decimal("9.1"), "df": 5, "p": "<0.001",
             "i2": Decimal("45.0")},
        ),
        ("I^2^ = 0%", {"i2": Decimal(0)}),
        ("Q = 9.1 (p = 0.11)", {"q": Decimal("9.1"), "p": "0.11"}),
        ("Z = 2.4 (P = 0.02)", {"p": "0.02"}),
        ("low", {}),
    ],
)  # fmt: skip
def test_a_line_tells_of_heterogeneity(line: str, found: dict[str, object]) -> None:
    """Each statistic by its letter, however that is written; digits stay."""
    told = parse_heterogeneity(line)
    assert told == found
    assert {name: str(value) for name, value in told.items()} == {
        name: str(value) for name, value in found.items()
    }


def test_a_line_may_tell_of_two_tests() -> None:
    """Each has its own p value."""
    line = "Heterogeneity: I² = 0% (P = 0.75). Test for overall effect: Z = 2.94 (P = 0.003)."
    assert part_tests(line) == [
        "Heterogeneity: I² = 0% (P = 0.75)", "Test for overall effect: Z = 2.94 (P = 0.003)"
    ]  # fmt: skip
    assert part_tests("I² = 5%; overall effect P = 0.1") == ["I² = 5%", "overall effect P = 0.1"]
    assert part_tests("Test for heterogeneity: P = 0.1; Z = 2") == [
        "Test for heterogeneity: P = 0.1", "Z = 2"
    ]  # fmt: skip


def test_a_part_of_one_is_no_percentage() -> None:
    """0.45 may be 45%, or less than a half percent; what has its sign is clear."""
    assert parse_share("45.0%", is_percent=False) == Decimal("45.0")
    assert parse_share("0.45", is_percent=True) == Decimal("0.45")
    assert parse_share("0", is_percent=False) == 0
    assert "may be a percentage or a part of 1" in str(parse_share("0.45", is_percent=False))
    assert "is no percentage" in str(parse_share("low", is_percent=True))


def test_a_test_may_share_a_cell_with_its_degrees_of_freedom() -> None:
    """As `9.1 (5)`; one number alone is none."""
    assert parse_test("9.1 (5)") == {"q": Decimal("9.1"), "df": 5}
    assert parse_test("9.1 (df = 5)") == {"q": Decimal("9.1"), "df": 5}
    assert parse_test("9.1") is None
