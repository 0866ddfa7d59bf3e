"""What every record is: immutable, closed to unknown fields, and clear on what it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from kg.model.marks import Aside, Id, Says, To, Worded, find_marks
from kg.paths import LONGEST_NAME, fault_of_code, path_for
from kg.webaddress import url_fault


def check_ids(field: str, ids: Iterable[str | None]) -> None:
    """Raise ValueError for an id that two parts of a record have; a part may have none."""
    for found, count in Counter(ids).items():
        if found and count > 1:
            raise ValueError(f"{field}: the id {found} stands {count} times; give each its own")


def fault_of_grid(
    columns: Sequence[str], rows: Sequence[Sequence[object]], row_concepts: Sequence[object]
) -> str | None:
    """Return why rows do not make a table under their columns, or None."""
    if any(len(row) != len(columns) for row in rows):
        return f"each row needs {len(columns)} cells, one a column"
    if row_concepts and len(row_concepts) != len(rows):
        return "row_concepts needs one value a row (null where there is none)"
    return None


def _be_web_address(text: str) -> str:
    fault = url_fault(text)
    if fault is not None:
        raise ValueError(f"'{text}': {fault}")
    return text


def _checked_code(code: str) -> str:
    """Return a code as it is; raise ValueError where it holds what no review prints."""
    fault = fault_of_code(code)
    if fault is not None:
        raise ValueError(fault)
    return code


def _checked_path(path: str) -> str:
    """Return a record's name with its kind as it is; raise ValueError as for a code."""
    _checked_code(path.partition("/")[2])
    return path


# An id of ours: it is the last part of the record's IRI, and the name of its files, as it stands.
Slug = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_NAME)
]
# What files of the project's are called, without their ending: `.docx` must still find room.
FileStem = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_NAME - 10)
]
# A code of the review's, as printed: `A9`, `I/II`, `1++`. Its address is `slug_for_code` of it.
Code = Annotated[
    str,
    StringConstraints(min_length=1),
    AfterValidator(_checked_code),
    Field(json_schema_extra={"maxLength": LONGEST_NAME}),  # for editors; the validator says it
]
# A code of ours that readers quote: of a fixed length, so that codes sort as they count. What
# letters a kind of record has is the project's choice, and they say nothing of the record.
SerialCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]+[0-9]{3}$")]
Text = Annotated[str, StringConstraints(min_length=1)]
# What the passage of the record says, in our words: held against it by `kg verify --wording`.
Statement = Annotated[Text, Worded()]
Url = Annotated[
    str,
    AfterValidator(_be_web_address),
    # An editor is told less than we check; what it refuses, we refuse.
    WithJsonSchema({"type": "string", "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"{}|\\^`]+$"}),
]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
ShortDigest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
# A record named with its kind, by id or code: `tips/12`, `sources/A9`, `debates/tea#for`.
Path = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/.+$"), AfterValidator(_checked_path)]
Stance = Literal["supports", "disputes", "qualifies", "illustrates"]
StanceBasis = Annotated[
    Literal["stated", "read"],
    Field(description="the stance stands in the text's words, or is the curator's reading"),
]
ClaimKind = Literal[
    "finding", "argument", "recommendation", "conclusion", "definition", "statement"
]
# What an evidence class of a review holds, or what a study without a code is.
KindOfEvidence = Literal[
    "primary-research", "secondary-research", "practice-commentary", "policy", "other"
]


def be_printed(value: object) -> object:
    """Return a number with a point as the text that is printed: 0.80, not 0.8 or 8E-1."""
    return f"{value:f}" if isinstance(value, Decimal) else value


Cell = Annotated[
    str | int | None,
    BeforeValidator(be_printed),
    WithJsonSchema({"type": ["string", "number", "null"]}),
]
Count = Annotated[int, Field(ge=0)]
Page = Annotated[int, Field(ge=1)]
Year = Annotated[int, Field(ge=1, le=9999)]


class Record(BaseModel):
    """A value that cannot change and takes no field it does not know."""

    # Built when it is asked for: what stands in other records is built as a part of them.
    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True
    )

    # The fields that name other records, and what they name; those that say a term, and which.
    links: ClassVar[Mapping[str, To]] = {}
    says: ClassVar[Mapping[str, Says]] = {}

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Read from the types of the fields what they name and what they say."""
        super().__pydantic_init_subclass__(**kwargs)
        cls.links = find_marks(cls.model_fields, To)
        cls.says = find_marks(cls.model_fields, Says)


class Named(Record):
    """A record with a path, which others can name: one of its fields is marked `Id("<kind>")`."""

    # The field that is its name, and the kind of record that it is.
    own: ClassVar[tuple[str, str]]

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Find the field that names the record; raise TypeError where there is none."""
        super().__pydantic_init_subclass__(**kwargs)
        marks = find_marks(cls.model_fields, Id)
        found = [(name, mark.kind) for name, mark in marks.items() if mark.kind]
        if len(found) != 1:
            raise TypeError(f"{cls.__name__}: mark just one field with Id and the kind of record")
        cls.own = found[0]

    @property
    def path(self) -> str:
        """Return the record's IRI without the review's base, such as `tips/12`."""
        name, kind = self.own
        return path_for(kind, getattr(self, name))


class Settled(Record):
    """Words that the check of wording asked about, and why the record stays as it is.

    It holds for this passage and this statement only: when either changes, it is asked again.
    """

    words: tuple[Text, ...]
    kept: Annotated[Text, Field(description="why the record says what the passage says"), Aside()]
    passage: Annotated[ShortDigest, Field(description="start of the passage's SHA-256")]
    statement: Annotated[ShortDigest, Field(description="start of the statement's SHA-256")]


Settlings = Annotated[tuple[Settled, ...], Aside()]
