from pathlib import Path

from kg.errors import Location, Problem
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
    desk.tell("abc", [Problem(Location("a.yaml", n), "X", "y") for n in range(MOST + 3)])
    assert len(desk.state.lines) == MOST + 1
    assert desk.state.lines[-1] == ("and 3 more (kg check lists all)", "")


def test_who_waits_for_nothing_gets_the_state_as_it_is() -> None:
    """After the time that one is ready to wait, the same state comes back."""
    desk = Desk(Path("/p"))
    desk.tell("abc")
    assert desk.wait_beyond(desk.state.number, seconds=0) == desk.state
    assert desk.wait_beyond(0, seconds=20).build == "abc"
