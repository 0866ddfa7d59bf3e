"""YAML text → plain values, with the line and column of every one of them.

YAML 1.2's core rules for plain scalars (`no` and `12-13` are text), no tags, no anchors; a key
given twice is a problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from kg.errors import Location, Problem

Trail: TypeAlias = tuple[str | int, ...]
Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}


@dataclass(slots=True)
class YamlFile:
    """The content of a YAML file: `trails` maps each value's trail of keys to its place."""

    path: str
    value: Value = None
    trails: dict[Trail, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def locate(self, trail: Trail) -> Location:
        """Return the place of the value at a trail, or of the nearest thing around it."""
        while trail not in self.trails and trail:
            trail = trail[:-1]
        line, column = self.trails.get(trail, (1, 1))
        return Location(self.path, line, column)

    def report(self, mark: yaml.Mark | None, code: str, message: str) -> None:
        """Add a problem at a mark (PyYAML counts lines and columns from 0)."""
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.problems.append(Problem(Location(self.path, *place), code, message))


def parse_yaml(text: str, path: str) -> YamlFile:
    """Parse a YAML document. Never raises on bad input: see `problems` of the result."""
    file = YamlFile(path)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        what = " ".join(filter(None, (error.context, error.problem)))
        file.report(error.problem_mark, "YAML001", f"{what}; check the indent, quotes and colons")
        return file
    except yaml.YAMLError as error:
        file.report(None, "YAML001", f"not readable as YAML: {' '.join(str(error).split())}")
        return file
    if node is not None:
        file.value = _value_of(node, (), file)
    return file


def _value_of(node: yaml.Node, trail: Trail, file: YamlFile) -> Value:
    file.trails.setdefault(trail, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.ScalarNode):
        return _scalar_of(node)
    if isinstance(node, yaml.SequenceNode):
        return [_value_of(item, (*trail, index), file) for index, item in enumerate(node.value)]
    mapping: dict[str, Value] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in mapping:
            file.report(key_node.start_mark, "YAML002", f"the key '{key}' stands twice; keep one")
        mark = key_node.start_mark
        file.trails[(*trail, key)] = (mark.line + 1, mark.column + 1)
        mapping[key] = _value_of(value_node, (*trail, key), file)
    return mapping


def _scalar_of(node: yaml.ScalarNode) -> Value:
    text: str = node.value
    if node.style:  # quoted or block text is text, whatever it looks like
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
