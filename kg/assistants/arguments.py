"""What an assistant asks with → values that are known to be harmless, or a sentence that refuses.

The models are the schemas that assistants are shown, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

import pyoxigraph as ox
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from kg.errors import KgError, shorten_text
from kg.service.http.limits import KIB
from kg.service.sparql.protocol import is_iri

LONGEST_NAME = 2000
LONGEST_WORDS = 500
LONGEST_QUERY = 64 * KIB
MOST_HITS = 50
MOST_TIPS = 1_000_000
# A record's path below the base of the data, such as `tips/12` or `claims/x#span`.
_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/#-]{0,199}")
_LAYOUT = "\n\r\t"
# Persian and Indian words are written with them.
_JOINERS = "\u200c\u200d"


class Refusal(KgError):
    """What was asked has no answer; the text says why in a sentence, and what to do."""


def _check_plain(text: str) -> str:
    """Return a text of one line without characters that show nothing or turn what is shown."""
    stranger = next(filter(_is_strange, text), None)
    if stranger is not None:
        raise PydanticCustomError("unprintable", "{code}", {"code": f"U+{ord(stranger):04X}"})
    return text


def _is_strange(char: str) -> bool:
    """Say whether a character is a control, turns the direction, or ends a line or paragraph."""
    kind = unicodedata.category(char)
    return (kind[0] == "C" and char not in _JOINERS) or kind in ("Zl", "Zp")


def _check_filled(text: str) -> str:
    """Return a text that is more than blanks, which find nothing."""
    if not text.strip():
        raise PydanticCustomError("string_too_short", "blank")
    return text


def _check_layout(text: str) -> str:
    """Return a text of several lines; refuse as `_check_plain` does."""
    _check_plain(text.translate({ord(char): " " for char in _LAYOUT}))
    return text


Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), AfterValidator(_check_plain)]
Words = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST_WORDS),
    AfterValidator(_check_plain),
    AfterValidator(_check_filled),
]
QueryText = Annotated[
    str, Field(min_length=1, max_length=LONGEST_QUERY), AfterValidator(_check_layout)
]
Kind = Literal[
    "tip", "theme", "debate", "concept", "implication", "section", "claim", "table", "study",
    "source", "tool", "page", "entry",
]  # fmt: skip


class Arguments(BaseModel):
    """What one tool is asked with: closed, and nothing is turned into what it is not."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SearchArguments(Arguments):
    """What to look for."""

    words: Words = Field(description="words to look for, as people type them")
    kind: Kind | None = Field(default=None, description="only records of this kind")
    most: int = Field(
        default=10, ge=1, le=MOST_HITS, description=f"how many hits at most (1 to {MOST_HITS})"
    )


class RecordArguments(Arguments):
    """Which record."""

    record: Name = Field(description="the IRI of a record, or its path such as tips/12")


class TipArguments(Arguments):
    """Which tip."""

    tip: Annotated[int, Field(ge=0, le=MOST_TIPS)] | Name = Field(
        description="the number of a tip, or its IRI"
    )


class DebateArguments(Arguments):
    """Which debate."""

    debate: Name = Field(description="the IRI of a debate, or its path such as debates/some-name")


class WorkArguments(Arguments):
    """Which work."""

    work: Name = Field(
        description="the code that a review cites the work by, its DOI, ISBN or PubMed number, "
        "or the IRI of a source"
    )


class SparqlArguments(Arguments):
    """Which query."""

    query: QueryText = Field(
        description="a SPARQL 1.1 query (SELECT, ASK, CONSTRUCT, DESCRIBE) with its prefixes"
    )


Some = TypeVar("Some", bound=Arguments)


def read_arguments(model: type[Some], given: Mapping[str, object] | None) -> Some:
    """Read the arguments of a tool; raise Refusal with one sentence where they will not do."""
    try:
        return model.model_validate(dict(given or {}))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise Refusal(_say_fault(model, first)) from None


def _say_fault(model: type[Arguments], fault: ErrorDetails) -> str:
    """Say in a sentence what is wrong with an argument."""
    name, limits = str(fault["loc"][0]), fault.get("ctx", {})
    field = model.model_fields.get(name)
    if fault["type"] == "literal_error":
        return f"There is no {name} of that name; the argument {name} is {limits['expected']}."
    if field is None:
        known = ", ".join(model.model_fields)
        return f"There is no argument '{quote_plainly(name)}'; the arguments are: {known}."
    what = field.description
    said = {
        "missing": f"The argument {name} is missing; it is {what}.",
        "string_too_long": f"The argument {name} is longer than {limits.get('max_length')} "
        "characters; write a shorter one.",
        "string_too_short": f"The argument {name} is empty; it is {what}.",
        "unprintable": f"The argument {name} holds a character that does not print "
        f"({fault['msg']}); leave it out.",
    }
    return said.get(fault["type"], f"The argument {name} will not do; it is {what}.")


def quote_plainly(text: str) -> str:
    """Return the beginning of a stranger's text, without what would spoil a line."""
    return "".join(char if char.isprintable() else "?" for char in shorten_text(text))


def make_iri(name: str, base: str, folder: str = "") -> ox.NamedNode:
    """Make the IRI of a record that is named by IRI or path; `folder` is of a name without one.

    Raises Refusal where it can be neither, as of a path that climbs.
    """
    if is_iri(name) and "/" in name:
        return ox.NamedNode(name)
    path = name if "/" in name or not folder else f"{folder}/{name}"
    if _PATH.fullmatch(path) and not {"", ".", ".."} & set(path.split("/")):
        return ox.NamedNode(base + path)
    like = "tips/1" if folder in {"", "tips"} else f"{folder}/some-name"
    raise Refusal(
        f"'{quote_plainly(name)}' is no name of a record; give an IRI, or a path such as {like}."
    )
