from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from kg.model import Correction, CurrencyCheck, Erratum, Identifier, Record
from kg.model.witnesses import fault_of_witness

UPLOADED = "holds what anybody uploads"
PASSED_ON = "passes on pages of others"
NOT_PUBLIC = "is no public address"
REFUSED = {
    "uploads": ("https://docslib.org/doc/1/tea", UPLOADED),
    "uploads-below": ("https://www.scribd.com/document/1", UPLOADED),
    "proxy-by-name": ("https://proxy.example.com/nl/pubmed", PASSED_ON),
    "proxy-of-a-library": ("https://lib-ezproxy2.example.ac.uk/tea", PASSED_ON),
    "proxy-that-keeps-the-host": ("http://www.doi.org.lib.example.edu/10.1000/1", PASSED_ON),
    "proxy-that-joins-the-host": ("https://www-doi-org.lib.example.fr/10.1000/1", PASSED_ON),
    "proxy-of-a-british-host": ("https://www-bbc-co-uk.lib.example.fr/", PASSED_ON),
    "translation": ("https://www-example-org.translate.goog/tea", PASSED_ON),
    "mirror-of-a-catalogue": ("https://suppr.wilddata.cn/browses/1", PASSED_ON),
    "staging": ("https://homsy-staging.example.org/tea", NOT_PUBLIC),
    "staging-in-capitals": ("https://STAGING.example.org/tea", NOT_PUBLIC),
    "local-name": ("http://localhost:8000/tea", NOT_PUBLIC),
    "local-net": ("http://192.168.0.7/tea", NOT_PUBLIC),
    "local-net-6": ("http://[fe80::1]/tea", NOT_PUBLIC),
    "dot-at-the-end": ("https://vdoc.pub./tea", UPLOADED),
}
FINE = [
    "https://pubmed.ncbi.nlm.nih.gov/9631252/",
    "https://link.springer.com/chapter/1",
    "https://www.abc.net.au/tea",
    "https://www.care-net.org.uk/tea",
    "https://www.barnes-co.com/",
    "https://www.edu.helsinki.fi/tea",
    "https://sandbox.com/tea",
    "https://www.test.de/tea",
    "https://notscribd.com/tea",
    "https://webarchive.nationalarchives.gov.uk/2013/https:/www.education.gov.uk/tea",
    "http://8.8.8.8/tea",
]


@pytest.mark.parametrize(("address", "said"), REFUSED.values(), ids=REFUSED)
def test_what_vouches_for_nothing_is_no_witness(address: str, said: str) -> None:
    """Copies that anybody uploads, hosts in between and hosts that are not public are refused."""
    fault = fault_of_witness(address)
    assert fault is not None
    assert said in fault
    assert fault.endswith("name a page of the publisher, a library or a catalogue, or leave it out")


@pytest.mark.parametrize("address", FINE)
def test_a_page_of_its_owner_may_witness(address: str) -> None:
    """A host is not refused for a part of its name that a proxy could have, too."""
    assert fault_of_witness(address) is None


COPY = "https://docslib.org/doc/1/tea"
SEEN = "https://example.org/tea"
RECORDS: list[tuple[type[Record], str, dict[str, Any]]] = [
    (Identifier, "witness", {"source": "A1", "scheme": "pmid", "value": "12"}),
    (
        Correction,
        "witness",
        {"source": "A1", "field": "title", "kind": "corrects", "corrected": "Tea"},
    ),
    (
        CurrencyCheck,
        "witness",
        {"status": "ended", "known": "It ended.", "checked_on": date(2024, 1, 2)},
    ),
    (
        Erratum,
        "witnesses",
        {
            "id": "E001",
            "status": "proved",
            "kind": "spelling",
            "arises_in": "print",
            "printed": "a",
            "proof": "b",
        },
    ),
]


@pytest.mark.parametrize(
    ("record", "field", "values"), RECORDS, ids=[one.__name__ for one, _, _ in RECORDS]
)
def test_each_record_with_a_witness_is_held_to_it(
    record: type[Record], field: str, values: dict[str, Any]
) -> None:
    """Identifiers, corrections, faults and what holds today: one rule for all."""

    def model_seen_at(address: str) -> Record:
        return record.model_validate(
            {**values, field: (address,) if field == "witnesses" else address}
        )

    assert model_seen_at(SEEN)
    with pytest.raises(ValidationError, match=r"docslib\.org holds what anybody uploads"):
        model_seen_at(COPY)


def test_an_address_of_a_work_is_held_to_it_too() -> None:
    """A link to somebody's copy would lead readers where no witness is."""
    values = {"source": "A1", "scheme": "url", "value": COPY, "witness": SEEN}
    with pytest.raises(ValidationError, match="so it is no witness"):
        Identifier.model_validate(values)
