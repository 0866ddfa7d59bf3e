"""Raised numbers that cite, that measure, and that may do either."""

import pytest

from kg.sources.citations.raised import join_raised, weigh
from tests.sources.citations.made import found, meant, reference

WORKS = [
    reference(code, family, year=2000 + number, aliases=(str(number),))
    for number, (code, family) in enumerate(
        [("a", "Able"), ("b", "Bell"), ("c", "Cole"), ("d", "de la|Cruz"), ("e", "Evans")], start=1
    )
]


@pytest.mark.parametrize(
    ("before", "numbers", "weight"),
    [
        ("So it was", (4,), "cites"), ("we doubt it", (2,), "cites"), ("in the UK", (8,), "cites"),
        ("they came in", (2, 4), "cites"), ("5 m", (1, 2), "cites"), ("per day", (7,), "cites"),
        ("for 15 min", (12,), "cites"), ("95%", (3,), "cites"), ("vitamin C", (7,), "asks"),
        ("mg per day", (2,), "asks"), ("in the US", (2,), "asks"), ("m^2^", (3,), "asks"),
        ("as Able 2001", (3,), "asks"), ("as Able (2001", (3,), "asks"),
        ("m", (2,), "measures"), ("R", (2,), "measures"), ("χ", (2,), "measures"),
        ("chi", (2,), "measures"), ("km", (2,), "measures"), ("10", (3,), "measures"),
        ("in 2001", (3,), "asks"), ("of 2001", (3,), "asks"), ("12.3", (1,), "measures"),
        ("x =", (2,), "measures"), ("", (1,), "measures"), ("\n", (1,), "measures"),
        ("studied long ", (3,), "spaced"), ("10 ", (3,), "measures"),
        ("12 m²", (11,), "asks"), ("10⁻³", (11,), "asks"), ("12 m", (211,), "asks"),
        ("12 cm", (211,), "asks"), ("12 kg", (17,), "cites"), ("12 m", (2, 11), "asks"),
    ],
)  # fmt: skip
def test_what_stands_before_tells(before: str, numbers: tuple[int, ...], weight: str) -> None:
    """Behind a word it cites, behind a unit it is an exponent; what may be either is asked."""
    assert weigh(f"{before}^9^ and so on", len(before), numbers) == weight


def test_an_isotope_is_none_to_ask_about() -> None:
    """Its number stands before a letter."""
    assert weigh("by a ^13^C test", 5, (13,)) == "measures"


def test_a_list_whose_numbers_are_raised_one_by_one_is_a_list() -> None:
    """Programs raise brackets, numbers and commas apart from each other."""
    text = "So ^[1^,^3^–^5]^. So^2^,^3^ and ^[^^1^^]^ there."
    assert len(join_raised(text)) == len(text)
    keys = [one.key for one in found(text, "number", *WORKS) if one.sure]
    assert keys == ["1", "3", "4", "5", "2", "3", "1"]


def test_what_may_cite_is_asked_and_what_names_its_work_cites() -> None:
    """An exponent behind an exponent, or a number behind another name, is left to a person."""
    text = "Able 2001^1^ and de la Cruz (2004)^4^, Able 2003^3^, 5 m^2^^5^ and 10^3^.\n"
    assert [(one.key, one.sure) for one in found(text, "number", *WORKS)] == [
        ("1", True), ("4", True), ("3", False), ("5", False)
    ]  # fmt: skip


def test_a_text_may_set_a_blank_before_what_it_raises() -> None:
    """Where most stand so, below the headings; the numbers of its authors stand above them."""
    head = "# Tea\n\nAnn Able ^1^ and Bo Bell ^2^\n\n## Results\n\n"
    text = f"{head}So it is ^1^. And so ^2,3^. It was ^4^ and 10 ^5^ there.\n"
    assert [one.key for one in found(text, "number", *WORKS) if one.sure] == ["1", "2", "3", "4"]
    assert [one.key for one in found(text, "number", *WORKS) if not one.sure] == ["1", "2"]
    few = f"{head}So it is^1^. And so^2,3^. It was ^4^ there.\n"
    assert [one.key for one in found(few, "number", *WORKS) if one.sure] == ["1", "2", "3"]


def test_several_in_round_brackets_are_asked_where_words_of_counting_precede() -> None:
    """`came in (1, 4)`, `5 m^2^ (3)`, and a name with another year; years are no numbers."""
    text = (
        "So it is (1). So (2). So it was (3), it came in (1, 4). For 5 m^2^ (3) it held.\n"
        "Able 2001 (1) did, Bell 2009 (2) not, from 2001 to 2009 (2001–2009), or (2) of in (3).\n"
    )
    cited = found(text, "number", *WORKS)
    assert [one.key for one in cited if one.sure] == ["1", "2", "3", "1"]
    assert [one.key for one in cited if not one.sure] == ["1", "4", "3", "2"]


def test_years_in_square_brackets_are_asked_about_once() -> None:
    """A range of years is one thing, and no twenty works."""
    cited = found("So it is [1]. In [2001–2019] too.", "number", *WORKS)
    assert [(one.key, one.sure) for one in cited] == [("1", True), ("2001", False)]
    assert meant("So it is [1].", "number", *WORKS) == [("1", "a")]
