"""The words by which a row names its study → the study, or the reference that reports it.

By the citation that stands in the row; else by the name of a study that is entered, an alias of a
reference, or its first author and year. What may be two is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from kg.model import CodeScheme, Mention, Reference, Span, Study
from kg.paths import slug_of
from kg.sources.citations.finding import sources_printed
from kg.sources.citations.forms import OTHERS, YEAR, tokens_of, year_of
from kg.sources.citations.works import Works
from kg.words import fold_text

_KEY = re.compile(r"@\{?([^\s\[\],;{}]+?)(?=[\s\],;}]|$)")
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_YEAR_BEHIND = re.compile(r"(?<=\d)\s*\((?:1[89]|20)\d\d[a-z]?\)$")
_POSTNOTE = re.compile(r"\s*(?:\[[0-9,;–\s-]*\]|\^[^^]*\^|[*†‡§¶]+)\s*")
_NOTED = re.compile(r"[*†‡§¶^]")
_THREE = 3
_LONGEST_ID = 60


@dataclass(slots=True)
class Naming:
    """What is there to lead a row to its study: references, studies, and the citations entered."""

    works: Works
    studies: dict[str, Study]
    mentions: Sequence[Mention] = ()
    by_source: dict[str, list[str]] = field(default_factory=dict)
    by_name: dict[str, tuple[str, ...]] = field(default_factory=dict)  # what was looked up

    def __post_init__(self) -> None:
        """Index the studies by what reports them."""
        for study in self.studies.values():
            self._index(study)

    def add(self, study: Study) -> None:
        """Note a study that was drafted."""
        self.studies[study.id] = study
        self._index(study)

    def _index(self, study: Study) -> None:
        if study.source is not None:
            self.by_source.setdefault(study.source, []).append(study.id)

    def study_named(self, text: str) -> str | None:
        """Return the one study with this label, short label or id, or None."""
        wanted = fold_text(text).strip()
        found = [
            one.id
            for one in self.studies.values()
            if wanted in {one.id, fold_text(one.label), fold_text(one.short_label or one.label)}
        ]
        return found[0] if len(found) == 1 else None

    def sources_of(self, text: str, passage: str, span: Span | None) -> tuple[str, ...]:
        """Return the references that the name of a row may mean: by citation, alias or name."""
        keys = _KEY.findall(text)
        if keys:
            found = [
                code
                for key in keys
                for code in self.works.look_up(key) or self.works.look_up(_NOTED.split(key)[0])
            ]
            return self.works.without_doubles(found)
        cited = self._cited_in(text, passage, span)
        if cited:
            return cited
        bare = _POSTNOTE.sub(" ", text).strip()
        # A bare number counts the rows of a table; what it cites stands in brackets.
        names = [one for one in (bare, name_of_number(bare)) if not one.isdecimal()]
        alias = next(filter(None, map(self.works.look_up, names)), ())
        if alias:
            return alias
        if bare not in self.by_name:
            self.by_name[bare] = self._by_name_and_year(bare)
        return self.by_name[bare]

    def sources_identified(self, identifier: str, name: str) -> tuple[str, ...]:
        """Return the references that an identifier leads to, if their first author is in a name."""
        words = {one.word for one in tokens_of(name)}
        found = set(self.works.look_up(identifier))
        return tuple(
            one.code
            for one in self.works.references
            if one.code in found
            and one.makers[0]
            and words >= {part.word for part in tokens_of(one.makers[0][0].family)}
        )

    def _cited_in(self, text: str, passage: str, span: Span | None) -> tuple[str, ...]:
        """Return what the citations mean that are entered within the words of a row's name."""
        start = passage.find(text)
        if span is None or start < 0 or passage.find(text, start + 1) >= 0:
            return ()
        first, last = span.start + start, span.start + start + len(text)
        inside = (
            one.source
            for one in self.mentions
            if one.span is not None and first <= one.span.start and one.span.end <= last
        )
        return self.works.without_doubles(inside)

    def orders_in(self, code: str, span: Span | None) -> tuple[int, ...]:
        """Return the citations of a reference that stand in a passage, by their order."""
        return tuple(
            one.order
            for one in self.mentions
            if span is not None
            and one.span is not None
            and one.source == code
            and span.start <= one.span.start
            and one.span.end <= span.end
        )

    def _by_name_and_year(self, text: str) -> tuple[str, ...]:
        """Return what a name cites in the forms of citations, or `Able 1998` by its first author.

        Only works of the year are asked: to index them all for each row takes long.
        """
        match = next(YEAR.finditer(text), None)
        if match is None:
            return ()
        years, _ = year_of(match)
        of_year = tuple(one for one in self.works.references if str(one.year) in years)
        works = replace(self.works, references=of_year) if match["year"] else self.works
        forms = (text, f"({text})")
        printed = sources_printed(forms, CodeScheme(style="author-year"), works)
        # The name of a trial may stand behind its author: `Able (TEAPOT) 1998`.
        before = _IN_BRACKETS.sub(" ", text[: match.start()])
        words = [one.word for one in tokens_of(before)]
        by_first = (one.code for one in of_year if _fits(one, words))
        cited = next((printed[one] for one in forms if printed[one]), by_first)
        return self.works.without_doubles(cited)


def _fits(reference: Reference, words: Sequence[str]) -> bool:
    """Say whether words begin with the first author, and go on with others of the same work."""
    makers, _ = reference.makers
    if not makers or not words:
        return False
    names = [
        [one.word for one in tokens_of(f"{maker.particle} {maker.family}")] for maker in makers
    ]
    families = [[one.word for one in tokens_of(maker.family)] for maker in makers]
    first = next(
        (len(one) for one in (names[0], families[0]) if one and [*words[: len(one)]] == one), 0
    )
    others = {OTHERS, *(word for one in names[1:] for word in one)}
    return bool(first) and all(word in others for word in words[first:])


def label_of(reference: Reference) -> str:
    """Return how a study is called that a reference reports: `Able et al. 1998`."""
    makers, more = reference.makers
    families = [f"{one.particle} {one.family}".strip() for one in makers]
    if not families:
        return f"{reference.title} {reference.when}".strip()
    many = more or len(families) >= _THREE
    names = f"{families[0]} et al." if many else " and ".join(families)
    return f"{names} {reference.when}".strip()


def free_id(wanted: str, taken: Container[str]) -> str:
    """Return an id made of words, that no other record has."""
    base = slug_of(wanted)[:_LONGEST_ID].strip("-")
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def name_of_number(name: str) -> str:
    """Return a name without the year that another column puts behind a number: `PMC12 (2024)`."""
    return _YEAR_BEHIND.sub("", name)
