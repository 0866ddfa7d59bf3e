"""Rules in a Markdown text (`---`) that pandoc would take for the beginning of data.

Many sites draw a line there and read data at the head of a file alone; pandoc reads what stands
between two of them as YAML wherever it is, and refuses the whole text where that is none.
"""

from __future__ import annotations

import re

import yaml

_RULE = re.compile(r"(?m)^---[ \t]*$")
_CLOSING = re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*$")
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
    return "".join([*parts, text[done:]])


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
