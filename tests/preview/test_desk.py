from pathlib import Path

from kg.errors import Location, Problem, Severity
from kg.preview.desk import MOST, Desk


def test_a_problem_has_a_link_that_an_editor_opens() -> None:
    """Blanks and signs in a path are safe in the link; line and column are in it."""
    desk = Desk(Path("/home/me/my review"), "edit:{path}#{line},{column}")
    desk.tell("abc", [Problem(Location("data/tips.yaml", 3, 7), "YAML001", "mend it")])
    line = "data/tips.yaml:3:7: YAML001 mend it"
    assert desk.state.lines == ((line, "edit:/home/me/my%20review/data/tips.yaml#3,7"),)


def test_a_page_does_not_drown_in_problems() -> None:
    """Of very many some are shown, and how many more there are."""
    desk = Desk(Path("/p"))
    desk.tell("abc", [Problem(Location("a.yaml", n), "X", f"{n} {n}") for n in range(MOST + 3)])
    assert len(desk.state.lines) == MOST + 1
    assert desk.state.lines[-1] == ("and 3 more (kg check lists all)", "")


def test_who_waits_for_nothing_gets_the_state_as_it_is() -> None:
    """After the time that one is ready to wait, the same state comes back."""
    desk = Desk(Path("/p"))
    desk.tell("abc")
    assert desk.wait_beyond(desk.state.number, seconds=0) == desk.state
    assert desk.wait_beyond(0, seconds=20).build == "abc"


def test_an_error_is_shown_before_very_many_notes() -> None:
    """What is said of many records alike is one line, with a link to the first and their number."""
    desk = Desk(Path("/project"))
    notes = [Problem(Location("a.bib", n), "X", f"A{n}: y", Severity.NOTE) for n in range(60)]
    others = [Problem(Location("b", n), "Z", f"{n} {n}", Severity.NOTE) for n in range(60)]
    error = Problem(Location("z.yaml", 9), "Y", "mend it")
    desk.tell("abc", [*notes, *others, error])
    first, second, *_, last = desk.state.lines
    assert (first[0], "(59 more like this: A1, A2, A3 …" in second[0]) == (str(error), True)
    assert second[1].endswith("/a.bib:0:1")
    assert last == (f"and {60 + 60 + 1 - 61 - (MOST - 2)} more (kg check lists all)", "")
