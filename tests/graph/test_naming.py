from __future__ import annotations

from kg.graph.iris import Iris
from kg.graph.naming import (
    Equals,
    names_of_columns,
    names_of_mentions,
    names_of_rows,
    part_of_path,
    part_of_words,
)
from kg.graph.triples.claims import triples_for_claims
from kg.graph.vocab import TT
from kg.model import Claim, ClaimFile, Evidence

TEA = Iris("https://example.org/tea/")


def lines_of(*sources: str) -> list[str]:
    """Return the names of the evidence lines of a claim, by their sources in order."""
    lines = tuple(Evidence(source=source, stance="supports") for source in sources)
    claim = Claim(id="x", kind="finding", statement="Tea helps.", evidence=lines, page="1")
    file = ClaimFile(section="tea", claims=(claim,))
    return [
        triple.subject.value.partition("#")[2]
        for triple in triples_for_claims(file, TEA)
        if triple.predicate == TT.fromSource
    ]


def test_an_inserted_line_leaves_the_names_of_the_others() -> None:
    """A line is named by its source; where two have one source, the second has a number."""
    assert lines_of("A9", "B1") == ["from-A9", "from-B1"]
    assert lines_of("C2", "A9", "B1") == ["from-C2", "from-A9", "from-B1"]
    assert lines_of("A9", "A9", "B1") == ["from-A9", "from-A9--2", "from-B1"]


def test_a_number_is_no_part_of_another_name() -> None:
    """Two hyphens stand in no slug: the second of x is not the first of x-2."""
    equals = Equals()
    names = [equals.name("a#of", what) for what in ("x", "x", "x-2")]
    assert names == ["a#of-x", "a#of-x--2", "a#of-x-2"]


def test_a_record_names_a_part_with_its_kind() -> None:
    """`tips/12` and a claim called 12 are two things."""
    assert part_of_path("tips/12") == "tips-12"


def test_a_name_made_of_words_is_as_short_as_tells_it() -> None:
    """Long words are cut, and a digest tells what begins alike; a number is no place."""
    assert part_of_words("Sit down together.") == "sit-down-together"
    assert part_of_words(7) == part_of_words("7") == "no-7"
    long = "Ask who has the time to make some tea for all"
    names = [part_of_words(f"{long} {end}") for end in ("today", "tomorrow")]
    assert {name.rpartition("-")[0] for name in names} == {
        "ask-who-has-the-time-to-make-some-tea-fo"
    }
    assert len(set(names)) == 2


def test_a_row_is_named_by_the_first_cells_that_tell_it_apart() -> None:
    """A row that shares its first cell is not called by that alone; equal rows have numbers."""
    assert names_of_rows([("tea", 1), ("cup", 1)]) == ["tea", "cup"]
    assert names_of_rows([("tea", 1), ("tea", 2), ("cup", 1)]) == ["tea-no-1", "tea-no-2", "cup"]
    assert names_of_rows([("tea", 1), ("tea", 1)]) == ["tea-no-1", "tea-no-1--2"]
    assert names_of_rows([(None, "pot"), (None, None)]) == ["pot", "empty"]
    assert names_of_rows([("tea", "pot"), ("tea pot", None)]) == ["tea", "tea-pot"]


def test_equal_columns_have_numbers() -> None:
    """Labels that read alike in an address are told apart; a label that is a number is none."""
    assert names_of_columns(["n", "n (%)", "2"]) == ["n", "n--2", "no-2"]


def test_an_inserted_citation_leaves_the_names_of_the_others() -> None:
    """A citation is named by its section and its source, whatever number the data give it."""
    before = names_of_mentions([("mentions/1", "tea", "A9"), ("mentions/2", "tea", "B1")])
    after = names_of_mentions(
        [("mentions/1", "tea", "C2"), ("mentions/2", "tea", "A9"), ("mentions/3", "tea", "B1")]
    )
    assert before["mentions/1"] == after["mentions/2"] == "mentions/tea--A9"
    assert before["mentions/2"] == after["mentions/3"] == "mentions/tea--B1"
