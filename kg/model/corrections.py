"""A reference as printed, and what is proved of it → the reference as the work is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.latex import decode_latex
from kg.model.dates import parse_date
from kg.model.identifiers import Correction
from kg.model.names import parse_names
from kg.model.references import Reference

# The fields of `references.bib` that hold what a correction speaks of; the first one stands where
# an entry has none of them yet.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "date": ("date",),
    "journal": ("journal",),
    "book": ("booktitle",),
    "volume": ("volume",),
    "issue": ("number",),
    "pages": ("pages",),
    "publisher": ("publisher", "institution"),
    "place": ("address", "location"),
    "note": ("note",),
}


def correct_reference(reference: Reference, corrections: Iterable[Correction]) -> Reference:
    """Return a reference with what its corrections say in place of what is printed.

    Only give those that are proved. One without a value for its field changes nothing.
    """
    changes: dict[str, object] = {}
    fields = dict(reference.fields)
    for correction in corrections:
        value = correction.value
        match correction.field:
            case _ if value is None:
                continue
            case "title":
                changes["title"] = decode_latex(value)
            case "authors" | "editors" as names:
                changes[names] = parse_names(value)
            case "year":
                changes |= {"year": int(value), "dated": None}
            case field:
                known = _FIELDS[field]
                fields[next((name for name in known if name in fields), known[0])] = value
                if field == "date":
                    dated = parse_date(value)
                    changes |= {"year": int(value[:4]), "dated": None}
                    if dated is not None and dated.shown != value[:4]:
                        changes["dated"] = dated.shown
    return reference.model_copy(update={**changes, "fields": fields})
