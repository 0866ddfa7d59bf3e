from pathlib import Path

import pytest

from kg.model import (
    Agent,
    AgentFile,
    Authority,
    Correction,
    IdentifierFile,
    Name,
    Reference,
    Sources,
    read_authority,
)
from kg.sources.folder.project import load_project
from kg.sources.reading import read_sources


@pytest.fixture(scope="module")
def tiny(root: Path) -> Sources:
    """Return the records of the tiny world."""
    sources = read_sources(load_project(root / "tests" / "tiny")).sources
    assert sources is not None
    return sources


def _authority_of(tiny: Sources, file: dict[str, object], *names: Name) -> Authority:
    """Return who is meant where a reference has these authors, in this order."""
    reference = Reference(
        code="X1", entry_type="book", evidence_class="A", title="X", authors=names
    )
    agents = AgentFile.model_validate(file)
    return read_authority(tiny.model_copy(update={"references": (reference,), "agents": agents}))


def test_without_a_file_each_form_is_somebody(tiny: Sources) -> None:
    """Names are taken as printed, with the addresses that they always had."""
    found = _authority_of(tiny, {}, Name(family="Frost", given="N."), Name(family="Tea Council"))
    person, body = (found.agent(found.name_in(text)) for text in ("N. Frost", "Tea Council"))
    assert (person.path, body.path) == ("agents/frost-n", "agents/tea-council")
    assert (person.is_person, body.is_person) == (True, False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(Name(family="Øster", given="E."), Name(family="Oster", given="E."), id="o"),
        pytest.param(
            Name(family="Smith Jones", given="A"), Name(family="Smith", given="Jones A"), id="comma"
        ),
        pytest.param(
            Name(family="King", given="M", suffix="Jr"), Name(family="King", given="M"), id="junior"
        ),
        pytest.param(Name(family="王小明"), Name(family="李小明"), id="chinese"),
        pytest.param(Name(family="Иванов", given="И."), Name(family="Петров", given="И."), id="ru"),
    ],
)
def test_two_that_differ_never_share_an_address(tiny: Sources, one: Name, other: Name) -> None:
    """The first to be met has the plainest address, which it keeps when the other one comes."""
    both = _authority_of(tiny, {}, one, other)
    assert both.agent(one).path != both.agent(other).path
    assert both.agent(one).path == _authority_of(tiny, {}, one).agent(one).path


def test_forms_of_the_file_lead_to_one(tiny: Sources) -> None:
    """The printed form and the fuller one are one person; where the form led before is kept."""
    short, long = Name(family="Frost", given="N."), Name(family="Frost", given="Nick")
    person = {"id": "frost-nick", "name": "Frost, Nick", "printed": ["Frost, N."]}
    found = _authority_of(tiny, {"people": [person]}, short, long)
    assert found.agent(short) is found.agent(long)
    assert found.agent(short).former == ["frost-n"]
    assert found.agent(short).name == long


def test_an_id_of_the_file_is_nobody_elses_address(tiny: Sources) -> None:
    """A name that would have the same address gets another one."""
    person = {"id": "frost-n", "name": "Frost, Nick"}
    printed = Name(family="Frost", given="N.")
    found = _authority_of(tiny, {"people": [person]}, printed)
    assert found.agent(printed).path.startswith("agents/frost-n-")


def test_an_imprint_of_two_bodies_has_two_publishers(tiny: Sources) -> None:
    """What the text prints as one line names each of them."""
    file = {
        "bodies": [{"id": "kettle", "name": "Kettle"}, {"id": "pot", "name": "Pot"}],
        "imprints": [{"printed": "Kettle with Pot", "bodies": ["kettle", "pot"]}],
    }
    sources = tiny.model_copy(
        update={
            "agents": AgentFile.model_validate(file),
            "review": tiny.review.model_copy(update={"publisher": "Kettle with Pot"}),
        }
    )
    found = read_authority(sources).publishers("Kettle with Pot")
    assert [agent.path for agent in found] == ["agents/kettle", "agents/pot"]


def test_family_names_come_first_with_their_particles(tiny: Sources) -> None:
    """A list sorts `van Dale, Fay` where a reader sees it begin, and Ø among the O."""
    found = read_authority(tiny)
    people = sorted({agent.sort for agent in found.agents.values() if agent.is_person})
    assert people[-3:] == ["oster, eva", "potter, pat", "van dale, fay"]


def test_a_misprint_that_is_mended_names_nobody(tiny: Sources) -> None:
    """The work has the right name; the printed form and its old address lead to the same person."""
    right = {"id": "able", "name": "Able, Ann", "printed": ["Abel, A.", "Able, A."]}
    printed = Reference(
        code="A1",
        entry_type="book",
        evidence_class="A",
        title="X",
        authors=(Name(family="Abel", given="A."),),
    )
    correction = Correction(
        source="A1",
        field="authors",
        kind="corrects",
        corrected="Ann Able",
        reads="Able, A.",
        witness="https://example.org/",
    )
    sources = tiny.model_copy(
        update={
            "references": (printed,),
            "companions": (),
            "agents": AgentFile.model_validate({"people": [right]}),
            "identifiers": IdentifierFile(corrections=(correction,)),
        }
    )
    found = read_authority(sources)
    [able] = [one for one in found.ones() if isinstance(one, Agent) and one.entry is not None]
    assert list(able.printed) == ["Able, A.", "Abel, A."]
    assert able.former == ["able-a", "abel-a"]
    without = read_authority(sources.model_copy(update={"agents": AgentFile()}))
    assert "agents/abel-a" not in {one.path for one in without.ones()}


ONE, TWO = "0000-0000-0000-0001", "0000-0000-0000-001X"
SEEN = "https://pots.example.org/people"


def test_two_numbers_are_two_people(tiny: Sources) -> None:
    """One printed form with two ORCID iDs is two people; the first keeps the plain address."""
    bare, one, two = (Name(family="Wang", given="Y.", orcid=orcid) if orcid else
                      Name(family="Wang", given="Y.") for orcid in ("", ONE, TWO))  # fmt: skip
    found = _authority_of(tiny, {}, bare, one, two)
    assert [found.agent(name).orcid for name in (bare, one, two)] == ["", ONE, TWO]
    paths = [found.agent(name).path for name in (bare, one, two)]
    assert paths[0] == "agents/wang-y"
    assert all(path.startswith("agents/wang-y-") for path in paths[1:])
    assert len(set(paths)) == len(paths)
    assert {*paths} <= {agent.path for agent in found.ones()}


def test_one_number_is_whose_the_form_is(tiny: Sources) -> None:
    """As long as one form has one number, nothing says that its other works are another's."""
    bare, one = Name(family="Wang", given="Y."), Name(family="Wang", given="Y.", orcid=ONE)
    works = [
        Reference(code=code, entry_type="book", evidence_class="A", title="X", authors=(name,))
        for code, name in (("X1", bare), ("X2", one))
    ]
    found = read_authority(tiny.model_copy(update={"references": tuple(works)}))
    assert found.agent(bare) is found.agent(one)


def test_a_name_that_stands_twice_in_a_list_is_two_people(tiny: Sources) -> None:
    """Nobody writes a work with himself; two forms that the file says are one, are."""
    twice = (Name(family="Wang", given="Y."), Name(family="Bell"), Name(family="Wang", given="Y"))
    found = _authority_of(tiny, {}, *twice)
    first, _, second = found.agents_in(twice)
    assert first is found.agent(twice[0])
    assert second.path.startswith("agents/wang-y-")
    assert second.twice
    assert second in found.ones()
    assert found.agents_in(twice[:1]) == [first]
    file = {"people": [{"id": "y", "name": "Wang, Y.", "printed": ["Wang, Ya"]}]}
    two = (Name(family="Wang", given="Y."), Name(family="Wang", given="Ya"))
    same, again = _authority_of(tiny, file, *two).agents_in(two)
    assert same is again


def test_the_file_says_whose_a_number_is(tiny: Sources) -> None:
    """A name with the ORCID iD of an entry leads there, whatever form is printed."""
    people = [
        {"id": "li", "name": "Wang, Li", "orcid": ONE, "printed": ["Wang, L."], "witness": SEEN},
        {"id": "lu", "name": "Wang, Lu", "orcid": TWO, "printed": ["Wang, L."], "witness": SEEN},
    ]
    bare, other = Name(family="Wang", given="L."), Name(family="Wang", given="L.", orcid=TWO)
    married = Name(family="Bell", given="Li", orcid=ONE)
    found = _authority_of(tiny, {"people": people}, bare, other, married)
    assert [found.agent(name).path for name in (bare, other, married)] == [
        "agents/li", "agents/lu", "agents/li",
    ]  # fmt: skip
    assert set(found.agent(married).printed) == {"Wang, L.", "Bell, Li"}


def test_who_has_an_orcid_is_a_person(tiny: Sources) -> None:
    """A name without a given one is taken for a body's, unless it has a number."""
    found = _authority_of(tiny, {}, Name(family="Suharto", orcid=ONE))
    assert found.agent(Name(family="Suharto")).is_person


def test_a_journal_is_called_as_it_is_printed_most(tiny: Sources) -> None:
    """One program lowers its letters, and exports of all others had them so."""
    titles = ("Journal of tea", "Journal of Tea", "Journal of Tea", "Journal of Milk", "J. of tea")
    references = tuple(
        Reference(code=f"X{number}", entry_type="article", title="X", fields={"journal": title})
        for number, title in enumerate(titles)
    )
    found = read_authority(tiny.model_copy(update={"references": references}))
    called = [found.periodical(title).title for title in titles]
    assert called == [*["Journal of Tea"] * 3, "Journal of Milk", "J. of tea"]
