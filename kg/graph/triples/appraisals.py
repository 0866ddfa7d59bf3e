"""Risk of bias and certainty, as the review judged them."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.naming import Equals, part_of_words
from kg.graph.triples.base import said_by
from kg.graph.triples.places import triples_for_place
from kg.graph.vocab import RDF, RDFS, TT, describe


def triples_for_appraisals(file: model.AppraisalFile, iris: Iris) -> Iterator[Triple]:
    """Yield the tools, each with its domains and its words in order, then what was judged."""
    for order, tool in enumerate(file.tools, start=1):
        subject = iris.of(tool.path)
        yield from describe(
            subject, (RDF.type, TT.AppraisalTool), (TT.order, order), *said_by(tool, iris)
        )
        yield from triples_for_place(subject, tool, iris)
        for place, domain in enumerate(tool.domains, start=1):
            yield from describe(
                iris.of(f"{tool.path}#domain-{domain.id}"),
                (RDF.type, TT.AppraisalDomain),
                (TT.ofTool, subject),
                (TT.order, place),
                *said_by(domain, iris),
            )
        for place, (word, name) in enumerate(_names_of_words(tool).items(), start=1):
            yield from describe(
                iris.of(name),
                (RDF.type, TT.JudgementWord),
                (TT.ofTool, subject),
                (TT.order, place),
                (RDFS.label, word),
                (TT.isUnranked, word in tool.unranked or None),
            )
    tools = {tool.id: tool for tool in file.tools}
    equals = Equals()
    for order, appraisal in enumerate(file.appraisals, start=1):
        tool = tools[appraisal.tool]
        of = "-on-".join(filter(None, (appraisal.study, appraisal.outcome)))
        stem = equals.name(f"{tool.path}#judgement", of)
        yield from _triples_for_appraisal(appraisal, order, tool, stem, iris)


def _names_of_words(tool: model.AppraisalTool) -> dict[str, str]:
    """Return the path of each word of a tool, in the tool's order."""
    equals = Equals()
    return {word: equals.name(f"{tool.path}#word", part_of_words(word)) for word in tool.words}


def _triples_for_appraisal(
    appraisal: model.Appraisal, order: int, tool: model.AppraisalTool, stem: str, iris: Iris
) -> Iterator[Triple]:
    """Yield a judgement over all, if there is one, and one for each domain."""
    words = _names_of_words(tool)
    judged: list[tuple[str, str, str, model.Appraisal | model.DomainJudgement]] = [
        (f"--{part_of_words(one.domain)}", one.domain, one.judgement, one)
        for one in appraisal.domains
    ]
    if appraisal.overall is not None:
        judged.insert(0, ("", "", appraisal.overall, appraisal))
    for ending, domain, word, holder in judged:
        node = iris.of(f"{stem}{ending}")
        yield from describe(
            node,
            (RDF.type, TT.Judgement),
            (TT.order, order),
            *said_by(appraisal, iris),
            (TT.inDomain, iris.of(f"{tool.path}#domain-{domain}") if domain else None),
            (TT.judgedAs, iris.of(words[word])),
            (RDFS.comment, iris.words(holder.why)),
        )
        # Where nothing is judged over all, its place would be that of no judgement.
        is_bare = appraisal.overall is None and not holder.has_place
        yield from triples_for_place(node, appraisal if is_bare else holder, iris)
