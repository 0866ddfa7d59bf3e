"""Templates, read as a tree: which values they ask for, through loops, parts and macros.

Every branch is walked, so that what a template reads only now and then is found too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from jinja2 import nodes

from kg.outputs.site.rendering import make_environment
from kg.resources import resource_folder
from tests.outputs.site.shapes import (
    UNKNOWN,
    Cell,
    Column,
    Constant,
    Made,
    Many,
    RowShape,
    Shape,
    Some,
    columns_below,
    holds,
)

Scope = dict[str, Shape]
# Filters that give back what they are given, or a choice of it.
_SAME = {"list", "reverse", "select", "reject", "unique", "sort", "selectattr", "rejectattr"}
_GROUPING = {"grouped", "groupby"}


@cache
def parse_template(name: str) -> nodes.Template:
    """Return the tree of a template of the site."""
    environment = make_environment({})
    assert environment.loader is not None
    return environment.parse(environment.loader.get_source(environment, name)[0])


@dataclass(eq=False)
class Macro:
    """A macro, or the body of a `call` block, with the names that it sees."""

    node: nodes.Macro | nodes.CallBlock
    scope: Scope
    template: str


@dataclass
class Walker:
    """Walks templates; gathers the columns that they read, and what is not there to read."""

    read: set[Column] = field(default_factory=set)
    faults: set[str] = field(default_factory=set)
    template: str = ""
    _done: set[tuple[object, ...]] = field(default_factory=set)

    def walk(self, template: str, scope: Scope) -> None:
        """Walk a template and those that it extends."""
        blocks: dict[str, tuple[str, nodes.Block]] = {}
        chain: str | None = template
        while chain is not None:
            self.template = chain
            tree = parse_template(chain)
            for block in tree.find_all(nodes.Block):
                blocks.setdefault(block.name, (chain, block))
            extends = tree.find(nodes.Extends)
            chain = extends.template.value if extends is not None else None  # type: ignore[attr-defined]
            if chain is not None:
                outside = [n for n in tree.body if not isinstance(n, nodes.Block)]
                self._body(outside, scope)
            else:
                self._body([n for n in tree.body if not isinstance(n, nodes.Block)], scope)
        for where, block in blocks.values():
            self.template = where
            self._body(block.body, dict(scope))

    def _body(self, body: list[nodes.Node], scope: Scope) -> None:
        for node in body:
            step = getattr(self, f"_do_{type(node).__name__.lower()}", None)
            if step is not None:
                step(node, scope)
            else:
                for child in node.iter_child_nodes():
                    self._look(child, scope)

    # Statements

    def _do_output(self, node: nodes.Output, scope: Scope) -> None:
        for child in node.nodes:
            self._look(child, scope)

    def _do_block(self, node: nodes.Block, scope: Scope) -> None:
        """Leave a block to `walk`, which knows who fills it."""

    def _do_extends(self, node: nodes.Extends, scope: Scope) -> None:
        """Leave what is extended to `walk`."""

    def _do_if(self, node: nodes.If, scope: Scope) -> None:
        told = self._look(node.test, scope)
        known = isinstance(told, Constant)
        if not known or told.value:
            self._body(node.body, scope)
        if known and told.value:
            return
        for other in node.elif_:
            self._do_if(other, scope)
            if isinstance(self._look(other.test, scope), Constant):
                return
        self._body(node.else_, scope)

    def _do_for(self, node: nodes.For, scope: Scope) -> None:
        for item in self._items(self._look(node.iter, scope)):
            inner = scope | {"loop": UNKNOWN}
            self._assign(node.target, item, inner)
            if node.test is not None:
                self._look(node.test, inner)
            self._body(node.body, inner)
        self._body(node.else_, scope)

    def _do_assign(self, node: nodes.Assign, scope: Scope) -> None:
        self._assign(node.target, self._look(node.node, scope), scope)

    def _do_assignblock(self, node: nodes.AssignBlock, scope: Scope) -> None:
        self._body(node.body, scope)
        self._assign(node.target, UNKNOWN, scope)

    def _do_macro(self, node: nodes.Macro, scope: Scope) -> None:
        scope[node.name] = Macro(node, scope, self.template)

    def _do_callblock(self, node: nodes.CallBlock, scope: Scope) -> None:
        self._call(node.call, scope, Macro(node, dict(scope), self.template))

    def _do_include(self, node: nodes.Include, scope: Scope) -> None:
        name = node.template.value  # type: ignore[attr-defined]
        if node.ignore_missing and not (resource_folder("site") / "templates" / name).is_file():
            return
        here, self.template = self.template, name
        self._body(parse_template(name).body, dict(scope))
        self.template = here

    def _do_import(self, node: nodes.Import, scope: Scope) -> None:
        name = node.template.value  # type: ignore[attr-defined]
        inner: Scope = dict(scope) if node.with_context else {"site": scope.get("site", UNKNOWN)}
        here, self.template = self.template, name
        self._body(parse_template(name).body, inner)
        self.template = here
        scope[node.target] = RowShape(name, dict(inner))

    # Expressions

    def _look(self, node: nodes.Node, scope: Scope) -> Shape:
        """Return the shape of an expression; what it reads on its way is noted."""
        look = getattr(self, f"_look_{type(node).__name__.lower()}", None)
        if look is not None:
            return look(node, scope)
        for child in node.iter_child_nodes():
            self._look(child, scope)
        return UNKNOWN

    def _look_const(self, node: nodes.Const, _: Scope) -> Shape:
        return Constant(node.value) if isinstance(node.value, str | bool) else UNKNOWN

    def _look_name(self, node: nodes.Name, scope: Scope) -> Shape:
        return scope.get(node.name, UNKNOWN)

    def _look_tuple(self, node: nodes.Tuple, scope: Scope) -> Shape:
        return Some(tuple(self._look(item, scope) for item in node.items))

    _look_list = _look_tuple

    def _look_getattr(self, node: nodes.Getattr, scope: Scope) -> Shape:
        return self._field(self._look(node.node, scope), node.attr, node.lineno)

    def _look_getitem(self, node: nodes.Getitem, scope: Scope) -> Shape:
        whole, key = self._look(node.node, scope), self._look(node.arg, scope)
        if isinstance(key, Constant) and isinstance(key.value, str):
            by_hand = isinstance(node.arg, nodes.Const) or isinstance(whole, RowShape)
            return self._field(whole, key.value, node.lineno if by_hand else 0)
        if isinstance(node.arg, nodes.Slice):
            return whole
        return (
            whole.item if isinstance(whole, Many) else whole if isinstance(whole, Made) else UNKNOWN
        )

    def _look_test(self, node: nodes.Test, scope: Scope) -> Shape:
        if node.name != "defined" or not isinstance(node.node, nodes.Getattr):
            self._look(node.node, scope)
            return UNKNOWN
        whole = self._look(node.node.node, scope)
        if isinstance(whole, RowShape):
            return Constant(node.node.attr in whole.fields)
        return Constant(holds(whole, node.node.attr)) if isinstance(whole, Made) else UNKNOWN

    def _look_not(self, node: nodes.Not, scope: Scope) -> Shape:
        told = self._look(node.node, scope)
        known = isinstance(told, Constant) and isinstance(told.value, bool)
        return Constant(not told.value) if known else UNKNOWN  # type: ignore[union-attr]

    def _look_and(self, node: nodes.And, scope: Scope) -> Shape:
        first = self._look(node.left, scope)
        if isinstance(first, Constant) and not first.value:
            return first
        self._look(node.right, scope)
        return UNKNOWN

    def _look_condexpr(self, node: nodes.CondExpr, scope: Scope) -> Shape:
        self._look(node.test, scope)
        found = [self._look(item, scope) for item in (node.expr1, node.expr2) if item is not None]
        return next((shape for shape in found if not isinstance(shape, Cell | Constant)), UNKNOWN)

    def _look_filter(self, node: nodes.Filter, scope: Scope) -> Shape:
        given = UNKNOWN if node.node is None else self._look(node.node, scope)
        words = [self._look(arg, scope) for arg in node.args]
        named = {pair.key: self._look(pair.value, scope) for pair in node.kwargs}
        item = next(iter(self._items(given)), UNKNOWN)
        column = named.get("attribute", words[0] if words else UNKNOWN)
        by_column = node.name in {*_GROUPING, "selectattr", "rejectattr"} or "attribute" in named
        value: Shape = UNKNOWN
        if by_column and isinstance(column, Constant) and isinstance(column.value, str):
            value = self._field(item, column.value, node.lineno)
        if node.name in _GROUPING:
            return Many(Some((value, Many(item))))
        if node.name == "map":
            return Many(value)
        if node.name in {"first", "last"}:
            return item
        return given if node.name in _SAME else UNKNOWN

    def _look_call(self, node: nodes.Call, scope: Scope) -> Shape:
        return self._call(node, scope, None)

    def _call(self, node: nodes.Call, scope: Scope, caller: Macro | None) -> Shape:
        called = self._look_called(node.node, scope)
        given = [self._look(arg, scope) for arg in node.args]
        named = {pair.key: self._look(pair.value, scope) for pair in node.kwargs}
        if not isinstance(called, Macro):
            return UNKNOWN
        args = [] if isinstance(called.node, nodes.CallBlock) else called.node.args
        plain = dict(zip((arg.name for arg in args), given, strict=False)) | named
        defaults = called.node.defaults
        for arg, default in zip(args[len(args) - len(defaults) :], defaults, strict=True):
            plain.setdefault(arg.name, self._look(default, scope))
        key = (called.node, caller, frozenset(plain.items()))
        if key not in self._done:
            self._done.add(key)
            here, self.template = self.template, called.template
            self._body(called.node.body, called.scope | plain | {"caller": caller or UNKNOWN})
            self.template = here
        return UNKNOWN

    def _look_called(self, node: nodes.Node, scope: Scope) -> Shape:
        """Return what is called: a macro, or nothing known for a method such as `endswith`."""
        if isinstance(node, nodes.Getattr):
            whole = self._look(node.node, scope)
            return whole.fields.get(node.attr, UNKNOWN) if isinstance(whole, RowShape) else UNKNOWN
        return self._look(node, scope)

    # Values

    def _assign(self, target: nodes.Node, shape: Shape, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = shape
        elif isinstance(target, nodes.Tuple):
            parts = shape.items if isinstance(shape, Some) else ()
            for place, name in enumerate(target.items):
                loose = shape if isinstance(shape, Made) else UNKNOWN
                self._assign(name, parts[place] if place < len(parts) else loose, scope)

    def _items(self, shape: Shape) -> tuple[Shape, ...]:
        if isinstance(shape, Some):
            return shape.items
        return (
            shape.item
            if isinstance(shape, Many)
            else shape
            if isinstance(shape, Made)
            else UNKNOWN,
        )

    def _field(self, shape: Shape, name: str, line: int) -> Shape:
        """Return what stands under a name, noting that it is read, or that it is not there."""
        if isinstance(shape, Made):
            self.read |= columns_below(shape.page, {name})
            if line and not holds(shape, name):
                self._complain(shape.page.name, name, line)
            return shape
        if not isinstance(shape, RowShape):
            return UNKNOWN
        if name not in shape.fields:
            self._complain(shape.name, name, line)
            return UNKNOWN
        found = shape.fields[name]
        if isinstance(found, Cell):
            self.read |= found.columns
        return found

    def _complain(self, where: str, name: str, line: int) -> None:
        self.faults.add(f"site/templates/{self.template}:{line}: no '{name}' in a row of {where}")
