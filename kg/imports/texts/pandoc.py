"""A text in pandoc's formats → its tree of blocks (pandoc's JSON), within limits.

Pandoc runs as a process of its own with `--sandbox`: it reads what it is given, no other file and
no address. https://pandoc.org/MANUAL.html#a-note-on-security names what it leaves to its caller:
a limit of time and one of memory. The tree is described at
https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html .
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, TypeAlias

from kg.errors import UsageError, shorten_text
from kg.process import find_pandoc, run_reader

Node: TypeAlias = "dict[str, Any]"

MOST_SECONDS = 60
MOST_MEMORY = "1G"  # of pandoc's heap; a book of 600 pages takes 300 MB
MOST_OUTPUT = 128 * 1024 * 1024
# Nobody nests lists, quotes and divisions so deep; what walks the tree calls itself.
MOST_DEPTH = 60
# Each block of the tree is an object in a list in an object in a list.
_LEVELS_A_BLOCK = 4
_PLACE = re.compile(r"Error at (?:\"[^\"]*\" )?\(line (\d+), column (\d+)\):\s*(.*)", re.DOTALL)
# The head of a Markdown text: the line that opens it, then a place within it.
_HEAD = re.compile(
    r"Error parsing YAML metadata at (?:\"[^\"]*\" )?\(line (?P<head>\d+), column \d+\):\s*"
    r"(?:YAML parse exception at line (?P<line>\d+), column (?P<column>\d+)[,:]\s*)?(?P<reason>.*)",
    re.DOTALL,
)
_MISSING = (
    "reading a text takes pandoc, which the plain install leaves out; run: "
    "pip install 'tiptrace[authors]'"
)


@dataclass(frozen=True, slots=True)
class Tree:
    """A document as pandoc reads it: its metadata, its blocks, and what pandoc warned of.

    `version` is that of pandoc's trees.
    """

    meta: Node
    blocks: list[Node]
    warnings: tuple[str, ...] = ()
    version: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why pandoc could not read a text, and where, if it says."""

    message: str
    line: int = 1
    column: int = 1


def require_pandoc() -> str:
    """Return the path of pandoc; raise UsageError that names the extra where there is none."""
    found = find_pandoc()
    if found is None:
        raise UsageError(_MISSING)
    return found


def parse_with_pandoc(content: bytes, reader: str) -> Tree | Unreadable:
    """Parse a text as one of pandoc's formats; raise UsageError where pandoc is missing."""
    program = require_pandoc()
    done = _run_pandoc(program, reader, content)
    if isinstance(done, Unreadable):
        return done
    output, said = done
    return _tree_of(output, said)


def _run_pandoc(
    program: str, reader: str, content: bytes, writer: str = "json"
) -> tuple[bytes, str] | Unreadable:
    """Return what pandoc writes and what it says beside."""
    words = [program, "--sandbox", "-f", reader, "-t", writer, "+RTS", f"-M{MOST_MEMORY}", "-RTS"]
    environment = {"XDG_DATA_HOME": "/nonexistent"}
    done = run_reader(words, content, environment, MOST_SECONDS, MOST_OUTPUT)
    said = done.told
    if done.late:
        return Unreadable(f"pandoc was not done with it after {MOST_SECONDS} seconds; split it")
    if done.large or "heap overflow" in said.lower() or "Heap exhausted" in said:
        return Unreadable("it grows too large when it is read; split it, or take huge tables out")
    return _fault_told(said) if done.status else (done.output, said)


def _fault_told(said: str) -> Unreadable:
    """Return what pandoc says of a text that it cannot read, with the place if it knows one."""
    if (head := _HEAD.search(said)) is not None:
        return _fault_of_head(head)
    match = _PLACE.search(said)
    if match is None:
        return Unreadable(f"pandoc cannot read it: {shorten_text(' '.join(said.split()))}")
    reason = shorten_text(" ".join(match[3].split()).removesuffix("^").strip())
    return Unreadable(f"pandoc cannot go on here: {reason}; mend it", int(match[1]), int(match[2]))


def _fault_of_head(told: re.Match[str]) -> Unreadable:
    """Return what is wrong with the head of a Markdown text, and in which of its lines."""
    reason = shorten_text(" ".join(told["reason"].split()))
    message = (
        f"the head of the text, between ---, is no YAML here: {reason}; close what is open, "
        "and put words with a colon or a sign at their beginning in quotes"
    )
    column = int(told["column"] or 0) + 1
    return Unreadable(message, int(told["head"]) + int(told["line"] or 0), column)


def _tree_of(output: bytes, said: str) -> Tree | Unreadable:
    too_deep = Unreadable(f"it nests lists, quotes or divisions more than {MOST_DEPTH} deep")
    try:
        document = json.loads(output)
    except RecursionError:
        return too_deep
    if _depth_of(document) > MOST_DEPTH * _LEVELS_A_BLOCK:
        return too_deep
    warnings = tuple(line.removeprefix("[WARNING] ") for line in said.splitlines() if line)
    version = tuple(document["pandoc-api-version"])
    return Tree(document["meta"], document["blocks"], warnings, version)


def references_in(tree: Tree) -> str:
    """Return the references in the head of a document (`references:`) as CSL-JSON, or ""."""
    if "references" not in tree.meta:
        return ""
    head = {
        "pandoc-api-version": tree.version,
        "meta": {"references": tree.meta["references"]},
        "blocks": [],
    }
    done = _run_pandoc(require_pandoc(), "json", json.dumps(head).encode(), "csljson")
    listed = "" if isinstance(done, Unreadable) else done[0].decode()
    return listed if listed.strip(" []\n") else ""


def _depth_of(value: object) -> int:
    """Return how deep values nest, without calling itself."""
    level, depth = [value], 0
    while level:
        depth += 1
        inner: list[object] = []
        for one in level:
            if isinstance(one, dict):
                inner.extend(one.values())
            elif isinstance(one, list):
                inner.extend(one)
        level = inner
    return depth
