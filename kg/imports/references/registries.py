"""Records of trials in registries, as databases write them → works whose author is no number.

The Cochrane Library gives such a record its number for an author, and the address in the registry
for a journal: `AU - NCT00392093`, `JA - https://clinicaltrials.gov/show/NCT00392093`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import Problem, shorten_text
from kg.imports.references.works import Work, verbatim
from kg.model.names import split_names
from kg.sources.bibtex.fields import NAMED_FIELDS

# The registries of the WHO's platform, by how their numbers begin.
_NUMBER = re.compile(
    r"NCT\d{8}|ISRCTN\d{6,8}|EUCTR\d{4}-\d{6}-\d{2}(?:-\w+)*|ACTRN\d{12,14}p?|DRKS\d{8}"
    r"|ChiCTR(?:-[A-Z]+)*-?\d{6,12}|CTRI/\d{4}/\d+/\d+|JPRN-\w+|UMIN\d{9}|jRCTs?\d{9,10}"
    r"|KCT\d{7}|NTR\d{2,5}|NL-?OMON\d+|IRCT\w{10,20}|PACTR\d{10,18}|RBR-\w{5,9}|SLCTR/\d{4}/\d+"
    r"|TCTR\d{11}|RPCEC\d{8}|PER-\d{3}-\d{2}|LBCTR\d+|ITMCTR\d+|CTIS\d{4}-\d{6}-\d{2}-\d{2}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_JOURNALS = ("journal", "shortjournal")


def take_registration(work: Work) -> Iterator[Problem]:
    """Make the number of a trial the number of its work, and an address in a journal's place one.

    Yield what is to be told of it.
    """
    named = f"{shorten_text(work.key)}: " if work.key else ""
    for name in sorted(NAMED_FIELDS & work.fields.keys()):
        names = split_names(work.fields[name])
        kept = [one for one in names if not _NUMBER.fullmatch(one.strip("{} ,"))]
        for one in (one for one in names if one not in kept):
            number = one.strip("{} ,")
            work.put("number", number)
            message = f"{name}: '{number}' is the number of a trial and nobody's name"
            yield Problem(work.place_of(name), "IMP003", f"{named}{message}; it became the number")
        if not kept:
            del work.fields[name]
        elif kept != names:
            work.fields[name] = " and ".join(kept)
    _move_address(work)


def _move_address(work: Work) -> None:
    """Make an address that stands for a journal that of the work, which is no article then."""
    address = work.plain("journal").strip()
    if not _ADDRESS.fullmatch(address):
        return
    for name in _JOURNALS:
        if work.plain(name).strip() == address:
            del work.fields[name]
    other = work.plain("url")
    work.fields["url"] = verbatim(address)
    if other and other != address:
        work.put("other-url", other)
    if work.kind == "article":
        work.kind = "online"
