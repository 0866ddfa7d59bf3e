from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.manifest import Manifest
from kg.outputs.site import build_site, gathering
from kg.outputs.site.pieces import MOST, split_page
from kg.outputs.writing import OutputWriter
from tests.outputs.site.conftest import words_of

WHOLE = "works/supports.html"
SECOND = "works/supports.2.html"


def test_a_list_that_fits_is_one_page() -> None:
    """Up to so many rows a page stays as it is, and knows of no pieces."""
    values = {"works": [*range(MOST)]}
    assert [*split_page(WHOLE, values, "works")] == [(WHOLE, values | {"pieces": None})]
    assert [*split_page(WHOLE, values, "")] == [(WHOLE, values)]


def test_the_pieces_of_a_long_list_are_the_list() -> None:
    """Each row is on one piece, in its order; the first has the old address; counts are whole."""
    made = [*split_page(WHOLE, {"name": "x", "works": [*range(7)]}, "works", most=3)]
    assert [path for path, _ in made] == [WHOLE, SECOND, "works/supports.3.html"]
    assert [values["works"] for _, values in made] == [[0, 1, 2], [3, 4, 5], [6]]
    pieces = [values["pieces"] for _, values in made]
    assert [(one["first"], one["last"], one["count"]) for one in pieces] == [
        (1, 3, 7), (4, 6, 7), (7, 7, 7),
    ]  # fmt: skip
    assert [row["address"] for row in pieces[1]["places"]] == [path for path, _ in made]


@pytest.mark.slow
def test_pieces_lead_to_one_another_and_to_what_belongs_to_the_whole(
    tiny_store: Store, manifest: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two rows a page: no link is dead, each source is on one piece, the files are the whole's."""
    monkeypatch.setattr(
        gathering, "split_page", lambda path, row, name: split_page(path, row, name, most=2)
    )
    build_site(tiny_store, manifest, OutputWriter(tmp_path / "site"), tmp_path / "none")
    site = tmp_path / "site"
    first, second = ((site / path).read_text(encoding="utf-8") for path in (WHOLE, SECOND))
    for text in (first, second):
        assert 'href="../works/supports.2.html"' in text
        assert 'href="../works/supports.ris"' in text
        assert text.count('class="Z3988"') <= 2
    assert "1 to 2 of " in words_of(site / WHOLE)
    assert "<title>Sources that support a claim (2)" in second
    assert [*(site / "questions").glob("*.2.html")]
