from pathlib import Path

import pytest

from kg.imports.example import (
    empty_references,
    find_untouched,
    name_base,
    render_example,
    write_example,
    write_more,
)
from kg.sources.folder.project import load_project


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


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("tea-breaks", "https://example.org/tea-breaks/"),
        ("My review (2)", "https://example.org/my-review-2/"),
        ("茶", "https://example.org/7e005ba3/"),
        ("a" * 200, f"https://example.org/{'a' * 60}/"),
    ],
)
def test_a_new_project_has_a_base_of_its_own(
    name: str, base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is that of the folder's name, as a slug, and the settings hold it and no other."""
    folder = tmp_path / name
    write_example(folder)
    write_more(folder)
    monkeypatch.chdir(folder)
    assert name_base(Path()) == base
    assert load_project(folder).base == base
    assert load_project(folder / "more").base == f"{base[:-1]}-more/"
    assert (folder / "tiptrace.toml").read_text("utf-8").count(base) == 2
