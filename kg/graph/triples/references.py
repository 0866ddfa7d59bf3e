"""References → sources, and how each printed list gives them."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg import model
from kg.graph.details import triples_for_details
from kg.graph.iris import Iris
from kg.graph.labels import (
    render_byline,
    render_names,
    render_reference,
    render_short_label,
    render_source_key,
)
from kg.graph.naming import Equals, part_of_code
from kg.graph.triples.agents import (
    triples_for_names,
    triples_for_periodical,
    triples_for_publishers,
)
from kg.graph.triples.base import said_by
from kg.graph.triples.places import triples_for_place
from kg.graph.vocab import (
    BIBO,
    BIRO,
    DCTERMS,
    FABIO,
    FOAF,
    RDF,
    TT,
    Value,
    describe,
    year_of,
)

# BibTeX (and biblatex) entry type, and entrysubtype where there is one → FaBiO Expression class.
# FaBiO's Report, Review and Policy are Works; a printed document is an Expression.
CLASSES = {
    "article": FABIO.JournalArticle,
    "article/magazine": FABIO.MagazineArticle,
    "article/newspaper": FABIO.NewspaperArticle,
    "book": FABIO.Book,
    "collection": FABIO.Book,
    "incollection": FABIO.BookChapter,
    "inbook": FABIO.BookChapter,
    "inproceedings": FABIO.ConferencePaper,
    "proceedings": FABIO.ConferenceProceedings,
    "report": FABIO.ReportDocument,
    "report/policy": FABIO.PolicyDocument,
    "techreport": FABIO.ReportDocument,
    "phdthesis": FABIO.DoctoralThesis,
    "mastersthesis": FABIO.MastersThesis,
    "manual": FABIO.InstructionManual,
    "online": FABIO.WebContent,
    "online/policy": FABIO.PolicyDocument,
    "legislation": BIBO.Statute,
    "misc/speech": FABIO.Oration,
    "unpublished": FABIO.Manuscript,
}


def triples_for_reference(
    reference: model.Reference, authority: model.Authority, iris: Iris, *, coded: bool
) -> Iterator[Triple]:
    """Yield a cited source, as far as is known as the work is; `fields` become literals.

    What the review prints of it stands on its entries (`triples_for_printings`). `coded` says that
    readers see its code.
    """
    subject = iris.of(reference.path)
    fields = reference.fields
    makers, more = reference.makers
    short = render_short_label(makers, reference.when, reference.title, iris.voice, more=more)
    yield from describe(
        subject,
        (RDF.type, (TT.Source, TT.ListedSource, class_of(reference))),
        *said_by(reference, iris),
        (DCTERMS.title, Literal(reference.title, language=reference.language)),
        (DCTERMS.language, reference.language),
        (DCTERMS.issued, year_of(reference.year)),
        (DCTERMS.date, fields.get("date")),
        (TT.entrySubtype, reference.entry_subtype),
        (DCTERMS.bibliographicCitation, render_reference(reference)),
        (TT.byline, render_byline(makers, reference.when, iris.voice, more=more)),
        (TT.shortLabel, short),
        (TT.sortKey, render_source_key(reference.code, short, coded=coded)),
        (TT.goesOn, [role for role in ("author", "editor") if getattr(reference, f"more_{role}s")]),
        *_whereabouts_of(reference),
    )
    yield from triples_for_details(reference, subject)
    yield from triples_for_names(reference.authors, "author", subject, authority, iris)
    yield from triples_for_names(reference.editors, "editor", subject, authority, iris)
    yield from triples_for_publishers(reference.publisher, subject, authority, iris)
    yield from triples_for_periodical(reference.journal, subject, authority, iris, reference.book)


def _whereabouts_of(reference: model.Reference) -> Iterator[tuple[NamedNode, Value]]:
    """Yield what leads to a work: what it stands in, at which place, who publishes it where."""
    fields = reference.fields
    url = fields.get("url")
    yield from (
        (TT.containerTitle, reference.book),
        (BIBO.volume, fields.get("volume")),
        # Elsewhere `number` is that of a series or of a report, and no issue.
        (BIBO.issue, fields.get("number") if reference.entry_type == "article" else None),
        (BIBO.pages, fields.get("pages")),
        (TT.placeOfPublication, fields.get("address") or fields.get("location")),
        (FOAF.page, NamedNode(url) if url else None),
        (TT.urlChecked, fields.get("urldate")),
        (TT.printedNote, fields.get("note")),
        (BIBO.doi, fields.get("doi")),
    )


def class_of(work: model.Reference | model.Companion) -> NamedNode | None:
    """Return the class of a work by its type and its subtype, where FaBiO has one."""
    subtype = f"{work.entry_type}/{work.entry_subtype or ''}"
    return CLASSES.get(subtype) or CLASSES.get(work.entry_type)


def triples_for_printings(
    lists: model.PrintedLists | None, references: tuple[model.Reference, ...], iris: Iris
) -> Iterator[Triple]:
    """Yield every entry of the printed reference lists, in printed order.

    `references` are as printed. One that stands in no list gets an entry beside its source: what is
    printed must have a place of its own also where the lists were not entered.
    """
    printed = {reference.code: reference for reference in references}
    listed = set()
    for name in ("classified", "alphabetical") if lists is not None else ():
        list_path = f"reference-lists/{name}"
        list_iri = iris.of(list_path)
        yield from describe(
            list_iri, (RDF.type, BIRO.ReferenceList), (DCTERMS.isPartOf, iris.review)
        )
        equals = Equals()
        for order, entry in enumerate(getattr(lists, name), start=1):
            listed.add(entry.source)
            subject = iris.of(equals.name(f"{list_path}#of", part_of_code(entry.source)))
            yield from _triples_for_entry(subject, printed.get(entry.source), entry)
            yield from describe(
                subject,
                (RDF.type, TT.TranscribedEntry),
                *said_by(entry, iris),
                (TT.inList, list_iri),
                (TT.order, order),
            )
            yield from triples_for_place(subject, entry, iris)
    for code, reference in printed.items():
        if code not in listed:
            subject = iris.of(f"{reference.path}#printed")
            yield from _triples_for_entry(subject, reference)
            yield from describe(
                subject,
                (BIRO.references, iris.of(reference.path)),
                (DCTERMS.bibliographicCitation, render_reference(reference)),
            )


def _triples_for_entry(
    subject: NamedNode, reference: model.Reference | None, entry: model.Printing | None = None
) -> Iterator[Triple]:
    """Yield what is printed there of title, names and year: of `references.bib`, or of the entry.

    An entry may be about a companion, which `references.bib` does not have.
    """
    makers = (reference.authors or reference.editors) if reference else ()
    more = bool(reference and (reference.more_authors or reference.more_editors))
    year = (reference.when or None) if reference else None
    yield from describe(
        subject,
        (RDF.type, (TT.ReferenceEntry, BIRO.BibliographicReference)),
        (TT.printedTitle, (entry and entry.title) or (reference and reference.title)),
        (TT.printedCreators, (entry and entry.creators) or render_names(makers, more=more) or None),
        (TT.printedYear, (entry and entry.year) or year),
    )
