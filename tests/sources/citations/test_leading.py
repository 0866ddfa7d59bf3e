import pytest

from kg.model import CodeScheme, Reference
from kg.sources.citations.finding import find_citations
from kg.sources.citations.leading import codes_of_work, lead_citations
from kg.sources.citations.works import read_works
from kg.sources.places.cited import Cited, CitedPlace
from tests.sources.citations.made import reference

WORKS = (
    reference("able1", "Able", title="Tea and sleep", fields={"doi": "10.1000/tea"}),
    reference("able2", "Able", title="Pots and pans", fields={"isbn": "9780306406157"}),
    reference("baker", "Baker", year=2002, title="Tea and sleep"),
)
TEA = {"type": "book", "title": "Tea and sleep", "issued": {"date-parts": [["2001"]]}}
POTS = {"type": "book", "title": "Pots and Pans", "ISBN": "0-306-40615-2"}
BAKER = {**TEA, "issued": {"date-parts": [["2002"]]}}


def led(
    text: str,
    *cited: tuple[str, list[dict[str, object]]],
    untold: int = 0,
    style: str = "author-year",
    references: tuple[Reference, ...] = WORKS,
) -> list[tuple[str, tuple[str, ...]]]:
    """Return what citations print and mean; `cited` are those of a Word file, with their works.

    `untold` is of how many works more, in each place, the file does not say what they are.
    """
    works = read_works(references)
    items: list[dict[str, object]] = []
    places: list[CitedPlace] = []
    for shown, named in cited:
        at = text.index(shown, places[-1].end if places else 0)
        numbers = range(len(items), len(items) + len(named))
        places.append(CitedPlace(at, at + len(shown), tuple(numbers), untold))
        items += named
    scheme = CodeScheme.model_validate({"style": style})
    found = find_citations(text, scheme, works)
    led = lead_citations(found, Cited(tuple(items), tuple(places)), works, text)
    return [(one.printed, one.sources) for one in led]


@pytest.mark.parametrize(
    ("work", "codes"),
    [
        ({"title": "Another", "DOI": "https://doi.org/10.1000/TEA"}, ("able1",)),
        (POTS, ("able2",)),
        ({"title": "Another", "citation-key": "baker"}, ("baker",)),
        (TEA, ("able1",)),
        (BAKER, ("baker",)),
        ({"title": "Tea and sleep"}, ("able1", "baker")),
        ({"title": "Nothing of the kind"}, ()),
        ({"title": "Pots", "type": "chapter", "ISBN": "9780306406157"}, ()),
    ],
    ids=["doi", "isbn", "key", "title-year", "other-year", "title", "unknown", "chapter"],
)
def test_a_work_is_known_by_what_names_it(work: dict[str, object], codes: tuple[str, ...]) -> None:
    """Identifiers go before keys, and those before titles; a chapter is not its book."""
    assert codes_of_work(work, read_works(WORKS)) == codes


def test_where_names_and_year_mean_two_works_the_file_chooses() -> None:
    """Two works of a year print alike; without the file nobody knows which is meant."""
    text = "So (Able, 2001), and (Able, 2001)."
    assert led(text) == [("Able, 2001", ("able1", "able2"))] * 2
    assert led(text, ("(Able, 2001)", [TEA]), ("(Able, 2001)", [POTS])) == [
        ("Able, 2001", ("able1",)),
        ("Able, 2001", ("able2",)),
    ]


def test_what_no_style_foresees_stands_for_itself() -> None:
    """A short title, `ibid.` and a field without a year are citations of what the file names."""
    text = "So (ibid., p. 3), and (Tea; Pots)."
    assert led(text, ("(ibid., p. 3)", [BAKER]), ("(Tea; Pots)", [TEA, POTS])) == [
        ("(ibid., p. 3)", ("baker",)),
        ("(Tea; Pots)", ("able1",)),
        ("(Tea; Pots)", ("able2",)),
    ]


def test_a_citation_that_leads_nowhere_takes_the_work_that_is_left() -> None:
    """A misspelt name is the one work of its field that nothing else there means."""
    text = "So (Bakker, 2002; Able, 2001)."
    assert led(text, ("(Bakker, 2002; Able, 2001)", [TEA, BAKER])) == [
        ("Bakker, 2002", ("baker",)),
        ("Able, 2001", ("able1",)),
    ]


def test_print_and_file_that_contradict_each_other_wait_for_a_person() -> None:
    """Who edits the words of a field by hand changes what a reader sees, not what it names."""
    text = "So (Baker, 2002)."
    assert led(text, ("(Baker, 2002)", [POTS])) == [("Baker, 2002", ("baker", "able2"))]


def test_numbers_that_nothing_explains_are_learned_from_the_file() -> None:
    """A number alone in its field says what it means wherever it stands; order is no guess then."""
    text = "So [2, 1] and [1]; [2]."
    fields = [("[2, 1]", [POTS, BAKER]), ("[1]", [BAKER]), ("[2]", [POTS])]
    assert led(text, *fields, style="number") == [
        ("2", ("able2",)),
        ("1", ("baker",)),
        ("1", ("baker",)),
        ("2", ("able2",)),
    ]


def test_a_work_that_is_no_reference_is_not_taken_for_one_that_is() -> None:
    """Where a field names a work that is not entered, the print may lead to another of its kind."""
    text = "So (Baker, 2002) and (Able, 2001)."
    assert led(text, ("(Baker, 2002)", [{"title": "Elsewhere"}])) == [
        ("Baker, 2002", ()),
        ("Able, 2001", ("able1", "able2")),
    ]


def test_numbers_entered_as_names_of_references_stay() -> None:
    """What a reference is numbered with goes before what may be learned."""
    named = tuple(
        one.model_copy(update={"aliases": (str(number),)})
        for number, one in enumerate(WORKS, start=1)
    )
    assert led("So [3].", ("[3]", [TEA]), style="number", references=named) == [
        ("3", ("baker", "able1"))
    ]


def test_beside_a_work_that_the_file_does_not_tell_none_is_chosen() -> None:
    """Of two numbers either may be the one that is told; what the print says alone stays so."""
    numbers = led("Tea [3, 4].", ("[3, 4]", [TEA]), style="number", untold=1)
    assert numbers == [("3", ()), ("4", ())]
    names = led("(Able, 2001; Baker, 2002)", ("(Able, 2001; Baker, 2002)", [TEA]), untold=1)
    assert names == [("Able, 2001", ("able1",)), ("Baker, 2002", ("baker",))]
    short = led("So too (ibid.).", ("(ibid.)", [TEA]), untold=1)
    assert short == [("(ibid.)", ("able1",)), ("(ibid.)", ())]
