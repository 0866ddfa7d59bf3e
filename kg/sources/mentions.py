"""The citations of the text against those that are entered: each is accounted for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import Location, Problem, UsageError
from kg.model import CodeScheme, Mention, MentionFile, Review, Section, Sources
from kg.sources.citations.besidekeys import STYLES, find_names_beside_keys
from kg.sources.citations.codes import pattern_of
from kg.sources.citations.faults import fault_of_citation, fault_of_stray, name_codes
from kg.sources.citations.finding import find_citations, sources_printed
from kg.sources.citations.found import Citation
from kg.sources.citations.leading import lead_citations
from kg.sources.citations.notes import find_notes
from kg.sources.citations.textreferences import find_section_printing
from kg.sources.citations.works import Works, read_works
from kg.sources.latex.definitions import begin_of_document
from kg.sources.places.sections import find_section
from kg.sources.places.text import HeldText


@dataclass(frozen=True, slots=True)
class Matching:
    """What is found in a text beside what is entered, by place.

    `pairs` are citations with their mentions; `open` are citations that nobody entered or excluded,
    and `doubtful` those of them that may be none; `stray` are mentions where nothing is found.
    """

    pairs: tuple[tuple[Citation, Mention], ...]
    open: tuple[Citation, ...]
    doubtful: tuple[Citation, ...]
    excluded: tuple[Citation, ...]
    stray: tuple[Mention, ...]


def citations_of(review: Review, works: Works, held: HeldText) -> list[Citation]:
    """Return every citation of the body of a text, and what defines a key anywhere in it."""
    if review.codes is None:
        return []
    text = held.text
    whole = find_citations(text, review.codes, works)
    if not review.codes.is_own:
        whole = lead_citations(whole, held.cited, works, text)
    if review.codes.style in STYLES:
        whole = [*whole, *find_names_beside_keys(text, works, whole)]
    body, notes = body_of(review, text), find_notes(text)
    return [
        one
        for one in sorted(whole, key=lambda one: (one.start, one.end))
        if one.role == "defines"
        or body[0] <= one.start < body[1]
        or notes.belongs(one.start, body)  # notes often stand at the very end
    ]


def body_of(review: Review, text: str) -> tuple[int, int]:
    """Return where the body of a text begins and ends, in code points."""
    starts = {one.id: one.span.start for one in review.sections if one.span is not None}
    if review.codes is None:
        return 0, len(text)
    first, last = review.codes.first_section or "", review.codes.last_section or ""
    return starts.get(first, begin_of_document(text)), starts.get(last, len(text))


def scheme_of(review: Review) -> CodeScheme:
    """Return how a review cites; raise UsageError where it does not say."""
    if review.codes is None:
        message = "data/review.yaml does not say how the review cites"
        raise UsageError(f"{message}; add codes: {{style: …}} (CONTRIBUTING.md has the styles)")
    return review.codes


def match_mentions(citations: Iterable[Citation], file: MentionFile, text: str) -> Matching:
    """Pair citations with the mentions entered at their places, by what they mean."""
    pairs, left, stray = _pair_by_place(citations, file.mentions)
    tokens = {item.token for item in file.exclusions}
    out = {one for one in left if not tokens.isdisjoint(_tokens_of(one, text))}
    still = [one for one in left if one not in out]
    return Matching(
        tuple(pairs),
        tuple(one for one in still if one.sure),
        tuple(one for one in still if not one.sure),
        tuple(one for one in left if one in out),
        tuple(stray),
    )


def _tokens_of(citation: Citation, text: str) -> tuple[str, str]:
    """Return what an exclusion can name a citation by: itself, or the bracket that it stands in."""
    return citation.printed, text[slice(*citation.group)]


def _pair_by_place(
    citations: Iterable[Citation], mentions: Iterable[Mention]
) -> tuple[list[tuple[Citation, Mention]], list[Citation], list[Mention]]:
    """Return pairs, the citations without a mention and the mentions without a citation."""
    entered: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.span is not None:  # what stands on a page is looked for in no text
            entered.setdefault(mention.span.start, []).append(mention)
    found: dict[int, list[Citation]] = {}
    for citation in citations:
        if citation.role == "cites":
            found.setdefault(citation.start, []).append(citation)
    pairs: list[tuple[Citation, Mention]] = []
    left: list[Citation] = []
    for start, standing in found.items():
        here, waiting = standing, entered.pop(start, [])
        # Of a range all stand at one place: each takes the mention of what it means, if one does.
        for by_source in (True, False):
            rest: list[Citation] = []
            for citation in here:
                fits = (one for one in waiting if not by_source or one.source in citation.sources)
                taken = next(fits, None)
                if taken is None:
                    rest.append(citation)
                else:
                    waiting.remove(taken)
                    pairs.append((citation, taken))
            here = rest
        left += here
        if waiting:
            entered[start] = waiting
    return pairs, left, [mention for stray in entered.values() for mention in stray]


def verify_mentions(sources: Sources, text: HeldText) -> Iterator[Problem]:
    """Yield a problem for each citation of the body that is not entered, and each one misread."""
    scheme = sources.review.codes
    if scheme is None:
        if sources.mentions.mentions:
            message = "citations are entered, but not how the review cites; add codes: {style: …}"
            yield Problem(Location("data/review.yaml"), "TXT011", message)
        return
    works = read_works(sources.references, sources.identifiers)
    citations = citations_of(sources.review, works, text)
    matching = match_mentions(citations, sources.mentions, text.text)
    for citation in matching.open:
        yield Problem(text.place(citation.start), "TXT011", fault_of_citation(citation, scheme))
    yield from (fault_of_stray(one, text) for one in matching.stray)
    for citation, mention in matching.pairs:
        yield from _check_reading(mention, citation, scheme, text)
        yield from _check_section(mention, sources.review.sections, text)
    yield from _check_printed(sources.mentions.mentions, scheme, text)
    tokens = {token for one in citations for token in _tokens_of(one, text.text)}
    for token in sorted({item.token for item in sources.mentions.exclusions} - tokens):
        message = f"the exclusion '{token}' never occurs; remove it"
        yield Problem(Location(text.shown), "TXT013", message)


def check_mentions(sources: Sources, known: Mapping[str, Sequence[Location]]) -> Iterator[Problem]:
    """Yield a problem for each mention whose printed words lead to another reference.

    Whether the words stand in the text only `kg verify` can tell. The codes of a review's own are
    compared in the graph (`queries/checks/mention-code-without-erratum.rq`).
    """
    scheme = sources.review.codes
    if scheme is None or scheme.is_own or not sources.mentions.mentions:
        return
    works = read_works(sources.references, sources.identifiers)
    mentions = [one for one in sources.mentions.mentions if one.erratum is None]
    found = sources_printed((one.scanned or one.printed for one in mentions), scheme, works)
    for mention in mentions:
        meant = found[mention.scanned or mention.printed]
        if meant and mention.source not in meant:
            message = (
                f"this citation prints {mention.printed}, which leads to {name_codes(meant)}, and "
                f"means {mention.source}; mend it, or name the erratum that explains it"
            )
            yield Problem(min(known[mention.path]), "MEN001", message)


def _check_printed(
    mentions: Iterable[Mention], scheme: CodeScheme, text: HeldText
) -> Iterator[Problem]:
    """Yield a problem for each mention whose printed code is not one as the review prints them."""
    if scheme.printed is None:
        return
    pattern = pattern_of(scheme.printed)
    for mention in mentions:
        if mention.span is not None and not pattern.fits(mention.printed):
            message = f"{mention.path}: '{mention.printed}' is no code as codes.printed says"
            yield Problem(text.place(mention.span.start), "TXT016", message)


def _check_reading(
    mention: Mention, citation: Citation, scheme: CodeScheme, text: HeldText
) -> Iterator[Problem]:
    place, token = text.place(mention.passage.start), citation.printed
    if token != (mention.scanned or mention.printed):
        wanted = mention.scanned or mention.printed
        message = f"{mention.path}: '{token}' stands here, not '{wanted}'"
        yield Problem(place, "TXT014", message)
    elif scheme.is_own:
        if citation.key != mention.printed:
            message = f"{mention.path}: '{token}' reads as {citation.key}, not {mention.printed}"
            yield Problem(place, "TXT015", message)
    elif not (mention.source in citation.sources or citation.guess or mention.erratum):
        # What leads nowhere is known to the one who entered it.
        meant = name_codes(citation.sources)
        if meant:
            message = (
                f"{mention.path}: '{token}' leads to {meant}, not {mention.source}; "
                "mend its source, or name the erratum that explains it"
            )
            yield Problem(place, "TXT015", message)


def _check_section(
    mention: Mention, sections: Sequence[Section], text: HeldText
) -> Iterator[Problem]:
    """Yield a problem where what stands above all sections is printed in another than is entered.

    What stands in a section is held against it in the graph (`record-outside-section.rq`).
    """
    place = mention.passage.start
    if find_section(sections, place) is not None:
        return
    printed = find_section_printing(sections, text.text, place)
    if printed is not None and printed.id == mention.section:
        return
    where = f"is printed in '{printed.id}'" if printed else "stands above the first section"
    message = f"{mention.path}: this {where}, not in '{mention.section}'; mend its section"
    yield Problem(text.place(place), "TXT027", message)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a section holds: citations in the text, those entered or excluded, and claims."""

    section: Section
    citations: int
    mentions: int
    excluded: int
    claims: int


def coverage_by_section(sources: Sources, text: HeldText) -> list[Coverage]:
    """Count citations, mentions, exclusions and claims for each section, its own text only.

    What stands on a page is in no text, and so is not counted.
    """
    outline = [(one, one.span.start) for one in sources.review.sections if one.span is not None]
    sections, starts = [one for one, _ in outline], [start for _, start in outline]
    rows = [[0, 0, 0, 0] for _ in sections]
    works = read_works(sources.references, sources.identifiers)
    citations = citations_of(sources.review, works, text)
    matching = match_mentions(citations, sources.mentions, text.text)
    cited = [*(citation for citation, _ in matching.pairs), *matching.open, *matching.excluded]
    places = (
        [one.start for one in cited],
        [one.span.start for one in sources.mentions.mentions if one.span is not None],
        [one.start for one in matching.excluded],
        [
            claim.span.start
            for file in sources.claims
            for claim in file.claims
            if claim.span is not None
        ],
    )
    for column, found in enumerate(places):
        for start in found if rows else ():
            # What stands before the first section counts with it.
            rows[max(bisect_right(starts, start) - 1, 0)][column] += 1
    return [Coverage(section, *row) for section, row in zip(sections, rows, strict=True)]
