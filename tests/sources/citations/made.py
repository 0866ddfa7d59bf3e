"""References made up for the tests of citations."""

from kg.model import CodeScheme, Name, Reference
from kg.sources.citations.finding import find_citations
from kg.sources.citations.found import Citation
from kg.sources.citations.works import Works, read_works


def reference(
    code: str, *families: str, year: int | None = 2001, title: str = "On tea", **more: object
) -> Reference:
    """Return a reference; a family name may have its particle before a bar: `van der|Berg`."""
    names = [family.rpartition("|") for family in families]
    authors = tuple(Name(particle=particle, family=family) for particle, _, family in names)
    values = {"entry_type": "book", "evidence_class": "A", "title": title, "authors": authors}
    return Reference.model_validate({"code": code, "year": year, **values, **more})


def found(text: str, style: str, *references: Reference) -> list[Citation]:
    """Return the citations of a text in one of the styles that need no telling."""
    scheme = CodeScheme.model_validate({"style": style})
    return find_citations(text, scheme, read_works(references))


def meant(text: str, style: str, *references: Reference) -> list[tuple[str, str]]:
    """Return what is printed for each citation, and the codes that it may mean, in one text."""
    return [(one.printed, " ".join(one.sources)) for one in found(text, style, *references)]


def works_of(*references: Reference) -> Works:
    """Return an index of references."""
    return read_works(references)
