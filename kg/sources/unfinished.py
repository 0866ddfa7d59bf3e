"""A draft's files → those of their records that are whole, and whose links lead somewhere.

In a draft nothing is made up. What lacks a field is left out, and so is a link to what is not
there; what cannot be without that link goes with it. What is wrong, and not merely missing, stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kg import model
from kg.sources.links import Link, find_links
from kg.sources.yaml.records import SourceFile, lacks_value, locate_records
from kg.sources.yaml.yamlfile import Trail, Value, YamlFile


@dataclass(slots=True)
class Draft:
    """A file of a project as it stands: its kind, its values, and the record, where it is one."""

    spec: SourceFile
    file: YamlFile
    record: model.Record | None


def leave_out_links(drafts: Sequence[Draft], others: Iterable[str]) -> None:
    """Leave out of each file the links that lead nowhere, and what cannot be without them.

    `others` are the paths of records that none of the files defines.
    """
    outside = frozenset(others)
    while _leave_out_once(drafts, outside):
        pass  # what was left out now may be named elsewhere


def leave_out_unfinished(draft: Draft, *, whole: bool = False) -> None:
    """Leave out of a file the items that lack something; its record is None where that fails.

    Of a file that was `whole` before a link was taken out of it, any fault is one that this made.
    """
    while True:
        try:
            draft.record = draft.spec.record.model_validate(draft.file.value)
        except ValidationError as error:
            trails = [_trail_to_leave_out(one, draft.file, whole) for one in error.errors()]
        else:
            return
        if not all(trails):
            draft.record = None
            return
        draft.file = prune(draft.file, {trail for trail in trails if trail})


def _trail_to_leave_out(detail: ErrorDetails, file: YamlFile, whole: bool) -> Trail | None:
    """Return the trail of what goes where a field is missing; None for a fault of another kind."""
    loc: Trail = tuple(detail["loc"])
    if lacks_value(detail):
        return loc if loc in file.trails else None
    looked_up = detail["type"] == "extra_forbidden" and loc[-1] == "at"
    if looked_up:
        return loc
    if detail["type"] == "missing":
        return _item_around(loc[:-1], file)
    return _item_around(loc, file) if whole else None


def _item_around(trail: Trail, file: YamlFile) -> Trail | None:
    """Return the trail of the innermost item of a list that a value stands in, or None."""
    while trail and not (isinstance(trail[-1], int) and trail in file.trails):
        trail = trail[:-1]
    return trail or None


def _leave_out_once(drafts: Sequence[Draft], others: frozenset[str]) -> bool:
    """Leave out the links that lead nowhere; say whether there were any."""
    known = set(others)
    for draft in drafts:
        if draft.record is not None:
            known |= {path for path, _ in locate_records(draft.record, draft.file)}
    found = False
    for draft in drafts:
        links = [] if draft.record is None else find_links(draft.record)
        trails = {link.trail for link in links if _leads_nowhere(link, known)}
        if trails & draft.file.trails.keys():
            draft.file = prune(draft.file, trails)
            leave_out_unfinished(draft, whole=True)
            found = True
    return found


def _leads_nowhere(link: Link, known: set[str]) -> bool:
    """Say whether a link names a record of a right kind that is not there."""
    right = not link.to.kinds or link.kind in link.to.kinds
    return right and link.target.split("#")[0] not in known


def prune(file: YamlFile, without: set[Trail]) -> YamlFile:
    """Return a file without the values at some trails; what is left keeps its places."""
    moved: dict[Trail, Trail] = {}

    def copy(value: Value, old: Trail, new: Trail) -> Value:
        moved[new] = old
        if isinstance(value, dict):
            kept = {key: item for key, item in value.items() if (*old, key) not in without}
            return {key: copy(item, (*old, key), (*new, key)) for key, item in kept.items()}
        if isinstance(value, list):
            items = [(n, item) for n, item in enumerate(value) if (*old, n) not in without]
            return [copy(item, (*old, n), (*new, at)) for at, (n, item) in enumerate(items)]
        return value

    value = copy(file.value, (), ())
    trails = {new: file.trails[old] for new, old in moved.items() if old in file.trails}
    return replace(file, value=value, trails=trails)
