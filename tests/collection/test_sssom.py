from __future__ import annotations

from pathlib import Path

import pytest

from kg.collection.sssom import EXACT, NEAR, Match, parse_matches, read_matches, render_matches

HEAD = "subject_id\tpredicate_id\tobject_id"
ONE, OTHER = "https://e.org/a", "https://e.org/b"


def parse(*rows: str, head: str = HEAD) -> tuple[list[Match], list[str]]:
    matches, problems = parse_matches("\n".join((head, *rows)), "x.tsv", (EXACT, *NEAR))
    return matches, [str(problem) for problem in problems]


def test_what_is_written_is_read_back() -> None:
    """A file of ours says the same when it is read, whatever stands in its labels."""
    match = Match(ONE, EXACT, OTHER, denied=True, comment="a\tb\n“c”", labels=("x\t", "y"))
    text = render_matches([match], "Pairs", ["Read this."]).decode()
    found, problems = parse_matches(text, "x.tsv", (EXACT,))
    assert problems == []
    assert [(one.pair, one.predicate, one.denied) for one in found] == [(match.pair, EXACT, True)]
    assert found[0].comment == "a b “c”"


def test_names_with_a_prefix_are_iris() -> None:
    """The file gives prefixes in its head; ours are known without."""
    text = f"#curie_map:\n#  ex: https://e.org/\n{HEAD}\nex:a\tskos:closeMatch\t<{OTHER}>\n"
    [match], problems = parse_matches(text, "x.tsv", NEAR)
    assert (match.subject, match.object, problems) == (ONE, OTHER, [])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param(f"{ONE}\tskos:exactMatch", "object_id '' is no IRI", id="a cell short"),
        pytest.param(f"a\tskos:exactMatch\t{ONE}", "subject_id 'a' is no IRI", id="no IRI"),
        pytest.param(f"{ONE}\towl:sameAs\t{OTHER}", "owl:sameAs is not used here", id="predicate"),
        pytest.param(f"{ONE}\tskos:exactMatch\t{ONE}", "the same thing", id="itself"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_and_the_others_stay(row: str, said: str) -> None:
    """One problem a line, with its number."""
    matches, problems = parse(row, f"{ONE}\tskos:exactMatch\t{OTHER}")
    assert len(matches) == len(problems) == 1
    assert problems[0].startswith("x.tsv:2:1: MAP001 ")
    assert said in problems[0]


def test_a_file_without_its_columns_says_which() -> None:
    """What is parted by commas has no columns."""
    assert parse(head="subject_id,predicate_id") == (
        [],
        ["x.tsv:1:1: MAP001 the column subject_id is missing; columns are parted by tabs"],
    )


def test_a_file_that_a_spreadsheet_has_saved_is_read() -> None:
    """It puts quotes around cells with signs in them, fills up rows, and writes empty ones."""
    text = (
        '#curie_map:\t\t\t\r\n"#  ex: https://e.org/"\t\t\t\r\n"#title: ""Pairs"""\t\t\t\r\n'
        f'{HEAD}\tcomment\r\n\t\t\t\r\nex:a\tskos:exactMatch\t"{OTHER}"\t"so ""said"", yes"\r\n'
    )
    [match], problems = parse_matches(text, "x.tsv", (EXACT,))
    assert problems == []
    assert (match.subject, match.object, match.line) == (ONE, OTHER, 6)
    assert match.comment == 'so "said", yes'


def test_a_column_that_stands_twice_is_told() -> None:
    """Which of the two is meant cannot be known."""
    found = parse(f"{ONE}\tskos:exactMatch\t{OTHER}\t{ONE}", head=f"{HEAD}\tobject_id")
    assert found == ([], ["x.tsv:1:1: MAP001 the column object_id stands twice; take one out"])


def test_no_file_is_no_mapping(tmp_path: Path) -> None:
    """Nothing is matched, and nothing is wrong."""
    assert read_matches(tmp_path / "concepts.sssom.tsv", (EXACT,)) == ([], [])


def test_a_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    """A link to a file of somebody else is told, and shows nothing of it."""
    (tmp_path / "secret").write_text("word", encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.tsv").symlink_to(tmp_path / "secret")
    matches, [problem] = read_matches(tmp_path / "in" / "x.tsv", (EXACT,))
    assert matches == []
    assert "link" in problem.message
    assert "word" not in problem.message
