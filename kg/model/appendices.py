"""The tables that a review prints in its appendices: of findings, and of what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from kg.model.base import FileStem, Named, Record, Slug, Text
from kg.model.links import ImplicationId, SectionId, SourceCode
from kg.model.marks import Id, Says
from kg.model.places import Placed, Span

Cells: TypeAlias = tuple[Text | None, ...]
_TEXT = "text"


class FindingsColumn(Record):
    """A column of the findings table: its heading, as printed, and what its cells hold.

    What a cell of text holds stands in the row, under `cells`.
    """

    heading: Annotated[Text, Says("tt:printedText")]
    holds: Annotated[
        Literal["element", "implication", "codes", "text"],
        Says("tt:columnHolds", among="ColumnContent"),
    ] = "text"


class PracticalColumn(Record):
    """A column of the practical table: its heading, as printed, and what its cells hold.

    What a cell of text holds stands in the item, under `cells`.
    """

    heading: Annotated[Text, Says("tt:printedText")]
    holds: Annotated[
        Literal["group", "suggestion", "text"], Says("tt:columnHolds", among="ColumnContent")
    ] = "text"


AppendixColumn: TypeAlias = FindingsColumn | PracticalColumn


def _name_columns(value: Any, holds: Sequence[str]) -> Any:
    """Return columns that are given by their headings alone with what each of them holds."""
    if not isinstance(value, dict):
        return value
    columns = value.get("columns")
    if not isinstance(columns, list) or not any(isinstance(one, str) for one in columns):
        return value
    if len(columns) != len(holds) or not all(isinstance(one, str) for one in columns):
        raise ValueError(
            f"headings alone will do for {len(holds)} columns ({', '.join(holds)}); "
            "else write {heading: …, holds: …} for each column"
        )
    named = [{"heading": one, "holds": kind} for one, kind in zip(columns, holds, strict=True)]
    return value | {"columns": named}


def _check_columns(columns: Sequence[AppendixColumn], rows: Iterable[tuple[str, Cells]]) -> None:
    """Raise ValueError for a kind of column that comes twice, and for a row of too many cells."""
    kinds = [column.holds for column in columns if column.holds != _TEXT]
    double = next((kind for kind in kinds if kinds.count(kind) > 1), None)
    if double is not None:
        raise ValueError(f"two columns hold {double}; one column does")
    texts = len(columns) - len(kinds)
    for name, cells in rows:
        if cells and len(cells) != texts:
            raise ValueError(
                f"{name} has {len(cells)} cells and the table {texts} columns that hold text; "
                "give one a column (null where it is empty)"
            )


class AppendixRow(Placed, Named):
    """A row of the findings table: the codes in printed order."""

    number: Annotated[int, Id("rows"), Says("tt:rowNumber")]
    implication: Annotated[ImplicationId, Says("tt:forImplication")]
    codes: Annotated[tuple[SourceCode, ...], Says("tt:listsSource")] = ()
    printed: Text | None = Field(default=None, description="the cell, where it is not plain codes")
    cells: Cells = Field(
        default=(), description="what the columns that hold text have in this row, in their order"
    )
    span: Span | None = Field(
        default=None, description="where it is printed; none: we have put it together"
    )


class HeadingMatch(Record):
    """Which rows a heading of the body stands for (they are worded differently)."""

    section: SectionId
    implications: Annotated[tuple[ImplicationId, ...], Says("tt:standsFor")]
    note: Annotated[Text | None, Says("skos:note", ours=True)] = None


class PracticalImplication(Named):
    """An item of the practical table, worded as printed, and the row it corresponds to."""

    id: Annotated[Slug, Id("practical")]
    label: Annotated[Text, Says("skos:prefLabel", ours=True)]
    implications: Annotated[tuple[ImplicationId, ...], Says("skos:closeMatch")] = ()
    cells: Cells = Field(
        default=(), description="what the columns that hold text have for it, in their order"
    )
    note: Annotated[Text | None, Says("skos:note", ours=True)] = None


class PracticalGroup(Placed, Named):
    """A group of the practical table."""

    id: Annotated[Slug, Id("practical-groups")]
    label: Annotated[Text, Says("skos:prefLabel", ours=True)]
    items: tuple[PracticalImplication, ...]


class FindingsTable(Record):
    """The table of findings: what each implication rests on."""

    name: Annotated[FileStem, Says("tt:tableName")] = Field(
        default="findings", description="what its files are called"
    )
    title: Annotated[Text, Says("dcterms:title")]
    columns: tuple[FindingsColumn, ...] = Field(
        min_length=1,
        description="as many as it has; three plain headings are of element, implication, codes",
    )
    notes: Annotated[tuple[Text, ...], Says("tt:printedNote")] = ()
    section: Annotated[SectionId, Says("tt:inSection")]
    rows: tuple[AppendixRow, ...]

    @model_validator(mode="before")
    @classmethod
    def _knows_its_columns(cls, value: Any) -> Any:
        return _name_columns(value, ("element", "implication", "codes"))

    @model_validator(mode="after")
    def _has_a_cell_a_column(self) -> Self:
        _check_columns(self.columns, ((f"row {row.number}", row.cells) for row in self.rows))
        return self


class PracticalTable(Record):
    """The practical table: what to do, by group."""

    name: Annotated[FileStem, Says("tt:tableName")] = Field(
        default="practical", description="what its files are called"
    )
    title: Annotated[Text, Says("dcterms:title")]
    columns: tuple[PracticalColumn, ...] = Field(
        default=(),
        description="as many as it has; two plain headings are of group, suggestion; "
        "none: it prints no headings",
    )
    note: Annotated[Text | None, Says("tt:printedNote")] = None
    section: Annotated[SectionId, Says("tt:inSection")]
    groups: tuple[PracticalGroup, ...]

    @model_validator(mode="before")
    @classmethod
    def _knows_its_columns(cls, value: Any) -> Any:
        return _name_columns(value, ("group", "suggestion"))

    @model_validator(mode="after")
    def _has_a_cell_a_column(self) -> Self:
        items = (item for group in self.groups for item in group.items)
        _check_columns(self.columns, ((f"the item '{item.id}'", item.cells) for item in items))
        return self


class AppendixFile(Record):
    """`data/appendices.yaml`. Tables of any other make go to `data/tables.yaml`."""

    findings: FindingsTable | None = None
    practical: PracticalTable | None = None
    headings: tuple[HeadingMatch, ...] = ()

    @model_validator(mode="after")
    def _has_files_of_two_names(self) -> Self:
        names = [*self.names.values()]
        if len({*names}) < len(names):
            raise ValueError(f"both tables are called '{names[0]}'; give one another name")
        return self

    @property
    def names(self) -> dict[str, str]:
        """Return what the files of each table are called, by the table."""
        tables = {"findings": self.findings, "practical": self.practical}
        return {key: table.name for key, table in tables.items() if table is not None}
