"""Two values of a field → what differs in them, no deeper than where they part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.comparison.changes import FieldChange
from kg.comparison.values import Passage, Value, is_empty

# By what the items of a list are known, in the order in which that is tried.
_NAMES = ("id", "source", "study", "list", "token", "tool", "outcome", "section", "text", "words")


def compare_fields(
    old: Mapping[str, Value],
    new: Mapping[str, Value],
    trail: tuple[str, ...] = (),
    *,
    edited: bool = False,
) -> Iterator[FieldChange]:
    """Yield each field that says something else. With an `edited` text, places in it may differ."""
    for name in [*old, *(name for name in new if name not in old)]:
        yield from compare_values(old.get(name), new.get(name), (*trail, name), edited=edited)


def compare_values(
    old: Value, new: Value, trail: tuple[str, ...], *, edited: bool = False
) -> Iterator[FieldChange]:
    """Yield what differs in two values."""
    if isinstance(old, frozenset) != isinstance(new, frozenset):
        # A graph does not say whether one value is alone or the only one of a list.
        old, new = _be_set(old), _be_set(new)
    if same_value(old, new, edited=edited) or (is_empty(old) and is_empty(new)):
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from compare_fields(old, new, trail, edited=edited)
    elif isinstance(old, frozenset) and isinstance(new, frozenset):
        gone, come = sorted(old - new, key=str), sorted(new - old, key=str)
        yield FieldChange(trail, tuple(gone), tuple(come), is_list=True)
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield from _compare_lists(old, new, trail, edited=edited)
    elif isinstance(old or new, tuple | frozenset) and (is_empty(old) or is_empty(new)):
        yield FieldChange(trail, _items_of(old), _items_of(new), is_list=True)
    else:
        yield FieldChange(trail, old, new)


def same_value(old: Value, new: Value, *, edited: bool) -> bool:
    """Say whether two values say the same."""
    if edited and isinstance(old, Passage) and isinstance(new, Passage):
        return old.sha256 == new.sha256
    if edited and isinstance(old, tuple) and isinstance(new, tuple):
        pairs = zip(old, new, strict=False)
        return len(old) == len(new) and all(same_value(*pair, edited=True) for pair in pairs)
    if edited and isinstance(old, Mapping) and isinstance(new, Mapping):
        return old.keys() == new.keys() and all(
            same_value(old[name], new[name], edited=True) for name in old
        )
    # True is 1 to Python, and no number to anybody else.
    return type(old) is type(new) and old == new


def _be_set(value: Value) -> Value:
    if isinstance(value, frozenset | tuple | Mapping):
        return value
    return frozenset() if is_empty(value) else frozenset({value})


def _items_of(value: Value) -> tuple[Value, ...]:
    return tuple(sorted(value, key=str)) if isinstance(value, frozenset) else _tuple_of(value)


def _tuple_of(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else ()


def _compare_lists(
    old: tuple[Value, ...], new: tuple[Value, ...], trail: tuple[str, ...], *, edited: bool
) -> Iterator[FieldChange]:
    gone: tuple[Value, ...]
    come: tuple[Value, ...]
    name = _name_of_items(old, new)
    if name:
        before, after = _by_name(old, name), _by_name(new, name)
        shared = before.keys() & after.keys()
        for key in (one for one in before if one in shared):
            yield from compare_fields(before[key], after[key], (*trail, key), edited=edited)
        gone = tuple(item for key, item in before.items() if key not in shared)
        come = tuple(item for key, item in after.items() if key not in shared)
        in_order = [key for key in before if key in shared] == [
            key for key in after if key in shared
        ]
    else:
        gone, come = _without(old, new, edited=edited), _without(new, old, edited=edited)
        in_order = bool(gone or come)
        if len(gone) == len(come) == 1 and isinstance(gone[0], Mapping):
            yield from compare_values(gone[0], come[0], trail, edited=edited)
            return
    if gone or come:
        yield FieldChange(trail, gone, come, is_list=True)
    if not in_order:
        yield FieldChange((*trail, "order"), old, new)


def _name_of_items(*lists: tuple[Value, ...]) -> str:
    """Return the field by which the items of lists can be told from each other, or nothing."""
    for name in _NAMES:
        if all(_is_known_by(name, items) for items in lists):
            return name
    return ""


def _is_known_by(name: str, items: tuple[Value, ...]) -> bool:
    names = [str(item[name]) for item in items if isinstance(item, Mapping) and name in item]
    return len(names) == len(items) == len(set(names)) and bool(items)


def _by_name(items: tuple[Value, ...], name: str) -> dict[str, Mapping[str, Value]]:
    return {str(item[name]): item for item in items if isinstance(item, Mapping)}


def _without(
    items: tuple[Value, ...], others: tuple[Value, ...], *, edited: bool
) -> tuple[Value, ...]:
    """Return the items that the others lack, each as often as it is there more often."""
    left = list(others)
    found: list[Value] = []
    for item in items:
        twin = next((one for one in left if same_value(item, one, edited=edited)), None)
        if twin is None:
            found.append(item)
        else:
            left.remove(twin)
    return tuple(found)
