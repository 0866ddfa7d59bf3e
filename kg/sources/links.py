"""Links between records: each must lead somewhere, and no two records may share an address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from kg import model
from kg.errors import Location, Problem

# The kind of record that a field names, by the field's name; a class may differ (below).
_TARGETS: Mapping[str, str] = {
    "addresses": "implications",
    "broader": "concepts",
    "claims": "claims",
    "codes": "sources",
    "concept": "concepts",
    "concepts": "concepts",
    "debates": "debates",
    "differs_from": "concepts",
    "element": "elements",
    "erratum": "errata",
    "evidence_class": "evidence-classes",
    "finding": "claims",
    "first_section": "sections",
    "implication": "implications",
    "implications": "implications",
    "last_section": "sections",
    "mentions": "mentions",
    "related": "concepts",
    "row_concepts": "concepts",
    "section": "sections",
    "source": "sources",
    "stage": "stages",
    "study": "studies",
    "term": "concepts",
    "via": "sources",
}
_TARGETS_BY_CLASS: Mapping[tuple[type[model.Record], str], str] = {
    (model.Tip, "see"): "tips",
    (model.IndexEntry, "see"): "index",
    (model.IndexEntry, "within"): "index",
    (model.Section, "within"): "sections",
    (model.Erratum, "touches"): "",
    (model.Bearing, "on"): "",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A field of a record that names another record by its path."""

    trail: tuple[str | int, ...]
    target: str

    @property
    def kind(self) -> str:
        """Return the kind of record that the link leads to."""
        return self.target.partition("/")[0]


def find_links(record: model.Record) -> Iterator[Link]:
    """Yield every link that a record and the records in it make."""
    yield from _links_in(record, ())


def _links_in(record: model.Record, trail: tuple[str | int, ...]) -> Iterator[Link]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        kind = _TARGETS_BY_CLASS.get((type(record), name), _TARGETS.get(name))
        for index, item in enumerate(value if isinstance(value, tuple) else (value,)):
            here = (*trail, name, index) if isinstance(value, tuple) else (*trail, name)
            if isinstance(item, model.Record):
                yield from _links_in(item, here)
            elif item is not None and kind is not None:
                yield Link(here, f"{kind}/{item}" if kind else str(item))


def check_links(
    links: list[tuple[Location, Link]], known: Mapping[str, list[Location]]
) -> Iterator[Problem]:
    """Yield a problem for each link that leads nowhere and each address used twice.

    `known` maps the path of every record (its IRI without base) to the places that define it.
    """
    for path, places in known.items():
        for place in sorted(places)[1:]:
            first = min(places)
            where = f"{first.path}:{first.line}"
            message = f"'{path}' is defined at {where} already; give this record its own id"
            yield Problem(place, "LNK002", message)
    for place, link in links:
        if link.target.split("#")[0] not in known:
            yield Problem(place, "LNK001", _message_for(link.target, known))


def _message_for(target: str, known: Mapping[str, list[Location]]) -> str:
    kind, _, name = target.partition("/")
    siblings = [path.partition("/")[2] for path in known if path.startswith(f"{kind}/")]
    near = [] if name.isdigit() else get_close_matches(name, siblings, n=1)
    hint = f"did you mean '{near[0]}'?" if near else "add it, or remove the link"
    return f"there is no '{name}' among the {kind}; {hint}"
