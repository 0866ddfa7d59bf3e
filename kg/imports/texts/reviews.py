"""`data/review.yaml`, edited in place: what an import knows of the text, and nothing else.

Comments and order are an author's own, so that lines are replaced, not a file written anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.imports.texts.documents import Document
from kg.imports.texts.outline import DraftSection, find_list_section, quote, slugify
from kg.model.review import UNTITLED
from kg.sources.yaml.yamlfile import parse_yaml

# What an author has to say where the text has not said it of itself.
ASKED = (
    "title", "creators", "publisher", "year", "rights", "summary", "caution", "limits", "codes",
    "evidence_classes",
)  # fmt: skip
# Of that, what a review may not have.
MAY_BE_MISSING = frozenset({"codes", "evidence_classes"})
# What the example says of itself and the text does not: it would stand on each page of a draft.
_STAND_INS = {
    "title": UNTITLED,
    "creators": "[]",
    "year": "null",
    "summary": "What this review says, and what it rests on.",
    "caution": "This is one review.",
    "rights": "Whose the text is has not been said here yet.",
}
_NOT_SAID = "  # still to be said\n"
_TAKEN_OUT = {
    "publisher": "# publisher: who published the review, if somebody did\n",
    "limits": "# limits: what it has not looked at or judged, if it says so\n",
}

_CLASSES_ARE_SHOWN = """\
# Its kinds of evidence, if it sorts its references into some: example/data/review.yaml shows how
# evidence_classes are written. Without them no reference needs a class.
"""


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """What stands in a review's file, as far as an import has to know it."""

    content: str
    text_file: str
    sha256: str
    licence: str
    sections: frozenset[str]

    @classmethod
    def of(cls, content: str) -> ReviewFile | None:
        """Return it, or None where it cannot be read or names no text."""
        value = parse_yaml(content, "").value
        held = value.get("text") if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(held, dict):
            return None
        outline = value.get("sections")
        found = outline if isinstance(outline, list) else []
        names = [one.get("id") for one in found if isinstance(one, dict)]
        return cls(
            content,
            text_file=str(held.get("file") or ""),
            sha256=str(held.get("sha256") or ""),
            licence=str(held.get("licence") or ""),
            sections=frozenset(map(str, names)),
        )


def fit_review(
    review: ReviewFile, sections: Sequence[DraftSection], digest: str, pages: Sequence[str] = ()
) -> str:
    """Return the file with the digest and pages of the text, and where the body begins and ends."""
    content = review.content.replace(review.sha256, digest) if review.sha256 else review.content
    content = _set_pages(content, pages)
    names = {one.id for one in sections}
    content = _set_link(content, "first_section", "", names)
    lists = find_list_section(sections) or ""
    content = _set_link(content, "last_section", lists, names)
    codes = block_of(content, "codes")
    if not lists or not codes.startswith("codes:\n") or "last_section:" in codes:
        return content
    return content.replace(codes, f"{codes}  last_section: {lists}\n", 1)


def _set_pages(content: str, pages: Sequence[str]) -> str:
    """Say how the pages of the text are numbered, or leave it where it is said already."""
    text = block_of(content, "text")
    digest = re.search(r"(?m)^(?P<indent>[ ]+)sha256:.*\n", text)
    if not pages or digest is None or re.search(r"(?m)^[ ]+pages:", text):
        return content
    line = f"{digest['indent']}pages: [{', '.join(pages)}]\n"
    return content.replace(text, text.replace(digest[0], digest[0] + line, 1), 1)


def _set_link(content: str, field: str, section: str, names: set[str]) -> str:
    """Have a field name a section, or be gone, unless it names one that there is."""
    match = re.search(rf"(?m)^[ \t]+{field}:[ \t]*([a-z0-9-]+)[ \t]*\n", content)
    if match is None or match[1] in names:
        return content
    line = match[0].replace(match[1], section) if section else ""
    return content.replace(match[0], line, 1)


def replace_example(content: str, example: str, document: Document) -> str:
    """Return the file with what the document says of itself wherever the example still speaks.

    What neither says is left to be said, so that no word of the example stands for the review.
    """
    # First: what the document says, and the example too, would be taken for the example's.
    content = _without_claims(content, example)
    said = {
        "id": slugify(document.title),
        "title": quote(document.title) if document.title else "",
        "creators": f"[{', '.join(map(quote, document.authors))}]" if document.authors else "",
        "year": document.date,
    }
    for field, value in said.items():
        before = block_of(content, field)
        unsaid = before == block_of(example, field) or before.endswith(_NOT_SAID)
        if value and before and unsaid:
            content = content.replace(before, f"{field}: {value}\n", 1)
    title = block_of(content, "title")
    if document.subtitle and title and not block_of(content, "subtitle"):
        content = content.replace(title, f"{title}subtitle: {quote(document.subtitle)}\n", 1)
    codes = block_of(content, "codes")
    if document.style and codes == block_of(example, "codes"):
        content = content.replace(codes, f"codes:\n  style: {document.style}\n", 1)
    outline = block_of(content, "sections")
    return content.replace(outline, "") if outline == block_of(example, "sections") else content


def _without_claims(content: str, example: str) -> str:
    """Return the file without what the example says of itself, which is true of no other review."""
    instead = {field: f"{field}: {words}{_NOT_SAID}" for field, words in _STAND_INS.items()}
    for field, line in (instead | _TAKEN_OUT).items():
        before = block_of(example, field)
        if before and before == block_of(content, field):
            content = content.replace(before, line, 1)
    return content


def without_classes(content: str, example: str) -> str:
    """Return the file without the example's kinds of evidence, which are no other review's."""
    classes = block_of(example, "evidence_classes")
    if classes != block_of(content, "evidence_classes"):
        return content
    return content.replace(classes, _CLASSES_ARE_SHOWN)


def find_unsaid(content: str, example: str) -> list[str]:
    """Return the fields in which a review still says what the example says, or nothing yet."""
    examples = {field: block_of(example, field) for field in ASKED}
    blocks = {field: block_of(content, field) for field in ASKED}
    return [
        field
        for field, text in blocks.items()
        if text.endswith(_NOT_SAID) or (text == examples[field] != "" and field not in _STAND_INS)
    ]


def block_of(content: str, field: str) -> str:
    """Return a field of the file with all that is indented below it, or "" where it is missing."""
    match = re.search(rf"(?m)^{field}:.*\n(?:[ \t]+.*\n|- .*\n|[ \t]*\n(?=[ \t-]))*", content)
    return match[0] if match else ""
