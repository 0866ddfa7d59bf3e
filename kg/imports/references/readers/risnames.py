"""Names of RIS that need a look at the whole file: who is cited, and what may be a body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.errors import Location, shorten_text
from kg.imports.references.bodies import BODY
from kg.imports.references.familylists import are_cited
from kg.imports.references.readers.tagged import TaggedRecord
from kg.imports.references.works import WorkFile, name_with_initials

_UNDIVIDED = re.compile(r"[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z]\.?)*(?: [^\W\d_a-z][\w’'-]+){1,2}")
# What may be a family name as well, and beside other words mostly is none.
_BODY_ALSO = re.compile(
    r"\b(?:bank|board|group|network|service|union|team|cent(?:er|re)|nations|academy|trust|fund"
    r"|alliance|initiative|project|press|england|scotland|wales|canada|australia|ireland)\b",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"\s(?:UK|US|USA|EU|NZ)$")


def drop_cited(records: Sequence[TaggedRecord], path: str, file: WorkFile) -> None:
    """Leave out editors of articles that are plainly those whom these cite, and tell it once."""
    found = []
    for record in records:
        listed = record.values.get("A2", []) if record.first("TY") == "JOUR" else []
        found += [one for one in listed if are_cited(one[0])]
        if listed:
            record.values["A2"] = [one for one in listed if not are_cited(one[0])]
    for text, line in found[:1]:
        more = f" (and {len(found) - 1} more of this)" if found[1:] else ""
        message = f"'{shorten_text(text)}' in A2 are those whom the article cites; left out{more}"
        file.report(Location(path, line), "IMP003", message)


def tell_undivided(
    records: Sequence[TaggedRecord], path: str, file: WorkFile, *, is_bare: bool
) -> None:
    """Tell once of names that nothing parts: `Ann Able` may be somebody, and may be a body."""
    met: dict[str, int] = {}
    for record in records:
        for text, line in (one for tag in ("AU", "A1") for one in record.values.get(tag, [])):
            if _may_be_person(text) and not (is_bare and name_with_initials(text)):
                met.setdefault(text, line)
    for text, line in [*met.items()][:1]:
        more = f" (and {len(met) - 1} more of this)" if len(met) > 1 else ""
        message = f"'{shorten_text(text)}'{more} has no comma, and was read as a body; "
        message += "if it is a person, write 'Family, Given'"
        file.report(Location(path, line), "IMP003", message)


def _may_be_person(text: str) -> bool:
    if "," in text or ";" in text or _COUNTRY.search(text):
        return False
    is_name = _UNDIVIDED.fullmatch(text) or name_with_initials(text)
    return bool(is_name) and not BODY.search(text) and not _BODY_ALSO.search(text)


def has_bare_names(records: Sequence[TaggedRecord]) -> bool:
    """Say whether most names of a file are written `Able AN`, as the Cochrane Library does.

    One alone, with more than a letter, may be that of a body: `Tea AI`.
    """
    names = [one for record in records for one in record.all("AU", "A1")]
    found = [parts for one in names if "," not in one and (parts := name_with_initials(one))]
    is_plain = len(found) > 1 or all(len(initials) == 1 for _, initials in found)
    return bool(found) and is_plain and 2 * len(found) >= len(names)
