"""Spans in the text of a YAML file, rewritten where they stand; nothing else of it changes."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.model import Span
from kg.sources.places.anchors import render_span

_NAMES = "start|end|sha256|before|after"
_FLOW = re.compile(r"\{[^{}]*\bsha256[\"']?:[^{}]*\}")
_BLOCK = re.compile(
    rf"^(?P<indent>[ ]+)(?:{_NAMES}):[^\n]*(?:\n(?P=indent)(?:{_NAMES}):[^\n]*)+", re.MULTILINE
)
_FIELD = re.compile(rf"\b(?P<name>{_NAMES})[\"']?:[ ]*[\"']?(?P<value>[0-9a-f]+)")
# A span → the one to write in its place, or None to leave it.
Rewrite = Callable[[Span], Span | None]


def rewrite_spans(content: str, rewrite: Rewrite) -> str:
    """Return the text of a file with its spans as a function says, on one line or on several."""

    def flow(match: re.Match[str]) -> str:
        span = _span_in(match[0])
        new = rewrite(span) if span else None
        return match[0] if new is None else render_span(new)

    def block(match: re.Match[str]) -> str:
        span = _span_in(match[0])
        new = rewrite(span) if span else None
        if new is None:
            return match[0]
        end = "\r\n" if match[0].endswith("\r") or "\r\n" in match[0] else "\n"
        fields = render_span(new).strip("{}").split(", ")
        tail = "\r" if match[0].endswith("\r") else ""
        return end.join(f"{match['indent']}{field}" for field in fields) + tail

    return _BLOCK.sub(block, _FLOW.sub(flow, content))


def _span_in(text: str) -> Span | None:
    fields = {match["name"]: match["value"] for match in _FIELD.finditer(text)}
    if not {"start", "end", "sha256"} <= fields.keys():
        return None
    return Span(
        start=int(fields["start"]),
        end=int(fields["end"]),
        sha256=fields["sha256"],
        before=fields.get("before"),
        after=fields.get("after"),
    )
