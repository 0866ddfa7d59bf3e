from __future__ import annotations

import json

from pyoxigraph import Store

from kg.outputs.references.csl import TYPES, csl_item, render_csl
from kg.outputs.references.records import load_references

# What the schema of CSL input data allows, as far as we write it: one kind of value a variable.
_TEXTS = {
    "id", "type", "title", "container-title", "volume", "issue", "page", "publisher",
    "publisher-place", "genre", "DOI", "ISBN", "PMID", "URL", "keyword", "note",
}  # fmt: skip
_NAMES = {"author", "editor"}
_DATES = {"issued", "accessed"}
_KNOWN_TYPES = {
    "article-journal", "article-magazine", "book", "chapter", "document", "legislation",
    "manuscript", "pamphlet", "paper-conference", "report", "speech", "thesis", "webpage",
}  # fmt: skip


def test_every_type_is_known_to_csl() -> None:
    """Each entry type becomes a type of the CSL schema."""
    assert set(TYPES.values()) <= _KNOWN_TYPES


def test_every_item_fits_the_schema(real_store: Store) -> None:
    """Each item has only the variables that the CSL schema knows, each of the right kind."""
    for item in json.loads(render_csl(load_references(real_store).values())):
        assert set(item) <= _TEXTS | _NAMES | _DATES | {"custom"}
        assert all(isinstance(item[name], str) for name in _TEXTS & set(item))
        assert item["type"] in _KNOWN_TYPES
        for name in _NAMES & set(item):
            assert all(set(agent) in ({"family", "given"}, {"literal"}) for agent in item[name])
        for name in _DATES & set(item):
            (parts,) = item[name]["date-parts"]
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)


def test_the_fields_come_back(small_store: Store) -> None:
    """An item says what the reference says, class and notes included."""
    item = csl_item(load_references(small_store)["A10"])
    assert item["title"] == "Talk & trust: 100% of {teams}"
    assert item["author"] == [
        {"family": "Smith", "given": "M. K."},
        {"literal": "Board of Health, North"},
    ]
    assert item["issued"] == {"date-parts": [[1999]]}
    assert item["keyword"] == "Class A, Primary research"
    assert item["custom"] == {"code": "A10", "evidence-class": "A"}
    assert "1998" in str(item["note"])


def test_a_month_is_a_date(small_store: Store) -> None:
    """A date of access may end at the month."""
    item = csl_item(load_references(small_store)["B1"])
    assert item["accessed"] == {"date-parts": [[2005, 3]]}


def test_empty_variables_are_left_out(small_store: Store) -> None:
    """A variable without a value is not written."""
    assert "volume" not in csl_item(load_references(small_store)["B1"])
