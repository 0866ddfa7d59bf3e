"""Accept and Accept-Encoding in, one format and one coding out (RFC 9110, section 12)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.formats import Format

# The quickest to make for its size comes first.
CODINGS = ("zstd", "br", "gzip")


class MediaRange(NamedTuple):
    """One element of an Accept header."""

    type: str
    subtype: str
    quality: float

    @property
    def precision(self) -> int:
        """How exact the range is: 0 for */*, 1 for type/*, 2 for a full type."""
        return (self.type != "*") + (self.subtype != "*")


def parse_quality(parameters: Sequence[str]) -> float:
    """Read `q=` among the parameters of an element; 1 when absent, 0 when unreadable."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                quality = float(value.strip())
            except ValueError:
                return 0.0
            return quality if 0.0 <= quality <= 1.0 else 0.0
    return 1.0


def parse_accept(header: str) -> list[MediaRange]:
    """Parse an Accept header; an empty header accepts everything."""
    ranges = []
    for element in header.split(","):
        name, *parameters = element.split(";")
        kind, slash, subtype = name.strip().lower().partition("/")
        # Some clients send a lone star, as old Java does: `*; q=.2`.
        if kind == "*" and not slash:
            subtype = "*"
        if kind and subtype:
            ranges.append(MediaRange(kind, subtype, parse_quality(parameters)))
    return ranges or [MediaRange("*", "*", 1.0)]


def rate_media_type(media_type: str, ranges: Sequence[MediaRange]) -> tuple[float, int]:
    """Return the quality the most precise matching range gives a type, and that precision."""
    kind, _, subtype = media_type.partition("/")
    best: tuple[int, float] = (-1, 0.0)
    for entry in ranges:
        if entry.type in ("*", kind) and entry.subtype in ("*", subtype):
            best = max(best, (entry.precision, entry.quality))
    return best[1], best[0]


@lru_cache(maxsize=1024)
def choose_format(header: str, offers: tuple[Format, ...]) -> tuple[Format, str] | None:
    """Choose the offer an Accept header likes best, earlier offers first among equals.

    Returns the format and the media type of it to answer with, or None when nothing fits.
    """
    ranges = parse_accept(header)
    chosen: tuple[Format, str] | None = None
    best = 0.0
    for offer in offers:
        for media_type in offer.media_types:
            quality, precision = rate_media_type(media_type, ranges)
            # A wildcard speaks of the canonical type, not of its aliases.
            aliased = media_type != offer.media_types[0] and precision < 2  # noqa: PLR2004
            if quality > best and not aliased:
                best, chosen = quality, (offer, media_type)
    return chosen


@lru_cache(maxsize=256)
def choose_coding(header: str) -> str:
    """Choose a content coding by an Accept-Encoding header; "" is none."""
    if not header:
        return ""
    qualities: dict[str, float] = {}
    for element in header.split(","):
        name, *parameters = element.split(";")
        qualities[name.strip().lower()] = parse_quality(parameters)
    default = qualities.get("*", 0.0)
    rated = [(qualities.get(coding, default), coding) for coding in CODINGS]
    quality, coding = max(rated, key=lambda pair: pair[0])
    return coding if quality > 0.0 else ""
