from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kg.manifest import Manifest
from kg.outputs.citationfile import Cited
from kg.releases.zenodo import fault_of_zenodo, find_licence, render_zenodo
from kg.sources.folder.settings import _LICENCES

BY = "https://creativecommons.org/licenses/by/4.0/"
REVIEW = Cited(
    "https://example.org/tea/review", "Tea at work", {"a": "Pat Potter"}, "2005", "Kettle & Co.",
    summary="Tea & <work>.",
)  # fmt: skip
TOLD = Manifest(
    "d" * 64, "1" * 64, "0.1", "Tea: a graph", "https://example.org/tea/",
    publisher="The Tea Trust", address="https://tea.example/v/1.2.0/",
)  # fmt: skip


def test_the_file_says_what_the_settings_and_the_review_say() -> None:
    """Zenodo is told all that is known, and nothing else."""
    assert json.loads(render_zenodo(TOLD, REVIEW, "1.2.0", "2026-01-31", BY)) == {
        "upload_type": "dataset",
        "title": "Tea: a graph",
        "version": "1.2.0",
        "publication_date": "2026-01-31",
        "creators": [{"name": "The Tea Trust"}],
        "description": "<p>Tea &amp; &lt;work&gt;.</p>",
        "license": "cc-by-4.0",
        "related_identifiers": [
            {
                "identifier": "https://tea.example/v/1.2.0/",
                "relation": "isDocumentedBy",
                "scheme": "url",
            }
        ],
        "references": ["Pat Potter (2005). Tea at work. Kettle & Co."],
    }


def test_without_an_address_nothing_is_related() -> None:
    """No address is made up."""
    content = render_zenodo(replace(TOLD, address=""), REVIEW, "1.2.0", "2026-01-31", BY)
    assert "related_identifiers" not in json.loads(content)


@pytest.mark.parametrize(
    ("manifest", "licence", "words"),
    [
        (replace(TOLD, publisher=""), BY, "names no publisher"),
        (TOLD, None, "takes CC0"),
        (TOLD, "https://example.org/mine", "is not known here"),
    ],
    ids=["no-publisher", "no-licence", "own-licence"],
)
def test_zenodo_is_left_to_fill_in_nothing(
    manifest: Manifest, licence: str | None, words: str
) -> None:
    """Where it would put a creator or a licence of its own, there is no file, and the reason."""
    assert words in str(fault_of_zenodo(manifest, licence))
    assert fault_of_zenodo(TOLD, BY) is None


@pytest.mark.parametrize("address", sorted({*_LICENCES.values()}))
def test_each_licence_that_settings_name_is_known(address: str) -> None:
    """Whatever address the message of `licence` proposes, Zenodo's name of it is known."""
    assert find_licence(address)
    assert find_licence(address.replace("https://", "http://").rstrip("/"))
