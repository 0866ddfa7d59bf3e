"""ORCID iDs: the number that a researcher has, whatever form of the name is printed.

https://support.orcid.org/hc/en-us/articles/360006897674 says what one looks like: sixteen digits,
of which the last checks the others. The whole is an IRI on orcid.org. None is looked up.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

_HOME = "https://orcid.org/"
_EXAMPLE = "0000-0002-1825-0097"
# Paper and its programs make other dashes of a hyphen.
_DASH = r"[-\u2010\u2011\u2013]?"
# Programs write the number, the number with its name, the address, and any of them without dashes.
_ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid(?:\s+id)?\s*:\s*)*"
    rf"(\d{{4}}){_DASH}(\d{{4}}){_DASH}(\d{{4}}){_DASH}(\d{{3}}[\dX])/?",
    re.ASCII | re.IGNORECASE,
)


def parse_orcid(text: str) -> str:
    """Return an ORCID iD as `0000-0002-1825-0097`; raise ValueError for what is none."""
    found = _ORCID.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"'{text}' is no ORCID iD; write sixteen digits, such as {_EXAMPLE}")
    groups = [group.upper() for group in found.groups()]
    if "".join(groups)[-1] != check_digit_of("".join(groups)[:-1]):
        raise ValueError(
            f"the ORCID iD '{text}': its check digit does not fit; look for a mistyped digit"
        )
    return "-".join(groups)


def check_digit_of(digits: str) -> str:
    """Return the check digit that follows some digits, 0 to 9 or X (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    value = (12 - total % 11) % 11
    return "X" if value == 10 else str(value)  # noqa: PLR2004


def iri_for_orcid(orcid: str) -> str:
    """Return the IRI of the person that has an ORCID iD."""
    return _HOME + orcid


def is_on_orcid(address: str) -> bool:
    """Say whether an address leads to orcid.org, and so must end in an ORCID iD."""
    return re.match(r"https?://(?:www\.)?orcid\.org/", address, re.IGNORECASE) is not None


Orcid = Annotated[
    str,
    AfterValidator(parse_orcid),
    # An editor is told less than we check: it cannot reckon a check digit.
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^(https?://orcid\.org/)?[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$",
            "description": "the ORCID iD, as a number or as an address",
        }
    ),
]
