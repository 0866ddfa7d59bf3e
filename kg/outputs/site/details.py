"""The further fields of a reference, as the page of a source tells them."""

from __future__ import annotations

from kg.model.details import DETAILS
from kg.outputs.cells import Row


def tell_details(row: Row) -> list[Row]:
    """Return the further fields of a reference by the names that readers know, each value once."""
    texts = {detail["field"]: detail["text"] for detail in row["details"]}
    seen = {item["value"] for item in row["identifiers"]}
    return [
        {"field": name, "label": label, "text": texts[name]}
        for name, label in DETAILS.items()
        if name in texts and texts[name] not in seen
    ]
