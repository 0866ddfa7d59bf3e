"""Two effects → whether they are one, and what one of them says otherwise."""

from __future__ import annotations

from kg.model import AbsoluteEffect, Effect
from kg.model.absolute import RISKS
from kg.model.effects import MEASURES


def are_same(known: Effect, found: Effect) -> bool:
    """Say whether two effects are of the same, by the same measure.

    What pools as many and has the same numbers is, too, where only one says when it was measured.
    """
    if _key_of(known) == _key_of(found):
        return known.timepoint == found.timepoint or _are_alike(known, found)
    return False


def _are_alike(known: Effect, found: Effect) -> bool:
    return (
        None in {known.timepoint, found.timepoint}
        and known.value is not None
        and known.low is not None
        and known.pooled is not None
        and known.pooled == found.pooled
        and _numbers_of(known) == _numbers_of(found)
    )


def _key_of(effect: Effect) -> tuple[object, ...]:
    origin = effect.study or "pooled"
    return origin, effect.outcome, letters_of(effect.measure), effect.subgroup


def letters_of(measure: str | None) -> str:
    """Return the letters of a measure that is printed in words: OR for *odds ratio*."""
    if measure is None:
        return ""
    letters = {words: one for one, words in MEASURES.items()}
    folded = measure.casefold().replace("standardized", "standardised")
    return letters.get(folded, measure.upper())


def has_note_for_subgroup(known: Effect, found: Effect) -> bool:
    """Say whether a record is what was found, from when its note said of which part it is."""
    moved = known.model_copy(update={"subgroup": known.note})
    return (
        found.subgroup is not None
        and (known.subgroup, known.note) == (None, found.subgroup)
        and are_same(moved, found)
    )


def differ(known: Effect, found: Effect) -> bool:
    """Say whether two records of an effect have other numbers: what only one has is no fault."""
    arms = [one.arm_figures if one.value is None else "" for one in (known, found)]
    if _numbers_of(known) != _numbers_of(found) or (arms[0] != arms[1]):
        return True
    told, other = _risks_of(known.absolute), _risks_of(found.absolute)
    return any(told[name] != other[name] for name in {*told} & {*other})


def are_of_others(known: Effect, found: Effect) -> bool:
    """Say whether two records have one effect, and tell of it for people of another risk."""
    if known.absolute is None or found.absolute is None:
        return False
    is_one = _numbers_of(known) == _numbers_of(found)
    return is_one and known.absolute.baseline != found.absolute.baseline


def _numbers_of(effect: Effect) -> tuple[object, ...]:
    return effect.value, effect.low, effect.high, effect.confidence


def _risks_of(found: AbsoluteEffect | None) -> dict[str, object]:
    if found is None:
        return {}
    numbers = {name: getattr(found, name) for name in ("per", *RISKS)}
    return {name: number for name, number in numbers.items() if number is not None}


def tells_more_of_risks(found: Effect, known: Effect) -> bool:
    """Say whether an effect has risks that the record which is there does not."""
    return bool({*_risks_of(found.absolute)} - {*_risks_of(known.absolute)})


def line_of(effect: Effect) -> str:
    """Return what an effect says in one line."""
    absolute = effect.absolute.line if effect.absolute is not None else ""
    parts = (effect.figures if effect.value is not None else effect.arm_figures, absolute)
    return "; ".join(filter(None, parts)) or "nothing"
