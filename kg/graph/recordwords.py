"""Kind of record → how a label is made of what it says, for `kg.graph.recordlabels`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.graph.vocab import BIRO, DCTERMS, FOAF, RDF, RDFS, SKOS, TT, words_of_entry

if TYPE_CHECKING:
    from kg.graph.recordlabels import RecordLabels

# By these a record says what it is called, or all that it says. The first that it has is its label.
NAMES = (
    TT.shortTitle, DCTERMS.title, TT.heading, FOAF.name, TT.statement, TT.headingText,
    TT.askedAs, TT.typed,
)  # fmt: skip
# What leads from a whole to a part that cannot be told without it.
WHOLES = frozenset(
    {TT.hasContribution, TT.hasIdentifier, TT.hasCorrection, TT.hasDetail, TT.hasCheck, TT.ofWork}
)
# The steps of a search, as the ontology labels them; catalogues of messages have them too.
STEPS: Mapping[NamedNode, str] = {
    TT.identified: "Identified",
    TT.removedBeforeScreening: "Removed before screening",
    TT.screened: "Screened",
    TT.excludedAtScreening: "Excluded at screening",
    TT.soughtForRetrieval: "Sought for retrieval",
    TT.notRetrieved: "Not retrieved",
    TT.assessedForEligibility: "Assessed for eligibility",
    TT.excludedWithReason: "Excluded with a reason",
    TT.includedReports: "Reports included",
    TT.includedStudies: "Studies included",
}


def _source(said: RecordLabels, node: NamedNode) -> Literal:
    short, title = said.text(node, TT.shortLabel), said.text(node, DCTERMS.title)
    return Literal(title if short == title else f"{short}: {title}")


def _work(said: RecordLabels, node: NamedNode) -> Literal:
    return Literal(said.name(said.whole(node)))


def _contribution(said: RecordLabels, node: NamedNode) -> Literal:
    who, work = said.text(node, TT.namedAs), said.short(said.whole(node))
    if said.link(node, TT.ofContributorRole) == TT.editorContributorRole:
        return said.say("%(who)s, editor of %(work)s", who=who, work=work)
    return said.say("%(who)s, author of %(work)s", who=who, work=work)


def _identifier(said: RecordLabels, node: NamedNode) -> Literal:
    scheme = said.link(node, TT.ofIdentifierScheme)
    named = words_of_entry(scheme, "IdentifierScheme") if scheme is not None else ""
    return Literal(f"{named} {said.text(node, TT.value)}")


def _correction(said: RecordLabels, node: NamedNode) -> Literal | None:
    field = said.link(node, TT.ofEntryField)
    named = words_of_entry(field, "EntryField") if field is not None else ""
    about = f"{said.short(said.whole(node))}, {named}"
    return said.ours(about, said.text(node, TT.correctedText))


def _detail(said: RecordLabels, node: NamedNode) -> Literal:
    return Literal(f"{said.text(node, TT.detailName)}: {said.text(node, TT.detailText, TT.latex)}")


def _list(said: RecordLabels, node: NamedNode) -> Literal:
    if node.value.endswith("classified"):
        return said.say("References by class")
    return said.say("References by author")


def _entry(said: RecordLabels, node: NamedNode) -> Literal:
    return Literal(said.text(node, TT.printedText, DCTERMS.bibliographicCitation))


def _mention(said: RecordLabels, node: NamedNode) -> Literal:
    code, section = said.text(node, TT.printedCode), said.name(said.link(node, TT.inSection))
    place, count = said.place_among_equals(node)
    if count == 1:
        return said.say("%(code)s, cited in %(section)s", code=code, section=section)
    return said.say(
        "%(code)s, cited in %(section)s (%(place)s of %(count)s)",
        code=code, section=section, place=place, count=count,
    )  # fmt: skip


def _line(said: RecordLabels, node: NamedNode) -> Literal:
    passed_on, origin = said.link(node, TT.fromClaim), said.link(node, TT.fromSource, TT.fromStudy)
    if passed_on is not None:
        origin = said.link(passed_on, TT.inDocument)
    source = said.short(origin)
    claim = said.name(said.link(node, TT.forClaim, TT.onClaim, TT.forTip))
    match said.link(node, TT.stance):
        case TT.supports:
            return said.say("Supported by %(source)s: %(claim)s", source=source, claim=claim)
        case TT.disputes:
            return said.say("Disputed by %(source)s: %(claim)s", source=source, claim=claim)
        case TT.qualifies:
            return said.say("Qualified by %(source)s: %(claim)s", source=source, claim=claim)
        case _:
            return said.say("Illustrated by %(source)s: %(claim)s", source=source, claim=claim)


def _erratum(said: RecordLabels, node: NamedNode) -> Literal:
    code, printed = said.text(node, DCTERMS.identifier), said.text(node, TT.printedText)
    corrected = said.text(node, TT.correctedText)
    if not corrected:
        return said.say("%(name)s, proved: “%(printed)s”", name=code, printed=printed)
    return said.say(
        "%(name)s, proved: “%(printed)s”, should be “%(corrected)s”",
        name=code, printed=printed, corrected=corrected,
    )  # fmt: skip


def _suspicion(said: RecordLabels, node: NamedNode) -> Literal:
    code, printed = said.text(node, DCTERMS.identifier), said.text(node, TT.printedText)
    return said.say("%(name)s, suspected: “%(printed)s”", name=code, printed=printed)


def _row(said: RecordLabels, node: NamedNode) -> Literal:
    table, number = said.name(said.link(node, TT.inTable)), said.text(node, TT.rowNumber, TT.order)
    what = said.name(said.link(node, TT.forImplication)) or said.first_cell(node)
    if not what:
        return said.say("%(table)s, row %(number)s", table=table, number=number)
    return said.say("%(table)s, row %(number)s: %(what)s", table=table, number=number, what=what)


def _cell(said: RecordLabels, node: NamedNode) -> Literal | None:
    where = f"{said.name(said.link(node, TT.inRow))} – {said.text(node, TT.columnLabel)}"
    return said.ours(where, said.text(node, TT.cellText, TT.cellNumber))


def _column(said: RecordLabels, node: NamedNode) -> Literal:
    return said.say(
        "%(table)s, column %(number)s: %(heading)s",
        table=said.name(said.link(node, TT.inTable)),
        number=said.text(node, TT.order),
        heading=said.text(node, TT.printedText),
    )


def _row_entry(said: RecordLabels, node: NamedNode) -> Literal:
    source, row = said.short(said.link(node, TT.entryFor)), said.name(said.link(node, TT.inRow))
    return said.say("%(source)s in %(row)s", source=source, row=row)


def _left_out(said: RecordLabels, node: NamedNode) -> Literal:
    tip, claim = (said.name(said.link(node, term)) for term in (TT.ofTip, TT.choosesClaim))
    return said.say("Left out beside the tip %(tip)s: %(claim)s", tip=tip, claim=claim)


def _taken_in(said: RecordLabels, node: NamedNode) -> Literal:
    tip, claim = (said.name(said.link(node, term)) for term in (TT.ofTip, TT.choosesClaim))
    return said.say("Taken in beside the tip %(tip)s: %(claim)s", tip=tip, claim=claim)


def _check(said: RecordLabels, node: NamedNode) -> Literal | None:
    day = said.text(node, TT.checkedOn, TT.readOn)
    return said.ours(f"{said.name(said.whole(node))}, {day}")


def _comparison(said: RecordLabels, node: NamedNode) -> Literal | None:
    return said.ours(*(said.name(said.link(node, term)) for term in (TT.ofStudy, TT.ofQuestion)))


def _effect(said: RecordLabels, node: NamedNode) -> Literal | None:
    outcome, study = said.name(said.link(node, TT.onOutcome)), said.link(node, TT.ofStudy)
    figures = said.text(node, TT.figures)
    if study is not None:
        return said.ours(f"{outcome}, {said.short(study)}", figures)
    return said.say("%(outcome)s, studies together: %(figures)s", outcome=outcome, figures=figures)


def _judgement(said: RecordLabels, node: NamedNode) -> Literal | None:
    whose = said.short(said.link(node, TT.ofStudy, TT.onOutcome))
    what = said.name(said.link(node, TT.inDomain) or said.link(node, TT.withTool))
    return said.ours(f"{whose}, {what}", said.name(said.link(node, TT.judgedAs)))


def _step(said: RecordLabels, node: NamedNode) -> Literal:
    kind, part = said.link(node, TT.stepKind), said.text(node, TT.stepPart)
    step = said.say(STEPS.get(kind, "")) if kind is not None else Literal("")
    where = f"{step.value}, {part}" if part else step.value
    return Literal(f"{where}: {said.text(node, TT.stepCount)}", language=step.language)


def _sample(said: RecordLabels, node: NamedNode) -> Literal | None:
    return said.ours(f"{said.text(node, TT.size)} {said.text(node, TT.unit)}")


COMPOSED: Mapping[object, Callable[[RecordLabels, NamedNode], Literal | None]] = {
    BIRO.ReferenceList: _list,
    TT.AppendixRow: _row,
    TT.Comparison: _comparison,
    TT.CompanionLine: _line,
    TT.Contribution: _contribution,
    TT.Correction: _correction,
    TT.CurrencyCheck: _check,
    TT.Detail: _detail,
    TT.Effect: _effect,
    TT.Erratum: _erratum,
    TT.EvidenceLine: _line,
    TT.FlowStep: _step,
    TT.Identifier: _identifier,
    TT.Judgement: _judgement,
    TT.LeftOut: _left_out,
    TT.Mention: _mention,
    TT.ReferenceEntry: _entry,
    TT.RowEntry: _row_entry,
    TT.Sample: _sample,
    TT.Source: _source,
    TT.SuspectedFault: _suspicion,
    TT.TableCell: _cell,
    TT.TableColumn: _column,
    TT.TableRow: _row,
    TT.TakenIn: _taken_in,
    TT.Work: _work,
}
# All that labels are made of; what else is said of a record need not be kept.
HEARD = frozenset(
    {
        RDF.type, RDFS.label, SKOS.prefLabel, *NAMES, *WHOLES,
        TT.cellNumber, TT.cellText, TT.checkedOn, TT.choosesClaim, TT.columnLabel,
        TT.correctedText, TT.detailName, TT.detailText, TT.entryFor,
        TT.figures, TT.forClaim, TT.forImplication, TT.forTip, TT.fromClaim, TT.fromSource,
        TT.fromStudy, TT.inDocument, TT.inDomain, TT.inRow, TT.inSection, TT.inTable,
        TT.judgedAs, TT.latex, TT.namedAs, TT.ofContributorRole, TT.ofEntryField,
        TT.ofIdentifierScheme, TT.ofQuestion, TT.ofStudy, TT.ofTip,
        TT.onClaim, TT.onOutcome, TT.order, TT.printedCode, TT.printedText, TT.readOn,
        TT.rowNumber, TT.shortLabel, TT.size, TT.stance, TT.stepCount, TT.stepKind,
        TT.stepPart, TT.unit,
        TT.value, TT.withTool, DCTERMS.bibliographicCitation, DCTERMS.identifier,
    }
)  # fmt: skip
