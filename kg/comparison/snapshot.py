"""`Sources` → the records of a state, with their fields in plain values.

A record that others can name has an entry of its own, wherever it stands in the files; what is
left of a file (the columns of a table, say) is an entry by the name of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kg.comparison.labels import fill_labels
from kg.comparison.values import Entry, Passage, Ref, Snapshot, Value, is_empty
from kg.errors import Location
from kg.model import ClaimFile, Curation, Named, Record, Reference, Sources, Span
from kg.model.review import SourceText
from kg.sources.folder.project import Project
from kg.sources.folder.settings import FILE as SETTINGS

Locate = Callable[[str], Location | None]
# What says of a span how to find it again, and which words of a record a reader let stand.
_TOOLS_OWN = frozenset({"wording"})
# A list of links has no order in the graph; these are printed in the order that they have.
_ORDERED = frozenset({"codes"})
_LABELS = ("title", "label", "heading", "name", "question", "statement", "printed", "family")
_SETTINGS = ("title", "base", "publisher", "contact", "address", "licence")


@dataclass(slots=True)
class _Taken:
    records: dict[str, Entry] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)


def take_snapshot(
    sources: Sources, project: Project, curations: tuple[Curation, ...], locate: Locate
) -> Snapshot:
    """Return every record of a project as plain values."""
    taken = _Taken()
    for name in type(sources).model_fields:
        value = getattr(sources, name)
        for record in value if isinstance(value, tuple) else (value,):
            if isinstance(record, Record):
                _take_file(name, record, taken, locate)
    settings: dict[str, Value] = {name: getattr(project, name) for name in _SETTINGS}
    _add(Entry("settings", project.title, settings, place=Location(SETTINGS)), taken)
    for curation in curations:
        fields: dict[str, Value] = {
            "entered": f"{curation.entered.reader} {curation.entered.on}",
            "checked": tuple(f"{one.reader} {one.on}" for one in curation.checked),
        }
        _add(Entry(f"readings/{curation.record}", curation.record, fields), taken)
    return Snapshot(fill_labels(taken.records), frozenset(taken.texts))


def _add(entry: Entry, taken: _Taken) -> None:
    said = {name: value for name, value in entry.fields.items() if not is_empty(value)}
    taken.records[entry.path] = Entry(entry.path, entry.label, said, entry.own, entry.place)


def _take_file(name: str, record: Record, taken: _Taken, locate: Locate) -> None:
    """Take what a file holds. In which of several files a claim stands is layout."""
    if isinstance(record, Named):
        _take_named(record, {}, taken, locate)
        return
    inherited: dict[str, Value] = {}
    if isinstance(record, ClaimFile):
        inherited["section"] = Ref(f"sections/{record.section}")
    fields = _fields_of(record, inherited, taken, locate)
    if not isinstance(record, ClaimFile):
        label = str(fields.get("title") or "")
        _add(Entry(name, label, fields, place=locate(name)), taken)
        if not taken.records[name].fields:
            del taken.records[name]


def _take_named(
    record: Named, inherited: Mapping[str, Value], taken: _Taken, locate: Locate
) -> None:
    fields = _fields_of(record, {}, taken, locate)
    if isinstance(record, Reference):
        # A field of an entry is a field; its LaTeX is the same value, written in full.
        fields |= {**record.fields, **record.written}
        del fields["fields"], fields["written"]
    for name, value in inherited.items():
        if name in type(record).model_fields and is_empty(fields.get(name)):
            fields[name] = value
    label = next((str(fields[one]) for one in _LABELS if isinstance(fields.get(one), str)), "")
    own = type(record).own[0]
    _add(Entry(record.path, label, fields, own, locate(record.path)), taken)


def _fields_of(
    record: Record, inherited: Mapping[str, Value], taken: _Taken, locate: Locate
) -> dict[str, Value]:
    """Return the fields of a record; the named records in them are taken for themselves."""
    if isinstance(record, SourceText):
        taken.texts.add(record.sha256)
    fields: dict[str, Value] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name in _TOOLS_OWN:
            continue
        inner = value if isinstance(value, tuple) else (value,)
        if inner and all(isinstance(one, Named) for one in inner):
            for one in inner:
                _take_named(one, inherited, taken, locate)
            if isinstance(record, Named):
                fields[name] = frozenset(Ref(one.path) for one in inner)
            continue
        fields[name] = _plain(value, record, name, taken, locate)
    return fields


def _plain(value: object, record: Record, name: str, taken: _Taken, locate: Locate) -> Value:
    """Return the value of a field; what names another record is a reference to it."""
    link = type(record).links.get(name)
    plain: Value
    if isinstance(value, Span):
        plain = Passage(value.start, value.end, value.sha256)
    elif isinstance(value, Record):
        fields = _fields_of(value, {}, taken, locate)
        plain = {key: inner for key, inner in fields.items() if not is_empty(inner)}
    elif isinstance(value, tuple):
        items = tuple(_plain(one, record, name, taken, locate) for one in value)
        # What stands in the graph as a set has no order in the files either.
        unordered = link is not None or name in type(record).says
        plain = frozenset(items) if unordered and name not in _ORDERED else items
    elif isinstance(value, Mapping):
        plain = {str(key): _plain(one, record, name, taken, locate) for key, one in value.items()}
    elif link is not None and value is not None:
        plain = Ref(link.path_of(value))
    elif value is None or isinstance(value, bool | int | float | str):
        plain = value
    else:
        plain = str(value)
    return plain
