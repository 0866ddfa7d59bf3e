from decimal import Decimal

import pytest

from kg.sources.tabled.cells.numbers import (
    Estimate,
    parse_count,
    parse_estimate,
    parse_events,
    parse_interval,
    parse_number,
    says_nothing,
)

VALUE, LOW, HIGH = Decimal("0.70"), Decimal("0.33"), Decimal("1.24")


@pytest.mark.parametrize(
    "cell",
    [
        "0.70 (0.33–1.24)", "0.70 [0.33, 1.24]", "0.70 (0.33 to 1.24)", "0.70 (0.33-1.24)*",
        "0·70 (0·33–1·24)", "0,70 (0,33–1,24)", "0,70 (0,33; 1,24)", "0.70, [0.33; 1.24]^a^",
        "0.70 ( 0.33 — 1.24 )", "0.70 (0.33 bis 1.24)",
    ],
)  # fmt: skip
def test_a_value_and_its_interval_are_read_in_every_usual_form(cell: str) -> None:
    """The digits stay as they are printed, a last nought too."""
    found = parse_estimate(cell)
    assert found == Estimate(VALUE, LOW, HIGH)
    assert isinstance(found, Estimate)
    assert f"{found.value:f}" == "0.70"


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("\u22127.2 (\u221210.2–\u22123.8)", "-10.2", "-3.8"),
        ("-7.2 (-10.2, -3.8)", "-10.2", "-3.8"),
        ("\u22127.2 (\u221210.2 – 3.8)", "-10.2", "3.8"),
        ("–7.2 (–10.2 to –3.8)", "-10.2", "-3.8"),
    ],
)
def test_signs_are_told_from_dashes(cell: str, low: str, high: str) -> None:
    """A dash before a number is its sign, one between two parts them."""
    assert parse_estimate(cell) == Estimate(Decimal("-7.2"), Decimal(low), Decimal(high))


def test_a_cell_may_name_measure_and_level() -> None:
    """`RR 0.70 (99% CI 0.33 to 1.24)` says all of it."""
    found = parse_estimate("RR 0.70 (99% CI 0.33 to 1.24)")
    assert found == Estimate(VALUE, LOW, HIGH, Decimal(99), "RR")


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("-7.2 (-10.2 -3.8)", "may be a sign"),
        ("1,240 (1,100–1,300)", "thousand or a decimal"),
        ("0.70 (0,33–1,24)", "commas and points"),
        ("5 (1,2)", "may part two numbers"),
        ("0.70 (0.12)", "no value with an interval"),
        ("0.70 ± 0.12", "no value with an interval"),
        ("favours tea", "no value with an interval"),
    ],
)
def test_what_may_be_read_in_two_ways_is_not_read(cell: str, fault: str) -> None:
    """A person has to look: nothing is guessed."""
    found = parse_estimate(cell)
    assert isinstance(found, str)
    assert fault in found


def test_an_interval_may_stand_alone() -> None:
    """In a column of its own it has brackets or none."""
    assert parse_interval("0.33–1.24") == (LOW, HIGH, None)
    assert parse_interval("[0.33, 1.24]") == (LOW, HIGH, None)
    assert isinstance(parse_interval("0.33"), str)
    assert parse_number("\u22123.80") == Decimal("-3.80")
    assert isinstance(parse_number("<0.01"), str)


@pytest.mark.parametrize("cell", ["", "–", "NR", "n/a", "Not estimable", "…"])
def test_some_signs_say_that_there_is_nothing(cell: str) -> None:
    """Such a cell is no fault."""
    assert says_nothing(cell)


@pytest.mark.parametrize("cell", ["0", "\u22121", "No", "None reported here"])
def test_a_figure_or_a_word_says_something(cell: str) -> None:
    """A nought is no empty cell."""
    assert not says_nothing(cell)


def test_people_are_counted_whole() -> None:
    """A comma among them is a thousand; events come with those who could have one."""
    assert parse_count("1,089") == 1089
    assert parse_count("n = 46") == 46
    assert parse_count("46.5") is None
    assert parse_events("12/46 (26%)") == (12, 46)
    assert parse_events("12 of 46") == (12, 46)
    assert parse_events("12") is None


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("0.70 min (0.33 to 1.24)", "min"),
        ("0.70 mm Hg [0.33, 1.24]", "mm Hg"),
        ("0.70% (0.33–1.24)", "%"),
        ("0.70 a (0.33 to 1.24)", None),  # a mark of a note, or of something else
        ("0.70* (0.33 to 1.24)", ""),
    ],
)
def test_a_unit_may_stand_before_the_interval(cell: str, unit: str | None) -> None:
    """It is the effect's; one letter alone may be anything."""
    found = parse_estimate(cell)
    if unit is None:
        assert isinstance(found, str)
    else:
        assert found == Estimate(VALUE, LOW, HIGH, unit=unit)


@pytest.mark.parametrize("cell", ["OR 0.70, 95% CI 0.33–1.24", "OR 0.70; 95% CI: 0.33 to 1.24"])
def test_an_interval_may_stand_without_brackets(cell: str) -> None:
    """Its letters say what it is."""
    assert parse_estimate(cell) == Estimate(VALUE, LOW, HIGH, Decimal(95), "OR")
    assert isinstance(parse_estimate("0.70, 0.33–1.24"), str)


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("MD 3.2 lower (5.1 lower to 1.30 higher)", ("-3.2", "-5.1", "1.30", "")),
        ("MD 3.2 points higher (1 higher to 5 higher)", ("3.2", "1", "5", "points")),
        ("SMD 0.3 fewer (0.1 fewer to 0.5 fewer)", ("-0.3", "-0.5", "-0.1", "")),
        ("MD 2 lower (4 lower to 0)", ("-2", "-4", "0", "")),
    ],
)
def test_lower_and_higher_are_signs(cell: str, wanted: tuple[str, str, str, str]) -> None:
    """Each number has its own word, or is nought; the lower end stands first."""
    found = parse_estimate(cell)
    assert isinstance(found, Estimate)
    assert (str(found.value), str(found.low), str(found.high), found.unit) == wanted
    assert isinstance(parse_estimate("MD 3.2 lower (5.1 to 1.3)"), str)
