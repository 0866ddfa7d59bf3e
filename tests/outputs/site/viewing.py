"""Python, read as a tree: which names it asks rows for, and which names it gives to values.

A view's rows have no types, so that `row["implicatons"]` passes every type check. Names are all
that can be held against the queries here; where in the tree of a page a name stands is not seen.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Code:
    """Some modules."""

    paths: tuple[Path, ...]

    @cached_property
    def trees(self) -> dict[Path, ast.Module]:
        """Return the tree of each module."""
        return {path: ast.parse(path.read_text(encoding="utf-8")) for path in self.paths}

    @cached_property
    def functions(self) -> dict[str, tuple[Path, ast.AST]]:
        """Return each function with its module, by name."""
        return {
            node.name: (path, node)
            for path, tree in self.trees.items()
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
        }

    @cached_property
    def _made_in(self) -> dict[Path, set[str]]:
        return {path: set(names_made(tree)) for path, tree in self.trees.items()}

    def reached_from(self, name: str) -> dict[str, tuple[Path, ast.AST]]:
        """Return a function and all those that it names, directly or through others."""
        found: dict[str, tuple[Path, ast.AST]] = {}
        waiting = [name]
        while waiting:
            name = waiting.pop()
            if name not in found and name in self.functions:
                found[name] = self.functions[name]
                nodes = ast.walk(found[name][1])
                waiting += [node.id for node in nodes if isinstance(node, ast.Name)]
        return found

    def read_by(self, name: str) -> set[str]:
        """Return the names that a function reads from rows, with all that it reaches."""
        return {read for _, tree in self.reached_from(name).values() for read in names_read(tree)}

    def made_by(self, name: str) -> set[str]:
        """Return the names that the modules give to values which a function reaches."""
        modules = {path for path, _ in self.reached_from(name).values()}
        return set().union(*(self._made_in[path] for path in modules))

    def returned_by(self, name: str) -> set[str]:
        """Return the names that a function itself gives back."""
        nodes = ast.walk(self.functions[name][1])
        values = (node.value for node in nodes if isinstance(node, ast.Return))
        return {
            text
            for value in values
            if isinstance(value, ast.Dict)
            for key in value.keys
            for text in _text(key)
        }


def names_read(tree: ast.AST) -> Iterator[str]:
    """Yield the names that code reads from rows: `row["name"]` and `row.get("name")`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            yield from _text(node.slice)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from _texts(node.args[:1]) if node.func.attr == "get" else ()


def names_made(tree: ast.AST) -> Iterator[str]:
    """Yield the names that code gives to values.

    They are the keys of literals, the names listed in tuples, and the fields of classes.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            yield from _texts(node.keys)
        elif isinstance(node, ast.Tuple):
            yield from _texts(node.elts)
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            yield from _text(node.slice)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def texts_in(tree: ast.AST) -> set[str]:
    """Return every text in code that has letters; `*` stands for what is filled in."""
    nodes = list(ast.walk(tree))
    whole = {text for node in nodes for text in _text(node)}
    filled = {
        "".join(next(_text(part), "*") for part in node.values)
        for node in nodes
        if isinstance(node, ast.JoinedStr)
    }
    return {text for text in whole | filled if any(map(str.isalpha, text))}


def _texts(nodes: Iterable[ast.AST | None]) -> Iterator[str]:
    for node in nodes:
        yield from _text(node)


def _text(node: ast.AST | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
