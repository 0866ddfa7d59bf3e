"""Plain values → records, with every field that does not fit reported at its line.

The classes of `kg.model` are the schema. `FILES` says which file holds which of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kg import model
from kg.errors import Location, Problem, shorten_text
from kg.sources.yamlfile import Trail, YamlFile

R = TypeVar("R", bound=model.Record)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file, or a folder's files, of the project: where it stands and what it holds."""

    name: str
    pattern: str
    record: type[model.Record]
    many: bool = False
    required: bool = False

    @property
    def kinds(self) -> set[str]:
        """Return the kinds of record that it defines and that others can name."""
        return {one.own[1] for one in classes_in(self.record) if issubclass(one, model.Named)}


FILES = (
    SourceFile("review", "review.yaml", model.Review, required=True),
    SourceFile("printings", "printings.yaml", model.PrintedLists),
    SourceFile("identifiers", "identifiers.yaml", model.IdentifierFile),
    SourceFile("mentions", "mentions.yaml", model.MentionFile),
    SourceFile("claims", "claims/*.yaml", model.ClaimFile, many=True),
    SourceFile("debates", "debates.yaml", model.DebateFile),
    SourceFile("studies", "studies.yaml", model.StudyFile),
    SourceFile("tables", "tables.yaml", model.TableFile),
    SourceFile("themes", "themes.yaml", model.ThemeFile),
    SourceFile("tips", "tips.yaml", model.TipFile),
    SourceFile("implications", "implications.yaml", model.ImplicationFile),
    SourceFile("appendices", "appendices.yaml", model.AppendixFile),
    SourceFile("concepts", "concepts.yaml", model.ConceptFile),
    SourceFile("index", "index.yaml", model.IndexFile),
    SourceFile("errata", "errata.yaml", model.ErratumFile),
    SourceFile("companions", "companions/*.yaml", model.Companion, many=True),
)


def classes_in(record: type[model.Record]) -> set[type[model.Record]]:
    """Return a class of record and those of all that it holds."""
    hints = [field.annotation for field in record.model_fields.values()]
    return {record}.union(*(classes_in(inner) for hint in hints for inner in _records_in(hint)))


def _records_in(hint: object) -> Iterator[type[model.Record]]:
    if isinstance(hint, type) and issubclass(hint, model.Record):
        yield hint
    for part in get_args(hint):
        yield from _records_in(part)


def validate_record(file: YamlFile, record: type[R]) -> tuple[R | None, list[Problem]]:
    """Turn the value of a YAML file into a record, or say what does not fit, field by field."""
    if file.problems:
        return None, file.problems
    try:
        return record.model_validate(file.value), []
    except ValidationError as error:
        details = error.errors()
        # A record with an unfilled `at:` lacks its span for that reason only.
        unfilled = {detail["loc"][:-1] for detail in details if detail["loc"][-1:] == ("at",)}
        return None, [
            _problem_for(detail, file, record)
            for detail in details
            if not (detail["loc"][-1:] == ("span",) and detail["loc"][:-1] in unfilled)
        ]


# pydantic speaks of Python's types; whoever writes YAML knows other words.
_REASONS = {
    "bool_type": "write true or false",
    "dict_type": "fields with values belong here, each on a line `name: value`",
    "float_type": "write a number",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "model_type": "fields with values belong here, each on a line `name: value`",
    "string_too_short": "write something, or remove the field",
    "string_type": "write text (quotes make anything text)",
    "tuple_type": "write a list: [a, b], or a line `- a` for each",
}


def _problem_for(detail: ErrorDetails, file: YamlFile, record: type[model.Record]) -> Problem:
    trail: Trail = tuple(detail["loc"])
    name = next((key for key in reversed(trail) if isinstance(key, str)), "the file")
    kind = detail["type"]
    if kind == "extra_forbidden" and name == "at":
        message = "a passage still to be looked up; run: kg verify TEXT --fill"
    elif kind == "extra_forbidden":
        near = get_close_matches(name, _known_fields(record), n=1)
        hint = f"did you mean '{near[0]}'?" if near else "remove it, or mend its name"
        message = f"'{name}' is not a field here; {hint}"
    elif kind == "missing":
        message = f"the field '{name}' is missing; add it"
    else:
        reason = _reason_of(detail)
        message = f"'{name}': {reason[:1].lower()}{reason[1:]}"
        if kind != "value_error" and isinstance(detail["input"], str | int | float | bool):
            message += f", not {shorten_text(repr(detail['input']))}"
    return Problem(file.locate(trail), "YAML003", message)


def _reason_of(detail: ErrorDetails) -> str:
    if detail["type"] == "string_too_long":
        return f"write at most {detail['ctx']['max_length']} characters"
    return _REASONS.get(detail["type"]) or detail["msg"].removeprefix("Value error, ")


def _known_fields(record: type[model.Record]) -> list[str]:
    """Return the fields of a record and of all that it holds."""
    return sorted({name for one in classes_in(record) for name in one.model_fields})


def locate_records(record: model.Record, file: YamlFile) -> Iterator[tuple[str, Location]]:
    """Yield the path (IRI without base) and the place of each addressable record in a file."""
    yield from _locate(record, (), file)


def _locate(value: object, trail: Trail, file: YamlFile) -> Iterator[tuple[str, Location]]:
    if isinstance(value, model.Record):
        if isinstance(value, model.Named):
            yield value.path, file.locate(trail)
        for name in value.model_fields_set:
            yield from _locate(getattr(value, name), (*trail, name), file)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _locate(item, (*trail, index), file)
