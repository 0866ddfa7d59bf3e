"""Who made a dataset, when, and by what words it is found: what the settings tell under [dataset].

It is of the data, not of the review: whoever entered a review need not have written it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Self

_WHO = re.compile(r"(?P<name>[^<>]*[^<>\s])\s*(<(?P<iri>[^<>\s]+)>)?")


@dataclass(frozen=True, slots=True)
class Maker:
    """A person or a body by name, with an address that stands for them, such as an ORCID iD."""

    name: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Credits:
    """What is told of a dataset; what nobody told is empty. Days are YYYY-MM-DD."""

    creators: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    description: str = ""
    created: str = ""
    issued: str = ""

    @classmethod
    def of(cls, told: dict[str, Any]) -> Self:
        """Return what a manifest tells, whose lists are no tuples; raise TypeError for a stranger.

        Of what kind its values are, `kg.manifest` looks at.
        """
        values: dict[str, Any] = {
            name: tuple(one) if isinstance(one, list) else one for name, one in told.items()
        }
        return cls(**values)


def parse_maker(text: str) -> Maker | None:
    """Parse `Jo Example` or `Jo Example <https://orcid.org/…>`; None where it is neither."""
    match = _WHO.fullmatch(text.strip())
    return None if match is None else Maker(match["name"].strip(), match["iri"] or "")


def makers_of(names: tuple[str, ...]) -> list[Maker]:
    """Return the makers that were told; the settings were checked before."""
    return [maker for maker in map(parse_maker, names) if maker is not None]
