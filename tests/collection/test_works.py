from __future__ import annotations

import pytest

from kg.collection.sssom import SAME_WORK, Match
from kg.collection.works import Holding, join_works

DOI, OTHER_DOI = "https://doi.org/10.1/a", "https://doi.org/10.1/b"
PMID = "https://pubmed.ncbi.nlm.nih.gov/1"
ISBN, OTHER_ISBN = "urn:isbn:9780000000001", "urn:isbn:9780000000002"
TITLE = "Tea and biscuits in small offices"


def hold(review: str, work: str, *known: str, title: str = TITLE, year: str = "2001") -> Holding:
    return Holding(review, f"https://e.org/{review}/1", work, known, title, year)


def groups_of(*holdings: Holding, decided: tuple[Match, ...] = ()) -> list[list[str]]:
    joined = join_works(holdings, decided)
    return [sorted(one.review for one in group.holdings) for group in joined.groups]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        pytest.param((DOI,), (DOI,), True, id="the same node"),
        pytest.param((DOI, PMID), (PMID,), True, id="a weaker identifier that both have"),
        pytest.param((ISBN, OTHER_ISBN), (OTHER_ISBN,), True, id="two editions"),
        pytest.param((DOI,), (PMID,), False, id="nothing in common but the title"),
        pytest.param((DOI, ISBN), (OTHER_DOI, ISBN), False, id="chapters of one book"),
        pytest.param((DOI, "http://e.org/x"), (PMID, "http://e.org/x"), False, id="a web page"),
        pytest.param(("https://e.org/a/works/1",), ("https://e.org/b/works/1",), False, id="none"),
    ],
)
def test_works_are_joined_by_an_identifier_or_not_at_all(
    one: tuple[str, ...], other: tuple[str, ...], together: bool
) -> None:
    """Two works are one where they share an identifier and none of one kind parts them."""
    found = groups_of(hold("a", *one), hold("b", *other))
    assert found == ([["a", "b"]] if together else [["a"], ["b"]])


def test_a_joined_work_goes_by_its_strongest_identifier() -> None:
    """A DOI comes before a PubMed number, whoever brought it."""
    for holdings in (
        (hold("a", PMID), hold("b", DOI, PMID)),
        (hold("b", DOI, PMID), hold("a", PMID)),
    ):
        [group] = join_works(holdings, ()).groups
        assert (group.work, group.works) == (DOI, {DOI, PMID})


def test_like_titles_of_one_year_are_proposed_and_left_apart() -> None:
    """A title joins nothing: the pair is listed for a person, with the reason."""
    near = hold("b", PMID, title="Tea and Biscuits in Small Offices.", year="2002")
    joined = join_works([hold("a", DOI), near], ())
    assert len(joined.groups) == 2
    [pair] = joined.proposals
    assert pair.pair == {DOI, PMID}
    assert pair.comment == "The titles are alike; years: 2001 and 2002."


@pytest.mark.parametrize(
    ("title", "year", "review"),
    [
        pytest.param(TITLE, "2009", "b", id="years apart"),
        pytest.param("Coffee and cake in large offices", "2001", "b", id="another title"),
        pytest.param(TITLE, "2001", "a", id="in one review"),
    ],
)
def test_what_is_not_alike_is_not_proposed(title: str, year: str, review: str) -> None:
    """A list of pairs that nobody would judge helps nobody."""
    assert (
        join_works([hold("a", DOI), hold(review, PMID, title=title, year=year)], ()).proposals == []
    )


def test_works_that_an_isbn_would_join_against_their_dois_are_proposed() -> None:
    """Whoever judges the pair hears what they share, and what parts them."""
    joined = join_works([hold("a", DOI, ISBN), hold("b", OTHER_DOI, ISBN, title="Other")], ())
    [pair] = joined.proposals
    assert ISBN in pair.comment
    assert pair.comment.endswith("different ones of: DOI.")


def test_a_person_joins_works_and_keeps_them_apart() -> None:
    """What the file says goes before identifiers, and is not asked again."""
    same = Match(DOI, SAME_WORK, PMID)
    apart = Match(DOI, SAME_WORK, PMID, denied=True)
    plain = (hold("a", DOI), hold("b", PMID))
    assert groups_of(*plain, decided=(same,)) == [["a", "b"]]
    assert join_works(plain, (apart,)).proposals == []
    sharing = (hold("a", DOI, PMID), hold("b", PMID))
    assert groups_of(*sharing, decided=(apart,)) == [["a"], ["b"]]


def test_the_order_of_the_reviews_makes_no_difference() -> None:
    """Three works in a chain are one, from whichever end it is looked at."""
    chain = [hold("a", DOI, ISBN), hold("b", ISBN, OTHER_ISBN), hold("c", OTHER_ISBN)]
    assert groups_of(*chain) == groups_of(*reversed(chain)) == [["a", "b", "c"]]
