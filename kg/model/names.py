"""Names as BibTeX writes them → names; `Family, Given and {A Body}`."""

from __future__ import annotations

from bibtexparser.middlewares.names import (
    InvalidNameError,
    NameParts,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from kg.model.references import Name


def parse_names(text: str) -> tuple[Name, ...]:
    """Return the names of an author or editor field; raise ValueError for what is no name."""
    try:
        parts = [*map(parse_single_name_into_parts, split_multiple_persons_names(text))]
    except InvalidNameError as error:
        raise ValueError(f"a name cannot be read: {error}; write Family, Given") from error
    if not parts or not all(plain_bibtex(" ".join(part.last)) for part in parts):
        raise ValueError("a name has no family name; write Family, Given")
    return tuple(map(name_of_parts, parts))


def name_of_parts(parts: NameParts) -> Name:
    """Return a name that was taken apart, without the braces that hold a body's name together."""
    return Name(
        family=plain_bibtex(" ".join(parts.last)),
        given=" ".join(parts.first),
        particle=" ".join(parts.von),
        suffix=" ".join(parts.jr),
    )


def plain_bibtex(text: str) -> str:
    """Return the text of a BibTeX value without braces and with single blanks."""
    return " ".join(text.replace("{", "").replace("}", "").split())
