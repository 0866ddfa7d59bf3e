from __future__ import annotations

from pathlib import Path

import pytest

from kg.fulltext import (
    MOST_TERMS,
    Entry,
    OutOfTimeError,
    find_entries,
    terms_of,
    write_index,
)


def entry(title: str, more: str = "", weight: float = 1.0) -> Entry:
    return Entry("tip", title, "", f"{title}.html", "", weight, (title, "", "", "", more))


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Return two indexes, of three entries and of one."""
    paths = {name: tmp_path / name for name in ("one.db", "other #2?.db")}
    one, other = paths.values()
    write_index(
        one, [entry("Shared meetings", "Teams meet."), entry("Teams"), entry("Bées’ hives")]
    )
    write_index(other, [entry("Team meetings")])
    return paths


def titles(files: dict[str, Path], asked: str, most: int = 10) -> list[str]:
    return [hit.title for hit in find_entries(files, terms_of(asked), most, 10).hits]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("meetings", {"Shared meetings", "Team meetings"}),
        ("the TEAM’s meeting", {"Shared meetings", "Team meetings"}),
        ("bee", {"Bées’ hives"}),
        ("shar", {"Shared meetings"}),
        ("what is that", set()),
        ("", set()),
    ],
)
def test_words_are_found_in_any_form_in_all_files(
    asked: str, found: set[str], files: dict[str, Path]
) -> None:
    """Case, accents, endings and common words make no difference; beginnings are enough."""
    assert set(titles(files, asked)) == found


def test_where_nothing_has_all_words_some_are_looked_for(files: dict[str, Path]) -> None:
    """The answer says so."""
    found = find_entries(files, terms_of("hives wasps"), 10, 10)
    assert [hit.title for hit in found.hits] == ["Bées’ hives"]
    assert not found.all_words


def test_a_title_goes_before_a_text_and_counts_are_of_all(files: dict[str, Path]) -> None:
    """However few are shown, each file tells how many it has."""
    found = find_entries(files, terms_of("teams"), 1, 10)
    assert found.counts == {"one.db": 2, "other #2?.db": 1}
    assert [hit.title for hit in found.hits] != ["Shared meetings"]
    assert len(found.hits) == 1


@pytest.mark.parametrize(
    "asked",
    ['"', "a* OR b", "title:teams", "NEAR(teams 2)", "') DROP TABLE documents --", "-", "{title}:x",
     "\0", "^teams", "xyz " * 400, "NOT AND OR"],
)  # fmt: skip
def test_what_is_typed_is_words_and_no_language(asked: str, files: dict[str, Path]) -> None:
    """Signs of SQL and of FTS5 say nothing; the index is as it was."""
    titles(files, asked)
    assert len(titles(files, "teams")) == 3


def test_more_words_than_people_type_are_left_out() -> None:
    """A question has few terms, and each is short."""
    asked = " ".join(f"word{number}" for number in range(1000))
    assert len(terms_of(asked)) == MOST_TERMS
    assert max(map(len, terms_of("x" * 1000))) < 100


def test_a_search_ends_when_its_time_is_over(tmp_path: Path) -> None:
    """What takes longer is ended, and no part of an answer is given."""
    path = tmp_path / "many.db"
    write_index(path, [entry(f"team {number}") for number in range(3000)])
    with pytest.raises(OutOfTimeError):
        find_entries({"many.db": path}, ["team"], 10, 0)


def test_nothing_is_written_by_a_search(files: dict[str, Path], tmp_path: Path) -> None:
    """No lock and no journal lies beside an index, which may be read-only."""
    for path in files.values():
        path.chmod(0o444)
    before = sorted(tmp_path.iterdir())
    assert titles(files, "teams")
    assert sorted(tmp_path.iterdir()) == before


def test_the_same_entries_make_the_same_file(tmp_path: Path) -> None:
    """Two builds are byte-equal, their indexes too."""
    for name in ("a", "b"):
        write_index(tmp_path / name, [entry("Teams"), entry("Bées’ hives")])
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
