r"""Articles of law reviews in a printed list, as the Bluebook has them → works.

`Ann Able & Bo Bell, A Title, 12 HARV. L. REV. 34, 36 (2001)`: commas part all, and a title may have
some, but the volume stands before its journal, and the first page behind it.
"""

from __future__ import annotations

import re

from kg.imports.references.readers.bblnames import CAPITAL, are_names
from kg.imports.references.works import Work

_LOOKS = re.compile(r"\\(?:emph|textit|textsc)\s*\{([^{}]*)\}|\{\\(?:em|it|sc)\s+([^{}]*)\}")
_WORD = rf"(?:{CAPITAL}\.|{CAPITAL}[^\W\d_]+(?:['’-][^\W\d_]+)*)"
_SMALL = r"(?:van|von|de|den|der|del|della|di|da|dos|du|la|le)"
# Read in one way only: of two ways each, thirty authors would be tried in a thousand million.
_PERSON = rf"(?>{_WORD}(?:\s{_SMALL})*(?:[\s-]{_WORD}){{1,3}}(?:,\s(?:Jr|Sr)\.|\s(?:I{{2,3}}|IV))?)"
_AND = r"\s(?:\\?&|and)\s"
# What a law review is called by; a reporter of cases (`347 U.S. 483`) has no such word.
_OF_LAW = r"(?i:L\.\s?J\.|J\.|L\.\s?Rev\.|Rev\.|Q\.|L\.|Law|Review|Journal|Forum)"
_JOURNAL = rf"(?=[^\d()]*(?:(?<=\s)|(?<=[A-Z]\.)){_OF_LAW}\s){CAPITAL}[^\d()“”\"]{{2,80}}?"
_ARTICLE = re.compile(
    # Without an `&` before the last of them, what has commas between is a title.
    rf"(?P<names>{_PERSON}(?:(?:,\s{_PERSON})*,?{_AND}{_PERSON}|,?\set al\.)?),\s"
    rf"[“\"]?(?P<title>\S.{{2,300}}?),[”\"]?\s(?P<volume>\d{{1,4}})\s(?P<journal>{_JOURNAL})\s"
    r"(?P<pages>\d+)(?:,\s(?P<at>\d+(?:\s?(?:--?|\u2013)\s?\d+)?))?\s"
    r"\((?:[A-Z][a-z]+\.?\s)?(?P<year>(?:1[5-9]|20)\d\d)\)\.?",
    re.DOTALL,
)


_OTHERS = re.compile(r",?\set al\.")
_YOUNGER = re.compile(r"(?P<given>.+)\s(?P<family>[^\s,]+),?\s(?P<suffix>(?:Jr|Sr)\.|I{2,3}|IV)")


def take_law_article(work: Work, words: str) -> bool:
    """Set what an entry in this manner says; say whether it is one."""
    plain = " ".join(_LOOKS.sub(r"\1\2", words).replace("~", " ").split())
    found = _ARTICLE.fullmatch(plain)
    if found is None:
        return False
    names = _names_of(found["names"])
    if not are_names(names):
        return False
    work.kind = "article"
    work.put_latex("author", names)
    for name in ("title", "journal", "volume", "pages", "year"):
        work.put_latex(name, found[name])
    if at := found["at"]:  # the page that is cited, behind the first one
        work.put_latex("note", f"at {at}")
    return True


def _names_of(printed: str) -> str:
    """Return names, of which none is turned round, as BibTeX has them."""
    bare = _OTHERS.sub("", printed)
    names = re.split(rf",?{_AND}|,\s(?!(?:Jr|Sr)\.)", bare)
    younger = [(one, _YOUNGER.fullmatch(one)) for one in names]
    turned = [
        f"{jr['family']}, {jr['suffix']}, {jr['given']}" if jr else one for one, jr in younger
    ]
    return " and ".join([*turned, *(["others"] if bare != printed else [])])
