"""Keys in roles, as MyST and Jupyter Book write them: `{cite:p}` before keys in backticks.

`{cite:t}`, `{cite}` and the like before `able2001,bell2002`, or before `{see}able2001{p. 4}`
(https://mystmd.org/guide/citations, https://sphinxcontrib-bibtex.readthedocs.io). A role that
only lists a work (`{cite:empty}`) cites nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.sources.citations.found import Citation
from kg.sources.citations.works import Works

ROLE = re.compile(r"\{(?:foot|full)?cite(?P<kind>:[a-z]+)?\}`(?P<keys>[^`\n]+(?:\n[^`\n]+){0,3})`")
_LISTING = ":empty"
# A key with what stands before and behind it in braces; its own letters are no braces or blanks.
_KEY = re.compile(r"(?:\{[^{}]*\}\s*)?(?P<key>[^\s{},`]+)(?:\s*\{[^{}]*\})?")


def find_roles(text: str, plain: str, works: Works) -> Iterator[Citation]:
    """Yield each key of a role that cites; `plain` is the text with its code blank."""
    for match in ROLE.finditer(text):
        if plain[match.start()] != "{" or match["kind"] == _LISTING or _is_shown(text, match):
            continue
        for start, key in _keys_of(match):
            sources = works.look_up(key)
            yield Citation(
                start,
                start + len(key),
                key,
                key,
                sources,
                match.span(),
                like=() if sources else works.look_like(key),
            )


def _is_shown(text: str, match: re.Match[str]) -> bool:
    """Say whether a role is shown and not meant: in code, or in a comment of MyST's."""
    line = text.rfind("\n", 0, match.start()) + 1
    return text[match.start() - 1 : match.start()] == "`" or text.startswith("%", line)


def keys_listed(text: str) -> Iterator[str]:
    """Yield the keys of roles that only list works."""
    for match in ROLE.finditer(text):
        if match["kind"] == _LISTING:
            yield from (key for _, key in _keys_of(match))


def _keys_of(match: re.Match[str]) -> Iterator[tuple[int, str]]:
    # A comma within braces belongs to the words around a key.
    for part in re.finditer(r"(?:\{[^{}]*\}|[^,{}])+", match["keys"]):
        if key := _KEY.search(part[0]):
            yield match.start("keys") + part.start() + key.start("key"), key["key"]
