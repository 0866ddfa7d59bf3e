"""Check digits and forms of the identifiers that references carry."""

from __future__ import annotations

import re

_DOI = re.compile(r"10\.\d{4,9}/\S+")


def isbn_fault(text: str) -> str | None:
    """Return what is wrong with an ISBN-10 or ISBN-13, or None when its check digit holds.

    ISO 2108: ISBN-10 weighs its digits 10…1 and sums to 0 modulo 11; ISBN-13 weighs 1, 3, 1, …
    and sums to 0 modulo 10.
    """
    digits = re.sub(r"[\s–-]", "", text).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        total = sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True))
        return (
            None if total % 11 == 0 else "its check digit does not fit; look for a mistyped digit"
        )
    if re.fullmatch(r"\d{13}", digits):
        total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
        return (
            None if total % 10 == 0 else "its check digit does not fit; look for a mistyped digit"
        )
    return "an ISBN has 10 or 13 digits"


def doi_fault(text: str) -> str | None:
    """Return what is wrong with a DOI, or None. A DOI is `10.<registrant>/<name>`, no address."""
    if _DOI.fullmatch(text):
        return None
    if "doi.org/" in text:
        return "give the bare DOI, from '10.' on, without the address before it"
    return "a DOI starts with '10.', a number of 4 to 9 digits and a slash"


def url_fault(text: str) -> str | None:
    """Return what is wrong with a web address, or None. Only http and https become links."""
    if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text):
        return None
    return "an address starts with http:// or https:// and has no spaces"
