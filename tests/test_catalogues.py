"""In which of several languages a thing is told."""

from __future__ import annotations

import pytest

from kg.catalogues import choose_language


@pytest.mark.parametrize(
    ("wanted", "there", "chosen"),
    [
        ("cy", ["en", "cy"], "cy"),
        ("cy-GB", ["en", "cy"], "cy"),
        ("CY", ["en", "cy"], "cy"),
        ("en-GB", ["en", "cy", "en-GB"], "en-GB"),
        ("en-GB", ["cy", "en"], "en"),
        ("ar", ["cy", "en"], "en"),
        ("ar", ["cy", "da"], "cy"),
        ("c", ["cy", "en"], "en"),
    ],
)
def test_the_nearest_language_is_chosen(wanted: str, there: list[str], chosen: str) -> None:
    """The tag itself, what it is one of, English, and else what comes first."""
    assert choose_language(wanted, there) == choose_language(wanted, reversed(there)) == chosen
