"""Who entered and who read each record: of the meta graph, for it says nothing of the review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.vocab import DCTERMS, FOAF, PROV, RDF, RDFS, TT, day_of, describe, engine_words


def triples_for_curation(
    curations: Sequence[model.Curation], names: Mapping[str, str], iris: Iris
) -> Iterator[Triple]:
    """Yield the readings, each once, with their records; `names` are those of roles, where given.

    Whoever read on one day is one reading, however many records it took in.
    """
    entered = Counter(one.entered for one in curations)
    checked = Counter(reading for one in curations for reading in one.checked)
    for reading in sorted({*entered, *checked}, key=lambda one: (one.on, one.reader)):
        node, reader = _reading_of(reading, iris), iris.of(f"meta/readers/{reading.reader}")
        label = names.get(reading.reader) or reading.reader.replace("-", " ")
        yield from describe(
            node,
            (RDF.type, (TT.Reading, PROV.Activity)),
            (RDFS.label, engine_words(f"Reading by {label}, {reading.on.isoformat()}")),
            (PROV.wasAssociatedWith, reader),
            (DCTERMS.date, day_of(reading.on)),
            (TT.recordsEntered, entered[reading] or None),
            (TT.recordsChecked, checked[reading] or None),
        )
        yield from describe(reader, (RDF.type, PROV.Agent), (FOAF.name, label))
    for one in curations:
        yield from describe(
            iris.of(one.record),
            (TT.enteredIn, _reading_of(one.entered, iris)),
            (TT.checkedIn, [_reading_of(reading, iris) for reading in one.checked]),
            (TT.hasChangedSince, one.has_changed or None),
        )


def _reading_of(reading: model.ReadBy, iris: Iris) -> NamedNode:
    return iris.of(f"meta/readings/{reading.reader}-{reading.on.isoformat()}")
