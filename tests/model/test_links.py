from collections.abc import Iterator
from types import NoneType
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter, ValidationError

import kg.model
from kg.model import Code, Named, Path, Record, Slug
from kg.model.links import RecordPath, TipNumber
from kg.model.marks import Id, To

CLASSES = [
    value
    for value in vars(kg.model).values()
    if isinstance(value, type) and issubclass(value, Record)
]
FIELDS = [(record, name) for record in CLASSES for name in record.model_fields]
NAMES = tuple(frozenset(form.__metadata__) for form in (Slug, Code, Path))  # type: ignore[attr-defined]


def leaves_of(hint: Any, *marks: object) -> Iterator[tuple[Any, frozenset[object]]]:
    """Yield the types of the single values in a type, each with what is said of it."""
    marks = (*marks, *getattr(hint, "__metadata__", ()))
    parts = [part for part in get_args(hint) if part not in (NoneType, ..., *marks)]
    if str in parts and int in parts:  # the cell of a table: any value, and never a name
        return
    if not parts:
        yield hint, frozenset(marks)
    for part in parts:
        yield from leaves_of(part, *(marks if hasattr(hint, "__metadata__") else ()))


@pytest.mark.parametrize(
    ("record", "name"), FIELDS, ids=[f"{record.__name__}.{name}" for record, name in FIELDS]
)
def test_a_field_that_holds_a_name_says_whose(record: type[Record], name: str) -> None:
    """A slug, a code, a path or a bare number is the record's own name, or says what it names.

    A number that is neither is a Count, a Page, a Year, or has a range of its own.
    """
    field = record.model_fields[name]
    for leaf, marks in leaves_of(field.annotation, *field.metadata):
        bare = leaf is int and not marks
        if bare or any(form <= marks for form in NAMES):
            said = any(isinstance(mark, To | Id) for mark in marks)
            assert said, f"give {record.__name__}.{name} a type of kg.model.links"


def test_every_link_leads_to_a_kind_that_some_record_is() -> None:
    """No type of link names a kind that nothing can be."""
    kinds = {
        record.own[1] for record in CLASSES if issubclass(record, Named) and record is not Named
    }
    named = {kind for record in CLASSES for to in record.links.values() for kind in to.kinds}
    assert named <= kinds


def test_what_forbids_bare_names_sees_them() -> None:
    """A slug, a code, a path and a number without a mark are found in any wrapping."""
    for form in (Slug, Code, Path, int):
        for hint in (form, form | None, tuple[form, ...], tuple[form | None, ...]):
            [(leaf, marks)] = leaves_of(hint)
            assert leaf in (int, str)
            assert not any(isinstance(mark, To | Id) for mark in marks)
            assert not marks or any(form <= marks for form in NAMES)


@pytest.mark.parametrize("hint", [TipNumber, TipNumber | None, tuple[TipNumber | None, ...]])
def test_a_link_keeps_its_mark_in_any_wrapping(hint: Any) -> None:
    """One, perhaps one, or many: the type of the items says what they name."""

    class Holder(Record):
        see: hint

    assert Holder.links == {"see": To(("tips",), by="number")}


def test_a_path_names_its_kind() -> None:
    """What may name any kind of record does so with the kind before the name."""
    with pytest.raises(ValidationError):
        TypeAdapter(RecordPath).validate_python("tips")
    [link] = [mark for mark in RecordPath.__metadata__ if isinstance(mark, To)]
    assert link.path_of("tips/12") == "tips/12"
