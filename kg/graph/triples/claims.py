"""What the review says: claims, evidence lines, debates, tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.naming import Equals, names_of_columns, names_of_rows, part_of_code, part_of_words
from kg.graph.raisedletters import spell_raised
from kg.graph.triples.base import said_by
from kg.graph.triples.places import triples_for_place
from kg.graph.vocab import DCTERMS, RDF, TT, describe

STANCES = {
    "supports": TT.supports,
    "disputes": TT.disputes,
    "qualifies": TT.qualifies,
    "illustrates": TT.illustrates,
}
STANCE_BASES = {"stated": TT.stated, "read": TT.read}
CLAIM_CLASSES = {
    "finding": TT.Finding,
    "argument": TT.Argument,
    "recommendation": TT.Recommendation,
    "conclusion": TT.Conclusion,
    "definition": TT.Definition,
    "statement": TT.Statement,
}
ROLES = {"barrier": TT.Barrier, "facilitator": TT.Facilitator}
_NONE: Mapping[str, str] = MappingProxyType({})


def triples_for_claims(
    file: model.ClaimFile, iris: Iris, reports: Mapping[str, str] = _NONE
) -> Iterator[Triple]:
    """Yield the claims of a file, each with its evidence lines.

    `reports` has the source that reports a study: what is taken from the one is from the other.
    """
    for order, claim in enumerate(file.claims, start=1):
        subject = iris.of(claim.path)
        yield from describe(
            subject,
            (RDF.type, (TT.Claim, CLAIM_CLASSES[claim.kind])),
            (TT.order, order),
            *said_by(claim, iris),
            (TT.inSection, iris.one("sections", claim.section or file.section)),
            (TT.actsAs, ROLES[claim.role] if claim.role else None),
            (
                TT.isUnsourced,
                None if claim.unsourced else _no_where_named(claim.evidence, claim.effects),
            ),
        )
        yield from triples_for_place(subject, claim, iris)
        stem = f"{claim.path}#from"
        yield from _triples_for_evidence(claim.evidence, subject, stem, iris, reports)


def _no_where_named(*grounds: tuple[model.Evidence, ...] | tuple[str, ...]) -> Literal | None:
    """Return the no that stands beside the yes of `unsourced`; None where there is nothing.

    A share of claims without a source needs both: who has only the yes must guess of how many.
    """
    return Literal(value=False) if any(grounds) else None


def _triples_for_evidence(
    lines: tuple[model.Evidence, ...],
    claim: NamedNode,
    stem: str,
    iris: Iris,
    reports: Mapping[str, str],
    position: NamedNode | None = None,
) -> Iterator[Triple]:
    """Yield evidence lines, each named by its origin: `claims/x#from-A9`."""
    equals = Equals()
    for number, line in enumerate(lines, start=1):
        origin = part_of_code(line.source) if line.source is not None else f"{line.study}"
        subject = iris.of(equals.name(stem, origin))
        source = iris.one("sources", line.source)
        finding = iris.one("claims", line.finding)
        yield from describe(
            subject,
            (RDF.type, TT.EvidenceLine),
            (TT.order, number),
            (TT.forClaim, claim),
            (TT.underPosition, position),
            (TT.fromSource, source or iris.one("sources", reports.get(line.study or ""))),
            *said_by(line, iris),
            (TT.stance, STANCES[line.stance]),
            (TT.stanceBasis, STANCE_BASES[line.stance_basis]),
            (TT.passesOn, finding),
        )
        yield from triples_for_place(subject, line, iris)
        if position is not None:
            # A finding takes the position, not its source: that may have findings on both sides.
            taker = finding or source or iris.one("studies", line.study)
            assert taker is not None  # the model sees to it: a line names a source or a study
            yield from describe(taker, (TT.takesPosition, position))


def triples_for_debates(
    file: model.DebateFile, iris: Iris, reports: Mapping[str, str] = _NONE
) -> Iterator[Triple]:
    """Yield each proposition under dispute and the positions taken on it, as equals."""
    for debate in file.debates:
        subject = iris.of(debate.path)
        yield from describe(
            subject,
            # A proposition is a claim too, so that evidence lines can be for it.
            (RDF.type, (TT.Claim, TT.Proposition)),
            *said_by(debate, iris),
            (TT.isAnnounced, debate.announced),  # no is an answer here
            (TT.isUnsourced, _no_where_named(*(one.evidence for one in debate.positions))),
        )
        yield from triples_for_place(subject, debate, iris)
        for claim in iris.all("claims", debate.claims):
            yield from describe(claim, (TT.bearsOnDebate, subject))
        for order, position in enumerate(debate.positions, start=1):
            yield from _triples_for_position(position, order, debate, iris, reports)
        equals = Equals()
        for order, view in enumerate(debate.author_views, start=1):
            name = view.id or part_of_words(view.statement)
            node = iris.of(equals.name(f"{debate.path}#author", name))
            yield from describe(
                node,
                (RDF.type, (TT.Claim, TT.AuthorView)),
                (TT.order, order),
                *said_by(view, iris),
                (TT.onProposition, subject),
            )
            yield from triples_for_place(node, view, iris)


def _triples_for_position(
    position: model.Position,
    order: int,
    debate: model.Debate,
    iris: Iris,
    reports: Mapping[str, str],
) -> Iterator[Triple]:
    stem = f"{debate.path}#{position.id}"
    subject = iris.of(stem)
    yield from describe(
        subject,
        (RDF.type, TT.Position),
        (TT.order, order),
        *said_by(position, iris),
        (TT.stance, STANCES[position.stance]),
        (TT.onProposition, iris.of(debate.path)),
    )
    yield from triples_for_place(subject, position, iris)
    claim = iris.of(debate.path)
    lines = position.evidence
    yield from _triples_for_evidence(lines, claim, f"{stem}-from", iris, reports, subject)


def triples_for_table(
    table: model.DataTable | model.CompanionTable,
    iris: Iris,
    holder: NamedNode,
    names: Sequence[str] = (),
) -> Iterator[Triple]:
    """Yield a table or list as rows and cells; an empty cell has no value and is not zero.

    `names` are those of the rows, where its cells do not read as in the files.
    """
    subject = iris.of(table.path)
    yield from describe(
        subject,
        (RDF.type, _classes_of(table)),
        *said_by(table, iris),
        (DCTERMS.isPartOf, holder),
    )
    yield from triples_for_place(subject, table, iris)
    names = names or names_of_rows(table.rows)
    for number, (name, row) in enumerate(zip(names, table.rows, strict=True), start=1):
        node = iris.of(f"{table.path}#row-{name}")
        concept = table.row_concepts[number - 1] if table.row_concepts else None
        yield from describe(
            node,
            (RDF.type, TT.TableRow),
            (TT.inTable, subject),
            (TT.order, number),
            (TT.about, iris.one("concepts", concept)),
        )
        yield from _triples_for_cells(table.columns, row, node, iris)


def _classes_of(table: model.DataTable | model.CompanionTable) -> tuple[NamedNode, ...]:
    """Return the classes of a table: those of companions are told from those of the review."""
    listed = (TT.ListedItems,) if table.kind == "list" else ()
    other = (TT.CompanionTable,) if isinstance(table, model.CompanionTable) else ()
    return (TT.DataTable, *listed, *other)


def _triples_for_cells(
    columns: tuple[str, ...], row: tuple[model.Cell, ...], subject: NamedNode, iris: Iris
) -> Iterator[Triple]:
    """Yield the cells of a row, each named by its row and its column: `#row-tea--effect`."""
    cells = zip(columns, names_of_columns(columns), row, strict=True)
    for order, (column, name, cell) in enumerate(cells, start=1):
        yield from describe(
            NamedNode(f"{subject.value}--{name}"),
            (RDF.type, TT.TableCell),
            (TT.inRow, subject),
            (TT.order, order),
            (TT.columnLabel, iris.words(spell_raised(column))),
            # Numbers and words have terms of their own, so that numbers can be added up.
            (TT.cellNumber, cell if isinstance(cell, int) else None),
            (TT.cellText, iris.words(spell_raised(cell)) if isinstance(cell, str) else None),
        )
