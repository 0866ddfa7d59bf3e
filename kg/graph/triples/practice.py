"""Themes, tips, implications and the elements that group them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.triples.base import said_by
from kg.graph.triples.places import triples_for_place
from kg.graph.vocab import RDF, SKOS, TT, describe

_NONE: Mapping[str, str] = MappingProxyType({})


def triples_for_themes(file: model.ThemeFile, iris: Iris) -> Iterator[Triple]:
    """Yield the themes of the review."""
    for order, theme in enumerate(file.themes, start=1):
        yield from describe(
            iris.of(theme.path),
            (RDF.type, TT.Theme),
            (TT.order, order),
            *said_by(theme, iris),
        )


def triples_for_tips(
    file: model.TipFile, iris: Iris, reports: Mapping[str, str] = _NONE
) -> Iterator[Triple]:
    """Yield the tips with what they mean in practice and the questions to talk about.

    `reports` has the source that reports a study: what is taken from the one is from the other.
    """
    for tip in file.tips:
        subject = iris.of(tip.path)
        yield from describe(
            subject,
            (RDF.type, TT.Tip),
            *said_by(tip, iris),
        )
        yield from triples_for_place(subject, tip, iris)
        for order, point in enumerate(tip.practice, start=1):
            yield from _triples_for_point(point, order, subject, iris, reports)
        for order, question in enumerate(tip.questions, start=1):
            yield from describe(
                NamedNode(f"{subject.value}#question-{order}"),
                (RDF.type, TT.SupervisionQuestion),
                (TT.ofTip, subject),
                (TT.order, order),
                (TT.statement, iris.words(question)),
            )
        for kind, word, choices in (
            (TT.LeftOut, "left-out", tip.not_on),
            (TT.TakenIn, "taken-in", tip.also_on),
        ):
            for order, choice in enumerate(choices, start=1):
                node = NamedNode(f"{subject.value}#{word}-{order}")
                yield from describe(
                    node, (RDF.type, kind), (TT.ofTip, subject), *said_by(choice, iris)
                )


def _triples_for_point(
    point: model.PracticePoint, order: int, tip: NamedNode, iris: Iris, reports: Mapping[str, str]
) -> Iterator[Triple]:
    """Yield a practice point; one without a place is our suggestion."""
    subject = NamedNode(f"{tip.value}#practice-{order}")
    reported = None if point.source else reports.get(point.study or "")
    yield from describe(
        subject,
        (RDF.type, TT.PracticePoint),
        (TT.ofTip, tip),
        (TT.order, order),
        (TT.fromSource, iris.one("sources", reported)),
        *said_by(point, iris),
    )
    yield from triples_for_place(subject, point, iris)


def triples_for_implications(file: model.ImplicationFile, iris: Iris) -> Iterator[Triple]:
    """Yield the practice elements with their parts, and the implications grouped by them."""
    study = iris.one("studies", file.study)
    for order, element in enumerate(file.elements, start=1):
        subject = iris.of(element.path)
        yield from describe(
            subject,
            (RDF.type, (TT.PracticeElement, SKOS.Concept)),
            (TT.order, order),
            *said_by(element, iris),
            (TT.printedText, " • ".join((element.label, *(part.label for part in element.parts)))),
        )
        yield from triples_for_place(subject, element, iris)
        for position, part in enumerate(element.parts, start=1):
            yield from describe(
                iris.of(part.path),
                (RDF.type, (TT.PracticeElement, SKOS.Concept)),
                (TT.order, position),
                *said_by(part, iris),
                (SKOS.broader, subject),
            )
    for order, item in enumerate(file.implications, start=1):
        yield from describe(
            iris.of(item.path),
            (RDF.type, (TT.Implication, SKOS.Concept)),
            (TT.order, order),
            *said_by(item, iris),
            (TT.arisesFromStudy, study),
        )
