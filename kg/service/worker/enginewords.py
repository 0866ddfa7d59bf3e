"""What another engine says when it refuses or fails, in words for a person, its own behind them.

Engines say it in many ways: with a status and a line of text, with a page, or with nothing.
"""

from __future__ import annotations

import html
import json
import re

from kg.service.worker.evaluation import INVALID

LONGEST_SAID = 300
_PAGE = re.compile(r"(?i)<(?:!doctype|html|head|body|title|div|pre|p|h[1-6])(?: [^>]*)?>")
_TAGS = re.compile(r"(?is)<(script|style|head)\b.*?</\1>|<[a-z!/][^>]*>")
# Virtuoso says the whole query again.
_ECHO = re.compile(r"\bSPARQL query:.*", re.DOTALL)
_TAIL = re.compile(r"[\[{,}\]]([^\[\]{},\"]*[^\W\d_]{2}[^\[\]{}\"]*)\Z")
_TEXT = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_CUT_SHORT = re.compile(r"\b(time[d ]*out|time limit|execution time|cancell?ed)\b", re.IGNORECASE)

_REASONS = {
    401: "it wants a name and a password, or others than it was given",
    403: "it does not allow this",
    404: "it has nothing at this address",
    405: "it does not take this at this address",
    413: "it takes no more at once",
    429: "it is asked too often",
    507: "it has no room left",
}
# Where services put what they have to say, in JSON.
_MESSAGES = ("message", "detail", "error", "title")
_GATEWAYS = frozenset({502, 503, 504})


def clean_words(body: bytes) -> str:
    """Return what an engine says in a line: without the marks of a page, and without the query."""
    text = _take_message(body) or body.decode("utf-8", "replace")
    if _PAGE.search(text):  # else what stands between such brackets is an IRI
        text = html.unescape(_TAGS.sub(" ", text))
    text = " ".join(_ECHO.sub("", text).split())
    return text if len(text) <= LONGEST_SAID else f"{text[:LONGEST_SAID]}…"


def _take_message(body: bytes) -> str:
    """Return what is said in a refusal that is an object in JSON; "" for another one."""
    try:
        told = json.loads(body) if body.lstrip()[:1] == b"{" else None
    except ValueError:
        return ""
    said = (told.get(name) for name in _MESSAGES) if isinstance(told, dict) else ()
    return next((text for text in said if isinstance(text, str) and text), "")


def tell_refusal(status: int, body: bytes) -> str:
    """Return why an engine did not do what it was asked, in words, and its own behind them."""
    said = clean_words(body)
    if is_cut_short(status, said):
        why = "it ended the work at its own limit of time"
    elif status in _REASONS:
        why = _REASONS[status]
    elif status in _GATEWAYS:
        why = "it is not ready, or what stands before it cannot reach it"
    else:
        why = "it failed" if status >= 500 else "it refused what was asked"  # noqa: PLR2004
    return f"{why} (status {status})" + (f", and says: {said}" if said else ", and says no more")


def is_of_query(status: int) -> bool:
    """Say whether an engine refuses because of the query, and not because of who asks, or how."""
    return 400 <= status < 500 and status not in _REASONS and status != 408  # noqa: PLR2004


def is_cut_short(status: int, said: str) -> bool:
    """Say whether an engine ended the work because it took too long."""
    return status == 408 or (status >= 500 and _CUT_SHORT.search(said) is not None)  # noqa: PLR2004


def tell_broken(body: bytes) -> tuple[str, str]:
    """Return the slug of the problem that an answer is which is not valid, and what is wrong."""
    said = find_last_words(body)
    if not said:
        return "engine", INVALID
    slug = "timeout" if _CUT_SHORT.search(said) else "engine"
    return slug, f"The engine broke off its answer, and says: {said}"


def find_last_words(body: bytes) -> str:
    """Return what an engine says behind an answer that it broke off; "" for nothing.

    Oxigraph's server has begun its answer by the time that it meets a limit.
    """
    # Without its texts, in which anything may stand; in one that is not ended it stands still.
    rest = _TEXT.sub("0", body.decode("utf-8", "replace")).rstrip()
    found = None if '"' in rest else _TAIL.search(rest)
    return " ".join(found[1].split())[:LONGEST_SAID] if found else ""
