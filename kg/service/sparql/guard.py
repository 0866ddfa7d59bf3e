"""The checks a query passes before any engine sees it.

They are a courtesy, with clear answers, and spare the workers; what really holds is that a worker
can be killed and has no network.  A cheap test that no honest query fails comes first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import msgspec

from kg.service.http.limits import Limits
from kg.service.http.problems import ProblemError
from kg.service.sparql.tokens import find_form, scan_tokens

OPENING = {"{": "}", "(": ")", "[": "]"}
# A step of a path is a pattern of its own, which takes as long to plan.
SEPARATORS = ".;,[/"
UPDATE_FORMS = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
)
VOLATILE = frozenset(("rand", "now", "uuid", "struuid", "bnode"))
VOLATILE_NAME = re.compile(rf"\b(?:{'|'.join(sorted(VOLATILE))})\b", re.IGNORECASE)
# Each is one level more for who reads the query: a thousand of some end an engine as a whole.
STEPS = frozenset("!+-*/|&")
CLAUSES = frozenset(
    ("UNION", "OPTIONAL", "MINUS", "BIND", "FILTER", "VALUES", "GRAPH", "AS", "ASC", "DESC")
)
SORTING = frozenset(("ORDER", "GROUP", "HAVING"))
MOST_STEPS = 500
SERVICE = re.compile(r"\bSERVICE\b", re.IGNORECASE)


class Verdict(msgspec.Struct, frozen=True):
    """What the guard learnt of a query."""

    form: str
    """SELECT, ASK, CONSTRUCT or DESCRIBE; another word, or "", is a syntax error to come."""

    volatile: bool
    """Whether the same query may have another answer next time."""


def check_query(query: str, limits: Limits, allowed_services: Collection[str] = ()) -> Verdict:
    """Check a query against the limits; raise ProblemError where it fails."""
    # Bytes are what is limited; an ASCII text, as most are, need not be encoded to be measured.
    size = len(query) if query.isascii() else len(query.encode())
    if size > limits.query_bytes:
        raise ProblemError(
            "body-too-large", f"The query has {size} bytes; {limits.query_bytes} are allowed."
        )
    form = find_form(query)
    if form in UPDATE_FORMS:
        raise ProblemError("update-refused", f"{form} is an update, not a query.")
    lowered = query.lower()
    federates = "service" in lowered and SERVICE.search(query) is not None
    # Tokens cost far more than counting does: they are read only where the counts leave a doubt.
    if federates or not is_small(query, limits):
        check_tokens(query, limits, allowed_services)
    # A plain search first: one query in thousands has such a word, even as part of another.
    suspected = "now" in lowered or "rand" in lowered or "uuid" in lowered or "bnode" in lowered
    return Verdict(form, volatile=federates or (suspected and is_volatile(query)))


def is_volatile(query: str) -> bool:
    """Tell whether a query calls a function that varies, however the call is written.

    The name of one as a word of its own is enough: what may stand before its bracket need not be
    known. In `?a<RAND()&&?b>1` the engine sees a call where our tokens, like the grammar's, have an
    IRI.
    """
    return any(
        text.lower() in VOLATILE if kind == "word" else has_volatile_call(text)
        for kind, text in scan_tokens(query)
        if kind in ("word", "iri")
    )


def has_volatile_call(iri: str) -> bool:
    """Tell whether such a name stands in what looks like an IRI, and a bracket behind it."""
    return VOLATILE_NAME.search(iri, 0, max(iri.rfind("("), 0)) is not None


def is_small(query: str, limits: Limits) -> bool:
    """Tell from counts of characters alone that no limit of nesting or size can be passed."""
    brackets = query.count("{") + query.count("(") + query.count("[")
    separators = sum(map(query.count, SEPARATORS))
    small = brackets <= limits.depth and separators <= limits.patterns
    return small and (len(query) <= MOST_STEPS or has_few_steps(query))


def has_few_steps(query: str) -> bool:
    """Tell from counts alone that no limit of steps can be passed; each has so many letters."""
    signs = sum(map(query.count, STEPS)) + query.count("(")
    if signs + (len(query) - signs) // 2 <= MOST_STEPS:  # the shortest word has two letters
        return True
    lowered = query.lower()
    words = sum(lowered.count(word.lower()) for word in CLAUSES)
    return signs + words <= MOST_STEPS


def check_tokens(query: str, limits: Limits, allowed_services: Collection[str]) -> None:
    """Check nesting, the number of patterns, and SERVICE clauses, token by token.

    Raises ProblemError at the first that goes too far.
    """
    open_brackets: list[str] = []
    patterns, steps, awaits_data = 1, Steps(), False
    tokens = scan_tokens(query)
    for kind, text in tokens:
        if kind == "word" and text.upper() == "SERVICE":
            check_service(tokens, allowed_services)
        elif kind == "mark" and text in OPENING:
            is_data = awaits_data and text == "{"
            open_brackets.append("VALUES" if is_data else text)
            awaits_data = awaits_data and not is_data
        elif kind == "mark" and text in "})]" and open_brackets:
            open_brackets.pop()
        awaits_data = awaits_data or (kind == "word" and text.upper() == "VALUES")
        if "VALUES" not in open_brackets:  # rows of data are a list, however many there are
            steps.take(kind, text)
        if len(open_brackets) > limits.depth:
            raise ProblemError("too-deep", f"More than {limits.depth} brackets are open at once.")
        patterns += kind == "mark" and is_separator(text, open_brackets)
        if patterns > limits.patterns:
            raise ProblemError(
                "too-many-patterns",
                f"There are more than {limits.patterns} triple patterns, steps of paths included.",
            )


class Steps:
    """Counts the signs and words that make a query deeper; when rows are sorted brackets do."""

    def __init__(self) -> None:
        """Begin with none."""
        self._many = 0
        self._sorts = False
        self._before = ""

    def take(self, kind: str, text: str) -> None:
        """Count a token if it is a step; raise ProblemError where there are too many."""
        before, self._before = self._before, text
        if kind == "word":
            self._sorts = self._sorts or text.upper() in SORTING
            self._many += text.upper() in CLAUSES
        elif kind == "mark":
            # What an entry of a list begins with is a sign of its own: `IN (-1, -2)`.
            is_own = text in "+-" and before in ("(", ",")
            self._many += (text in STEPS and not is_own) or (self._sorts and text == "(")
        if self._many > MOST_STEPS:
            raise ProblemError("too-long-chain", f"It has more than {MOST_STEPS} of them.")


def is_separator(mark: str, open_brackets: list[str]) -> bool:
    """Tell whether a mark begins one more triple pattern; commas of argument lists do not."""
    return mark in SEPARATORS and (mark != "," or open_brackets[-1:] != ["("])


def check_service(tokens: Iterator[tuple[str, str]], allowed_services: Collection[str]) -> None:
    """Check that SERVICE is followed by an IRI that the operator allows; take no more than that.

    Raises ProblemError otherwise, for a variable too.
    """
    for kind, text in tokens:
        if kind == "word" and text.upper() == "SILENT":
            continue
        # The very IRI, letter by letter: what is only alike may be another machine's address.
        if kind == "iri" and text[1:-1] in allowed_services:
            return
        break
    raise ProblemError(
        "service-refused", "SERVICE would send a request from this server; it was not evaluated."
    )
