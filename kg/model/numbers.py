"""Numbers as a review prints them, digit by digit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from kg.model.base import be_printed

# As many digits as any review prints, and as an xsd:decimal holds.
Number = Annotated[Decimal, Field(max_digits=15)]
NotBelowNought = Annotated[Number, Field(ge=0)]
Percentage = Annotated[Number, Field(ge=0, le=100)]
_P = re.compile(r"(?P<sign>[<>=≤≥≈~]?)\s*(?P<digits>[0-9]*[.,·]?[0-9]+(?:\s*[×x]\s*10.+)?)")


def _be_p_value(text: str) -> str:
    bare = re.sub(r"^[pP]\b\s*", "", text.strip())
    match = _P.fullmatch(bare)
    if match is None and re.search(r"[0-9]", bare):
        raise ValueError(
            f"'{text}' is no p value; write it as 0.04, <0.001 or in the words printed"
        )
    if match is not None and (number := _number_in(match["digits"])) is not None and number > 1:
        raise ValueError(f"'{text}': a p value lies between 0 and 1")
    return bare


# As printed: with its sign, or in words (`NS`), for which there is no number.
PValue = Annotated[
    str,
    Field(min_length=1),
    BeforeValidator(be_printed),
    AfterValidator(_be_p_value),
    WithJsonSchema({"type": ["string", "number"]}),
]


def split_p(p: str) -> tuple[str, Decimal | None]:
    """Return the sign of a p value (`=` where none is printed) and its number; None of words."""
    match = _P.fullmatch(p)
    if match is None:
        return "", None
    return match["sign"] or "=", _number_in(match["digits"])


def say_p(p: str) -> str:
    """Return a p value with its letter: `p = 0.04`, `p <0.001`, `p: NS`."""
    match = _P.fullmatch(p)
    if match is None:
        return f"p: {p}"
    return f"p {p}" if match["sign"] not in {"", "="} else f"p = {match['digits']}"


def _number_in(digits: str) -> Decimal | None:
    plain = re.sub("[,·]", ".", digits)
    return Decimal(plain) if re.fullmatch(r"[0-9]*\.?[0-9]+", plain) else None
