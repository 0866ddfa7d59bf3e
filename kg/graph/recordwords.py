"""Kind of record → how a label is made of what it says, for `kg.graph.recordlabels`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pyoxigraph import Literal, NamedNode

from kg.graph.labelling import Labelling
from kg.graph.vocab import BIRO, DCTERMS, TT, words_of_entry

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


def _source(said: Labelling, node: NamedNode) -> Literal:
    short, title = said.text(node, TT.shortLabel), said.text(node, DCTERMS.title)
    return Literal(title if short == title else f"{short}: {title}")


def _work(said: Labelling, node: NamedNode) -> Literal:
    return Literal(said.name(said.whole(node)))


def _contribution(said: Labelling, node: NamedNode) -> Literal:
    who, work = said.text(node, TT.namedAs), said.short(said.whole(node))
    if said.link(node, TT.ofContributorRole) == TT.editorContributorRole:
        return said.say("%(who)s, editor of %(work)s", who=who, work=work)
    return said.say("%(who)s, author of %(work)s", who=who, work=work)


def _identifier(said: Labelling, node: NamedNode) -> Literal:
    scheme = said.link(node, TT.ofIdentifierScheme)
    named = words_of_entry(scheme, "IdentifierScheme") if scheme is not None else ""
    return Literal(f"{named} {said.text(node, TT.value)}")


def _correction(said: Labelling, node: NamedNode) -> Literal | None:
    field = said.link(node, TT.ofEntryField)
    named = words_of_entry(field, "EntryField") if field is not None else ""
    about = f"{said.short(said.whole(node))}, {named}"
    return said.ours(about, said.text(node, TT.correctedText))


def _detail(said: Labelling, node: NamedNode) -> Literal:
    return Literal(f"{said.text(node, TT.detailName)}: {said.text(node, TT.detailText, TT.latex)}")


def _list(said: Labelling, node: NamedNode) -> Literal:
    if node.value.endswith("classified"):
        return said.say("References by class")
    return said.say("References by author")


def _entry(said: Labelling, node: NamedNode) -> Literal:
    return Literal(said.text(node, TT.printedText, DCTERMS.bibliographicCitation))


def _mention(said: Labelling, node: NamedNode) -> Literal:
    code, section = said.text(node, TT.printedCode), said.name(said.link(node, TT.inSection))
    place, count = said.place_among_equals(node)
    if count == 1:
        return said.say("%(code)s, cited in %(section)s", code=code, section=section)
    return said.say(
        "%(code)s, cited in %(section)s (%(place)s of %(count)s)",
        code=code, section=section, place=place, count=count,
    )  # fmt: skip


def _line(said: Labelling, node: NamedNode) -> Literal:
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


def _erratum(said: Labelling, node: NamedNode) -> Literal:
    code, printed = said.text(node, DCTERMS.identifier), said.text(node, TT.printedText)
    corrected = said.text(node, TT.correctedText)
    if not corrected:
        return said.say("%(name)s, proved: “%(printed)s”", name=code, printed=printed)
    return said.say(
        "%(name)s, proved: “%(printed)s”, should be “%(corrected)s”",
        name=code, printed=printed, corrected=corrected,
    )  # fmt: skip


def _suspicion(said: Labelling, node: NamedNode) -> Literal:
    code, printed = said.text(node, DCTERMS.identifier), said.text(node, TT.printedText)
    return said.say("%(name)s, suspected: “%(printed)s”", name=code, printed=printed)


def _row(said: Labelling, node: NamedNode) -> Literal:
    table, number = said.name(said.link(node, TT.inTable)), said.text(node, TT.rowNumber, TT.order)
    what = said.name(said.link(node, TT.forImplication)) or said.first_cell(node)
    if not what:
        return said.say("%(table)s, row %(number)s", table=table, number=number)
    return said.say("%(table)s, row %(number)s: %(what)s", table=table, number=number, what=what)


def _cell(said: Labelling, node: NamedNode) -> Literal | None:
    where = f"{said.name(said.link(node, TT.inRow))} – {said.text(node, TT.columnLabel)}"
    return said.ours(where, said.text(node, TT.cellText, TT.cellNumber))


def _column(said: Labelling, node: NamedNode) -> Literal:
    return said.say(
        "%(table)s, column %(number)s: %(heading)s",
        table=said.name(said.link(node, TT.inTable)),
        number=said.text(node, TT.order),
        heading=said.text(node, TT.printedText),
    )


def _row_entry(said: Labelling, node: NamedNode) -> Literal:
    source, row = said.short(said.link(node, TT.entryFor)), said.name(said.link(node, TT.inRow))
    return said.say("%(source)s in %(row)s", source=source, row=row)


def _left_out(said: Labelling, node: NamedNode) -> Literal:
    tip, claim = (said.name(said.link(node, term)) for term in (TT.ofTip, TT.choosesClaim))
    return said.say("Left out beside the tip %(tip)s: %(claim)s", tip=tip, claim=claim)


def _taken_in(said: Labelling, node: NamedNode) -> Literal:
    tip, claim = (said.name(said.link(node, term)) for term in (TT.ofTip, TT.choosesClaim))
    return said.say("Taken in beside the tip %(tip)s: %(claim)s", tip=tip, claim=claim)


def _check(said: Labelling, node: NamedNode) -> Literal | None:
    day = said.text(node, TT.checkedOn, TT.readOn)
    return said.ours(f"{said.name(said.whole(node))}, {day}")


def _comparison(said: Labelling, node: NamedNode) -> Literal | None:
    return said.ours(*(said.name(said.link(node, term)) for term in (TT.ofStudy, TT.ofQuestion)))


def _effect(said: Labelling, node: NamedNode) -> Literal | None:
    outcome, study = said.name(said.link(node, TT.onOutcome)), said.link(node, TT.ofStudy)
    figures = said.text(node, TT.figures)
    if study is not None:
        return said.ours(f"{outcome}, {said.short(study)}", figures)
    return said.say("%(outcome)s, studies together: %(figures)s", outcome=outcome, figures=figures)


def _judgement(said: Labelling, node: NamedNode) -> Literal | None:
    whose = said.short(said.link(node, TT.ofStudy, TT.onOutcome))
    what = said.name(said.link(node, TT.inDomain) or said.link(node, TT.withTool))
    return said.ours(f"{whose}, {what}", said.name(said.link(node, TT.judgedAs)))


def _step(said: Labelling, node: NamedNode) -> Literal:
    kind, part = said.link(node, TT.stepKind), said.text(node, TT.stepPart)
    step = said.say(STEPS.get(kind, "")) if kind is not None else Literal("")
    where = f"{step.value}, {part}" if part else step.value
    return Literal(f"{where}: {said.text(node, TT.stepCount)}", language=step.language)


def _sample(said: Labelling, node: NamedNode) -> Literal | None:
    return said.ours(f"{said.text(node, TT.size)} {said.text(node, TT.unit)}")


COMPOSED: Mapping[object, Callable[[Labelling, NamedNode], Literal | None]] = {
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
