r"""Lists of names that say that more people wrote the work → `and others`, BibTeX's words for it.

Programs and hands write it as a name of its own (`{et al.}`, `\emph{et al.}`, `12 others`, `u.a.`,
`и др.`), or in the midst of one (`Able et al., A.`). Taken as written, it would be a person.
"""

from __future__ import annotations

import re

from kg.model.names import split_names

_ET_AL = r"et\.?[\s~]*al(?:\.|ii|iae|ia|li)?"
# In capitals, `Al, Et` and `U. A.` may be names.
_WORDS = (
    rf"(?i:{_ET_AL}|(?:and\s+)?(?:\d+\s+(?:more|others|(?:more|other|additional)\s+"
    r"authors?(?:\s+not\s+shown)?)|others)|(?:and\s+)?(?:colleagues|co-?workers)"
    r"|y\s+(?:otros|cols?)|e\s+(?:outros|cols?)|et\s+autres|e\s+altri)\.?"
    r"|al\.?,\s*et|u\.\s?a\.?|i\s+in\.|m\.\s?fl\.?|и\s+др\.?|та\s+ін\.?|等|ほか"
)
_ALONE = re.compile(_WORDS)
_BEFORE = re.compile(rf"(?i:{_ET_AL}),\s*(?P<name>.*[^\W\d_]{{2}}.*)")
_WITHIN = re.compile(rf"(?<=[\w.])[,\s]+(?i:{_ET_AL})(?=,\s*\S)")
_BEHIND = re.compile(rf"(?<=[\w.])[\s~]*(?:\[\s*(?:{_WORDS})\s*\]|\(\s*(?:{_WORDS})\s*\))$")
_LOOKS = re.compile(r"\\(?:emph|text(?:it|sl|rm|bf)|mkbibemph)(?=\s*\{)|\\(?:it|em|sl)\b|[{}\[\]]")


def close_list(names: str) -> str:
    """Return the names of a field with `others` at their end where it says that there are more."""
    written = split_names(names)
    named, is_open = list[str](), False
    for one in written:
        bare = one if "=" in one else _bare(one)
        is_open = is_open or bare != one
        if bare:
            named.append(bare)
    named = [one for one in named if one != "others"]
    return " and ".join([*named, "others"]) if is_open and named else names


def _bare(name: str) -> str:
    """Return a name without the words for those who are not named; "" where it is no more."""
    if _ALONE.fullmatch(_LOOKS.sub("", name).strip(" ,~")):
        return ""
    if before := _BEFORE.fullmatch(name):
        return before["name"]
    return _BEHIND.sub("", _WITHIN.sub("", name))
