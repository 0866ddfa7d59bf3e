"""A collection → the files of its site; pages of the build before that still hold are linked.

The sites of the reviews stand below `reviews/` as files that the part of each has too: they take no
room, and what publishes a folder, or packs it, finds files there and no links.
"""

from __future__ import annotations

import os
from collections.abc import Collection as Several
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.catalogues import voice_of
from kg.collection.indexing import FOLDER, write_indexes
from kg.collection.joining import Union
from kg.collection.parts import Part
from kg.collection.settings import Collection
from kg.collection.site.pages import MATRIX, PageOf, pages_of
from kg.collection.site.rows import Rows
from kg.collection.site.searching import (
    MOST_STATIC,
    count_documents,
    own_documents,
    render_search,
)
from kg.errors import BuildError
from kg.manifest import Manifest
from kg.outputs.cells import Row
from kg.outputs.site.imprint import imprint_of
from kg.outputs.site.links import PageLinks, check_links, gather_links
from kg.outputs.site.renderers import pack, render_pages
from kg.outputs.site.rendering import folder_for_compiled, make_environment
from kg.outputs.site.scriptwords import render_script_words
from kg.outputs.site.sharing import render_sharing
from kg.outputs.site.staticfiles import render_static
from kg.outputs.site.writing import SiteWriter
from kg.outputs.writing import OutputWriter

_MENU = ("index.html", "reviews.html", MATRIX, "concepts.html", "search.html", "about.html")
_SCRIPTS = ("search.js",)
# What runs queries in the browser needs all data there; a collection is asked through its service.
_NOT_NEEDED = ("static/vendor/",)
_HELD = "reviews/"
# What a review of 300 sources has, 25 times. To name each file of more in every build would cost
# more than the review that came: then a link leads to each part.
MOST_FILES = 100_000


@dataclass(frozen=True, slots=True)
class Change:
    """What a build of a collection is made beside: the one before, what went and what came."""

    before: Path | None
    gone: tuple[Part, ...]
    come: tuple[Part, ...]


def write_site(
    collection: Collection,
    union: Union,
    manifest: Manifest,
    engine: str,
    outputs: OutputWriter,
    change: Change,
) -> None:
    """Write the site of a collection; `engine` is the digest of the engine's files.

    Raises BuildError where a page leads to what nobody has made.
    """
    voice = voice_of(collection.language)
    rows = Rows(union, voice)
    previous = change.before / "site" if change.before else Path("none")
    writer = SiteWriter(outputs.below("site"), previous)
    static = count_documents(union) <= MOST_STATIC
    # What searches as one types loads files that a large collection does not have.
    site = _site_values(collection, manifest) | {"scripts": list(_SCRIPTS) if static else []}
    about = _about(union, outputs.folder) | {"documents": count_documents(union), "static": static}
    pages = list(pages_of(union, rows, about))
    _render(pages, site, engine, writer, collection.build / "cache")
    writer.write_contents("the search", render_search(union, rows, voice))
    for path, content in render_static():
        if not path.startswith(_NOT_NEEDED):
            writer.write_contents("a file of site/static", {path: content})
    told = [(page.path, page.template) for page in pages]
    writer.write_contents("what is shared", render_sharing(site, told))
    writer.write_contents("the words of scripts", render_script_words(collection.language))
    _place_reviews(union.parts.values(), writer.folder)
    _check_links([page.path for page in pages], union, writer, site["imprint"]["top"])
    writer.finish()
    indexes = [
        (rows.reviews[slug], part.index(), rows.place_of(part, ""))
        for slug, part in union.parts.items()
    ]
    write_indexes(outputs.below(FOLDER), indexes, own_documents(union, rows), static=static)


def _site_values(collection: Collection, manifest: Manifest) -> Row:
    """Return what every page knows; a page of a collection is of no one review."""
    return {
        "title": collection.title,
        "base": collection.base,
        "draft": False,
        "gaps": 0,
        "imprint": imprint_of(manifest, ""),
        "references": False,
        "review": {
            "language": collection.language,
            "title": collection.title,
            "summary": collection.title,
            "creators": [],
            "year": "",
            "coded": True,
        },
        "pages": dict.fromkeys(_MENU, True),
        "findings": None,
        "table_name": "",
    }


def _render(
    pages: Iterable[PageOf], site: Row, engine: str, writer: SiteWriter, cache: Path
) -> None:
    """Render the pages that are not as they were in the build before."""
    shared = engine.encode() + pack(site)
    packed = []
    for page in pages:
        key = shared + pack((page.path, page.template, page.key))
        if not writer.take_over(f"a page of {page.template}", key, (page.path,)):
            packed.append(pack((page.path, page.template, "", page.values())))
    if packed:
        render_pages(make_environment(site, folder_for_compiled(cache)), writer, packed)


def _about(union: Union, folder: Path) -> Row:
    """Return what the page on the collection tells: files to take away, pairs to be judged."""
    data = [
        {"path": f"data/{path.name}", "size": path.stat().st_size}
        for path in sorted((folder / "data").iterdir())
    ]
    return {
        "files": data,
        "likely_works": len(union.likely_works),
        "likely_concepts": len(union.likely_concepts),
        "matched": len(union.decided.concepts),
    }


def _place_reviews(parts: Several[Part], site: Path) -> None:
    """Have the site of each review stand in `reviews/<name>`."""
    linked = holds_links(parts)
    for part in parts:
        if not part.files:
            continue
        if linked:
            (site / _HELD).mkdir(exist_ok=True)
            # From wherever the folder of the collection lies.
            (site / _HELD / part.slug).symlink_to(Path("../../../../parts") / part.name / "site")
        else:
            _place_review(part.folder / "site", OutputWriter(site / _HELD / part.slug))


def _place_review(site: Path, outputs: OutputWriter) -> None:
    """Give every file of a review's site a second name; their names were looked at for the part."""
    for folder, _, names in os.walk(site):
        below = Path(folder).relative_to(site).as_posix()
        for name in names:
            outputs.link(name if below == "." else f"{below}/{name}", f"{folder}/{name}")


def holds_links(parts: Iterable[Part]) -> bool:
    """Tell whether the sites of so many reviews are led to by links, and are not files."""
    return sum(part.files for part in parts) > MOST_FILES


def _check_links(pages: Iterable[str], union: Union, writer: SiteWriter, top: str) -> None:
    """Raise BuildError for a link that leads nowhere; those into a review lead to a file of it."""
    sites = {f"{_HELD}{part.slug}": part.folder / "site" for part in union.parts.values()}
    links = gather_links(writer, pages, top)
    dead: list[str] = []
    kept: dict[str, PageLinks] = {}
    for page, one in links.items():
        inner = [target for target in one.targets if _review_of(target) in sites]
        dead += [
            f"{page}: '{target}' is no page of its review"
            for target in inner
            if not _is_there(target, sites)
        ]
        kept[page] = PageLinks([it for it in one.targets if it not in set(inner)], one.ids)
    if dead:
        raise BuildError("\n".join(dead[:10]))
    check_links(kept, {}, writer.outputs.paths)


def _review_of(target: str) -> str:
    """Return the folder of the review that a link leads into: `reviews/tea` of `reviews/tea/x`."""
    parts = target.split("/", 2)
    return "/".join(parts[:2]) if len(parts) > 2 else ""  # noqa: PLR2004 - a folder in a folder


def _is_there(target: str, sites: Mapping[str, Path]) -> bool:
    path = target.partition("#")[0].split("/", 2)[2]
    return (sites[_review_of(target)] / path).is_file()
