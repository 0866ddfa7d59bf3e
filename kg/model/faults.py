"""Faults that a record finds in what it holds, each told at the field that is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in plain words, and the way to the field from the record that finds it."""

    trail: tuple[str | int, ...]
    message: str


def raise_faults(title: str, faults: Sequence[Fault]) -> None:
    """Raise ValidationError with all of the faults, if there are any.

    A validator that raises a plain ValueError tells the place of the whole record only; of what is
    raised here, pydantic keeps the trail.
    """
    details = [
        InitErrorDetails(
            type=PydanticCustomError("value_error", "{said}", {"said": fault.message}),
            loc=fault.trail,
            # Only what is missing has no input, and a draft lets that pass.
            input=fault.message,
        )
        for fault in faults
    ]
    if details:
        raise ValidationError.from_exception_data(title, details)
