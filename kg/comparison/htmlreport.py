"""A difference → a page of its own, which loads nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from kg.comparison.changes import FieldChange, RecordChange
from kg.comparison.difference import Difference
from kg.comparison.textreport import head_of, other_lines, summary_of
from kg.comparison.values import Value, is_empty, show_value
from kg.errors import Location
from kg.templating import make_environment

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    gone: list[str]
    come: list[str]


@dataclass(frozen=True, slots=True)
class _Record:
    head: str
    how: str
    place: Location | None
    fields: list[_Field]


def render_html(difference: Difference) -> str:
    """Return a difference as an HTML page."""
    template = make_environment(_TEMPLATES, Environment).get_template("diff.html")
    changes = difference.changes
    page = template.render(
        title=f"From {difference.old} to {difference.new}",
        summary="Both say the same." if difference.is_empty else f"{summary_of(changes)}.",
        same=difference.is_empty,
        touched=difference.touched,
        records=[_record(change) for change in changes.listed],
        others=other_lines(changes),
    )
    return f"{page}\n"


def _record(change: RecordChange) -> _Record:
    fields = [_field(field) for field in change.fields]
    return _Record(head_of(change), change.how, change.place, fields)


def _field(field: FieldChange) -> _Field:
    return _Field(field.name, _shown(field.old, field), _shown(field.new, field))


def _shown(value: Value, field: FieldChange) -> list[str]:
    if field.is_list and isinstance(value, tuple):
        return [show_value(one) for one in value]
    return [] if is_empty(value) else [show_value(value)]
