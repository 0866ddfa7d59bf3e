"""Rules in a Markdown text (`---`) that pandoc would take for the beginning of data.

Many sites draw a line there and read data at the head of a file alone; pandoc reads what stands
between two of them as YAML wherever it is, and refuses the whole text where that is none.
"""

from __future__ import annotations

import re

import yaml

_RULE = re.compile(r"(?m)^---[ \t]*$")
_CLOSING = re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*$")
# A head that begins in or right below a line of words, as `cat` joins files.
_LATER_HEAD = re.compile(
    r"---[ \t]*\n(?P<data>(?!---)(?:[^\n]+\n){1,60}?)(?:---|\.\.\.)[ \t]*(?=\n|\Z)"
)
_OF_FILES = re.compile(
    r"(?m)^(?:title|subtitle|author|date|output|bibliography|csl|format|editor_options|site|"
    r"documentclass|params|execute|link-citations|header-includes)[ \t]*:"
)
_PLAIN = "***"  # a rule and nothing else, just as long


def set_rules_apart(text: str) -> str:
    """Return a text of the same length in which only what holds data begins like data.

    The head of a file stays as it is: what is wrong with that its author is to be told.
    """
    parts: list[str] = []
    done = 0
    for rule in _RULE.finditer(text):
        if rule.start() < done or not _may_begin_data(text, rule):
            continue
        closing = _CLOSING.search(text, rule.end())
        if closing is None:
            break
        if not rule.start() or _is_data(text[rule.end() : closing.start()]):
            parts += [text[done : closing.end()]]
            done = closing.end()
        else:
            parts += [text[done : rule.start()], _PLAIN]
            done = rule.start() + len(_PLAIN)
    return _without_later_heads("".join([*parts, text[done:]]))


def _without_later_heads(text: str) -> str:
    """Return a text with white space for heads of files that were joined right to the line above.

    Pandoc would make a heading of the whole paragraph before such a head.
    """
    return _LATER_HEAD.sub(_blanked, text)


def _blanked(head: re.Match[str]) -> str:
    is_first = not head.string[: head.start()].strip()
    line = head.string[: head.start()].rpartition("\n")[2]
    if is_first or (set(line.strip()) <= {"-"} and line.strip()):
        return head[0]
    if not _is_data(head["data"]) or not _OF_FILES.search(head["data"]):
        return head[0]
    return re.sub(r"[^\n]", " ", head[0])


def _may_begin_data(text: str, rule: re.Match[str]) -> bool:
    """Say whether a rule stands below an empty line and above one that is filled."""
    above = text[: rule.start()].rsplit("\n", 2)[-2:-1]
    below = text[rule.end() + 1 :].partition("\n")[0]
    return not "".join(above).strip() and bool(below.strip())


def _is_data(written: str) -> bool:
    try:
        return isinstance(yaml.safe_load(written), dict)
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
