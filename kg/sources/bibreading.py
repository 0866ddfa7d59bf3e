"""The file of references → what is known of it, taken into what was read of a project.

To parse it is as much as all the rest, so that somebody else may do it meanwhile.
"""

from __future__ import annotations

from functools import partial
from typing import TypeAlias

from kg.crew import Crew, Errand
from kg.errors import Location, Problem
from kg.memory import Recall
from kg.model import Review
from kg.paths import path_for
from kg.sources.bibtex.parsing import BibtexFile, parse_bibtex
from kg.sources.folder.files import decode_text
from kg.sources.folder.inputs import Inputs
from kg.sources.folder.layout import REFERENCES
from kg.sources.links import find_links
from kg.sources.outcome import Reading

# What is in the file of references, where it is a text, and what is wrong with its bytes.
Parsed: TypeAlias = "tuple[BibtexFile | None, list[Problem]]"


def send_references(inputs: Inputs, reading: Reading, recall: Recall, crew: Crew) -> Errand[Parsed]:
    """Have the references parsed; the review, whose classes they may have, was read."""
    content = inputs.files.get(REFERENCES)
    if content is None:
        return Errand.done((None, []))
    review = reading.first("review")
    known = review.evidence_classes if isinstance(review, Review) else None
    classes = None if known is None else frozenset(item.code for item in known)
    return crew.send(partial(_parse_references, content, classes, recall))


def _parse_references(content: bytes, classes: frozenset[str] | None, recall: Recall) -> Parsed:
    """Return what is in the file, None where it is no text, and what is wrong with its bytes."""
    text, problems = decode_text(content, REFERENCES)
    return None if text is None else recall(parse_bibtex, text, REFERENCES, classes), problems


def take_references(parsed: Parsed, inputs: Inputs, reading: Reading) -> None:
    """Take the entries; one that cannot be shown is no record of a draft."""
    file, problems = parsed
    reading.problems += problems
    if file is None:
        _report_no_references(inputs, reading)
        return
    if any(problem.code in {"BIB001", "BIB014"} for problem in file.problems):
        reading.unread.add("sources")  # an entry without a key may be the one that is named
    reading.absent |= {path_for("sources", key) for key in file.unread}
    reading.problems += file.problems
    reading.references = file.references
    for reference in file.references:
        place = file.locations[reference.path]
        # The class is judged where the entry is read, and told with the classes that there are.
        links = (link for link in find_links(reference) if link.field == "same_as")
        reading.links += [(place, link) for link in links]
    taken = {reference.path for reference in file.references}
    for address, place in file.locations.items():
        if address in taken or not inputs.project.draft:
            reading.known.setdefault(address, []).append(place)


def _report_no_references(inputs: Inputs, reading: Reading) -> None:
    """Tell why there are none; what names one cannot be judged, except where none was written."""
    if REFERENCES in inputs.refused:
        problem = Problem(Location(REFERENCES), "FIL002", inputs.refused[REFERENCES])
        reading.problems.append(problem)
    elif REFERENCES not in inputs.files and inputs.project.draft and inputs.files:
        message = "there are no references yet; kg import brings them in"
        reading.problems.append(Problem(Location(REFERENCES), "BIB014", message))
        return
    elif REFERENCES not in inputs.files:
        reading.report_missing(REFERENCES, inputs)
    reading.unread.add("sources")
