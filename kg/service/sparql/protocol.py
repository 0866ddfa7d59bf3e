"""The SPARQL 1.1 Protocol: a request in, a query and its dataset out.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.message import Message
from functools import lru_cache
from urllib.parse import unquote_to_bytes

import msgspec
from pyoxigraph import NamedNode

from kg.service.http.limits import Limits
from kg.service.http.problems import ProblemError
from kg.service.http.requests import Request
from kg.service.sparql.tokens import LONGEST_HEAD, MOST_HEADS

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
# Far more graphs than anybody names, and few enough to be decoded in no time.
MOST_FIELDS = 200
BRACE = b"%7B"
# Parameters of updates, each with the one that a query has in its place.
_OF_UPDATES = {
    "using-graph-uri": "default-graph-uri",
    "using-named-graph-uri": "named-graph-uri",
}

Fields = dict[str, list[str]]


class Operation(msgspec.Struct, frozen=True):
    """A query as asked for, by the protocol or at an address of ours that stands for one.

    A worker's job is made of it when its format has been chosen (`kg.service.answers.querying`).
    """

    query: str
    deadline: float
    format: str = ""
    """The name asked for in `format=`; "" leaves it to the Accept header."""
    default_graphs: list[str] | None = None
    """The graphs that make up the default graph; None leaves it to the query."""
    named_graphs: list[str] | None = None
    bindings: Mapping[str, str] = {}
    """Variables bound to terms, each written as in N-Triples."""
    title: str = ""
    """Heading of an HTML page."""
    links: Mapping[str, str] = {}
    """Format name to address of the same answer in that format; empty for a link to /sparql."""
    remarks: Sequence[str] = ()
    """What whoever asked should know of the request, beside the answer."""


def parse_fields(data: bytes) -> Fields:
    """Decode `a=b&c=d` once, as UTF-8, keeping order and repetitions.

    Returns the values of each name in their order; raises ProblemError for too many or for bytes
    that are not UTF-8.
    """
    fields: Fields = {}
    pieces = data.split(b"&")
    if len(pieces) > MOST_FIELDS:
        raise ProblemError("bad-request", f"More than {MOST_FIELDS} parameters.")
    try:
        for piece in pieces:
            if piece:
                # A plus is a blank, an escaped plus is none: so before escapes are decoded.
                name, _, value = piece.replace(b"+", b" ").partition(b"=")
                fields.setdefault(decode(name), []).append(decode(value))
    except UnicodeDecodeError:
        raise ProblemError("not-utf-8", "The parameters are not percent-encoded UTF-8.") from None
    return fields


def decode(data: bytes) -> str:
    """Decode percent escapes and UTF-8; raise UnicodeDecodeError where it is none.

    What stands before the first brace of a query is alike in many, and remembered.
    """
    head, brace, rest = data.partition(BRACE)
    if not brace or len(head) > LONGEST_HEAD:
        return unquote(data).decode()
    return f"{_decode_head(head)}{{{unquote(rest).decode()}"


@lru_cache(maxsize=MOST_HEADS)
def _decode_head(head: bytes) -> str:
    return unquote(head).decode()


def unquote(data: bytes) -> bytes:
    """Decode percent escapes like urllib's `unquote_to_bytes`, but in a fifth of the time.

    As Python's own escapes they are decoded by one call in C; what holds a broken escape is left to
    urllib.
    """
    if b"%" not in data:
        return data
    # Its own backslashes are hidden first, or they would be taken for escapes.
    escaped = data.replace(b"\\", b"\\x5c").replace(b"%", b"\\x")
    try:
        return escaped.decode("unicode_escape").encode("latin-1")
    except UnicodeDecodeError:
        return unquote_to_bytes(data)


BYTE_ORDER_MARK = "\ufeff"


def read_query_string(request: Request, limits: Limits) -> Fields:
    """Read the parameters of the URL.

    Raises ProblemError where it is too long or cannot be decoded.
    """
    if len(request.query_string) > limits.query_bytes:
        detail = f"The query part of the URL is longer than {limits.query_bytes} bytes."
        raise ProblemError("url-too-long", detail)
    return parse_fields(request.query_string)


def check_content_type(request: Request) -> str:
    """Return the media type of a POST body; refuse other types, charsets and codings."""
    message = Message()
    message["content-type"] = request.header(b"content-type")
    media_type = message.get_content_type() if request.header(b"content-type") else ""
    if media_type == UPDATE:
        raise ProblemError("update-refused", "SPARQL Update is not offered.")
    # The protocol knows no other (2.1); what a query in JSON means would be our own guess.
    if media_type not in (FORM, QUERY):
        raise ProblemError("media-type", "The Content-Type is neither form nor query.")
    # SPARQL is Unicode in UTF-8 (protocol, 2.1.4); a guess would answer another question.
    if (message.get_content_charset() or "utf-8") not in ("utf-8", "utf8", "us-ascii"):
        raise ProblemError("media-type", "The charset of the body is not UTF-8.")
    if request.header(b"content-encoding") not in ("", "identity"):
        raise ProblemError("media-type", "Compressed bodies are not read.")
    return media_type


def merge_body(fields: Fields, media_type: str, body: bytes) -> Fields:
    """Merge the parameters of the URL with those of a POST body.

    Raises ProblemError for a query in both places, or one that is not UTF-8.
    """
    if media_type == QUERY:
        if "query" in fields:
            raise ProblemError("bad-request", "There is a query in the URL and one in the body.")
        try:
            return fields | {"query": [body.decode("utf-8")]}
        except UnicodeDecodeError:
            raise ProblemError("not-utf-8", "The query is not UTF-8.") from None
    posted = parse_fields(body)
    return {
        name: fields.get(name, []) + posted.get(name, [])
        for name in dict.fromkeys([*fields, *posted])
    }


def make_operation(fields: Mapping[str, Sequence[str]], limits: Limits) -> Operation:
    """Make the operation of a request's parameters; strangers among them are let be.

    Raises ProblemError for an update, for no query, and for what is given twice or not readable.
    """
    if "update" in fields:
        raise ProblemError("update-refused", "SPARQL Update is not offered.")
    query = take_single(fields, "query")
    if query is None:
        raise ProblemError("bad-request", "The parameter query is missing.")
    return Operation(
        # Editors put this mark before what they save, and it is no letter of the query.
        query=query.removeprefix(BYTE_ORDER_MARK),
        default_graphs=_take_graphs(fields, "default-graph-uri"),
        named_graphs=_take_graphs(fields, "named-graph-uri"),
        format=next(iter(fields.get("format", [])), ""),
        deadline=read_deadline(take_single(fields, "timeout"), limits),
        remarks=[
            f"{name} is for updates, and was not looked at; name graphs of a query by {other}"
            for name, other in _OF_UPDATES.items()
            if any(fields.get(name, ()))
        ],
    )


def take_single(fields: Mapping[str, Sequence[str]], name: str) -> str | None:
    """Take a parameter that may be given once only.

    Returns None where it is not given; raises ProblemError where it is given again.
    """
    values = fields.get(name, [])
    if len(values) > 1:
        raise ProblemError("bad-request", f"The parameter {name} is given more than once.")
    return values[0] if values else None


def read_deadline(text: str | None, limits: Limits) -> float:
    """Read `timeout=` in seconds; it can lower the deadline, never raise it."""
    if not text:
        return limits.deadline
    try:
        wanted = float(text)
    except ValueError:
        raise ProblemError("bad-request", "timeout is a number of seconds.") from None
    # So written, NaN is refused too: it is neither above nor below anything.
    if not wanted > 0:
        raise ProblemError("bad-request", "timeout is a number of seconds above 0.")
    return min(wanted, limits.deadline)


def _take_graphs(fields: Mapping[str, Sequence[str]], name: str) -> list[str] | None:
    """Take the graphs of a parameter; forms send an empty one where nothing was filled in."""
    if name not in fields:
        return None
    graphs = list(filter(None, fields[name]))
    if not all(map(is_iri, graphs)):
        raise ProblemError("bad-request", f"{name} must be an absolute IRI.")
    return graphs or None


def is_iri(text: str) -> bool:
    """Tell whether a text is an absolute IRI, as the engine reads one.

    What it does not read, as `http://e/%`, would make a query of ours one that cannot be read.
    """
    try:
        NamedNode(text)
    except ValueError:  # also of letters that are none, such as half of a pair
        return False
    return True
