r"""Cases of a court in a printed list → their parties, and where the case is printed.

`Brown v. Board of Education, 347 U.S. 483 (1954)`, `R v Smith [1999] UKHL 12`: nobody wrote
them, and the stop behind the `v` parts no author from a title.
"""

from __future__ import annotations

import re

from kg.imports.references.readers.bblmanners import part_manner
from kg.imports.references.readers.bblnames import CAPITAL
from kg.imports.references.readers.vancouver import part_names
from kg.imports.references.works import Work

_EMPHASIS = re.compile(r"\\(?:emph|textit)\s*\{([^{}]*)\}")
_YEAR = r"(?:1[5-9]|20)\d\d"
# A name that a court goes by: no years, quotes or brackets, and no sentence that ends within it.
_PARTY = rf"(?:the\s)?{CAPITAL}(?:(?![^\W\d_]{{5}}\.\s)[^\d\[\]()“”\":;?!]){{0,120}}?"
_PARTIES = rf"{_PARTY}\s(?:v|vs)\.?\s{_PARTY}|(?:In re|Ex parte|Re)\s{_PARTY}"
# `347 U.S. 483 (1954)`, `123 F. Supp. 2d 45, 47 (D. Mass. 1999)`, `[1999] UKHL 12`.
_CASE = re.compile(
    rf"(?P<parties>{_PARTIES}),?\s(?P<where>"
    rf"\d{{1,4}}\s{CAPITAL}[^()\[\]“”\"]{{1,60}}?\s\d+[^()]{{0,30}}\([^()]{{0,40}}?(?P<last>{_YEAR})\)"
    rf"|[\[(](?P<first>{_YEAR})[\])]\s(?:\d{{1,4}}\s)?{CAPITAL}.{{1,80}})\.?",
    re.DOTALL,
)


def take_case(work: Work, words: str) -> bool:
    """Set the parties of a case as its title, and where it is printed; say whether it is one."""
    plain = " ".join(_EMPHASIS.sub(r"\1", words).replace("~", " ").split())
    found = _CASE.fullmatch(plain)
    if found is None or part_names(plain) is not None or part_manner(plain) is not None:
        return False
    work.kind = "jurisdiction"
    work.put_latex("title", found["parties"].strip(" ,"))
    work.put_latex("howpublished", found["where"].rstrip(" ."))
    work.put("year", found["last"] or found["first"])
    return True
