"""Jinja for many pages: the same language, by shorter ways where a page calls a hundred times.

What Jinja asks at each step, because templates of others may need it, is known here: every value is
escaped, all templates know the same globals, and nearly all that is read is a column of a row.
"""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from kg.outputs.site.translations import Messages

_find_markup = re.compile("[&<>'\"]").search


def say_nothing(value: Any) -> Any:
    """Return what a template shows for a cell: nothing for one without a value."""
    return "" if value is None else value


def show(value: Any) -> str:
    """Return a value as it stands in a page, escaped; nothing for a cell without one."""
    kind = type(value)
    if kind is str:
        return value if _find_markup(value) is None else escape(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return "" if value is None else escape(value)


class PageCode(CodeGenerator):
    """Has compiled templates show values with `show`, in the place of three calls of Jinja's."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_plain(frame):
            self.write("environment.show(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_plain(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)


def _is_plain(frame: Frame) -> bool:
    """Say whether values are escaped here, as they are unless a template wants it otherwise."""
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile


class PageTemplate(Template):
    """A template that knows what the environment knows, and nothing else of its own."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """Return what an import gives; Jinja would first compare all names on either side."""
        del ctx
        return super()._get_default_module()


class PageContext(Context):
    """What a template knows while it renders. A page calls macros and messages a hundred times."""

    def call(self, called: Any, /, *args: Any, **values: Any) -> Any:
        """Call a macro or a message at once; Jinja looks first what else it could be."""
        kind = type(called)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind is not Messages:
            return super().call(called, *args, **values)
        # What Jinja hands over for functions that want to know where they are called.
        values.pop("_block_vars", None)
        values.pop("_loop_vars", None)
        return called(*args, **values)


class Templates(Environment):
    """The templates. Nearly all that they read are columns of rows: those are looked up first."""

    context_class = PageContext
    template_class = PageTemplate
    code_generator_class = PageCode
    show = staticmethod(show)

    def __init__(self, **options: Any) -> None:
        """Take the options of Jinja's environment."""
        super().__init__(finalize=say_nothing, **options)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the column of a row, or else what Jinja finds."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)
