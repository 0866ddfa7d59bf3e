"""Code of Markdown that is only indented → blanks.

Four blanks more than the text around it make a block code, behind an empty line or a heading. In
an item of a list, a note or a definition the text around it is indented itself.
"""

from __future__ import annotations

import re

from kg.sources.citations.blanks import blank

_QUOTE = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
_ITEM = re.compile(
    r"[ \t]*(?:[-*+]|\(?(?:[0-9]{1,9}|[A-Za-z]|[ivxIVX]{1,6}|#|@[\w-]*)[.)]|:|~)(?=[ \t]|$)[ \t]*"
)
_NOTE = re.compile(r"[ ]{0,3}\[\^[^\s\]]{1,99}\]:[ \t]*")
_HEADING = re.compile(r"#{1,6}[ \t]")
_RULE = re.compile(r"[ ]{0,3}(?:\*[ \t]*){3,}$|[ ]{0,3}(?:-[ \t]*){3,}$|[ ]{0,3}:{3,}")
_STEP = 4


def mask_head(text: str, written: str) -> str:
    """Return the head of a Markdown text, in which the abstract alone was left, as `mask_indented`.

    YAML indents the abstract as a whole; what stands as far to the left as any of it is no code.
    """
    lines = [*zip(text.split("\n"), written.split("\n"), strict=True)]
    below = [before for line, before in lines if line.strip() and before[:1] in {" ", "\t"}]
    step = min((len(line) - len(line.lstrip()) for line in below), default=0)
    cut = [step if not before[:step].strip() else 0 for _, before in lines]
    parts = (
        [line[n:] for line, n in zip(one, cut, strict=True)] for one in zip(*lines, strict=True)
    )
    bare = mask_indented(*map("\n".join, parts)).split("\n")
    pairs = zip(lines, cut, bare, strict=True)
    return "\n".join(f"{line[:n]}{rest}" for (line, _), n, rest in pairs)


def mask_indented(text: str, written: str) -> str:
    """Return a Markdown text of the same length with all blank that is code by its indent.

    `written` is the text before anything else in it was made blank, which is no indent.
    """
    lines: list[str] = []
    columns: list[int] = []  # where the text of each open item of a list begins
    is_open = True  # a block may begin here
    pairs = zip(text.split("\n"), written.split("\n"), strict=True)
    for whole, before in pairs:
        line = before.expandtabs(_STEP) if whole.strip() else ""
        quote = _QUOTE.match(line)
        line = line[quote.end() :] if quote else line
        if not line.strip():
            is_open = True
            lines.append(whole)
            continue
        indent = len(line) - len(line.lstrip())
        if is_open:
            columns = [one for one in columns if one <= indent]
        if is_open and indent >= (columns[-1] if columns else 0) + _STEP:
            lines.append(blank(whole))
            continue
        lines.append(whole)
        is_open = bool(_HEADING.match(line) or _RULE.match(line))
        if not is_open and (item := _NOTE.match(line) or _ITEM.match(line)):
            # A note, and what is far from its mark, has its text where a step ends.
            wide = item.end() - len(item[0].rstrip()) > _STEP or item.re is _NOTE
            column = indent + _STEP if wide else item.end()
            columns = [*(one for one in columns if one <= indent), column]
    return "\n".join(lines)
