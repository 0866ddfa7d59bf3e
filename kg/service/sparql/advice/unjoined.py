"""A query and a dataset → patterns that share no variable, so that each row meets each other.

`?claim a tt:Claim OPTIONAL { ?work a tt:Work }` lists every claim once for each work. Told is only
what shows: one row beside others, rows that are left out as doubles, and counts of what differs are
the same either way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from pyoxigraph import NamedNode

from kg.service.sparql.advice.heads import Head, read_head
from kg.service.sparql.advice.joins import (
    Names,
    Part,
    Select,
    list_selects,
    names_of,
    split_apart,
)
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.patterns import Triple, is_variable, list_triples

_FEW = 20  # quads that are looked at for a second thing: one may stand in several graphs


def may_be_unjoined(query: str) -> bool:
    """Tell whether a SELECT of a query has patterns that share no variable."""
    # What has one brace and no dot is one sentence; to look for both is cheap.
    if "." not in query.partition("{")[2] and query.count("{") < 2:  # noqa: PLR2004
        return False
    return any(_list_apart(select) for select in list_selects(query))


def check_unjoined(query: str, store: KnownStore, base: str = "") -> Iterator[str]:
    """Yield a sentence for each SELECT in which two patterns of several rows share no variable."""
    for select in list_selects(query, base):
        apart = [group for group in _list_apart(select) if not _is_one(group, select, store)]
        if len(apart) > 1 and _shows(read_head(select), apart):
            one, other = (_name_first(group, select) for group in apart[:2])
            yield (
                f"nothing joins {one} and {other}: each row of the one stands beside each row of "
                "the other, and counts as often; name what both are about by one variable, or ask "
                "for each in a query of its own"
            )


def is_narrow(group: Names, parts: Sequence[Part], shared: Names = frozenset()) -> bool:
    """Say whether a query holds something of a group against a value: it means few of them.

    What is `shared` may stand beside it in a test.
    """
    return any(
        (part.kind == "test" and part.names <= group | shared and _holds_equal(part))
        or (part.alone and names_of(part.tokens[:1]) <= group and _names_value(part))
        for part in parts
        if part.names & group
    )


def _names_value(part: Part) -> bool:
    return any(kind in {"string", "number"} for kind, _ in part.tokens)


def _holds_equal(part: Part) -> bool:
    texts = [text.upper() for _, text in part.tokens]
    return "IN" in texts or any(
        text == "=" and before not in {"!", "<", ">"} for before, text in pairwise(texts)
    )


def _list_apart(select: Select) -> list[Names]:
    """Return the groups of variables that share nothing, and for which patterns find rows."""
    groups = _join_by_records(split_apart(select.parts), select.parts)
    if len(groups) < 2:  # noqa: PLR2004
        return []
    given = [part.names for part in select.parts if part.kind == "given"]
    found = [part.names for part in select.parts if part.kind == "pattern"]
    return [
        group
        for group in groups
        if any(names and names <= group for names in found)
        and not any(names <= group for names in given if names)
    ]


def _join_by_records(groups: list[Names], parts: Sequence[Part]) -> list[Names]:
    """Join the groups that are about one record by its address, as a variable would join them."""
    if len(groups) < 2:  # noqa: PLR2004
        return groups
    for record in {part.tokens[0] for part in parts if part.alone and part.tokens[0][0] == "iri"}:
        names = {name for part in parts if record in part.tokens for name in part.names}
        about = frozenset().union(*(group for group in groups if group & names))
        groups = list(dict.fromkeys(about if group & names else group for group in groups))
    return groups


def _is_one(group: Names, select: Select, store: KnownStore) -> bool:
    """Say whether a group may well have one row: of one named record, or of a class of one."""
    parts = [part for part in select.parts if part.names and part.names <= group]
    if is_narrow(group, parts):
        return True
    triples = [
        triple
        for part in parts
        if part.alone
        for triple in list_triples([("mark", "{"), *part.tokens, ("mark", "}")])
    ]
    return any(_finds_one(triple, store) for triple in triples)


def _finds_one(triple: Triple, store: KnownStore) -> bool:
    """Say whether a triple with one variable finds no second thing."""
    subject, predicate, value = triple
    if predicate[0] != "iri" or is_variable(subject) == is_variable(value):
        return False
    fixed = value if is_variable(subject) else subject
    if fixed[0] != "iri":
        return False
    node, lead = NamedNode(fixed[1]), NamedNode(predicate[1])
    if is_variable(subject):
        found = {
            str(quad.subject) for quad in islice(store.quads_for_pattern(None, lead, node), _FEW)
        }
    else:
        found = {
            str(quad.object) for quad in islice(store.quads_for_pattern(node, lead, None), _FEW)
        }
    return len(found) <= 1


def _shows(head: Head, apart: Sequence[Names]) -> bool:
    """Say whether it can be seen in the answer that rows meet rows of another group."""
    if head.counted:
        return bool(head.keys) or head.odd_keys or not all(one.distinct for one in head.counted)
    return not head.distinct or head.whole or sum(bool(head.names & one) for one in apart) > 1


def _name_first(group: Names, select: Select) -> str:
    """Return the variable of a group that stands first, before blank nodes."""
    order = [
        f"?{text[1:]}" if text[0] in "?$" else text
        for part in select.parts
        for kind, text in part.tokens
        if kind == "name"
    ]
    shown = [name for name in order if name in group]
    return next((name for name in shown if name[0] == "?"), shown[0])
