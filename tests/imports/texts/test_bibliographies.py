from pathlib import Path

from kg.imports.texts.bibliographies import find_references, tell_missing


def test_the_references_that_a_text_names_are_found(tmp_path: Path) -> None:
    """With and without their ending, below or at the top of a folder; the missing are told."""
    for name in ("a.bib", "b.bib", "manual-references.json", "other.ris"):
        (tmp_path / name).touch()
    found, missing = find_references(
        ["a.bib", "b", "content/manual-references.json", "gone.bib"], tmp_path
    )
    assert [one.name for one in found] == ["a.bib", "b.bib", "manual-references.json"]
    assert missing == ["gone.bib"]


def test_without_a_name_what_lies_beside_the_text_counts(tmp_path: Path) -> None:
    """Files of reference managers and of Manubot do, others do not; very many are a collection."""
    for name in ("x.RIS", "citations.tsv", "package.json", "notes.txt"):
        (tmp_path / name).touch()
    found, _ = find_references([], tmp_path)
    assert [one.name for one in found] == ["citations.tsv", "x.RIS"]
    for number in range(10):
        (tmp_path / f"{number}.bib").touch()
    assert find_references([], tmp_path) == ([], [])


def test_a_printed_list_counts_where_there_is_nothing_else(tmp_path: Path) -> None:
    """What it was made of says more."""
    (tmp_path / "review.bbl").touch()
    assert [one.name for one in find_references([], tmp_path)[0]] == ["review.bbl"]
    (tmp_path / "library.bib").touch()
    assert [one.name for one in find_references([], tmp_path)[0]] == ["library.bib"]


def test_works_that_came_in_another_form_are_named(tmp_path: Path) -> None:
    """Who exported `library.ris` has no `library.bib` to look for."""
    beside = [tmp_path / "Library.ris", tmp_path / "other.ris"]
    (_, other), (_, gone) = tell_missing(["refs/library.bib", "gone.bib"], beside)
    assert "import Library.ris in its place" in other
    assert "look for it" not in other
    assert "look for it" in gone
