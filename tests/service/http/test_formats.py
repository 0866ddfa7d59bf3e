from __future__ import annotations

import pytest

from kg.service.http.formats import FORMATS_BY_FORM, GRAPHS, RESULTS, find_format, list_names


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("json", "json"), ("CSV", "csv"), (" tsv ", "tsv"), ("markdown", "md"), ("text/csv", "csv"),
        ("application/sparql-results+xml", "xml"), ("ttl", None), ("", None), ("php", None),
    ],
)  # fmt: skip
def test_tables_are_found_by_name_alias_and_type(name: str, found: str | None) -> None:
    """Case and space do not matter; what is no table's format is not found."""
    offer = find_format(name, RESULTS)
    assert (offer.name if offer else None) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [("turtle", "ttl"), ("n3", "ttl"), ("xml", "rdf"), ("json", "jsonld"), ("json-ld", "jsonld")],
)
def test_graphs_have_the_names_that_clients_use(name: str, found: str) -> None:
    """`xml` and `json` mean what they can mean for a graph."""
    offer = find_format(name, GRAPHS)
    assert offer is not None
    assert offer.name == found


@pytest.mark.parametrize("form", FORMATS_BY_FORM)
def test_no_two_formats_share_a_name(form: str) -> None:
    """Nor a canonical media type."""
    offers = FORMATS_BY_FORM[form]
    assert len({offer.name for offer in offers}) == len(offers)
    assert len({offer.media_types[0] for offer in offers}) == len(offers)
    assert list_names(offers).count("(") == len(offers)
