"""Which review of a collection a path or an IRI belongs to."""

from __future__ import annotations

from kg.service.data.shelves import Shelf, Shelves
from tests.growth import grows_evenly

TOP = Shelf("https://example.org/together/")
TEA = Shelf("https://example.org/works/tea/", None, "reviews/tea/")
SHELVES = Shelves(TOP, [TEA])


def test_the_nearest_folder_decides() -> None:
    """By the name that the review has here, or by the path of its own base."""
    assert SHELVES.find("/reviews/tea/tips/1") == (TEA, "/tips/1")
    assert SHELVES.find("/works/tea/tips/1") == (TEA, "/tips/1")
    assert SHELVES.find("/works/teas/tips/1") == (TOP, "/works/teas/tips/1")
    assert SHELVES.find_by_iri(f"{TEA.base}tips/1") == TEA
    assert SHELVES.find_by_iri(f"{TOP.base}graph/collection") == TOP
    assert SHELVES.find_by_iri("https://example.org/") is None


def test_a_long_path_costs_no_more_than_a_short_one() -> None:
    """Folders are looked for no further than where the longest name ends."""

    def look(folders: int) -> None:
        path = "/" + "../" * folders
        assert SHELVES.find(path) == (TOP, path)
        assert SHELVES.find_by_iri(f"https://example.org{path}") is None

    assert grows_evenly(look, 20_000)
