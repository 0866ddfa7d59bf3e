"""Plain values → records, with every field that does not fit reported at its line.

The classes of `kg.model` are the schema. `FILES` says which file holds which of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kg import model
from kg.codes import Levels, errors_among
from kg.errors import Location, Problem
from kg.nearness import Nearest
from kg.sources.yaml.reasons import reason_of
from kg.sources.yaml.yamlfile import Trail, YamlFile

R = TypeVar("R", bound=model.Record)
Loc: TypeAlias = "tuple[int | str, ...]"


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
    SourceFile("sections", "sections.yaml", model.SectionFile),
    SourceFile("printings", "printings.yaml", model.PrintedLists),
    SourceFile("agents", "agents.yaml", model.AgentFile),
    SourceFile("identifiers", "identifiers.yaml", model.IdentifierFile),
    SourceFile("mentions", "mentions.yaml", model.MentionFile),
    SourceFile("claims", "claims/*.yaml", model.ClaimFile, many=True),
    SourceFile("debates", "debates.yaml", model.DebateFile),
    SourceFile("studies", "studies.yaml", model.StudyFile),
    SourceFile("schemes", "schemes.yaml", model.SchemeFile),
    SourceFile("tables", "tables.yaml", model.TableFile),
    SourceFile("themes", "themes.yaml", model.ThemeFile),
    SourceFile("tips", "tips.yaml", model.TipFile),
    SourceFile("implications", "implications.yaml", model.ImplicationFile),
    SourceFile("appendices", "appendices.yaml", model.AppendixFile),
    SourceFile("concepts", "concepts.yaml", model.ConceptFile),
    SourceFile("index", "index.yaml", model.IndexFile),
    SourceFile("errata", "errata.yaml", model.ErratumFile),
    SourceFile("synonyms", "synonyms.yaml", model.LeadFile),
    SourceFile("words", "words.yaml", model.WordFile),
    SourceFile("currency", "currency.yaml", model.CurrencyFile),
    SourceFile("questions", "questions.yaml", model.QuestionFile),
    SourceFile("effects", "effects.yaml", model.EffectFile),
    SourceFile("appraisals", "appraisals.yaml", model.AppraisalFile),
    SourceFile("flow", "flow.yaml", model.FlowFile),
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
    if errors_among(Levels().grade(file.problems)):
        return None, file.problems
    try:
        return record.model_validate(file.value), file.problems
    except ValidationError as error:
        details = error.errors(include_url=False)
    meant = _fields_meant(details, record)
    # A field may be missing only because its name, or `at` for a span, is not right.
    echoes = {(*loc[:-1], name) for loc, name in meant.items()}
    # A list counts as too short where something in it does not fit, which is told.
    faulty = {detail["loc"][:end] for detail in details for end in range(len(detail["loc"]))}
    found = [
        _problem_for(detail, file, meant.get(detail["loc"], ""), record)
        for detail in details
        if not (detail["type"] == "missing" and detail["loc"] in echoes)
        and not (detail["type"] == "too_short" and detail["loc"] in faulty)
    ]
    return None, [*file.problems, *found]


def _fields_meant(details: list[ErrorDetails], record: type[model.Record]) -> dict[Loc, str]:
    """Return, for each field that does not exist, the field that may be meant."""
    strangers = [one["loc"] for one in details if one["type"] == "extra_forbidden"]
    nearest = Nearest(_known_fields(record) if strangers else [])
    near = {loc: "span" if loc[-1] == "at" else nearest.to(str(loc[-1])) for loc in strangers}
    return {loc: name for loc, name in near.items() if name is not None}


def _homes_of(field: str, record: type[model.Record]) -> list[str]:
    """Return the fields of a file whose records have a field: `n` is one of `arms`."""
    return sorted(
        {
            name
            for one in classes_in(record)
            for name, held in one.model_fields.items()
            for inner in _records_in(held.annotation)
            if field in inner.model_fields
        }
    )


def _problem_for(
    detail: ErrorDetails, file: YamlFile, meant: str, record: type[model.Record]
) -> Problem:
    trail: Trail = tuple(detail["loc"])
    # The number of an item in a list tells nobody anything; the field it is in does.
    name = next((key for key in reversed(trail) if isinstance(key, str)), "the file")
    kind = detail["type"]
    code = "YAML003"
    if kind == "extra_forbidden" and name == "at":
        # An author's own note, in the form that the next command reads: no mistyped field.
        message = "a passage still to be looked up; run: kg verify TEXT --fill"
        code = "YAML007"
    elif kind == "extra_forbidden":
        hint = f"did you mean '{meant}'?" if meant else "remove it, or mend its name"
        if meant == name:
            homes = ", ".join(f"'{one}'" for one in _homes_of(name, record))
            hint = f"it belongs into {homes}" if homes else "it stands at the top of the file"
        if detail["input"] is None and " " in name and not meant:
            # What stands behind a comma in braces is a field to YAML, and has no value.
            hint = "if it goes on from the words before it, put all of them in quotes"
        message = f"'{name}' is not a field here; {hint}"
    elif kind == "missing":
        message = f"the field '{name}' is missing; add it{_choices_for(name, record)}"
        code = "YAML006"
    else:
        message = f"'{name}': {reason_of(detail)}"
        code = "YAML006" if lacks_value(detail) else "YAML003"
    return Problem(file.locate(trail), code, message)


def _choices_for(field: str, record: type[model.Record]) -> str:
    """Return the words that a field may have, for a message, where it has a choice of few."""
    held = [one.model_fields[field] for one in classes_in(record) if field in one.model_fields]
    choices = {get_args(one.annotation) for one in held if get_origin(one.annotation) is Literal}
    if len(choices) != 1 or len(held) != 1:
        return ""
    *words, last = map(repr, choices.pop())
    return f": {', '.join(words)} or {last}" if words else ""


def lacks_value(detail: ErrorDetails) -> bool:
    """Say whether a field is there, and nothing in it: `tips:`."""
    return detail["type"] not in {"missing", "extra_forbidden"} and detail["input"] in (None, "")


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


def assemble_sources(
    references: Iterable[model.Reference], records: Mapping[str, Sequence[model.Record]]
) -> model.Sources:
    """Put the records of all files together, each list under the name of its file in `FILES`."""
    values: dict[str, Any] = {"references": tuple(references)}
    for spec in FILES:
        found = records.get(spec.name, [])
        if spec.many:
            values[spec.name] = tuple(found)
        elif found:
            values[spec.name] = found[0]
    review, outline = values["review"], values.pop("sections", None)
    if isinstance(review, model.Review) and isinstance(outline, model.SectionFile):
        sections = outline.sections or review.sections
        values["review"] = review.model_copy(update={"sections": sections})
    # Every part was validated before; to do it again would have a schema of all parts built.
    return model.Sources.model_construct(**values)
