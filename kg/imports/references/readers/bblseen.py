"""When somebody saw a page of a printed entry, and when it was changed: no year of the work.

`Accessed January 2, 2020`, `Retrieved January 2, 2020, from`, `Last modified May 5, 2019`.
"""

from __future__ import annotations

import re

from kg.imports.references.works import Work
from kg.model.dates import parse_date

_DAY = (
    r"(?:[^\W\d_]{3,9}\.?\s\d{1,2},?\s(?:19|20)\d\d"
    r"|\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,10}\.?\s(?:de\s)?(?:19|20)\d\d"
    r"|\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
_SEEN = re.compile(
    r"[\s,;(\[]*\b(?:last\s)?(?:accessed|retrieved|visited|viewed|acesso em|consult[ée]\w* le"
    rf"|abgerufen am|zugriff am|consultado el)(?:\son)?:?\s(?P<day>{_DAY})[)\]]?(?:,?\sfrom)?"
    r"[.;,]?",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    rf"[\s,;]*\b(?P<said>(?:last\s)?(?:modified|updated|reviewed|published)):?\s(?P<day>{_DAY})\.?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def take_seen(work: Work, words: str) -> str:
    """Set the day on which a page was seen, and return an entry without it.

    Where nothing else says a year, the day on which it was changed stands in its place.
    """
    if found := _SEEN.search(words):
        dated = parse_date(found["day"].replace(" de ", " "))
        work.put(*(("urldate", dated.edtf) if dated else ("note", found[0].strip(" ,;()[]"))))
        words = f"{words[: found.start()].rstrip(' .')}. {words[found.end() :].lstrip()}".strip()
    if changed := _CHANGED.search(words):
        rest = f"{words[: changed.start()].rstrip(' .')}. {words[changed.end() :].lstrip()}".strip()
        if _YEAR.search(rest):
            work.put("note", f"{changed['said']} {changed['day']}")
        elif dated := parse_date(changed["day"]):
            work.put("date", dated.edtf)
        words = rest
    return words
