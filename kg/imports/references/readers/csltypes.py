"""Types of CSL → entry types, with a subtype where two types are one entry type."""

from __future__ import annotations

from collections.abc import Mapping

from kg.imports.references.works import Work, put_code

CSL_TYPES: Mapping[str, str] = {
    "article": "misc/preprint",
    "article-journal": "article",
    "article-magazine": "article/magazine",
    "article-newspaper": "article/newspaper",
    "bill": "legislation",
    "book": "book",
    "broadcast": "misc/broadcast",
    "chapter": "incollection",
    "classic": "book",
    "collection": "misc",
    "dataset": "dataset",
    "document": "misc",
    "entry": "inreference/entry",
    "entry-dictionary": "inreference/entry-dictionary",
    "entry-encyclopedia": "inreference",
    "event": "misc",
    "figure": "image",
    "graphic": "artwork",
    "hearing": "legislation",
    "interview": "misc/interview",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "map": "misc/map",
    "motion_picture": "movie",
    "musical_score": "music",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "personal_communication": "letter",
    "post": "online",
    "post-weblog": "online",
    "regulation": "legislation",
    "report": "report",
    "review": "review",
    "review-book": "review",
    "software": "software",
    "song": "audio",
    "speech": "misc/speech",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "legislation",
    "webpage": "online",
}


def take_code(work: Work, item: Mapping[str, object]) -> None:
    """Give a work the code that our own exports have of it beside their key."""
    ours = item.get("custom")
    put_code(work, str(ours.get("code", "")) if isinstance(ours, dict) else "")
