"""Figures that are typed beside a passage → those that the passage does not hold.

A number is what its digits say: `0.70` is 0.7, `1,482` and `1 482` are one, `0·45` has a decimal
point, and 31% is 0.31, too. A minus sign is not asked about: a text says *lower by 0.31* as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from kg.errors import Problem
from kg.model import FlowNumber, FlowPart, Sources, Span
from kg.model.absolute import RISKS
from kg.model.arms import MEASURED
from kg.model.effects import Effect
from kg.model.numbers import split_p
from kg.sources.places.text import HeldText
from kg.sources.wording.wordlists import read_word_lists

# Groups of three are tried before a decimal point: `1,482` is either, and both are taken.
_PRINTED = re.compile(
    r"(?<![\w])(?P<grouped>\d{1,3}(?:[,. \u00a0\u2009\u202f'\u2019]\d{3})+)"
    r"(?P<rest>[.,·]\d+)?(?!\d)|(?P<plain>\d*[.,·]?\d+)"
)
# What LaTeX puts around a point so that it parts nothing: `0{.}69`, `1$\cdot$32`, `1\,482`.
_POINT = re.compile(r"\{([.,])\}|(?<=\d)\{?\$?\\cdot\$?\}?(?=\d)|\\[,;:](?=\d)|(?<=\d)~(?=\d)")
_PERCENT = re.compile(r"\s*(?:%|per\s?cent\b)")
# Larger numbers are seldom in words alone; smaller ones are known where the language is.
_MOST_IN_WORDS = 100
_HUNDRED = 100
_MOST_LISTED = 12  # so many may be counted in a list that the passage gives
_ROUND = frozenset({"100", "1000"})


def verify_figures(sources: Sources, text: HeldText) -> Iterator[Problem]:
    """Yield a problem for each figure of an effect, study or search that its passage lacks."""
    lists = read_word_lists(sources.review.language)
    words = {} if lists is None else lists.figures.spelled
    for path, name, span, number in _typed(sources):
        passage = text.passage(span)
        # 12% is 12 of 100.
        is_percent = name == "per" and number == _HUNDRED and "%" in passage
        if not text.holds(span) or is_percent or _holds(passage, number, words):
            continue
        message = f"{path}: {name} is {number:f}, and its passage has no such number; mend one"
        yield Problem(text.place(span.start), "TXT026", message)


def _typed(sources: Sources) -> Iterator[tuple[str, str, Span, Decimal]]:
    """Yield each figure with its record, its field and the passage that should hold it."""
    for effect in sources.effects.effects:
        if effect.span is not None:
            for name, number in _of_effect(effect):
                yield effect.path, name, effect.span, number
    yield from _of_samples(sources)
    for flow in sources.flow.flows:
        for name in type(flow).model_fields:
            value = getattr(flow, name)
            for step in value if isinstance(value, tuple) else (value,):
                yield from _of_step(flow.path, name, step)
    for name in ("studies", "reports"):
        yield from _of_step("data/flow.yaml", name, getattr(sources.flow, name))


def _of_samples(sources: Sources) -> Iterator[tuple[str, str, Span, Decimal]]:
    for study in sources.studies.studies:
        for sample in study.samples:
            if study.span is not None and sample.size > _MOST_LISTED:
                yield study.path, f"size in {sample.unit}", study.span, Decimal(sample.size)


def _of_effect(effect: Effect) -> Iterator[tuple[str, Decimal]]:
    pooled = None if effect.pooled is None else Decimal(effect.pooled)
    numbers: list[tuple[str, Decimal | None]] = [
        *((name, getattr(effect, name)) for name in ("value", "low", "high", "level", "weight")),
        ("pooled", pooled),
        ("p", split_p(effect.p)[1] if effect.p else None),
    ]
    found = effect.heterogeneity
    if found is not None:
        numbers += [(name, getattr(found, name)) for name in ("i2", "tau2", "q")]
        numbers.append(("df", None if found.df is None else Decimal(found.df)))
        numbers.append(("p of heterogeneity", split_p(found.p)[1] if found.p else None))
    if effect.absolute is not None:
        numbers.append(("per", Decimal(effect.absolute.per)))
        numbers += [(f"{name} of absolute", getattr(effect.absolute, name)) for name in RISKS]
    for arm in effect.arms:
        for name in ("n", "events"):
            count = getattr(arm, name)
            numbers.append((f"{name} of '{arm.label}'", None if count is None else Decimal(count)))
        numbers += [(f"{name} of '{arm.label}'", getattr(arm, name)) for name in MEASURED]
    yield from ((name, number) for name, number in numbers if number is not None)


def _of_step(path: str, name: str, step: object) -> Iterator[tuple[str, str, Span, Decimal]]:
    if isinstance(step, FlowNumber | FlowPart) and step.span is not None:
        part = f" '{step.label}'" if isinstance(step, FlowPart) else ""
        yield path, f"{name}{part}", step.span, Decimal(step.count)


def _holds(passage: str, number: Decimal, words: Mapping[str, str]) -> bool:
    wanted = abs(number)
    if wanted in _printed_in(passage):
        return True
    if wanted.as_tuple().exponent != 0:  # nobody writes 9.0 in words
        return False
    spelled = {words[word] for word in re.findall(r"[^\W\d_]+", passage.lower()) if word in words}
    if wanted > _MOST_IN_WORDS:
        return not spelled.isdisjoint(_ROUND)  # *five hundred*: how many is not worked out
    # What no list knows may be in words: *twenty-three*, or all where the language has no list.
    return f"{wanted:f}" in spelled or f"{wanted:f}" not in set(words.values())


def _printed_in(passage: str) -> set[Decimal]:
    """Return every number that a passage may be read to have, without its sign."""
    found: set[Decimal] = set()
    passage = _POINT.sub(_as_printed, passage)
    for match in _PRINTED.finditer(passage):
        for number in _readings(match):
            found.add(number)
            if _PERCENT.match(passage, match.end()):
                found.add(number / 100)
    return found


def _as_printed(match: re.Match[str]) -> str:
    return match[1] or ("·" if "cdot" in match[0] else "\u2009")


def _readings(match: re.Match[str]) -> Iterator[Decimal]:
    """Yield what printed digits may mean: with groups of three, with a decimal point, in a row."""
    if match["grouped"] is None:
        yield _decimal(match["plain"])
        return
    whole = re.sub(r"\D", "", match["grouped"])
    yield _decimal(whole + (match["rest"] or ""))
    if match["rest"] is None and re.fullmatch(r"\d+[.,]\d+", match["grouped"]):
        yield _decimal(match["grouped"])
    if re.search(r"\s", match["grouped"]):
        yield from (_decimal(part) for part in match["grouped"].split())


def _decimal(digits: str) -> Decimal:
    return Decimal(re.sub("[,·]", ".", digits))
