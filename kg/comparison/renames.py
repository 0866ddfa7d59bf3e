"""Records of an old state → those of a new one that are they, under another name.

A new name is a change of one record, though each link to it says another word: links are compared
as if the old state had the new names already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from difflib import SequenceMatcher
from functools import partial

from kg.comparison.values import Entry, Passage, Ref, Value

Names = Mapping[str, str]
_Sign = Callable[[Entry], Hashable]


def find_renamed(
    old: Mapping[str, Entry], new: Mapping[str, Entry], *, edited: bool = False
) -> dict[str, str]:
    """Return the new path of each record that has another: by content, place or label.

    Of an `edited` text, passages of the same words are the same passage.
    """
    names: dict[str, str] = {}
    while True:
        content = partial(_content_of, names=names, edited=edited)
        numbered = _align_numbered(old, new, content)
        gone = {path: one for path, one in old.items() if path not in new and path not in names}
        come = {path: one for path, one in new.items() if path not in {*old, *names.values()}}
        found = (
            {path: name for path, name in numbered.items() if names.get(path) != name}
            or _match(gone, come, content)
            or _match(gone, come, _place_of)
            or _match(gone, come, lambda one: one.label or None)
        )
        if not found:
            return names
        # What names a renamed record may now be equal to one that came.
        names |= found


def _align_numbered(
    old: Mapping[str, Entry], new: Mapping[str, Entry], content: _Sign
) -> dict[str, str]:
    """Return the new path of each numbered record that says the same under another number.

    One citation more renumbers all that follow: a number can thus be in both states, and not mean
    the same record. So these are held against each other as two sequences.
    """
    before, after = _numbered_by_kind(old), _numbered_by_kind(new)
    names: dict[str, str] = {}
    for kind in before.keys() & after.keys():
        one, two = before[kind], after[kind]
        signs = [content(old[path]) for path in one], [content(new[path]) for path in two]
        for start, place, length in SequenceMatcher(
            None, *signs, autojunk=False
        ).get_matching_blocks():
            pairs = zip(one[start : start + length], two[place : place + length], strict=True)
            names |= {path: name for path, name in pairs if path != name}
    return names


def _numbered_by_kind(records: Mapping[str, Entry]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path, record in records.items():
        if _number_of(path) is not None:
            found[record.kind].append(path)
    return {
        kind: sorted(paths, key=lambda one: _number_of(one) or 0) for kind, paths in found.items()
    }


def _number_of(path: str) -> int | None:
    name = path.partition("/")[2]
    return int(name) if name.isascii() and name.isdecimal() else None


def _match(gone: Mapping[str, Entry], come: Mapping[str, Entry], sign: _Sign) -> dict[str, str]:
    """Pair those that share a sign with nobody else."""
    before, after = _by_sign(gone, sign), _by_sign(come, sign)
    return {
        before[one][0]: after[one][0]
        for one in before
        if len(before[one]) == 1 and len(after.get(one, ())) == 1
    }


def _by_sign(records: Mapping[str, Entry], sign: _Sign) -> dict[Hashable, list[str]]:
    signs: dict[Hashable, list[str]] = defaultdict(list)
    for path, record in records.items():
        found = sign(record)
        if found is not None:
            signs[record.kind, found].append(path)
    return signs


def _content_of(record: Entry, names: Names, *, edited: bool) -> Hashable:
    """Return all that a record says but for its name; None for one that says nothing else."""
    said = rename_links(without_name(record), names)
    assert isinstance(said, Mapping)
    return hashable_of(said, edited=edited) if said else None


def _place_of(record: Entry) -> Hashable:
    """Return the passage that a record stands for; None for one without."""
    span = record.fields.get("span")
    return span.sha256 if isinstance(span, Passage) else None


def without_name(record: Entry) -> dict[str, Value]:
    """Return the fields of a record but for the one that is its name."""
    return {name: value for name, value in record.fields.items() if name != record.own}


def rename_links(value: Value, names: Names) -> Value:
    """Return a value that names records by their new paths."""
    match value:
        case Ref():
            path, mark, fragment = value.path.partition("#")
            return Ref(names.get(path, path) + mark + fragment)
        case tuple():
            return tuple(rename_links(one, names) for one in value)
        case frozenset():
            return frozenset(rename_links(one, names) for one in value)
        case Mapping():
            return {name: rename_links(one, names) for name, one in value.items()}
        case _:
            return value


def hashable_of(value: Value, *, edited: bool = False) -> Hashable:
    """Return a value in a form that sets and keys take; equal values give equal forms."""
    if isinstance(value, Mapping):
        return frozenset((name, hashable_of(one, edited=edited)) for name, one in value.items())
    if isinstance(value, tuple):
        return tuple(hashable_of(one, edited=edited) for one in value)
    return value.sha256 if edited and isinstance(value, Passage) else value
