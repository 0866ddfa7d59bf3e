import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.releases.versions import parse_version

# https://semver.org/#spec-item-11, from the lowest to the highest.
IN_ORDER = (
    "0.9.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
    "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
)  # fmt: skip


def test_versions_have_the_order_of_the_standard() -> None:
    """Numbers count as numbers, and what comes before a release comes before it."""
    ranks = [parsed.rank for text in IN_ORDER if (parsed := parse_version(text))]
    assert len(ranks) == len(IN_ORDER)
    assert ranks == sorted(ranks)
    assert len({*ranks}) == len(ranks)


def test_what_follows_a_plus_ranks_nothing() -> None:
    """Two versions that differ in their metadata alone count as the same."""
    one, other = parse_version("1.0.0+a"), parse_version("1.0.0+b.2")
    assert one is not None
    assert other is not None
    assert (one.rank, one.text) == (other.rank, "1.0.0+a")


@pytest.mark.parametrize(
    "text",
    ["", "1", "1.2", "v1.2.0", "01.2.0", "1.2.0-", "1.2.0-01", "1.2.0 ", "1.2.٣", "../1.2.0",
     "1.2.0/x", "1.2.0\n", f"1.2.{'9' * 100}"],
)  # fmt: skip
def test_what_is_no_version_is_none(text: str) -> None:
    """Neither half a version nor one that would lead out of its folder is taken."""
    assert parse_version(text) is None


@given(st.tuples(*[st.integers(0, 10**9)] * 3), st.tuples(*[st.integers(0, 10**9)] * 3))
def test_three_numbers_are_a_version(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    """Any three numbers are one, and come in the order of the numbers."""
    first, second = (parse_version(".".join(map(str, three))) for three in (one, other))
    assert first is not None
    assert second is not None
    assert (first.rank < second.rank) == (one < other)
