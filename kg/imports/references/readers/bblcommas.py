r"""Entries in which commas part all but the year, as in Italy → works.

`Rossi, M. e Bianchi, L. (2009), Il tè, Bologna, il Mulino`, and what stands in a journal (`in
«Rivista», 12, 3, pp. 45–67`) or a book (`in L. Verdi (a cura di), Le cose, Torino, Einaudi`). A
title may have a comma, so that only what fits as a whole is read.
"""

from __future__ import annotations

import re

from kg.imports.references.readers.bblnames import CAPITAL, names_of
from kg.imports.references.works import Work

_EMPHASIS = re.compile(r"\\(?:emph|textit)\s*\{([^{}]*)\}")
_DATED = re.compile(
    r"(?P<names>[^()\d]+?)(?P<edited>\s\((?:Eds\.|a cura di)\))?\s"
    r"\((?P<year>(?:1[5-9]|20)\d\d)[a-z]?\),\s(?P<rest>\S.+)",
    re.DOTALL,
)
_PAGES = r"pp?\.\s?(?P<pages>\d+(?:\s*(?:--?|\u2013)\s*\d+)?)"
# A place has a word or two, and a publisher a few; neither has a figure.
_PLACE = rf"(?P<address>{CAPITAL}[^\W\d_]+(?:[\s-]{CAPITAL}?[^\W\d_]+)?)"
_PUBLISHER = r"(?P<publisher>[^\W\d_][^,;:()\d]{1,60}?)"
_NO_PLACE = re.compile(
    r"\b(?:journal|review|rivista|revue|revista|zeitschrift|annal\w*|bulletin|quaderni|archiv\w*)\b",
    re.IGNORECASE,
)
_FORMS = (
    (
        "article",
        re.compile(
            r"(?P<title>[^«»]+?),\s(?:in|su)\s«(?P<journal>[^«»]+)»(?:,\s(?:vol\.\s)?(?P<volume>\d+))?"
            rf"(?:,\s(?:n\.\s?)?(?P<number>\d+))?(?:,\s{_PAGES})?\.?"
        ),
    ),
    (
        "incollection",
        re.compile(
            r"(?P<title>[^«»]+?),\sin\s(?P<editor>[^()«»\d]+?)\s\((?:Eds\.|a cura di)\),\s"
            rf"(?P<booktitle>[^,«»]+),\s{_PLACE},\s{_PUBLISHER}(?:,\s{_PAGES})?\.?"
        ),
    ),
    ("book", re.compile(rf"(?P<title>[^,«»“”\"]+),\s{_PLACE},\s{_PUBLISHER}\.?")),
)


def take_in_commas(work: Work, words: str) -> bool:
    """Set what an entry in this manner says; say whether it is one."""
    found = _DATED.fullmatch(_EMPHASIS.sub(r"\1", words))
    if found is None:
        return False
    for kind, form in _FORMS:
        told = form.fullmatch(found["rest"])
        if told is None or _NO_PLACE.search(told.groupdict().get("address") or ""):
            continue
        fields = told.groupdict()
        work.kind = kind
        work.put_latex("editor" if found["edited"] else "author", names_of(found["names"])[1])
        if editor := fields.pop("editor", None):
            work.put_latex("editor", names_of(editor)[1])
        work.put_latex("year", found["year"])
        for name, value in fields.items():
            text = (value or "").strip(" .")
            dashed = re.sub(r"\s*(?:--?|\u2013)\s*", "--", text)
            work.put_latex(name, dashed if name == "pages" else text)
        return True
    return False
