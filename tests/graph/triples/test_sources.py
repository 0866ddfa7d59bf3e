from collections.abc import Callable

import pytest

from kg.graph.iris import Iris
from kg.graph.triples.sources import triples_for_sources
from kg.model import Authority, Correction, ErratumFile, IdentifierFile, Sources, read_authority

Facts = Callable[..., set[tuple[str, str, str]]]


def test_every_part_of_the_review_is_described(
    tiny: Sources, authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """What a project says of its review has triples, whichever file says it."""
    subjects = {fact[0] for fact in facts(triples_for_sources(tiny, authority, tiny_iris))}
    assert {
        "review", "sources/A1", "mentions/1", "claims/clean-pot", "debates/what-comes-first",
        "studies/kettle", "tables/effects", "themes/sharing", "tips/1", "rows/1",
        "implications/keep-it-clean", "concepts/tea", "index/pot", "errata/E001",
    } <= subjects  # fmt: skip


def test_companions_are_not_the_reviews_words(
    tiny: Sources, authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """A companion stands beside the review: its triples go into another graph."""
    subjects = {fact[0] for fact in facts(triples_for_sources(tiny, authority, tiny_iris))}
    assert "sources/S001" not in subjects


def corrected(tiny: Sources, erratum: str | None, status: str) -> Sources:
    """Return the tiny world with a correction of the year of A1, explained by a fault or none."""
    fault = tiny.errata.errata[0].model_copy(update={"status": status})
    item = Correction(
        source="A1",
        field="year",
        kind="corrects",
        printed="2001",
        corrected="2003",
        witness="https://example.org/",
        erratum=erratum,
    )
    return tiny.model_copy(
        update={
            "errata": ErratumFile(errata=(fault,)),
            "identifiers": IdentifierFile(corrections=(item,)),
        }
    )


@pytest.mark.parametrize(
    ("erratum", "status", "year"),
    [
        pytest.param(None, "proved", "2003", id="a-witness-alone"),
        pytest.param("E001", "proved", "2003", id="a-proved-fault"),
        pytest.param("E001", "suspected", "2001", id="a-suspicion"),
    ],
)
def test_a_source_carries_what_is_proved(
    erratum: str | None, status: str, year: str, tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """The work has the proved year, its entry the printed one; a suspicion changes nothing."""
    sources = corrected(tiny, erratum, status)
    said = facts(triples_for_sources(sources, read_authority(sources), tiny_iris))
    assert {fact[2] for fact in said if fact[:2] == ("sources/A1", "issued")} == {year}
    assert ("sources/A1", "shortLabel", f"Able, {year}") in said
    assert ("sources/A1#printed", "printedYear", "2001") in said
    assert ("sources/A1#correction-year", "isApplied", str(year == "2003").lower()) in said
