import re
import shutil
from itertools import count
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.sources.folder.project import Project, load_project
from kg.sources.moving.renumbering import number_mentions
from kg.sources.reading import read_sources
from tests.killing import kill_before


def contents(project: Project) -> dict[str, str]:
    """Return the text of every data file."""
    files = (path for path in project.data.rglob("*") if path.is_file())
    return {path.name: path.read_text(encoding="utf-8") for path in files}


def turn_round(project: Project) -> None:
    """Give the eight mentions of the tiny world their numbers backwards, and all that names one."""

    def turned(match: re.Match[str]) -> str:
        return re.sub(r"\d+", lambda number: str(9 - int(number[0])), match[0])

    for path in project.data.rglob("*.yaml"):
        pattern = r"order: \d+" if path.name == "mentions.yaml" else r"mentions(: \[.*?\]|/\d+)"
        path.write_text(re.sub(pattern, turned, path.read_text(encoding="utf-8")))


def test_what_names_a_citation_follows_its_number(tiny_project: Project) -> None:
    """Claims, errata and the records themselves get the numbers of the text's own order."""
    before = contents(tiny_project)
    turn_round(tiny_project)
    assert contents(tiny_project) != before
    assert number_mentions(tiny_project) == 8
    assert contents(tiny_project) == before


def test_numbers_in_order_stay(tiny_project: Project) -> None:
    """Where nothing is to be done nothing is written."""
    before = contents(tiny_project)
    assert number_mentions(tiny_project) == 0
    assert contents(tiny_project) == before


def test_a_list_on_lines_of_its_own_follows_too(tiny_project: Project) -> None:
    """A list may have a line for each number; comments beside it stay."""
    turn_round(tiny_project)
    path = tiny_project.data / "claims" / "introduction.yaml"
    text = path.read_text()
    assert "- {source: A1, stance: supports, mentions: [8]}" in text
    path.write_text(
        text.replace(
            "- {source: A1, stance: supports, mentions: [8]}",
            "- source: A1\n        stance: supports\n        mentions:\n          - 8  # seen\n",
        )
    )
    number_mentions(tiny_project)
    assert "          - 1  # seen\n" in path.read_text()
    assert read_sources(tiny_project).sources is not None


def test_a_form_that_is_not_known_stops_it(tiny_project: Project) -> None:
    """A number that cannot be followed is told, and no file is changed."""
    turn_round(tiny_project)
    path = tiny_project.data / "claims" / "introduction.yaml"
    path.write_text(path.read_text().replace("mentions: [8]", '"mentions" : [8]'))
    before = contents(tiny_project)
    with pytest.raises(KgError, match="nothing was changed"):
        number_mentions(tiny_project)
    assert contents(tiny_project) == before


@pytest.mark.slow
def test_numbers_are_all_old_or_all_new_wherever_it_is_killed(
    tiny_project: Project, tmp_path: Path
) -> None:
    """With some files of each a claim would rest on another citation, and no check could tell."""
    turn_round(tiny_project)
    shutil.rmtree(tiny_project.folder / "build", ignore_errors=True)
    old, seen = contents(tiny_project), []
    for number in count(1):
        folder = shutil.copytree(tiny_project.folder, tmp_path / str(number))
        words = ["-C", folder, "mentions", folder / "text.txt", "--renumber"]
        was_killed = kill_before(number, words, tmp_path / "said")
        found = contents(load_project(folder))
        seen.append({name: text for name, text in found.items() if not name.endswith(".new")})
        if not was_killed:
            break
    new = seen.pop()
    assert new != old
    assert all(one in (old, new) for one in seen)
    assert seen.count(old) > 2
    assert seen.count(new) > 2
