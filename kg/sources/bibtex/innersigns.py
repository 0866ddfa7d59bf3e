"""Lines of a value that begin as an entry does (`@word{`) → letters of that value.

To BibTeX what stands within braces begins nothing. The library that splits a file takes each such
line for an entry, unless its sign is another one while it reads.
"""

from __future__ import annotations

import re

_HIDDEN = "\ue0f0"
_SIGN = re.compile(
    r"^[ \t]*(?P<sign>@)(?P<name>[A-Za-z]+)[ \t]*[{(]|\\.|[{}]", re.MULTILINE | re.DOTALL
)
# This is an entry in any case: one before it lost a brace, and another has one too many.
_BEGINS = re.compile(r"[^\s,{}\"%=]*\s*,\s*[A-Za-z][\w-]*\s*=")


def hide_inner_signs(text: str) -> str:
    """Return a text of the same length in which only what begins an entry has its sign."""
    hidden = list[int]()
    depth, within = 0, list[int]()
    for found in _SIGN.finditer(text):
        if found["sign"]:
            if depth > 1 and _BEGINS.match(text, found.end()) is None:
                within.append(found.start("sign"))
                depth += found[0].endswith("{")
            else:
                depth, within = int(found[0].endswith("{")), []
        elif found[0] in {"{", "}"} and depth:
            depth += 1 if found[0] == "{" else -1
            if not depth:  # an entry that ends has its lines for itself
                hidden += within
                within = []
    letters = list(text) if hidden else []
    for place in hidden:
        letters[place] = _HIDDEN
    return "".join(letters) or text


def show_signs(text: str) -> str:
    """Return a text with the signs that were hidden."""
    return text.replace(_HIDDEN, "@")
