"""A writing as Markdown that any reader of it understands (CommonMark)."""

from __future__ import annotations

import re

from kg.outputs.documents.prose import Block, Prose, Run, Writing

_MARKS = re.compile(r"[\\`*_\[\]<>#|~^&$]")
# At the begin of a line these make a list, a rule or a heading.
_AT_BEGIN = re.compile(r"^(\s*\d*)([-+=]|(?<=\d)[.)])")


def render_markdown(writing: Writing) -> str:
    """Return the title as the first heading, and each block in lines of its own."""
    lines = [f"# {_escape(writing.title)}", ""]
    for number, block in enumerate(writing.blocks):
        after = writing.blocks[number + 1 : number + 2]
        lines.append(_line_of(block))
        # Items of one list stand close together.
        if not (block.kind == "item" and after and after[0].kind == "item"):
            lines.append("")
    return "\n".join(lines)


def _line_of(block: Block) -> str:
    text = _inline(block.prose)
    if block.kind == "heading":
        return f"{'#' * (block.level + 1)} {text}"
    return f"- {text}" if block.kind == "item" else _AT_BEGIN.sub(r"\1\\\2", text)


def _inline(prose: Prose) -> str:
    return "".join(map(_run, prose)).strip()


def _run(run: Run) -> str:
    text = _escape(run.text)
    before, inner, after = _edges(text)
    if run.link:
        # An address that is its own words needs no others.
        inner = f"<{run.link}>" if run.text == run.link else f"[{inner}](<{run.link}>)"
    marks = "**" * run.bold + "*" * run.italic
    return f"{before}{marks}{inner}{marks[::-1]}{after}" if inner else text


def _edges(text: str) -> tuple[str, str, str]:
    """Return a text with its blanks taken off, and these: no mark may stand at a blank."""
    inner = text.strip()
    start = text.find(inner) if inner else len(text)
    return text[:start], inner, text[start + len(inner) :]


def _escape(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", " ".join(text.split("\n")))
