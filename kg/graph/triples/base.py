"""What any record may have: fields that say what they are."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg import model
from kg.graph.iris import Iris
from kg.graph.vocab import TT, Value, entry_of, term_of

KINDS_OF_EVIDENCE = {
    "primary-research": TT.PrimaryResearch,
    "secondary-research": TT.SecondaryResearch,
    "practice-commentary": TT.PracticeCommentary,
    "policy": TT.PolicyDocument,
    "other": TT.OtherEvidence,
}


def said_by(record: model.Record, iris: Iris) -> Iterator[tuple[NamedNode, Value]]:
    """Yield a term and its values for each field that is marked with one (see `kg.model.marks`).

    A link leads to the record that it names, and what is of a closed list to its entry there. What
    is empty, or not so, is not said.
    """
    for name, says in record.says.items():
        value, to = getattr(record, name), record.links.get(name)
        items = value if isinstance(value, tuple) else (value,)
        said = [item for item in items if item is not None and item is not False]
        if to is not None:
            yield term_of(says.term), [iris.of(to.path_of(item)) for item in said]
        elif says.among:
            yield term_of(says.term), [entry_of(item, says.among) for item in said]
        elif says.ours:
            yield term_of(says.term), [iris.words(item) for item in said]
        else:
            yield term_of(says.term), said
