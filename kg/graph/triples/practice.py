"""Themes, tips, implications and the elements that group them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.naming import Equals, part_of_words
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
        yield from _triples_for_points(tip, subject, iris, reports)
        yield from _triples_for_talk(tip, subject, iris)
        yield from _triples_for_choices(tip, subject, iris)


def _triples_for_points(
    tip: model.Tip, subject: NamedNode, iris: Iris, reports: Mapping[str, str]
) -> Iterator[Triple]:
    """Yield the practice points; one without a place is ours."""
    equals = Equals()
    for order, point in enumerate(tip.practice, start=1):
        node = iris.of(equals.name(f"{tip.path}#practice", point.id or part_of_words(point.text)))
        reported = None if point.source else reports.get(point.study or "")
        yield from describe(
            node,
            (RDF.type, TT.PracticePoint),
            (TT.ofTip, subject),
            (TT.order, order),
            (TT.fromSource, iris.one("sources", reported)),
            *said_by(point, iris),
        )
        yield from triples_for_place(node, point, iris)


def _triples_for_talk(tip: model.Tip, subject: NamedNode, iris: Iris) -> Iterator[Triple]:
    """Yield the questions to talk a tip over, each named by its words."""
    equals = Equals()
    for order, question in enumerate(tip.questions, start=1):
        yield from describe(
            iris.of(equals.name(f"{tip.path}#question", part_of_words(question))),
            (RDF.type, TT.SupervisionQuestion),
            (TT.ofTip, subject),
            (TT.order, order),
            (TT.statement, iris.words(question)),
        )


def _triples_for_choices(tip: model.Tip, subject: NamedNode, iris: Iris) -> Iterator[Triple]:
    """Yield the claims that are kept off a tip or put on it, named by the first of each choice."""
    equals = Equals()
    for kind, word, choices in (
        (TT.LeftOut, "left-out", tip.not_on),
        (TT.TakenIn, "taken-in", tip.also_on),
    ):
        for order, choice in enumerate(choices, start=1):
            yield from describe(
                iris.of(equals.name(f"{tip.path}#{word}", *choice.claims[:1])),
                (RDF.type, kind),
                (TT.ofTip, subject),
                (TT.order, order),
                *said_by(choice, iris),
            )


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
