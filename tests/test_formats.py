from __future__ import annotations

import pytest

from kg.formats import FILES, RDF_FORMATS, SOLUTIONS, UNKNOWN, format_of


@pytest.mark.parametrize(
    ("suffix", "content_type"),
    [
        (".ttl", "text/turtle; charset=utf-8"), (".nq", "application/n-quads"),
        (".HTML", "text/html; charset=utf-8"), (".json", "application/json"),
        (".xml", "application/xml"), (".png", "image/png"), (".exe", "application/octet-stream"),
        ("", "application/octet-stream"),
    ],
)  # fmt: skip
def test_a_file_has_the_type_of_its_name(suffix: str, content_type: str) -> None:
    """Texts say that they are UTF-8; a file of JSON or XML is no answer to a query."""
    assert format_of(suffix).content_type() == content_type


def test_only_formats_of_answers_have_a_name_at_w3c() -> None:
    """And each of them has its own."""
    names = [offer.w3c for offer in (*SOLUTIONS, *RDF_FORMATS)]
    assert all(names)
    assert len(set(names)) == len(names)
    assert not UNKNOWN.w3c
    strangers = [offer for offer in FILES.values() if offer.w3c and offer.w3c not in names]
    assert not strangers
