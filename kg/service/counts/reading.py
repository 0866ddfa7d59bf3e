"""A query's text → the table of counts it can be answered from, and the query of that table.

Only the form that is described at the door of this room is read; of anything else None is returned,
also of what the engine may refuse. What is read stays in the query as it is, but for the patterns,
which become those of a row, and the counts, which become sums.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.service.counts.expressions import Count, Expression, read_bracket, read_constraint
from kg.service.counts.groups import Group, Span, read_group
from kg.service.counts.patterns import TableName, name_table, rename_variables
from kg.service.counts.tables import SIZE, distinct_property_of, property_of
from kg.service.counts.words import OtherFormError, Words

_CALL = re.compile(r"\bcount\s*\(", re.IGNORECASE)
# What the query of a table calls its own; no query that has it is read.
_OWN = "own_count_"
_ROW, _SIZE = f"?{_OWN}row", f"?{_OWN}size"


class CountQuery(NamedTuple):
    """A query that counts, in a form that can be answered from a table."""

    table: TableName
    ordered: str
    """The query itself, with its groups in an order, so that it has one answer to the byte."""
    rewritten: str
    """The same of the table."""
    cut_columns: frozenset[str]
    """The columns whose order decides which rows LIMIT and OFFSET leave."""
    narrow: bool
    """Whether the engine may find its solutions without a look at most of those of the patterns."""


@dataclass(slots=True)
class _Query:
    """What is read of a query."""

    distinct: bool = False
    selected: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    counts: list[Count] = field(default_factory=list)
    group: Group = field(default_factory=Group)
    keys: list[str] = field(default_factory=list)
    """The variables by which solutions are grouped, as they are and made by expressions."""
    made_keys: set[str] = field(default_factory=set)
    key_reads: set[str] = field(default_factory=set)
    """The variables in expressions of keys."""
    tail_reads: set[str] = field(default_factory=set)
    """The variables of HAVING and ORDER BY."""
    sorted_by: set[str] = field(default_factory=set)
    order: str = " ORDER BY"
    order_place: int = 0
    """Where more to sort by can be added, and the word that must come before it, if any."""
    cut: bool = False


def read_count_query(text: str) -> CountQuery | None:
    """Read a query that counts; return None where it has another form, or is no such query."""
    if "count" not in text.lower() or not _CALL.search(text) or _OWN in text:
        return None
    try:
        query = _read_query(Words(text))
        _check_scopes(query)
        return _rewrite(text, query)
    except OtherFormError:
        return None


def _read_query(words: Words) -> _Query:
    query = _Query()
    words.take_prefixes()
    words.expect("SELECT")
    query.distinct = words.accept("DISTINCT")
    while not words.sees("WHERE", "{"):
        if words.sees_variable():
            query.selected.add(words.take_variable())
            continue
        found = read_bracket(words)
        # One name for two columns, or none, is a fault for the engine to tell.
        if not found.alias or found.alias in query.aliases:
            raise OtherFormError
        query.aliases.add(found.alias)
        _take_expression(query, found, query.selected)
    words.accept("WHERE")
    query.group = read_group(words)
    _read_tail(words, query)
    return query


def _take_expression(query: _Query, found: Expression, reads: set[str]) -> None:
    query.counts += found.counts
    reads |= found.variables


def _read_tail(words: Words, query: _Query) -> None:
    """Read all behind the braces."""
    if words.accept("GROUP"):
        words.expect("BY")
        while words.sees_variable() or words.sees("("):
            _read_key(words, query)
    if words.accept("HAVING"):
        while not words.sees("ORDER", "LIMIT", "OFFSET") and words.peek().kind:
            _take_constraint(words, query)
    if words.accept("ORDER"):
        words.expect("BY")
        query.order = ""
        # Once at least: keys that are added behind it would hide that it sorts by nothing.
        _read_order(words, query)
        while not words.sees("LIMIT", "OFFSET") and words.peek().kind:
            _read_order(words, query)
    query.order_place = words.end
    while words.accept("LIMIT", "OFFSET"):
        words.take_number()
        query.cut = True
    if words.peek().kind:
        raise OtherFormError


def _read_key(words: Words, query: _Query) -> None:
    if words.sees_variable():
        query.keys.append(words.take_variable())
        return
    found = read_bracket(words)
    if found.counts or not found.alias:
        raise OtherFormError
    query.keys.append(found.alias)
    query.made_keys.add(found.alias)
    query.key_reads |= found.variables


def _read_order(words: Words, query: _Query) -> None:
    if words.sees_variable():
        query.sorted_by.add(words.take_variable())
        return
    words.accept("ASC", "DESC")
    _take_constraint(words, query)


def _take_constraint(words: Words, query: _Query) -> None:
    found = read_constraint(words)
    if found.alias:
        raise OtherFormError
    _take_expression(query, found, query.tail_reads)


def _check_scopes(query: _Query) -> None:
    """Raise unless each variable stands where it is bound, and is made once only."""
    bound, made, keys = query.group.variables, query.group.made, set(query.keys)
    fine = (
        query.counts
        and len(keys) == len(query.keys)
        and query.made_keys.isdisjoint(bound | made)
        and query.aliases.isdisjoint(bound | made | query.made_keys)
        and keys - query.made_keys <= bound | made
        and query.key_reads <= bound | made
        and query.selected <= keys
        and query.tail_reads | query.sorted_by <= keys | query.aliases
        # Rows that are alike become one: then it must be seen by what they are sorted.
        and (not query.distinct or keys <= query.selected)
        and all(_can_be_counted(count, bound, made) for count in query.counts)
    )
    if not fine:
        raise OtherFormError


def _can_be_counted(count: Count, bound: set[str], made: set[str]) -> bool:
    """Tell whether a variable of a count is bound in all solutions, or counted by its terms."""
    return count.variable in ("", *bound) or (count.distinct and count.variable in made)


def _rewrite(text: str, query: _Query) -> CountQuery:
    """Write a query anew, on the table with its counts."""
    bound, keys = query.group.variables, set(query.keys)
    columns = bound & (keys | query.group.reads | query.key_reads)
    counted = {count.variable for count in query.counts if count.distinct} & bound - columns
    # Numbers of different terms cannot be added up: they are of use where a group is a row.
    if columns != keys or query.group.repeats:
        columns, counted = columns | counted, set()
    patterns = query.group.patterns
    names = rename_variables(patterns, columns, counted)
    table = name_table(patterns, columns, counted, names)
    row = [f"{_ROW} {SIZE} {_SIZE}"]
    row += [f"{_ROW} <{property_of(names[one])}> {one}" for one in sorted(columns)]
    row += [f"{_ROW} <{distinct_property_of(names[one])}> {_own(one)}" for one in sorted(counted)]
    edits = [(span, " ") for span in query.group.spans]
    edits[0] = (edits[0][0], " . ".join(row) + " . ")
    for count in query.counts:
        if not count.distinct:
            edits.append((Span(count.start, count.end), f"SUM({_SIZE})"))
        elif count.variable in counted:
            edits.append((Span(count.start, count.end), f"SUM({_own(count.variable)})"))
    order = _complete_order(query)
    cut_columns = {names.get(key, key) for key in query.keys} if query.cut else set()
    return CountQuery(
        table=table,
        ordered=_edit(text, order),
        rewritten=_edit(text, [*edits, *order]),
        cut_columns=frozenset(cut_columns),
        narrow=query.group.narrow,
    )


def _own(variable: str) -> str:
    return f"?{_OWN}{variable.removeprefix('?')}"


def _complete_order(query: _Query) -> list[tuple[Span, str]]:
    """Return the edit that sorts rows by all keys, behind what they are sorted by."""
    more = [key for key in query.keys if key not in query.sorted_by]
    if not more:
        return []
    place = Span(query.order_place, query.order_place)
    return [(place, f"{query.order} {' '.join(more)} ")]


def _edit(text: str, edits: list[tuple[Span, str]]) -> str:
    """Return a text with pieces of it replaced."""
    for span, piece in sorted(edits, reverse=True):
        text = text[: span.start] + piece + text[span.end :]
    return text
