"""Records after those that a YAML file lists already; nothing else of the file changes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from kg.errors import Location, Problem, ProblemsFound, UsageError
from kg.model import Record, Span
from kg.model.places import Placed
from kg.sources.folder.files import decode_text, read_plain_file
from kg.sources.places.anchors import render_span

_ITEM = re.compile(r"^(?P<indent>[ ]*)- ", re.MULTILINE)
_LINE = re.compile(r"^(?:[ ]+[^\s#]|-)[^\r\n]*", re.MULTILINE)
_NEXT = re.compile(r"^[^\s#-]", re.MULTILINE)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.]*(?:-[A-Za-z0-9_.]+)*")
_NO_TEXT = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def read_listing(path: Path, shown: str) -> str:
    """Return the text of a file, its line ends as they are; nothing where there is none.

    Raises UsageError for what is no plain file, and ProblemsFound for what is no text.
    """
    if not path.exists():
        return ""
    content = read_plain_file(path)
    if isinstance(content, str):
        raise UsageError(f"{path}: {content}")
    decoded, problems = decode_text(content, shown)
    if decoded is None:
        raise ProblemsFound(problems)
    return content.decode("utf-8")


def add_records(
    content: str, name: str, items: Sequence[Sequence[str]], shown: str, head: str = ""
) -> str:
    """Return the text of a file with items at the end of one of its lists, each by its lines.

    `head` opens a file that is empty yet. Raise UsageError where the list stands in square
    brackets.
    """
    end = "\r\n" if "\r\n" in content else "\n"
    listed = re.search(rf"^{name}:(?P<rest>[^\r\n]*)", content, re.MULTILINE)
    if listed is None:
        before = content if content.strip() else head
        joint = "" if before.endswith("\n") or not before else end
        return f"{before}{joint}{name}:{end}{_render(items, '  ', end)}"
    if listed["rest"].split("#")[0].strip() not in {"", "[]", "null", "~"}:
        message = f"write its {name} one a line, each after a dash, not in square brackets"
        line = Location(shown, content.count("\n", 0, listed.start()) + 1)
        raise UsageError(str(Problem(line, "YAML003", message)))
    following = _NEXT.search(content, listed.end() + 1)
    last = following.start() if following else len(content)
    lines = [*_LINE.finditer(content, listed.end(), last)]
    if lines:
        item = _ITEM.search(content, listed.end())
        place, indent, opening = lines[-1].end(), item["indent"] if item else "  ", ""
    else:
        place, indent, opening = listed.end(), "  ", f"{name}:"
    before = content[: place if lines else listed.start()] + opening
    added = _render(items, indent, end).removesuffix(end)
    return before + end + added + (content[place:] or end)


def _render(items: Iterable[Sequence[str]], indent: str, end: str) -> str:
    lines = (
        f"{indent}{'- ' if number == 0 else '  '}{line}{end}"
        for item in items
        for number, line in enumerate(item)
    )
    return "".join(lines)


def lines_of_record(record: Record) -> Iterator[str]:
    """Yield a line for each field of a record that is set, in the order of its class.

    Where it stands comes last, as it does where an author writes.
    """
    fields = type(record).model_fields
    for name in sorted(fields, key=Placed.model_fields.__contains__):
        if name in record.model_fields_set:
            yield f"{name}: {render_value(getattr(record, name))}"


def render_value(value: object) -> str:
    """Return a value as YAML has it on one line."""
    if isinstance(value, Span):
        return render_span(value)
    if isinstance(value, Record):
        return f"{{{', '.join(lines_of_record(value))}}}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(render_value, value))}]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if isinstance(value, int) else render_text(str(value))


def render_text(text: str) -> str:
    """Return a text as YAML has it: plain where nothing can be taken for anything else."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT
    return text if plain else json.dumps(text, ensure_ascii=not text.isprintable())
