"""People, bodies, journals and the parts that they have in a source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from pyoxigraph import NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.labels import family_of, render_names
from kg.graph.naming import Equals
from kg.graph.triples.base import said_by
from kg.graph.vocab import BIBO, DCTERMS, FABIO, FOAF, RDF, TT, describe, entry_of
from kg.model.orcids import iri_for_orcid

# Fields of an entry that hold names, and what each makes of those who stand there.
Role: TypeAlias = Literal["author", "editor"]
_PERIODICALS = {
    "journal": FABIO.Journal,
    "magazine": FABIO.Magazine,
    "newspaper": FABIO.Newspaper,
}


def triples_for_authority(
    authority: model.Authority, iris: Iris, *, beside: bool
) -> Iterator[Triple]:
    """Yield the people, bodies and journals that the review names, or only what stands beside it.

    Each is told in one graph, so that who asks all graphs at once counts nobody twice.
    """
    for one in authority.ones():
        if one.beside == beside:
            if isinstance(one, model.Agent):
                yield from _triples_for_agent(one, iris)
            else:
                yield from _triples_for_periodical(one, iris)


def triples_for_names(
    names: tuple[model.Name, ...],
    role: Role,
    subject: NamedNode,
    authority: model.Authority,
    iris: Iris,
) -> Iterator[Triple]:
    """Yield the agents, and for each a contribution that keeps its place in the list."""
    # The plain properties are what others ask for; they have no order, which contributions keep.
    predicate = DCTERMS.creator if role == "author" else BIBO.editor
    equals = Equals()
    agents = authority.agents_in(names)
    for position, (name, agent) in enumerate(zip(names, agents, strict=True), start=1):
        who = agent.path.partition("/")[2]
        node = NamedNode(equals.name(f"{subject.value}#{role}", who))
        yield from describe(subject, (predicate, iris.of(agent.path)), (TT.hasContribution, node))
        yield from describe(
            node,
            (RDF.type, TT.Contribution),
            (TT.contributor, iris.of(agent.path)),
            (TT.ofContributorRole, entry_of(role, "ContributorRole")),
            (TT.order, position),
            (TT.namedAs, render_names((name,))),
        )


def triples_for_publishers(
    text: str | None, subject: NamedNode, authority: model.Authority, iris: Iris
) -> Iterator[Triple]:
    """Yield the bodies that are meant by what stands in the publisher's place, if anything does."""
    if text is None:
        return
    agents = authority.publishers(text)
    yield from describe(
        subject,
        (DCTERMS.publisher, [iris.of(agent.path) for agent in agents]),
        # An imprint of two bodies is one text; of one body it is the name that it is known by.
        (TT.publisherName, render_names((agents[0].name,)) if len(agents) == 1 else text),
    )


def triples_for_periodical(
    title: str | None,
    subject: NamedNode,
    authority: model.Authority,
    iris: Iris,
    book: str | None = None,
) -> Iterator[Triple]:
    """Yield the journal of a source, if it has one; what stands in a `book` is named after that."""
    if title is None:
        return
    found = authority.periodical(title)
    yield from describe(
        subject,
        (DCTERMS.isPartOf, iris.of(found.path)),
        (TT.containerTitle, None if book else found.title),
    )


def _triples_for_agent(agent: model.Agent, iris: Iris) -> Iterator[Triple]:
    """Yield a person or a body: its name, how it is printed, and the concept that it is."""
    subject, entry = iris.of(agent.path), agent.entry
    given = agent.name.given if agent.is_person else ""
    yield from describe(
        subject,
        (RDF.type, (FOAF.Agent, FOAF.Person if agent.is_person else FOAF.Organization)),
        (FOAF.name, render_names((agent.name,))),
        # Only a person has a family name: that is how an output tells a body.
        (FOAF.familyName, family_of(agent.name) if agent.is_person else None),
        (FOAF.givenName, given or None),
        (TT.nameParticle, agent.name.particle or None),
        (TT.nameSuffix, agent.name.suffix or None),
        (TT.orcid, NamedNode(iri_for_orcid(agent.orcid)) if agent.orcid else None),
        (TT.witness, NamedNode(agent.witness) if agent.witness else None),
        (TT.sortKey, agent.sort),
        (TT.namedAs, [render_names((name,)) for name in agent.printed.values()]),
        (TT.formerName, agent.former),
        *(said_by(entry, iris) if entry is not None else ()),
    )
    if entry is None:
        return
    if entry.concept is not None:
        yield from describe(iris.of(f"concepts/{entry.concept}"), (FOAF.focus, subject))
    # Nobody need reason over our data to find the other end.
    for other in (iris.of(f"agents/{name}") for name in entry.kept_apart_from):
        yield from describe(subject, (TT.keptApartFrom, other))
        yield from describe(other, (TT.keptApartFrom, subject))


def _triples_for_periodical(found: model.Periodical, iris: Iris) -> Iterator[Triple]:
    """Yield a journal, magazine or newspaper: its title, and how it is printed."""
    entry = found.entry
    yield from describe(
        iris.of(found.path),
        (RDF.type, _PERIODICALS[found.kind]),
        (DCTERMS.title, found.title),
        (TT.sortKey, found.sort),
        (TT.namedAs, list(found.printed)),
        *(said_by(entry, iris) if entry is not None else ()),
    )
