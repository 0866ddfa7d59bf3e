"""What a reference has of people, identifiers and corrections, and how each is told in a note."""

from __future__ import annotations

from dataclasses import dataclass

_SCHEMES = {
    "doi": "DOI",
    "isbn10": "ISBN",
    "isbn13": "ISBN",
    "pmid": "PubMed",
    "report-number": "Number",
    "url": "Address",
    "urn": "URN",
}


@dataclass(frozen=True, slots=True)
class Agent:
    """An author or editor: a person, or a body when `given` is empty."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """Return `van Family, Given`, or the body's name."""
        return f"{self.surname}, {self.given}" if self.given else self.family

    @property
    def surname(self) -> str:
        """Return the family name with the particle before it."""
        return f"{self.particle} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier; `of` tells what it names: the work itself, a chapter, a copy, a reissue."""

    scheme: str
    value: str
    of: str

    def __str__(self) -> str:
        related = {"work": "", "related": " of a related work"}
        what = related.get(self.of, f" of a {self.of}")
        return f"{_SCHEMES.get(self.scheme, self.scheme)}{what}: {self.value}"


@dataclass(frozen=True, slots=True)
class Correction:
    """What is known of a field; `suspected` where no fault is proved by it.

    It has a witness, or else the code of the fault that the text proves by itself.
    """

    field: str
    kind: str
    corrected: str
    printed: str
    witness: str = ""
    fault: str = ""
    comment: str = ""
    suspected: bool = False
    applied: bool = False

    def __str__(self) -> str:
        if self.applied:
            return self._difference()
        printed = f" (printed: {self.printed})" if self.printed else ""
        verdict = (_SUSPICIONS if self.suspected else VERDICTS)[self.kind]
        said = f"The {self.field}, {verdict}: {self.corrected}{printed}".rstrip(".")
        return self._with_reason(said)

    def _difference(self) -> str:
        """Return how the print differs from the field, which has the corrected value."""
        printed = f"“{self.printed}”" if self.printed else "nothing"
        said = f"The {self.field}, corrected here: the review prints {printed}"
        return self._with_reason(said)

    def _with_reason(self, said: str) -> str:
        reason = (
            f"See <{self.witness}>" if self.witness else f"The text shows it: fault {self.fault}"
        )
        # A caveat goes wherever the correction goes: without it one name may pass for all of them.
        return ". ".join(filter(None, (said, reason, self.comment)))


VERDICTS = {
    "corrects": "corrected by an outside witness",
    "completes": "completed by an outside witness",
}
_SUSPICIONS = {
    "corrects": "which may be wrong (suspected, not proved), given by an outside witness as",
    "completes": "which may be incomplete (suspected, not proved), given by an outside witness as",
}
