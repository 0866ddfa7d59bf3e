"""Whoever judges a page of each kind misses none."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from benchmarks.pages import Report, choose_pages, group_pages, take_middle
from kg.outputs.site.pages import PAGES


def test_no_kind_is_forgotten(frost_site: Path) -> None:
    """The pages of a site tell every kind of the table that declares them."""
    kinds = {
        kind.template.removesuffix(".html") for kind in PAGES
        # A single page that the review gives no cause for is not made.
        if ".html" in kind.template and (not kind.path or (frost_site / kind.path).exists())
    }  # fmt: skip
    # Lists in a style are made for a review that names a style.
    kinds -= {"moved", "references"}
    assert group_pages(frost_site).keys() == kinds
    assert len(choose_pages(frost_site)) == len(kinds - {"404"})


@pytest.mark.parametrize("kind", ["tip", "studies-narrowed"])
def test_the_heaviest_page_stands_for_its_kind(frost_site: Path, kind: str) -> None:
    """What holds for it holds for the others."""
    pages = group_pages(frost_site)[kind]
    sizes = [len(gzip.compress((frost_site / path).read_bytes())) for path in pages]
    assert sizes == sorted(sizes, reverse=True)
    assert len(pages) > 1


@pytest.mark.parametrize(("scores", "middle"), [([96, 100, 99], 99), ([100, 98], 98), ([97], 97)])
def test_the_middle_run_stands_for_a_page(scores: list[int], middle: int) -> None:
    """One run beside something else does not count against a page, and one lucky run not for it."""
    reports = [Report("tips.html", {"performance": score}, []) for score in scores]
    assert take_middle(reports).scores["performance"] == middle
