from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.errors import BuildError
from kg.graph.vocab import TT
from kg.outputs import handover
from kg.outputs.handover import render_handover, render_variants
from kg.outputs.tables import FORMATS, TableSet, load_table_set

pytestmark = pytest.mark.slow

PRINTED = "Callaghan J, Young B, Pace F and Vostani P (2002)"
PROVED = "Callaghan J, Young B, Pace F and Vostanis P (2003)"


def hand_over(store: Store, variant: str, *forms: str) -> dict[str, bytes]:
    """Return the files of a variant in some forms."""
    return render_handover(store, load_table_set(store, variant), None, variant, forms)


def test_a_release_has_each_variant_that_says_something_else(
    frost_store: Store, tiny_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a cell or an entry is mended there is a corrected variant; a derived one always."""
    # One form is told as fast as all.
    monkeypatch.setattr(handover, "FORMATS", {"csv": ("csv",)})
    found = render_variants(frost_store, tmp_path, None)
    assert {path.partition("/")[0] for path in found} == {
        "tables",
        "tables-corrected",
        "tables-derived",
    }
    held = {path.partition("/")[0] for path in found if path.endswith("/bibliography.csv")}
    assert held == {"tables", "tables-corrected"}
    found = render_variants(tiny_store, tmp_path, None)
    assert {path.partition("/")[0] for path in found} == {"tables", "tables-derived"}


def test_the_bibliography_is_handed_over_in_every_form(tiny_store: Store) -> None:
    """It has the files that each table has; a derived one would be nothing else, and is none."""
    files = hand_over(tiny_store, "printed", *FORMATS)
    suffixes = {name.partition(".")[2] for name in files if name.startswith("bibliography.")}
    assert suffixes == {name.partition(".")[2] for name in files if name.startswith("appendix-1.")}
    assert "appendix-1.csv" in hand_over(tiny_store, "derived", "csv")
    assert "bibliography.csv" not in hand_over(tiny_store, "derived", "csv")


def test_entries_stand_as_printed_or_corrected(frost_store: Store) -> None:
    """As printed an entry has its faults, and below it what is right; corrected, it is mended."""
    told = {
        variant: hand_over(frost_store, variant, "md")["bibliography.md"].decode()
        for variant in ("printed", "corrected")
    }
    assert (PRINTED in told["printed"], PROVED in told["printed"]) == (True, False)
    assert (PRINTED in told["corrected"], PROVED in told["corrected"]) == (False, True)
    assert "The year, corrected by an outside witness: 2003 (printed: 2002)" in told["printed"]
    assert "The book, corrected: Going Inter-professional: Working together" in told["printed"]
    assert "corrected here: the review prints" not in told["printed"]
    assert "The year, corrected here: the review prints “2002”" in told["corrected"]


def test_no_table_takes_the_place_of_the_bibliography(tiny_store: Store) -> None:
    """A table of its name is told, and nothing is lost without a word."""
    whole = load_table_set(tiny_store)
    named = replace(whole.tables[0], name=handover.NAME)
    with pytest.raises(BuildError, match="bibliography: a table has the name"):
        render_handover(tiny_store, TableSet((named,)), None, "printed", ["csv"])


def test_a_review_that_lists_nothing_has_no_bibliography(tiny_store: Store) -> None:
    """No file says that there are no works."""
    without = Store()
    without.extend(quad for quad in tiny_store if quad.object != TT.Source)
    assert "bibliography.csv" not in hand_over(without, "printed", "csv")
