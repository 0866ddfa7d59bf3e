"""Two snapshots → the records and fields that differ, by meaning and not by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.comparison.changes import Changes, FieldChange, RecordChange
from kg.comparison.fields import compare_fields
from kg.comparison.labels import label_links
from kg.comparison.renames import Names, find_renamed, rename_links, without_name
from kg.comparison.values import Entry, Passage, Snapshot, Value


def compare_snapshots(old: Snapshot, new: Snapshot) -> Changes:
    """Return what differs between two states; each record is told once, by its new name."""
    edited = old.texts != new.texts
    names = find_renamed(old.records, new.records, edited=edited)
    kept = {path: names.get(path, path) for path in old.records}
    taken = frozenset(names.values())
    found: list[RecordChange] = []
    moved = 0
    for before, after in kept.items():
        # A number that another record has now means none that was there before.
        if after not in new.records or (before not in names and after in taken):
            found.append(_removed(old.records[before]))
            continue
        pair = old.records[before], new.records[after]
        change = _compare_records(*pair, names, edited=edited)
        if change is not None:
            found.append(change)
        moved += edited and _stands_elsewhere(*pair)
    come = new.records.keys() - {*kept.values()}
    found += [_added(new.records[path]) for path in come]
    labels = {path: one.label for path, one in {**old.records, **new.records}.items()}
    told = (_with_labels(change, labels) for change in sorted(found, key=_order_of))
    return Changes(tuple(told), moved)


def _with_labels(change: RecordChange, labels: Mapping[str, str]) -> RecordChange:
    """Return a change that says of each record that a field names what that is called."""
    fields = (
        replace(one, old=label_links(one.old, labels), new=label_links(one.new, labels))
        for one in change.fields
    )
    return replace(change, fields=tuple(fields))


def _order_of(change: RecordChange) -> tuple[str, list[tuple[int, str]]]:
    """Return what sorts records by kind, and `tips/2` before `tips/12`."""
    parts = change.path.replace("#", "/").split("/")
    return change.kind, [(int(part) if part.isdecimal() else 0, part) for part in parts[1:]]


def _compare_records(old: Entry, new: Entry, names: Names, *, edited: bool) -> RecordChange | None:
    before = rename_links(without_name(old), names)
    assert isinstance(before, Mapping)
    fields = tuple(compare_fields(before, without_name(new), edited=edited))
    if old.path != new.path:
        return RecordChange("renamed", new.path, new.label, fields, old.path, new.place)
    # A code that is written otherwise may have the same path: the name is then a field like any.
    fields += tuple(_compare_names(old, new))
    return RecordChange("changed", new.path, new.label, fields, "", new.place) if fields else None


def _compare_names(old: Entry, new: Entry) -> Iterator[FieldChange]:
    before: Value = old.fields.get(old.own)
    after: Value = new.fields.get(new.own)
    if before != after:
        yield FieldChange((new.own or old.own,), before, after)


def _stands_elsewhere(old: Entry, new: Entry) -> bool:
    before, after = old.fields.get("span"), new.fields.get("span")
    if not isinstance(before, Passage) or not isinstance(after, Passage):
        return False
    return before.sha256 == after.sha256 and before.start != after.start


def _removed(old: Entry) -> RecordChange:
    fields = tuple(FieldChange((name,), value, None) for name, value in without_name(old).items())
    return RecordChange("removed", old.path, old.label, fields, "", old.place)


def _added(new: Entry) -> RecordChange:
    fields = tuple(FieldChange((name,), None, value) for name, value in without_name(new).items())
    return RecordChange("added", new.path, new.label, fields, "", new.place)
