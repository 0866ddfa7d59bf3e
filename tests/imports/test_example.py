from pathlib import Path

from kg.imports.example import empty_references, find_untouched, render_example, write_example


def test_what_is_untouched_is_known(tmp_path: Path) -> None:
    """A file that was edited is an author's; one that only has other line ends is not."""
    write_example(tmp_path)
    example = render_example()
    whole = find_untouched(tmp_path, example)
    assert {"data/tips.yaml", "data/references.bib", "data/claims/introduction.yaml"} <= {*whole}
    assert all(name.startswith("data/") for name in whole)
    tips, concepts = tmp_path / "data" / "tips.yaml", tmp_path / "data" / "concepts.yaml"
    tips.write_bytes(tips.read_bytes().replace(b"\n", b"\r\n"))
    concepts.write_text(concepts.read_text() + "# mine\n")
    assert {*whole} - {*find_untouched(tmp_path, example)} == {"data/concepts.yaml"}


def test_the_emptied_references_keep_their_comment() -> None:
    """What explains the file stays, every entry goes."""
    text = empty_references(render_example())
    assert text.startswith("% One entry a reference")
    assert "@" not in text
