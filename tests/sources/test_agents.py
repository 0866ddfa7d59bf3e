"""What is wrong with the names of people, bodies and journals, seen from a project's files."""

from collections.abc import Callable

import pytest

from kg.errors import Location, Problem, Severity, lines_of
from kg.sources.folder.project import Project
from kg.sources.reading import read_sources

Write = Callable[[str], list[tuple[str, str, str]]]
# What an entry with an ORCID iD needs beside it.
SEEN = "witness: https://pots.example.org/people"


@pytest.fixture
def problems_with(tiny_project: Project) -> Write:
    """Return a function that gives the tiny world an agents file and tells its faults."""

    def write(text: str) -> list[tuple[str, str, str]]:
        (tiny_project.data / "agents.yaml").write_text(text, encoding="utf-8")
        return [
            (f"{one.location.path}:{one.location.line}", one.code, one.message)
            for one in read_sources(tiny_project).problems
        ]

    return write


def test_the_tiny_world_has_no_names_to_settle(problems_with: Write) -> None:
    """Nobody is asked about names that are not alike; an empty file is as good as none."""
    assert problems_with("people: []\n") == []


@pytest.mark.parametrize(
    ("text", "line", "code", "said"),
    [
        pytest.param(
            'people:\n- {id: a, name: "Able, Ann"}\n- {id: b, name: "Able, A. N.",'
            ' printed: ["Able, ann"]}\n',
            3, "NAM001", "'Able, ann' leads to agents/a already", id="two-claim-one-form",
        ),
        pytest.param(
            "bodies:\n- {id: p, name: Pot Press}\nimprints:\n- {printed: Pot Press, bodies: [p]}\n",
            2, "NAM001", "'Pot Press' leads to agents/p already", id="imprint-that-is-a-body",
        ),
        pytest.param(
            'people:\n- {id: a, name: "Able, Ann", printed: ["Abel, A."]}\n',
            2, "NAM002", "nothing prints the form 'Abel, A.'", id="form-that-nothing-prints",
        ),
        pytest.param(
            'people:\n- {id: x, name: "Xu, Xi"}\n',
            2, "NAM002", "nothing names 'agents/x' (Xu, Xi)", id="entry-that-nothing-names",
        ),
        pytest.param(
            "bodies:\n- {id: p, name: Pot Press, concept: potts}\n",
            2, "LNK001", "there is no 'potts' among the concepts", id="dangling-concept",
        ),
        pytest.param(
            "bodies:\n- {id: p, name: Pot Press, kept_apart_from: [q]}\n",
            2, "LNK001", "there is no 'q' among the agents", id="dangling-agent",
        ),
        pytest.param(
            "bodies:\n- {id: p, name: Pot Press, printed: [pot press]}\n",
            2, "YAML003", "the form 'pot press' stands twice here; keep one", id="form-twice",
        ),
        pytest.param(
            "publishers:\n- {id: p, name: Pot Press}\n",
            1, "YAML003", "'publishers' is not a field here", id="unknown-kind",
        ),
        pytest.param(
            'people:\n- {id: a, name: ", Ann"}\n',
            2, "YAML003", "has no family name; write Family, Given", id="no-family-name",
        ),
        pytest.param(
            f'people:\n- {{id: a, name: "Able, Ann", orcid: 0000-0000-0000-0002, {SEEN}}}\n',
            2, "YAML003", "its check digit does not fit; look for a mistyped", id="wrong-orcid",
        ),
        pytest.param(
            'people:\n- {id: a, name: "Able, Ann", orcid: 0000-0000-0000-0001}\n',
            2, "YAML003", "give the page where the ORCID iD was seen as 'witness'", id="unseen",
        ),
        pytest.param(
            f'people:\n- {{id: a, name: "Able, Ann", {SEEN}}}\n',
            2, "YAML003", "a witness shows an ORCID iD; give it as 'orcid'", id="no-orcid",
        ),
        pytest.param(
            f'people:\n- {{id: a, name: "Able, Ann", orcid: 0000-0000-0000-0001, {SEEN}}}\n'
            f'- {{id: b, name: "Baker, Bob", orcid: 0000-0000-0000-0001, {SEEN}}}\n',
            3, "NAM001", "'0000-0000-0000-0001' leads to agents/a already", id="orcid-of-two",
        ),
        pytest.param(
            "imprints:\n- {printed: Pots and Sons, bodies: []}\n",
            1, "NAM002", "nothing prints the imprint 'Pots and Sons'", id="imprint-of-nothing",
        ),
    ],
)  # fmt: skip
def test_a_fault_of_the_file_is_one_problem(
    problems_with: Write, text: str, line: int, code: str, said: str
) -> None:
    """Each is told at its line, with what to do."""
    [(place, found, message)] = problems_with(text)
    assert (place, found) == (f"data/agents.yaml:{line}", code)
    assert said in message


BOOK = """
@book{%s, author = {%s}, title = {T}, publisher = {%s}, year = {2000}, evidenceclass = {B}}
"""


@pytest.fixture
def notes_on(tiny_project: Project) -> Callable[..., list[str]]:
    """Return a function that adds books and tells what is noted of their names."""

    def add(*books: tuple[str, str], agents: str = "people: []\n") -> list[str]:
        path = tiny_project.data / "references.bib"
        more = [BOOK % (f"B{n}", who, press) for n, (who, press) in enumerate(books, start=50)]
        path.write_text(path.read_text(encoding="utf-8") + "".join(more), encoding="utf-8")
        (tiny_project.data / "agents.yaml").write_text(agents, encoding="utf-8")
        found = read_sources(tiny_project).problems
        assert {one.severity for one in found if one.code == "NAM003"} <= {Severity.NOTE}
        return [one.message for one in found if one.code == "NAM003"]

    return add


def test_a_name_twice_in_one_list_is_noted(notes_on: Callable[..., list[str]]) -> None:
    """Two people of one name, or a slip: the file does not say which."""
    [note] = notes_on(("Wang, Y. and Wang, Y", "P"), ("Wang, Y.", "P"))
    assert note.startswith("'Wang, Y' stands twice in one list of names, and is taken for two")


def test_names_without_a_number_are_asked_where_two_have_one(
    notes_on: Callable[..., list[str]],
) -> None:
    """Nothing says which of two people of one name is meant, and the numbers tell them apart."""
    one, two = "0000-0000-0000-0001", "0000-0000-0000-001X"
    numbered = [(f'Wang, Y.}}, author+an:orcid = {{1="{number}"', "P") for number in (one, two)]
    [note] = notes_on(*numbered, ("Wang, Y.", "P"))
    assert note.startswith(f"'Wang, Y.' may be 'Wang, Y.' ({one}) or 'Wang, Y.' ({two}): say in")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(("Frost, N.", "P"), ("Frost, Nick", "P"), id="initial"),
        pytest.param(("Frost, M.", "P"), ("Frost, MK", "P"), id="one-initial-more"),
        pytest.param(("Öz, Ö.", "P"), ("Oz, O.", "P"), id="accents"),
        pytest.param(("Q, Q", "The Bell"), ("Q, Q", "Bell"), id="article"),
        pytest.param(("Q, Q", "DfTP"), ("Q, Q", "Department for Tea and Pots"), id="small-letter"),
        pytest.param(("Q, Q", "NTR"), ("Q, Q", "National Tea for Research"), id="letters"),
        pytest.param(("Q, Q", "J. Tea Stud."), ("Q, Q", "Journal of Tea Studies"), id="cut-short"),
    ],
)
def test_names_much_alike_are_noted(
    notes_on: Callable[..., list[str]], one: tuple[str, str], other: tuple[str, str]
) -> None:
    """They may be one: a note asks, once, and stops nothing."""
    [message] = notes_on(one, other)
    assert "say in data/agents.yaml if they are one or not" in message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(("Frost, N.", "P"), ("Frost, A.", "P"), id="other-initial"),
        pytest.param(("King, M.", "P"), ("King, Jr, M.", "P"), id="junior"),
        pytest.param(("Q, Q", "Borough of Ely"), ("Q, Q", "Borough of Esk"), id="other-town"),
        pytest.param(("Q, Q", "Sage"), ("Q, Q", "Sagebrush"), id="longer-word"),
        pytest.param(("Q, Q", "SAG"), ("Q, Q", "Sage Books"), id="no-first-letters"),
    ],
)
def test_names_that_tell_apart_are_not_noted(
    notes_on: Callable[..., list[str]], one: tuple[str, str], other: tuple[str, str]
) -> None:
    """What is noted is to be read, so nothing is noted that is plain."""
    assert notes_on(one, other) == []


def test_names_that_are_kept_apart_are_not_noted(notes_on: Callable[..., list[str]]) -> None:
    """The file says that nobody knows, and nobody is asked again."""
    agents = (
        'people:\n- {id: one, name: "Frost, N.", kept_apart_from: [two]}\n'
        '- {id: two, name: "Frost, Nick"}\n'
    )
    assert notes_on(("Frost, N.", "P"), ("Frost, Nick", "P"), agents=agents) == []


def test_notes_are_no_noise(notes_on: Callable[..., list[str]]) -> None:
    """All of them are told, and thirty of one kind are one line where a person reads them."""
    books = [(f"Frost{n:02}, {given}", "P") for n in range(30) for given in ("N.", "Nick")]
    found = notes_on(*books)
    assert len(found) == 30
    [line] = lines_of(Problem(Location("a"), "NAM003", one, Severity.NOTE) for one in found)
    assert "'Frost00, Nick' may be 'Frost00, N.': say in data/agents.yaml" in line
    assert "(29 more like this: 'Frost01, Nick', 'Frost02, Nick', 'Frost03, Nick' …;" in line


def _numbered(name: str, orcid: str) -> str:
    return f"family={{{name}}}, given=Y., orcid={orcid}"


def test_two_forms_of_one_number_are_noted(notes_on: Callable[..., list[str]]) -> None:
    """Whoever has the ORCID iD of another may be that one, however the name is printed."""
    one = "0000-0000-0000-0001"
    [message] = notes_on((_numbered("Wang", one), "P"), (_numbered("Bell", one), "P"))
    assert message.startswith(f"'Bell, Y.' has the ORCID iD of 'Wang, Y.', {one}: say in")


def test_one_form_of_two_numbers_is_not_noted(notes_on: Callable[..., list[str]]) -> None:
    """The numbers show that they are two; the file may have both under one form."""
    one, two = "0000-0000-0000-0001", "0000-0000-0000-001X"
    books = ((_numbered("Wang", one), "P"), (_numbered("Wang", two), "P"))
    agents = (
        f'people:\n- {{id: one, name: "Wang, Y.", orcid: {one}, {SEEN}}}\n'
        f'- {{id: two, name: "Wang, Y.", orcid: {two}, {SEEN}}}\n'
    )
    assert notes_on(*books) == notes_on(agents=agents) == []
