r"""The list of references that pandoc sets into LaTeX (`CSLReferences`) → a printed list of BibTeX.

A text that was knit or rendered cites in words there, and says the key of each work in its list.
"""

from __future__ import annotations

import re

_REMARK = re.compile(r"(?<!\\)%[^\n]*")
_LIST = re.compile(
    r"\\begin\{CSLReferences\}(?:\{[^{}]*\})*(?P<entries>.*?)\\end\{CSLReferences\}", re.DOTALL
)
# Of releases before 3.2 a target, of later ones an item.
_ENTRY = re.compile(
    r"(?:\\leavevmode\s*)?(?:\\vadjust\s*pre\{)?\\hypertarget\{ref-(?P<target>[^{}]+)\}\{\}\}?"
    r"|\\bibitem\s*\[[^\]]*\]\s*\{ref-(?P<item>[^{}]+)\}"
)
_MARGIN = re.compile(
    r"\\CSLLeftMargin\{(?P<label>(?:[^{}]|\{[^{}]*\})*)\}\s*(?:\\CSLRightInline\{)?"
)
_NUMBER = re.compile(r"\D*(?P<number>\d{1,4})\D*")
_CLOSING = re.compile(r"\}\s*$")


def find_csl_list(text: str) -> tuple[int, int] | None:
    """Return where pandoc's list with entries begins and ends, if a text has one."""
    found = _LIST.search(_REMARK.sub(lambda match: " " * len(match[0]), text))
    return found.span() if found and _ENTRY.search(found["entries"]) else None


def render_csl_list(part: str) -> str:
    """Return pandoc's list as `thebibliography`, each entry under the key that it names."""
    body = _LIST.search(_REMARK.sub("", part))
    entries = body["entries"] if body else ""
    heads = [*_ENTRY.finditer(entries)]
    ends = [*(one.start() for one in heads[1:]), len(entries)]
    items = [
        _item_of(str(head["target"] or head["item"]), entries[head.end() : end])
        for head, end in zip(heads, ends, strict=True)
    ]
    return "\n".join([r"\begin{thebibliography}{99}", *items, r"\end{thebibliography}"])


def _item_of(key: str, words: str) -> str:
    """Return an entry, with its number for its label where the list has numbers."""
    margin = _MARGIN.search(words)
    number = _NUMBER.fullmatch(margin["label"]) if margin else None
    if margin:
        words = _CLOSING.sub("", _MARGIN.sub("", words))
    label = f"[{number['number']}]" if number else ""
    return rf"\bibitem{label}{{{key}}} {' '.join(words.split())}"
