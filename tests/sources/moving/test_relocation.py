import re
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.sources.folder.project import Project, load_project
from kg.sources.mentions import verify_mentions
from kg.sources.moving.relocation import accept_passages, move_project
from kg.sources.places.paging import verify_pages
from kg.sources.places.text import HeldText, hold_text, read_any_text, read_held_text, verify_spans
from kg.sources.reading import read_sources
from tests.conftest import ROOT
from tests.paging import turn_to_pages


def edited(project: Project, old: str, new: str) -> tuple[HeldText, HeldText]:
    """Return the text of a project, laid aside, and the text with a passage replaced."""
    path = project.folder / "text.txt"
    content = path.read_text(encoding="utf-8")
    assert old in content
    aside, beside = project.folder.parent / "old.txt", project.folder.parent / "new.txt"
    aside.write_text(content, encoding="utf-8")
    beside.write_text(content.replace(old, new, 1), encoding="utf-8")
    return read_any_text(aside), read_any_text(beside)


def faults_in(project: Project, text: HeldText) -> list[str]:
    """Return the records that a text does not bear out."""
    sources = read_sources(project).sources
    assert sources is not None
    held = read_held_text(Path(text.shown), sources.review.text)
    found = [*verify_spans(sources, held), *verify_mentions(sources, held)]
    return [one.message.partition(":")[0] for one in found]


def contents(project: Project) -> dict[str, bytes]:
    """Return the bytes of every data file."""
    return {path.name: path.read_bytes() for path in project.data.rglob("*") if path.is_file()}


def test_every_passage_moves_by_itself(read_project: Project) -> None:
    """After an edit near the top, all is proved again, words and readings too."""
    old, new = edited(read_project, "Tea breaks", "Tea breaks (TB)")
    before = read_sources(read_project)
    done = move_project(read_project, old, new)
    assert {one.state for one in done.moves} == {"moved"}
    assert faults_in(read_project, new) == []
    after = read_sources(read_project)
    assert [one.has_changed for one in after.curations] == [
        one.has_changed for one in before.curations
    ]
    assert "data/readings.csv" in done.written


def test_a_reworded_passage_waits_for_a_person(read_project: Project) -> None:
    """All else is moved; the record is named until somebody has read it and accepts it."""
    old, new = edited(read_project, "Tea breaks bring people together", "Tea brings us nearer")
    done = move_project(read_project, old, new)
    assert [one.record for one in done.moves if one.state == "waits"] == [
        "claims/tea-brings-together"
    ]
    assert faults_in(read_project, new) == ["claims/tea-brings-together"]
    changed = {one.record for one in read_sources(read_project).curations if one.has_changed}
    assert "claims/tea-brings-together" in changed
    assert "claims/fewer-quarrels" not in changed
    accept_passages(read_project, new, ["claims/tea-brings-together"])
    assert faults_in(read_project, new) == []
    with pytest.raises(UsageError, match="has no passage that waits"):
        accept_passages(read_project, new, ["claims/tea-brings-together"])


def test_a_second_move_changes_nothing(tiny_project: Project) -> None:
    """What was moved is where it should be."""
    old, new = edited(tiny_project, "Tea breaks", "Long tea breaks")
    move_project(tiny_project, old, new)
    before = contents(tiny_project)
    assert move_project(tiny_project, old, new).written == ()
    assert contents(tiny_project) == before


def test_a_move_that_was_cut_off_is_ended_by_the_next(tiny_project: Project) -> None:
    """A file that was written already stays as it is; the others follow."""
    old, new = edited(tiny_project, "Tea breaks", "Long tea breaks")
    review = (tiny_project.data / "review.yaml").read_bytes()
    claims = (tiny_project.data / "claims" / "sharing.yaml").read_bytes()
    move_project(tiny_project, old, new)
    whole = contents(tiny_project)
    (tiny_project.data / "review.yaml").write_bytes(review)
    (tiny_project.data / "claims" / "sharing.yaml").write_bytes(claims)
    move_project(tiny_project, old, new)
    assert contents(tiny_project) == whole


def test_another_text_moves_nothing(tiny_project: Project) -> None:
    """Data that were made from neither text stay as they are."""
    old, new = edited(tiny_project, "Tea breaks", "Long tea breaks")
    before = contents(tiny_project)
    stranger = tiny_project.folder.parent / "stranger.txt"
    stranger.write_text("Coffee.\n")
    with pytest.raises(UsageError, match="not the text that the data were made from"):
        move_project(tiny_project, read_any_text(stranger), new)
    assert contents(tiny_project) == before
    assert old.text


def test_a_companion_counts_in_its_own_text(tiny_project: Project) -> None:
    """The text of a companion is edited: its file moves, and no other."""
    path = tiny_project.folder / "coffee.txt"
    old_path = tiny_project.folder.parent / "old.txt"
    old_path.write_bytes(path.read_bytes())
    path.write_text("Well. " + path.read_text())
    done = move_project(tiny_project, read_any_text(old_path), read_any_text(path))
    assert [name.rpartition("/")[0] for name in done.written] == ["data/companions"]
    sources = read_sources(tiny_project).sources
    assert sources is not None
    [companion] = sources.companions
    assert [*verify_spans(companion, read_held_text(path, companion.text))] == []


def test_the_new_text_takes_the_place_of_the_old(tiny_project: Project) -> None:
    """A text beside the old one is put in its place; the old one stays, and out of git."""
    folder = tiny_project.folder
    (folder / ".gitignore").write_text("/text.txt\n/text.new.txt\n")
    before = (folder / "text.txt").read_text()
    (folder / "text.new.txt").write_text("Oh. " + before)
    move_project(
        tiny_project, read_any_text(folder / "text.txt"), read_any_text(folder / "text.new.txt")
    )
    assert (folder / "text.txt").read_text() == "Oh. " + before
    assert (folder / "text.old.txt").read_text() == before
    assert not (folder / "text.new.txt").exists()
    assert "/text.old.txt" in (folder / ".gitignore").read_text().splitlines()


def test_pages_move_with_the_text(tiny_project: Project) -> None:
    """A page put in front: what has a passage or a page is on the next one, and a rerun is idle."""
    review, tips = tiny_project.data / "review.yaml", tiny_project.data / "tips.yaml"
    head = "text:\n  file: text.txt\n"
    content = review.read_text().replace(head, f"{head}  pages: [1]\n")
    review.write_text(content.replace("page: 2", "page: 1"))
    tips.write_text(tips.read_text().replace("\n    span:", "\n    page: 1\n    span:"))
    old, new = edited(tiny_project, "Tea", "Preface\n\fTea")
    new = replace(new, pages=("1-2",))
    with pytest.raises(UsageError, match="--pages"):
        move_project(tiny_project, old, replace(new, pages=()))
    done = move_project(tiny_project, old, new)
    assert done.turned
    assert "page: 2\n    span:" in tips.read_text()
    assert "  pages: [1-2]\n" in review.read_text()
    sources = read_sources(tiny_project).sources
    assert sources is not None
    assert sources.review.text is not None
    assert [*verify_pages(sources, new, sources.review.text)] == []
    assert move_project(tiny_project, old, new).written == ()


def test_pages_alone_move_with_the_words_of_their_page(tmp_path: Path) -> None:
    """Of which print they are has to be said first; then they turn, once."""
    project = load_project(turn_to_pages(ROOT / "tests" / "hives", tmp_path / "project"))
    old = hold_text("old.txt", "One two three.\n\fFour five six.\n")
    new = hold_text("new.txt", "Preface\n\fOne two three.\n\fFour five seven.\n", ("1-3",))
    line = f"text: {{file: old.txt, sha256: {old.sha256}, pages: [1-2]}}"
    with pytest.raises(UsageError, match=re.escape(line)):
        move_project(project, old, new)
    review, tips = project.data / "review.yaml", project.data / "tips.yaml"
    review.write_text(f"{review.read_text()}\n{line}\n")
    pages = re.findall("page: (.*)", tips.read_text())
    tips.write_text(tips.read_text().replace(f"page: {pages[0]}", "page: 1"))
    move_project(project, old, new)
    assert re.search("page: (.*)", tips.read_text())[1] == "2"
    before = contents(project)
    move_project(project, old, new)
    assert contents(project) == before
