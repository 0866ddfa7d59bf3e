"""What records are called, beside the paths by which others name them: `sources/C1 “Tea”`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.comparison.values import Entry, Ref, Value

# Nearly every record names its section, which says nothing of which of them it is.
_NO_NAME = frozenset({"section", "in section"})


def fill_labels(records: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return records with labels; one without is called as what it names: a row, a printing."""
    return {
        path: entry if entry.label else replace(entry, label=_label_of_named(entry, records))
        for path, entry in records.items()
    }


def _label_of_named(entry: Entry, records: Mapping[str, Entry]) -> str:
    for name, value in entry.fields.items():
        if isinstance(value, Ref) and name not in _NO_NAME and value.path in records:
            return records[value.path].label
    return ""


def label_links(value: Value, labels: Mapping[str, str]) -> Value:
    """Return a value that says of each record that it names what that is called."""
    match value:
        case Ref():
            return Ref(value.path, labels.get(value.path, ""))
        case tuple():
            return tuple(label_links(one, labels) for one in value)
        case frozenset():
            return frozenset(label_links(one, labels) for one in value)
        case Mapping():
            return {name: label_links(one, labels) for name, one in value.items()}
        case _:
            return value
