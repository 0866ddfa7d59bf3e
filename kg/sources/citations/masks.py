"""The parts of a text in which nothing is cited: code, comments, what a text says of itself."""

from __future__ import annotations

import re

from kg.sources.citations.blanks import blank, mask_between
from kg.sources.citations.indented import mask_head, mask_indented
from kg.sources.citations.latexmasks import mask_latex
from kg.sources.latex.definitions import begin_of_document

_FENCE = re.compile(r"(?P<indent>[ \t]*)(?P<mark>`{3,}|~{3,})")
_DEEPEST = "   "  # farther in, a fence stands in an item of a list, or is shown
_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|\(?[0-9A-Za-z#@]{1,9}[.)]|\[\^[^\s\]]+\]:|:)[ \t]")
# What MyST fences and is text all the same: ```` ```{note} ````. All else in fences is code.
_PROSE = re.compile(
    r"[ ]{0,3}`{3,}[ \t]*\{(?:abstract|admonition|attention|blockquote|caution|card|csv-table"
    r"|danger|div|dropdown|epigraph|error|figure|figure-md|glossary|grid|grid-item-card|hint"
    r"|important|keypoints|list-table|margin|note|pull-quote|sidebar|seealso|subfigure|tab-item"
    r"|tab-set|table|tip|topic|warning)\}"
)
_END = r"(?:---|\.\.\.)(?=[ \t]*(?:\n|\Z))"
FRONT = re.compile(rf"\A---[ \t]*\n(?:(?!{_END}).*\n)*{_END}")
_ABSTRACT = re.compile(r"(?m)^abstract:(?P<words>(?:[ \t].*)?\n(?:[ \t]+\S.*\n|[ \t]*\n)*)")
# The same farther on in a text: each of its lines names a value, is a part of one, or a remark.
_INNER = re.compile(
    rf"(?m)(?<=\n\n)---[ \t]*\n(?=[A-Za-z_][\w-]*:)(?:(?:[A-Za-z_][\w-]*:|[ \t]|- |#).*\n)+{_END}"
)
# What ends in a blank ends at the quote of LaTeX that opens next: `ironic' (Able 2001), `calm'.
_CODE = re.compile(
    r"(?<!`)``(?!`)(?:(?!``|'').)+(?<![\s(\[`])``(?!`)|(?<!`)`(?!`)[^`\n]++(?<![\s(\[])`"
)
_SHOWN = tuple((f"<{tag}{end}", f"</{tag}>") for tag in ("pre", "script", "style") for end in "> ")
_VERBATIM = tuple(
    (f"\\begin{{{one}", f"\\end{{{one}") for one in ("verbatim", "lstlisting", "minted")
)
# Remarks of Obsidian: `%%so%%` in a line, or from a line that begins so on.
_REMARK = re.compile(r"(?m)(?:(?<![%\\\d])%%(?![%\n])[^\n]*?(?<!%)%%(?!%)|^%%(?!%)[^%]*%%(?!%))")
_HEADED = re.compile(r"(?m)^#{1,6}[ \t]")


def mask_code(text: str, *, is_markdown: bool = False) -> str:
    """Return a text of the same length with all blank that is code, a comment or front matter.

    What is only indented is code in Markdown alone: in a plain text it may be a paragraph.
    """
    if begin_of_document(text):
        return mask_latex(text)
    is_markdown = is_markdown or bool(FRONT.match(text) or _HEADED.search(text))
    written, text = text, FRONT.sub(lambda match: _blank_front(match[0]), text)
    text = _mask_fences(mask_between(text, "<!--", "-->"))
    for opening, closing in (*_SHOWN, *_VERBATIM):
        text = mask_between(text, opening, closing)
    if is_markdown:
        text = _INNER.sub(lambda match: blank(match[0]), text)
        head = front.end() if (front := FRONT.match(written)) else 0
        text = mask_head(text[:head], written[:head]) + mask_indented(text[head:], written[head:])
    for part in (_CODE, *([_REMARK] if is_markdown else [])):
        text = part.sub(lambda match: blank(match[0]), text)
    return text


def _blank_front(front: str) -> str:
    """Return a head all blank but for its abstract, which is printed and may cite."""
    match = _ABSTRACT.search(front)
    if match is None:
        return blank(front)
    start, end = match.span("words")
    return blank(front[:start]) + front[start:end] + blank(front[end:])


def _mask_fences(text: str) -> str:
    lines: list[str] = []
    mark = ""
    prose: list[str] = []
    is_item = False
    for line in text.splitlines(keepends=True):
        is_item = bool(_ITEM.match(line)) or (is_item and line[:1] in " \t\n")
        match = _FENCE.match(line)
        if match is not None and not (mark or is_item or match["indent"] in _DEEPEST):
            match = None
        is_end = match is not None and not line[match.end() :].strip()
        if not mark and match is not None and is_end and match["mark"] in prose[-1:]:
            prose.pop()
            lines.append(blank(line))
        elif not mark and match is not None and (begin := _PROSE.match(line)):
            prose.append(match["mark"])
            lines.append(blank(begin[0]) + line[begin.end() :])  # what is left is a caption
        elif mark:
            lines.append(blank(line))
            if match is not None and match["mark"].startswith(mark):
                mark = ""
        elif match is not None:
            mark = match["mark"]
            lines.append(blank(line))
        else:
            lines.append(line)
    return "".join(lines)
