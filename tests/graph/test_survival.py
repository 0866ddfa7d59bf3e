"""Whatever is put in, taken away or put in another order: all other records keep their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from pyoxigraph import Quad

from kg.graph.iris import Iris
from kg.graph.quads import quads_for_sources
from kg.graph.vocab import DCTERMS, RDFS, TT
from kg.model import Sources
from kg.sources.folder.project import load_project
from kg.sources.reading import read_sources
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

T = TypeVar("T")
Turn = Callable[[tuple[Any, ...]], tuple[Any, ...]]
# What tells of places, and what is made of a whole.
_OF_PLACES = {TT.order, RDFS.label, DCTERMS.bibliographicCitation, TT.byline, TT.shortLabel}
_NUMBER = re.compile(r"--[0-9]+(?=$|-passage$|-span$)")
IRIS = Iris("https://example.org/tea/")


@dataclass(frozen=True)
class Kind:
    """Records of one kind: how their IRIs go on, and how to turn them in the files."""

    ending: str
    world: str  # the folder of a review that has some
    turn: Callable[[Sources, Turn], Sources]


def changed(record: T, *fields: str, turn: Turn) -> T:
    """Return a record with what some of its fields hold turned."""
    return record.model_copy(update={name: turn(getattr(record, name)) for name in fields})  # type: ignore[attr-defined,no-any-return]


def each(records: Iterable[T], *fields: str, turn: Turn) -> tuple[T, ...]:
    """Return records, each with what some of its fields hold turned."""
    return tuple(changed(record, *fields, turn=turn) for record in records)


def turn_names(sources: Sources, turn: Turn) -> Sources:
    """Turn the authors of each reference."""
    return sources.model_copy(
        update={"references": each(sources.references, "authors", "editors", turn=turn)}
    )


def turn_fields(sources: Sources, turn: Turn) -> Sources:
    """Turn the fields of each entry."""
    turned = tuple(
        one.model_copy(update={"fields": dict(turn(tuple(one.fields.items())))})
        for one in sources.references
    )
    return sources.model_copy(update={"references": turned})


def turn_codes(sources: Sources, turn: Turn) -> Sources:
    """Turn the codes of each row of the findings."""
    assert sources.appendices is not None
    assert sources.appendices.findings is not None
    table = sources.appendices.findings
    table = table.model_copy(update={"rows": each(table.rows, "codes", turn=turn)})
    appendices = sources.appendices.model_copy(update={"findings": table})
    return sources.model_copy(update={"appendices": appendices})


def turn_entries(sources: Sources, turn: Turn) -> Sources:
    """Turn the entries of the printed lists."""
    lists = sources.printings
    return sources.model_copy(
        update={"printings": changed(lists, "classified", "alphabetical", turn=turn)}
    )


def turn_rows(sources: Sources, turn: Turn) -> Sources:
    """Turn the rows of each table, with the concepts beside them."""
    file = sources.tables
    tables = each(file.tables, "rows", "row_concepts", turn=turn)
    return sources.model_copy(update={"tables": file.model_copy(update={"tables": tables})})


def turn_columns(sources: Sources, turn: Turn) -> Sources:
    """Turn the columns of each table behind the first, with the cells below them."""
    file = sources.tables
    tables = tuple(
        one.model_copy(
            update={
                "columns": (*one.columns[:1], *turn(one.columns[1:])),
                "rows": tuple((*row[:1], *turn(row[1:])) for row in one.rows),
            }
        )
        # Other cells are a part of the row's name where the first does not tell it apart.
        if len({row[0] for row in one.rows} - {None}) == len(one.rows)
        else one
        for one in file.tables
    )
    return sources.model_copy(update={"tables": file.model_copy(update={"tables": tables})})


def turn_tips(*fields: str) -> Callable[[Sources, Turn], Sources]:
    """Return what turns some fields of each tip."""

    def turned(sources: Sources, turn: Turn) -> Sources:
        tips = each(sources.tips.tips, *fields, turn=turn)
        return sources.model_copy(update={"tips": sources.tips.model_copy(update={"tips": tips})})

    return turned


def turn_views(sources: Sources, turn: Turn) -> Sources:
    """Turn what the author says of each debate."""
    debates = each(sources.debates.debates, "author_views", turn=turn)
    file = sources.debates.model_copy(update={"debates": debates})
    return sources.model_copy(update={"debates": file})


def turn_identifiers(sources: Sources, turn: Turn) -> Sources:
    """Turn identifiers and corrections."""
    file = changed(sources.identifiers, "identifiers", "corrections", turn=turn)
    return sources.model_copy(update={"identifiers": file})


def turn_samples(sources: Sources, turn: Turn) -> Sources:
    """Turn the samples of each study."""
    studies = each(sources.studies.studies, "samples", turn=turn)
    file = sources.studies.model_copy(update={"studies": studies})
    return sources.model_copy(update={"studies": file})


def turn_headings(sources: Sources, turn: Turn) -> Sources:
    """Turn the columns of the findings."""
    assert sources.appendices is not None
    assert sources.appendices.findings is not None
    table = changed(sources.appendices.findings, "columns", turn=turn)
    appendices = sources.appendices.model_copy(update={"findings": table})
    return sources.model_copy(update={"appendices": appendices})


def turn_arms(sources: Sources, turn: Turn) -> Sources:
    """Turn the arms of each effect."""
    effects = each(sources.effects.effects, "arms", turn=turn)
    file = sources.effects.model_copy(update={"effects": effects})
    return sources.model_copy(update={"effects": file})


def turn_words(sources: Sources, turn: Turn) -> Sources:
    """Turn the words of each tool, after taking out what is judged in them."""
    tools = each(sources.appraisals.tools, "words", turn=turn)
    file = sources.appraisals.model_copy(update={"tools": tools, "appraisals": ()})
    return sources.model_copy(update={"appraisals": file})


def turn_appraisals(sources: Sources, turn: Turn) -> Sources:
    """Turn the appraisals."""
    file = changed(sources.appraisals, "appraisals", turn=turn)
    return sources.model_copy(update={"appraisals": file})


def turn_flows(sources: Sources, turn: Turn) -> Sources:
    """Turn the parts of what each way to studies found."""
    flows = each(sources.flow.flows, "identified", turn=turn)
    file = sources.flow.model_copy(update={"flows": flows})
    return sources.model_copy(update={"flow": file})


KINDS = {
    "identifiers": Kind("#identifier-", ".", turn_identifiers),
    "corrections": Kind("#correction-", ".", turn_identifiers),
    "samples": Kind("#sample-", ".", turn_samples),
    "columns of appendices": Kind("#column-", ".", turn_headings),
    "arms": Kind("#arm-", "tests/trials", turn_arms),
    "words of tools": Kind("#word-", "tests/trials", turn_words),
    "judgements": Kind("#judgement-", "tests/trials", turn_appraisals),
    "steps": Kind("#identified-", "tests/trials", turn_flows),
    "rows": Kind("#row-", ".", turn_rows),
    "columns": Kind("#row-", ".", turn_columns),
    "practice points": Kind("#practice-", ".", turn_tips("practice")),
    "questions": Kind("#question-", ".", turn_tips("questions")),
    "left out": Kind("#left-out-", ".", turn_tips("not_on")),
    "taken in": Kind("#taken-in-", ".", turn_tips("also_on")),
    "views": Kind("#author-", ".", turn_views),
    "contributions": Kind("#author-", ".", turn_names),
    "details": Kind("#detail-", "examples/deep-rules", turn_fields),
    "entries of rows": Kind("#for-", ".", turn_codes),
    "entries of lists": Kind("#of-", ".", turn_entries),
}


def parts_of(sources: Sources, ending: str) -> dict[str, set[tuple[str, str]]]:
    """Return what is said of the records whose IRIs go on so, places aside."""
    said: dict[str, set[tuple[str, str]]] = {}
    for quad in quads_for_sources(sources, IRIS):
        if ending in quad.subject.value and quad.predicate not in _OF_PLACES:
            said.setdefault(quad.subject.value, set()).add(_said(quad))
    return said


def _said(quad: Quad) -> tuple[str, str]:
    return quad.predicate.value, str(quad.object)


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> tuple[Kind, Sources]:
    """Return a kind of record and the files of a review that has some."""
    one = KINDS[request.param]
    reading = read_sources(load_project(ROOT / one.world))
    assert reading.sources is not None
    return one, reading.sources


def test_another_order_leaves_all_names(kind: tuple[Kind, Sources]) -> None:
    """Backwards the same is said of the same IRIs; of equals, only which is the first differs."""
    one, sources = kind
    before = parts_of(sources, one.ending)
    after = parts_of(one.turn(sources, lambda all_: tuple(reversed(all_))), one.ending)
    assert before
    assert before.keys() == after.keys()
    assert {iri for iri in before if before[iri] != after[iri]} <= _equals(before)


def test_what_is_taken_away_renames_no_other(kind: tuple[Kind, Sources]) -> None:
    """Without the first of each, the others are called as before; so they are when it is put in."""
    one, sources = kind
    before = parts_of(sources, one.ending)
    after = parts_of(one.turn(sources, _without_first), one.ending)
    assert len(after) < len(before)
    assert {iri for iri in after if before.get(iri) != after[iri]} <= _equals(before)


def _without_first(records: tuple[Any, ...]) -> tuple[Any, ...]:
    return records[1:]


def _equals(names: Iterable[str]) -> set[str]:
    """Return those that only a number tells from another, and what is below them."""
    numbered = {_NUMBER.sub("", iri) for iri in names if _NUMBER.search(iri)}
    return {iri for iri in names if _NUMBER.sub("", iri) in numbered}
