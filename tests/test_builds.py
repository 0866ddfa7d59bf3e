from threading import Event, Thread

import pytest

from kg.builds import new_build, one_build_at_a_time, take_snapshot
from kg.errors import UsageError
from kg.sources.folder.project import Project
from kg.timings import Timings


def test_the_build_time_is_an_input(tiny_project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH stands in the build, so it counts among the inputs."""
    before = take_snapshot(tiny_project).digest
    assert take_snapshot(tiny_project).digest == before
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert take_snapshot(tiny_project).digest != before


def test_a_new_build_takes_over_when_done(tiny_project: Project) -> None:
    """The link points at the old build until the new one is whole."""
    for number in (1, 2):
        with new_build(tiny_project, f"{number}" * 64) as folder:
            (folder / "file").write_text(str(number))
            if number == 2:
                assert (tiny_project.current / "file").read_text() == "1"
    assert (tiny_project.current / "file").read_text() == "2"


def test_a_failed_build_leaves_nothing(tiny_project: Project) -> None:
    """When the work raises, the folder is gone and the link unchanged."""
    with new_build(tiny_project, "1" * 64) as folder:
        (folder / "file").write_text("1")
    with pytest.raises(RuntimeError), new_build(tiny_project, "2" * 64):
        raise RuntimeError
    assert (tiny_project.current / "file").read_text() == "1"
    assert [path.name for path in (tiny_project.build / "builds").iterdir()] == ["1" * 16]


def test_the_same_build_again_has_a_name_of_its_own(tiny_project: Project) -> None:
    """Forced builds of the same inputs never stand in each other's place."""
    names = []
    for number in range(3):
        with new_build(tiny_project, "1" * 64) as folder:
            (folder / "file").write_text(str(number))
        names.append(tiny_project.current.readlink().name)
        assert (tiny_project.current / "file").read_text() == str(number)
    assert names == ["1" * 16, "1" * 16 + "-2", "1" * 16 + "-3"]
    assert sorted(path.name for path in (tiny_project.build / "builds").iterdir()) == names[1:]


def test_what_killed_builds_left_is_removed(tiny_project: Project) -> None:
    """Half a build, and a whole one that was never in use, are gone after the next build."""
    with new_build(tiny_project, "1" * 64) as folder:
        (folder / "file").write_text("1")
    builds = tiny_project.build / "builds"
    for name in (".new", ".1111111111111111.1", "3" * 16):
        (builds / name).mkdir()
        (builds / name / "file").write_text("half")
    (builds / "a-file").touch()
    with new_build(tiny_project, "2" * 64) as folder:
        assert list(folder.iterdir()) == []
    assert sorted(path.name for path in builds.iterdir()) == ["1" * 16, "2" * 16]


def test_a_link_in_the_place_of_a_new_build_is_removed(tiny_project: Project) -> None:
    """What the link leads to stays as it is, and the build has a folder of its own."""
    outside = tiny_project.folder.parent / "outside"
    outside.mkdir()
    builds = tiny_project.build / "builds"
    builds.mkdir(parents=True)
    (builds / ".new").symlink_to(outside)
    with new_build(tiny_project, "1" * 64) as folder:
        (folder / "file").write_text("1")
    assert (tiny_project.current / "file").read_text() == "1"
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("name", ["builds", "cache", "current", "lock"])
def test_no_build_follows_a_link_out_of_the_project(tiny_project: Project, name: str) -> None:
    """Whatever the builds keep is kept below the project."""
    tiny_project.build.mkdir()
    (tiny_project.build / name).symlink_to(tiny_project.folder.parent)
    with (
        pytest.raises(UsageError, match="leads out of the project"),
        one_build_at_a_time(tiny_project, Timings()),
    ):
        pytest.fail("it built")


def test_a_second_builder_waits_for_the_first(tiny_project: Project) -> None:
    """Of two builders at once, one goes first, and the other says that it waits."""
    waits, order = Event(), list[str]()

    def wait(step: str) -> None:
        order.append(step)
        waits.set()

    def build_second() -> None:
        timings = Timings(announce=wait)
        with one_build_at_a_time(tiny_project, timings):
            order.append("second")

    second = Thread(target=build_second)
    with one_build_at_a_time(tiny_project, Timings()):
        second.start()
        assert waits.wait(timeout=30)
        order.append("first")
    second.join(timeout=30)
    assert order == ["wait for another build", "first", "second"]
