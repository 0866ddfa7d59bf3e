"""The further fields of a reference, as the page of a source tells them."""

from __future__ import annotations

from babel import Locale

from kg.model.details import DETAILS
from kg.outputs.cells import Row
from kg.outputs.languagenames import name_languages

_LANGUAGES = ("language", "origlanguage")


def tell_details(row: Row, locale: Locale) -> list[Row]:
    """Return the further fields of a reference by the names that readers know, each value once.

    Languages, which many programs give by a tag, are named as the locale has them.
    """
    texts = {detail["field"]: detail["text"] for detail in row["details"]}
    for name in _LANGUAGES:
        if name in texts:
            texts[name] = name_languages(texts[name], locale)
    seen = {item["value"] for item in row["identifiers"]}
    return [
        {"field": name, "label": label, "text": texts[name]}
        for name, label in DETAILS.items()
        if name in texts and texts[name] not in seen
    ]
