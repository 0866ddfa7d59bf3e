"""A reference as printed, and what is proved of it → the reference as the work is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.latex.plain import decode_latex
from kg.model.dates import parse_date
from kg.model.identifiers import Correction
from kg.model.names import parse_names
from kg.model.references import Name, Reference

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
                changes[names] = _keep_orcids(parse_names(value), getattr(reference, names))
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


def _keep_orcids(names: tuple[Name, ...], printed: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return mended names, each with the ORCID iD of the printed name that it stands for.

    That is the name of the same words, or the one in its place where both lists are as long.
    """
    known = {one.model_copy(update={"orcid": ""}): one.orcid for one in printed if one.orcid}
    if not known:
        return names
    in_place = printed if len(printed) == len(names) else names
    # Two names may have changed places: nobody gets the number of another.
    placed = {name.orcid or known.get(name, "") for name in names}
    kept: list[Name] = []
    for name, other in zip(names, in_place, strict=True):
        orcid = name.orcid or known.get(name, "")
        if not orcid and other.orcid not in placed:
            orcid = other.orcid
        kept.append(name.model_copy(update={"orcid": orcid}))
    return tuple(kept)
