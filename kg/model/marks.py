"""What a field's type says of it beside its form: what it names, what it is, what it says.

`section: Annotated[Slug, To(("sections",))]` names one of the sections; links, the JSON Schemas and
messages follow from that. `id: Annotated[Slug, Id("claims")]` gives the record its path. And
`sample: Annotated[Text, Says("tt:sample", ours=True)]` stands in the graph with nothing more done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from kg.paths import parse_path, path_for

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.fields import FieldInfo
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class To:
    """The value names a record of one of these kinds by its `by`; without a kind, of any.

    By its path (`tips/12`) it can name any of several kinds; by anything else just one.
    """

    kinds: tuple[str, ...]
    by: str = "id"

    def path_of(self, value: object) -> str:
        """Return the path of the record that a value names."""
        return parse_path(str(value)) if self.by == "path" else path_for(self.kinds[0], value)

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Say in the schema what the value names."""
        among = self.among or "records"
        return handler(core_schema) | {"description": f"the {self.by} of one of the {among}"}

    @property
    def among(self) -> str:
        """Return the kinds in words: `claims, debates or tips`."""
        *others, last = self.kinds or ("",)
        return f"{', '.join(others)} or {last}" if others else last


@dataclass(frozen=True, slots=True)
class Id:
    """The value is the record's own name: its path is `<kind>/<value>`, or none without a kind."""

    kind: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """The value does not stand in the graph: `kg verify` needs it, or it tells editors why."""


@dataclass(frozen=True, slots=True)
class Worded:
    """The value says in our words what the record's passage says."""


@dataclass(frozen=True, slots=True)
class Says:
    """The record says its value by a term of a vocabulary: `tt:sample`, `skos:note`.

    What is `ours` are words in the language of the review. What is printed, and what is no
    sentence, is in none. What is `among` a closed list is an entry of it: the list's class in the
    ontology is named, and a test holds the values of the field against that list.
    """

    term: str
    ours: bool = False
    among: str = ""


def find_marks(fields: Mapping[str, FieldInfo], kind: type[M]) -> dict[str, M]:
    """Return the marks of a kind by the name of the field that has it."""
    marks = {name: find_mark(field, kind) for name, field in fields.items()}
    return {name: mark for name, mark in marks.items() if mark is not None}


def find_mark(field: FieldInfo, kind: type[M]) -> M | None:
    """Return the mark of a kind in a field's type, or in the type of the items that it holds."""
    marks = (*field.metadata, *_marks_in(field.annotation))
    return next((mark for mark in marks if isinstance(mark, kind)), None)


def _marks_in(hint: Any) -> Iterator[object]:
    yield from getattr(hint, "__metadata__", ())
    for part in get_args(hint):
        yield from _marks_in(part)
