"""What must be said beside an answer: of the reviews, and of what the answer holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.assistants.answers import Claim, Evidence, Review, Source
from kg.assistants.asking import Asker
from kg.graph.queries import Row

OWN_WORDS = (
    "What claims say is told in the curators' words. The passage tells where the text says it."
)
MARKED = "Tell the marks of a claim wherever you tell the claim, and give its IRI."
READ = (
    "A stance whose basis is 'read' is the curators' reading; one that is 'stated' stands in the "
    "text's own words."
)
NO_GRADES = "Evidence classes are kinds of source. They are no grades, and nothing here is scored."
CURATORS_CLASS = "Some sources were put into their class by the curators, and not by the review."
OTHERS = "Some of this is said by another document and not by the review."
DRAFT = "This is a draft: it is not finished and not to be published."
LISTED = (
    "That a source is listed for a tip's implication does not say that it was cited for the tip."
)


async def load_reviews(asker: Asker) -> tuple[list[Review], bool]:
    """Load the reviews of the data; return them, and whether one ranks its evidence classes."""
    rows = await asker.select("pages/review")
    reviews = {row["review"]: _make_review(row) for row in rows}
    return list(reviews.values()), any(row.get("ordered") == "true" for row in rows)


def _make_review(row: Row) -> Review:
    return Review(
        review=row["review"],
        title=row["title"],
        year=row.get("year"),
        caution=row.get("caution"),
        limits=row.get("limits"),
        text_sha256=row.get("digest"),
    )


def caveats_for(
    reviews: Sequence[Review],
    claims: Sequence[Claim],
    evidence: Sequence[Evidence],
    *,
    ranked: bool,
    draft: bool,
) -> list[str]:
    """Return what must be said beside an answer, a sentence or more each."""
    lines = [*evidence, *(line for claim in claims for line in claim.evidence)]
    sources = [line.source for line in lines if line.source is not None]
    said = [
        *(text for review in reviews for text in (review.caution, review.limits) if text),
        *(DRAFT for _ in range(draft)),
        *_caveats_of(claims, lines, sources, ranked=ranked),
    ]
    return list(dict.fromkeys(said))


def _caveats_of(
    claims: Sequence[Claim], lines: Sequence[Evidence], sources: Sequence[Source], *, ranked: bool
) -> Iterator[str]:
    """Yield what must be said of just what an answer holds."""
    if claims:
        yield OWN_WORDS
        yield MARKED
    if any(line.stance_basis == "read" for line in lines):
        yield READ
    if not ranked:
        yield NO_GRADES
    if any(source.class_given_by == "curators" for source in sources):
        yield CURATORS_CLASS
    if any(claim.said_by != "review" for claim in claims) or any(line.said for line in lines):
        yield OTHERS
