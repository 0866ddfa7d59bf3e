"""Which class a reference gets when it comes in: one that is named, one of its tags, or none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.errors import UsageError
from kg.imports.references.works import Work
from kg.model import EvidenceClass

_PREFIX = re.compile(r"^(?:evidence ?)?class\b\s*[:=]?\s*", re.IGNORECASE)

_NO_CLASSES = (
    "data/review.yaml has no evidence_classes; enter them there first (the example of kg new shows "
    "how), or import without this option"
)


@dataclass(slots=True)
class ClassChoice:
    """How classes are chosen, and counts of what is told of all works at once.

    `named` is the code that every new work gets, empty where it is left open.
    """

    classes: Sequence[EvidenceClass] = ()
    named: str = ""
    from_tags: bool = False
    left_out: Counter[str] = field(default_factory=Counter)
    unshown: Counter[str] = field(default_factory=Counter)

    def check(self) -> None:
        """Raise UsageError where no class can be chosen in the way that was asked for."""
        codes = [one.code for one in self.classes]
        asked = f"--class {self.named}" if self.named else "--class-from-tags"
        if (self.named or self.from_tags) and not codes:
            raise UsageError(f"{asked}: {_NO_CLASSES}")
        if self.named and self.named not in codes:
            known = ", ".join(codes)
            raise UsageError(f"{asked}: the review has no such class; it is one of {known}")

    def choose(self, work: Work) -> tuple[str, str]:
        """Return the code for a work, empty where it is left open, and what is to be said of it."""
        codes = {one.code for one in self.classes}
        own = work.plain("evidenceclass")
        if own in codes:
            return own, ""
        said = f"its class '{own}' is none of the review's, and left open" if own else ""
        if self.from_tags:
            found = sorted({code for tag in work.tags for code in self._codes_for(tag)})
            if len(found) == 1:
                return found[0], f"class {found[0]} by its tag"
            if found:
                return "", f"its tags name the classes {' and '.join(found)}, so it is left open"
        return self.named, said

    def _codes_for(self, tag: str) -> list[str]:
        """Return the classes that a tag names: `A`, `class A`, `Class: A`, or by a label."""
        plain = _folded(_PREFIX.sub("", tag.strip()))
        return [
            one.code
            for one in self.classes
            if plain
            in {
                _folded(text)
                for text in (one.code, one.label, one.plural, one.printed_label or one.code)
            }
        ]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
