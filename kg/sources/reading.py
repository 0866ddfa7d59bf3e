"""A project folder → `Sources`, the place of every record, and every problem at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from kg.codes import errors_among
from kg.crew import Crew
from kg.errors import Location, Problem
from kg.memory import Recall, call
from kg.model import (
    AgentFile,
    Authority,
    Named,
    Record,
    Review,
    Sources,
    read_authority,
)
from kg.model.concepts import COMMON_KINDS
from kg.sources.addresses import check_addresses
from kg.sources.agents import check_agents, check_forms
from kg.sources.bibreading import send_references, take_references
from kg.sources.curation import CurationFile, find_named, judge_curation, parse_curation
from kg.sources.folder.files import decode_text
from kg.sources.folder.inputs import Inputs, fitting, read_inputs
from kg.sources.folder.layout import OUTLINE, READINGS, REFERENCES
from kg.sources.folder.project import Project
from kg.sources.folder.settings import FILE as SETTINGS
from kg.sources.links import Link, check_links, find_links
from kg.sources.mentions import check_mentions
from kg.sources.outcome import Reading
from kg.sources.outline import check_outline
from kg.sources.places.text import check_spans_have_text, check_texts_beside
from kg.sources.sectionpages import check_section_pages
from kg.sources.unfinished import Draft, leave_out_links, leave_out_unfinished
from kg.sources.unsaid import check_unsaid
from kg.sources.wording.vocabulary import check_words
from kg.sources.yaml.records import (
    FILES,
    SourceFile,
    assemble_sources,
    locate_records,
    validate_record,
)
from kg.sources.yaml.yamlfile import YamlFile, parse_yaml


def read_sources(project: Project) -> Reading:
    """Read every file of a project. Bad input is returned as problems, never raised."""
    return parse_inputs(read_inputs(project))


def parse_inputs(inputs: Inputs, recall: Recall = call) -> Reading:
    """Parse the files of a project as they were read. Bad input is returned, never raised.

    Each file by itself is parsed by `recall`, which may know already what is in it.
    """
    reading = parse_files(inputs, recall)
    if reading.sources is not None:
        judged = check_sources(reading.sources, reading, inputs.project)
        reading.problems = inputs.project.levels.grade([*reading.problems, *judged])
    return reading


def parse_files(inputs: Inputs, recall: Recall = call, crew: Crew | None = None) -> Reading:
    """Parse the files of a project; what `check_sources` finds is still to be told.

    A crew parses the references meanwhile, which are as much as all the rest.
    """
    crew = crew or Crew()
    reading = Reading(problems=[*inputs.project.problems, *inputs.problems])
    review, *others = FILES
    _parse_files(review, inputs, reading, recall)
    # What is left of the review of a draft, and so of its classes, is known when all is read.
    entries = None if inputs.project.draft else send_references(inputs, reading, recall, crew)
    for spec in others:
        _parse_files(spec, inputs, reading, recall)
    if entries is None:
        _leave_out_unfinished(reading)
        entries = send_references(inputs, reading, recall, crew)
    there = OUTLINE in inputs.files or OUTLINE in inputs.refused
    outline = reading.first("sections")
    reading.problems += check_outline(reading.first("review"), outline, there=there)
    take_references(entries.result(), inputs, reading)
    curation = _parse_curation(inputs, reading, recall)
    known = {**_common_kinds(reading), **reading.known}
    aliases = {f"sources/{name}": one.code for one in reading.references for name in one.aliases}
    reading.problems += check_links(_links_to_judge(reading), known, aliases)
    if inputs.project.draft:
        _leave_out_links(reading)
    reading.problems += check_addresses(reading.known)
    reading.problems += _check_forms(reading)
    reading.problems = inputs.project.levels.grade(reading.problems)
    if not errors_among(reading.problems):
        reading.sources = assemble_sources(reading.references, reading.records)
        _judge_curation(curation, inputs.project.readers, reading, recall)
    reading.locations = {path: min(places) for path, places in reading.known.items()}
    return reading


def check_sources(
    sources: Sources,
    reading: Reading,
    project: Project,
    recall: Recall = call,
    read: Callable[[Sources], Authority] = read_authority,
) -> list[Problem]:
    """Return what is wrong with sources that can be read, held against each other.

    `read` tells who is meant by each name, where somebody may know that already.
    """
    known = reading.known
    return [
        *check_unsaid(reading.unsaid),
        *check_spans_have_text(sources, known),
        *check_texts_beside(sources, project.folder),
        *check_agents(sources.agents, read(sources), known),
        *check_words(sources),
        *check_mentions(sources, known),
        *check_section_pages(sources, known, recall),
    ]


def _common_kinds(reading: Reading) -> dict[str, list[Location]]:
    """Return the kinds of concept that a project may name without having written them down."""
    if any(path.startswith("concept-kinds/") for path in reading.known):
        return {}
    return {kind.path: [Location("data/schemes.yaml")] for kind in COMMON_KINDS}


def _links_to_judge(reading: Reading) -> list[tuple[Location, Link]]:
    return [
        (place, link)
        for place, link in reading.links
        if link.kind not in reading.unread and link.target not in reading.absent
    ]


def _parse_files(spec: SourceFile, inputs: Inputs, reading: Reading, recall: Recall) -> None:
    folder = f"data/{spec.pattern}".rpartition("/")[0]
    if any(one.code == "FIL002" and one.location.path == folder for one in inputs.problems):
        reading.unread |= spec.kinds  # the folder itself was refused, with all that is in it
    names = inputs.matching(spec.pattern)
    refused = fitting(inputs.refused, spec.pattern)
    for shown in refused:
        reading.problems.append(Problem(Location(shown), "FIL002", inputs.refused[shown]))
        reading.unread |= set(spec.kinds)
    if spec.required and not names and not refused:
        reading.report_missing(f"data/{spec.pattern}", inputs)
    for shown in names:
        parsed, problems = recall(_parse_record, spec, shown, inputs.files[shown])
        reading.problems += problems
        if parsed is None:
            reading.unread |= spec.kinds
        elif inputs.project.draft:
            reading.drafts.append(replace(parsed))  # what is not finished is taken out of it
        else:
            _take_record(parsed, reading, recall)


def _parse_record(
    spec: SourceFile, shown: str, content: bytes
) -> tuple[Draft | None, list[Problem]]:
    """Return what a file is by itself; None where it is no text."""
    text, problems = decode_text(content, shown)
    if text is None:
        return None, problems
    file = parse_yaml(text, shown)
    record, found = validate_record(file, spec.record)
    # A character that makes a value not fit is told there, and not once more for itself.
    lines = {one.location.line for one in found if one.code == "YAML003" and "U+" in one.message}
    told = [one for one in problems if one.code != "CHR002" or one.location.line not in lines]
    return Draft(spec, file, record), [*told, *found]


def _take_record(parsed: Draft, reading: Reading, recall: Recall = call) -> None:
    """Note the record of a file, with the places of all that others can name, and its links."""
    if parsed.record is None:
        reading.unread |= parsed.spec.kinds
        return
    reading.records.setdefault(parsed.spec.name, []).append(parsed.record)
    if isinstance(parsed.record, Review):
        names = parsed.record.unsaid
        reading.unsaid = {name: parsed.file.locate((name,)) for name in names}
    places, links = recall(_locate_in_file, parsed.record, parsed.file)
    for address, place in places:
        reading.known.setdefault(address, []).append(place)
    reading.links += links


def _locate_in_file(
    record: Record, file: YamlFile
) -> tuple[list[tuple[str, Location]], list[tuple[Location, Link]]]:
    """Return the place of each record that others can name, and of each link in a file."""
    links = [(file.locate(link.trail), link) for link in find_links(record)]
    return [*locate_records(record, file)], links


def _leave_out_unfinished(reading: Reading) -> None:
    """Take from the files of a draft what is whole; a file with nothing in it is as good as none.

    Without its review nothing can be shown.
    """
    for draft in reading.drafts:
        if draft.record is None:
            leave_out_unfinished(draft)
        if draft.record is None and draft.spec.required:
            message = "a draft needs all that belongs here, too; mend what is told of this file"
            reading.problems.append(Problem(Location(draft.file.path), "YAML003", message))
    reading.drafts = [one for one in reading.drafts if one.file.value is not None]
    for draft in reading.drafts:
        _take_record(draft, reading)


def _leave_out_links(reading: Reading) -> None:
    """Take from the files of a draft what is left without the links that lead nowhere."""
    entries = {
        path: [place for place in places if place.path == REFERENCES]
        for path, places in reading.known.items()
        if any(place.path == REFERENCES for place in places)
    }
    leave_out_links(reading.drafts, {*entries, *_common_kinds(reading)})
    reading.links = [one for one in reading.links if one[0].path == REFERENCES]
    reading.records, reading.known = {}, entries
    for draft in reading.drafts:
        if draft.record is not None:
            _take_record(draft, reading)
    reading.drafts = []


def _parse_curation(inputs: Inputs, reading: Reading, recall: Recall) -> CurationFile:
    if READINGS in inputs.refused:
        problem = Problem(Location(READINGS), "FIL002", inputs.refused[READINGS])
        reading.problems.append(problem)
    if READINGS not in inputs.files:
        return CurationFile()
    text, problems = decode_text(inputs.files[READINGS], READINGS)
    reading.problems += problems
    file = CurationFile() if text is None else recall(parse_curation, text, READINGS)
    reading.problems += file.problems
    return file


def _judge_curation(
    file: CurationFile, names: Mapping[str, str], reading: Reading, recall: Recall
) -> None:
    """Hold the readings against the records, and the names of readers against the readings."""
    held = [one for records in reading.records.values() for one in records]
    named = {
        one.path: one
        for record in (*held, *reading.references)
        for one in recall(_list_named, record)
    }
    reading.curations, problems = judge_curation(file, named, READINGS, recall)
    reading.problems += problems
    roles = {one.reader for curation in reading.curations for one in curation.readings}
    for role in sorted(names.keys() - roles):
        message = f"nothing was read by a '{role}'; remove the line, or mend the role"
        reading.problems.append(Problem(Location(SETTINGS), "SET002", message))


def _list_named(record: Record) -> list[Named]:
    return list(find_named([record]))


def _check_forms(reading: Reading) -> Iterator[Problem]:
    for file in reading.records.get("agents", ()):
        if isinstance(file, AgentFile):
            yield from check_forms(file, reading.known)
