"""Where a record stands in the review: at a passage of its text, on pages of its print, or both."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from kg.model.base import Record, Sha256, ShortDigest
from kg.model.marks import Aside

# A page as it is printed: 12, xiv, S4, e1003, 3.12. A dash is for ranges.
_LABEL = r"[0-9A-Za-z]{1,12}(\.[0-9A-Za-z]{1,12})*"
_RANGE = rf"{_LABEL}(-{_LABEL})?"
_ROMAN = re.compile("m*(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_WORTH = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def count_of_page(label: str) -> tuple[str, int] | None:
    """Return how a page is counted (`arabic`, `roman`) and its number; None for another form."""
    if label.isdecimal():
        return "arabic", int(label)
    if not _ROMAN.fullmatch(label):
        return None
    worths = [_WORTH[letter] for letter in label.lower()]
    # A letter before a greater one is taken away from it: xiv is 10 - 1 + 5.
    following = [*worths[1:], 0]
    total = sum(
        -worth if worth < later else worth for worth, later in zip(worths, following, strict=True)
    )
    return "roman", total


def _be_text(value: object) -> object:
    """Return a page as text: YAML takes an unquoted 12 or 3.10 for a number."""
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def is_page(label: str) -> bool:
    """Say whether a label is one that a page can be named by."""
    return re.fullmatch(_LABEL, label, re.ASCII) is not None


def _be_page(text: str) -> str:
    if not is_page(text):
        message = "write one page as it is printed, such as 12 or xiv; a range goes under 'pages'"
        raise ValueError(message)
    return text


def _be_pages(text: str) -> str:
    """Return pages with a plain hyphen between them; raise ValueError where they are none."""
    pages = re.sub(r"\s*[-\u2010-\u2015]\s*", "-", text.strip())
    if not re.fullmatch(_RANGE, pages, re.ASCII):
        raise ValueError("write the first and the last page as they are printed, such as 12-14")
    first, _, last = pages.partition("-")
    counts = count_of_page(first), count_of_page(last or first)
    if counts[0] and counts[1] and counts[0][0] == counts[1][0] and counts[0][1] > counts[1][1]:
        raise ValueError(f"page {last} comes before page {first}; write both in full: 112-114")
    return pages


def _be_the_only_one(pages: str | None, info: ValidationInfo) -> str | None:
    if pages is not None and info.data.get("page") is not None:
        raise PydanticCustomError("value_error", "give 'page' or 'pages', not both")
    return pages


PrintedPage = Annotated[
    str,
    BeforeValidator(_be_text),
    AfterValidator(_be_page),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{_LABEL}$", "minimum": 0}),
]
PrintedPages = Annotated[
    str,
    BeforeValidator(_be_text),
    AfterValidator(_be_pages),
    # An editor is told less than we check: it knows nothing of what comes first.
    WithJsonSchema({"type": ["string", "integer"], "minimum": 0}),
]
PagesBesidePage = Annotated[PrintedPages | None, AfterValidator(_be_the_only_one)]


class Span(Record):
    """A passage of the source text: code points from `start` up to, not including, `end`."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    sha256: Annotated[Sha256, Field(description="SHA-256 of the passage, encoded as UTF-8")]
    # By them a passage is found again in a text that was edited, without a word of it kept here.
    before: Annotated[
        ShortDigest | None,
        Field(description="start of the SHA-256 of the four words before it"),
        Aside(),
    ] = None
    after: Annotated[
        ShortDigest | None,
        Field(description="start of the SHA-256 of the four words after it"),
        Aside(),
    ] = None

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.end <= self.start:
            raise ValueError("the span ends before it starts")
        return self


class Placed(Record):
    """A record that may say where it stands. Only a span can be proved against a text."""

    page: Annotated[
        PrintedPage | None,
        Field(description="the printed page that it stands on: 12, xiv"),
    ] = None
    pages: Annotated[
        PagesBesidePage,
        Field(description="the printed pages that it stands on, if they are several: 12-14"),
    ] = None
    span: Span | None = None

    @property
    def printed_pages(self) -> str | None:
        """Return the page or pages, as they are given."""
        return self.page or self.pages

    @property
    def has_place(self) -> bool:
        """Tell whether it says where it stands."""
        return self.span is not None or self.printed_pages is not None

    @property
    def passage(self) -> Span:
        """Return its span; raise ValueError where it has none."""
        if self.span is None:
            raise ValueError("this record stands on a page, and has no span")
        return self.span


def stand_somewhere(span: Span | None, info: ValidationInfo) -> Span | None:
    """Return a span, which may be missing where a page is given; else say that it is missing."""
    # What is wrong with a page is told there, and is no want of a place.
    told = "page" in info.data and "pages" in info.data
    if span is None and told and info.data["page"] is None and info.data["pages"] is None:
        raise PydanticKnownError("missing")
    return span


# For a class that says it of itself: a missing span is judged with the pages, which come first.
SpanOrPage = Annotated[Span | None, Field(validate_default=True), AfterValidator(stand_somewhere)]
# The same in the words of JSON Schema.
NEEDS_PLACE = ConfigDict(
    json_schema_extra={"anyOf": [{"required": [name]} for name in ("span", "page", "pages")]}
)


class Anchored(Placed):
    """A record that says where it stands, by a span or by pages."""

    model_config = NEEDS_PLACE

    span: SpanOrPage = None
