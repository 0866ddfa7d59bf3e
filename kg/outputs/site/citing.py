"""A page, and the review behind it → how to cite them: parts of a Harvard line, and file formats.

What nobody told (a publisher, a day, an address) is left out: no citation has more than is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.outputs.cells import Row
from kg.outputs.references import FORMATS, Reference
from kg.outputs.references.parts import Agent
from kg.outputs.site.imprint import HOME, address_of_page

CREATORS = "review-creators"  # the query of who wrote the review
_NAMES = {".ris": "RIS", ".bib": "BibTeX", ".csl.json": "CSL-JSON"}


def cite_page(title: str, path: str, site: Row) -> Row:
    """Return how to cite a page of the site as it was built; the home page stands for the site."""
    imprint = site["imprint"]
    home = path == HOME
    address = address_of_page(imprint, path)
    stem = re.sub(r"[^0-9A-Za-z]+", "-", path.removesuffix(".html"))
    fields = {
        "container": "" if home else site["title"],
        "publisher": imprint["publisher"],
        "url": address,
        "date": imprint["built"],
    }
    reference = _reference(
        key=f"{_review_of(site['base'])}-{stem}",
        entry_type="online",
        title=site["title"] if home else title,
        year=imprint["built"][:4],
        fields=fields,
        # A body: its name must not be taken apart as that of a person would be.
        authors=(Agent(imprint["publisher"]),) if imprint["publisher"] else (),
    )
    return _cited(reference, stem)


def cite_review(review: Row, creators: Sequence[Row], base: str) -> Row:
    """Return how to cite the review; `creators` are the rows of CREATORS."""
    subtitle = f": {review['subtitle']}" if review["subtitle"] else ""
    reference = _reference(
        key=_review_of(base),
        entry_type="report",
        title=review["title"] + subtitle,
        year=review["year"] or "",
        fields={"publisher": review["publisher"] or "", "note": review["series"] or ""},
        authors=tuple(
            Agent(row["family"] or row["name"], row["given"] or "", suffix=row["suffix"] or "")
            for row in creators
        ),
    )
    return _cited(reference, reference.key)


def _reference(
    *,
    key: str,
    entry_type: str,
    title: str,
    year: str,
    fields: dict[str, str],
    authors: tuple[Agent, ...],
) -> Reference:
    """Return a reference to what is no source of the review: it has no code and no class."""
    return Reference("", key, entry_type, title, "", "", "", year, fields, authors)


def _cited(reference: Reference, name: str) -> Row:
    """Return the parts of a Harvard line, and each format with the name of its file."""
    return {
        "who": [_harvard_name(agent) for agent in reference.authors],
        "year": reference.year,
        "title": reference.title,
        "container": reference.fields.get("container", ""),
        "publisher": reference.fields.get("publisher", ""),
        "url": reference.url,
        "forms": [
            {
                "name": _NAMES[style.suffix],
                "file": name + style.suffix,
                "text": style.join([style.render_one(reference)]),
            }
            for style in FORMATS
        ],
    }


def _review_of(base: str) -> str:
    return base.rstrip("/").rpartition("/")[2]


def _harvard_name(agent: Agent) -> str:
    """Return `Frost, N.` or `King, M.L., Jr.` of a person, the name of a body as it is."""
    initials = "".join(f"{name[0]}." for name in re.split(r"[\s.-]+", agent.given) if name)
    return ", ".join(filter(None, (agent.family, initials, agent.suffix)))
