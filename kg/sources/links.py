"""Links between records: each must lead somewhere, and no two records may share an address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg import model
from kg.errors import Location, Problem, shorten_text
from kg.model.marks import To
from kg.nearness import Nearest

# Places of the same fault that one message names; the rest is counted.
MOST_PLACES = 5


@dataclass(frozen=True, slots=True)
class Link:
    """A field of a record that names another record: `target` is that record's path."""

    trail: tuple[str | int, ...]
    target: str
    name: str  # as the field gives it: an id, a code, a number or a path
    to: To

    @property
    def kind(self) -> str:
        """Return the kind of record that the link leads to."""
        return self.target.partition("/")[0]

    @property
    def field(self) -> str:
        """Return the name of the field."""
        return next(key for key in reversed(self.trail) if isinstance(key, str))


def find_links(record: model.Record) -> Iterator[Link]:
    """Yield every link that a record and the records in it make; the types of fields say which."""
    yield from _links_in(record, ())


def _links_in(record: model.Record, trail: tuple[str | int, ...]) -> Iterator[Link]:
    links = record.links
    for name, value in vars(record).items():
        to = links.get(name)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, model.Record):
                    yield from _links_in(item, (*trail, name, index))
                elif item is not None and to is not None:
                    yield Link((*trail, name, index), to.path_of(item), str(item), to)
        elif isinstance(value, model.Record):
            yield from _links_in(value, (*trail, name))
        elif value is not None and to is not None:
            yield Link((*trail, name), to.path_of(value), str(value), to)


def check_links(
    links: list[tuple[Location, Link]],
    known: Mapping[str, list[Location]],
    others: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Problem]:
    """Yield a problem for each link that leads nowhere and each address used twice.

    `known` maps the path of every record (its IRI without base) to the places that define it;
    `others` maps a path to the name of the record that is called so, too, as a work is by an alias.
    """
    for path, places in known.items():
        first, *again = sorted(places)
        for place in again:
            where = f"{first.path}:{first.line}"
            message = f"'{path}' is defined at {where} already; give this record its own name"
            yield Problem(place, "LNK002", message)
    yield from _problems_of_links(links, known, others)


def _problems_of_links(
    links: list[tuple[Location, Link]],
    known: Mapping[str, list[Location]],
    others: Mapping[str, str],
) -> Iterator[Problem]:
    """Yield one problem for each record that is named and is not there, at its first link.

    A file that is missing, or empty, is one fault as well, however many links led into it.
    """
    names: dict[str, list[str]] = {}
    for path in known:
        names.setdefault(path.partition("/")[0], []).append(path.partition("/")[2])
    nearest = {kind: Nearest(siblings) for kind, siblings in names.items()}
    faults: dict[tuple[str, str], list[tuple[Location, Link]]] = {}
    for place, link in links:
        strange = link.to.among if link.to.kinds and link.kind not in link.to.kinds else ""
        if strange or link.target.split("#")[0] not in known:
            missing = link.target if strange or link.kind in names else link.kind
            faults.setdefault((missing, strange), []).append((place, link))
    for found in faults.values():
        (place, link), *more = sorted(found, key=lambda one: one[0])
        name = others.get(link.target)
        reason = (
            f"'{shorten_text(link.name)}' is another name of '{name}'; write '{name}'"
            if name
            else _reason(link, nearest)
        )
        yield Problem(place, "LNK001", f"'{link.field}': {reason}{_also(more)}")


def _also(more: list[tuple[Location, Link]]) -> str:
    """Return where else the same is wrong, as far as a message has room."""
    lines = [*dict.fromkeys(f"{place.path}:{place.line}" for place, _ in more)]
    if not lines:
        return ""
    rest = f" and {len(lines) - MOST_PLACES} more" if len(lines) > MOST_PLACES else ""
    return f" (also named at {', '.join(lines[:MOST_PLACES])}{rest})"


def _reason(link: Link, nearest: Mapping[str, Nearest]) -> str:
    kind = link.kind
    name = link.name.removeprefix(f"{kind}/")
    if link.to.kinds and kind not in link.to.kinds:
        return f"this may name {link.to.among}, and not {kind}"
    if kind not in nearest:
        none = f"there are no {shorten_text(kind)} here, so no '{shorten_text(name)}'"
        return f"{none}; add them, or remove the link"
    near = None if name.isdigit() else nearest[kind].to(name)
    hint = f"did you mean '{near}'?" if near else "add it, or remove the link"
    return f"there is no '{shorten_text(name)}' among the {kind}; {hint}"
