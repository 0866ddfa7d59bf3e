"""A query's tokens, one after the other, as far as they can mean one thing only."""

from __future__ import annotations

import re

from kg.service.sparql.tokens import Token, scan_places

# Plain ASCII, so that no other reader of SPARQL cuts the text elsewhere: a variable or an operator
# cannot hide in these.
_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[\w.~:/#%-]*>", re.ASCII)
_NAME = re.compile(r"((?:[A-Za-z][\w-]*)?:)(\w[\w-]*)?", re.ASCII)
_VARIABLE = re.compile(r"[?$](\w+)", re.ASCII)
_LANGUAGE = re.compile(r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*", re.ASCII)
_NUMBER = re.compile(r"[0-9]+", re.ASCII)
_NO_ESCAPES = re.compile(r"[^\\]*+")
# What the grammar has for space, and a comment: Python knows more of the one, others of its ends.
_SPACE = re.compile(r"(?:[ \t\r\n]|\#[^\r\n\\]*+)*")
_END = Token("", "", -1)


class OtherFormError(Exception):
    """The query has another form than those that are read."""


class Words:
    """A place in the tokens of a query."""

    def __init__(self, query: str) -> None:
        """Start before the first token; raise where other space is between two of them."""
        self._tokens = list(scan_places(query))
        ends = [0, *(token.start + len(token.text) for token in self._tokens)]
        starts = [*(token.start for token in self._tokens), len(query)]
        if not all(map(_SPACE.fullmatch, map(query.__getitem__, map(slice, ends, starts)))):
            raise OtherFormError
        self._next = 0
        self.prefixes: dict[str, str] = {}

    @property
    def start(self) -> int:
        """Where in the text the next token begins."""
        return self.peek().start

    @property
    def end(self) -> int:
        """Where in the text the last token that was taken ends."""
        token = self._tokens[self._next - 1]
        return token.start + len(token.text)

    def peek(self) -> Token:
        """Return the next token without taking it."""
        return self._tokens[self._next] if self._next < len(self._tokens) else _END

    def take(self) -> Token:
        """Take the next token."""
        token = self.peek()
        self._next += 1
        return token

    def sees(self, *texts: str) -> bool:
        """Tell whether the next token is one of some marks, or of some words in capitals."""
        kind, text, _ = self.peek()
        # In capitals some letters that are not ASCII become others that are.
        return kind in ("word", "mark") and text.isascii() and text.upper() in texts

    def accept(self, *texts: str) -> bool:
        """Take the next token if it is one of some marks or words; tell whether it is."""
        found = self.sees(*texts)
        self._next += found
        return found

    def expect(self, *texts: str) -> None:
        """Take a mark or a word that must come next."""
        if not self.accept(*texts):
            raise OtherFormError

    def sees_variable(self) -> bool:
        """Tell whether the next token is a variable."""
        token = self.peek()
        return token.kind == "name" and token.text[0] in "?$"

    def take_variable(self) -> str:
        """Take a variable, written with a question mark whatever the query has."""
        return f"?{self._match(_VARIABLE, 'name')[1]}"

    def take_iri(self) -> str:
        """Take an IRI, or a name with a declared prefix, as a whole IRI in angle brackets."""
        if self.peek().kind == "iri":
            return self._match(_IRI, "iri")[0]
        name = self._match(_NAME, "name")
        if name[1] not in self.prefixes:
            raise OtherFormError
        iri = f"<{self.prefixes[name[1]]}{name[2] or ''}>"
        if not _IRI.fullmatch(iri):
            raise OtherFormError
        return iri

    def take_number(self) -> str:
        """Take a number of digits alone."""
        return self._match(_NUMBER, "number")[0]

    def take_literal(self) -> str:
        """Take a text with its language or its datatype."""
        text = self._match(_NO_ESCAPES, "string")[0]
        if self.accept("^"):
            self.expect("^")
            return f"{text}^^{self.take_iri()}"
        if self.peek().kind == "name" and self.peek().text.startswith("@"):
            return text + self._match(_LANGUAGE, "name")[0]
        return text

    def take_prefixes(self) -> None:
        """Take the declarations of prefixes that a query begins with."""
        while self.accept("PREFIX"):
            name = self._match(_NAME, "name")
            if name[2]:
                raise OtherFormError
            self.prefixes[name[1]] = self._match(_IRI, "iri")[0][1:-1]

    def _match(self, pattern: re.Pattern[str], kind: str) -> re.Match[str]:
        token = self.take()
        match = pattern.fullmatch(token.text) if token.kind == kind else None
        if match is None:
            raise OtherFormError
        return match
