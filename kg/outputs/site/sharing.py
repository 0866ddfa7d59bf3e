"""The pages of a site → what other programs look for beside them: sitemap, robots, web manifest.

https://www.sitemaps.org/protocol.html, RFC 9309, https://www.w3.org/TR/appmanifest/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from kg.outputs.cells import Row
from kg.outputs.pictures.palette import colour_of
from kg.outputs.site.imprint import address_of_page
from kg.resources import resource_folder

MISSING = "404.html"
# Templates of pages that stand for no page of their own.
_UNLISTED = (MISSING, "moved.html")
# What one sitemap may hold; robots.txt may name as many sitemaps as there are.
MOST_PAGES = 50_000


def render_sharing(site: Row, pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Return the files, by path; no sitemap where nobody told where the site is published.

    `pages` are path and template of each page.
    """
    imprint = site["imprint"]
    robots = "User-agent: *\nAllow: /\n"
    # Browsers ask for it by this name where no page tells them of an icon: beside data, and feeds.
    icon = (resource_folder("site") / "favicon.ico").read_bytes()
    files = {"site.webmanifest": _manifest(site), "favicon.ico": icon}
    if imprint["address"]:
        for name, content in _sitemaps(imprint, pages):
            files[name] = content
            robots += f"Sitemap: {address_of_page(imprint, name)}\n"
    return files | {"robots.txt": robots.encode()}


def _sitemaps(imprint: Row, pages: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Yield the sitemaps by name: one, or as many as it takes."""
    listed = (path for path, template in pages if template not in _UNLISTED)
    paths = sorted(path for path in listed if path.endswith(".html"))
    for number, start in enumerate(range(0, len(paths), MOST_PAGES), start=1):
        name = "sitemap.xml" if number == 1 else f"sitemap-{number}.xml"
        held = paths[start : start + MOST_PAGES]
        yield name, _sitemap(address_of_page(imprint, path) for path in held)


def _sitemap(addresses: Iterable[str]) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(f"<url><loc>{escape(address)}</loc></url>" for address in addresses),
        "</urlset>",
    ]
    return "\n".join([*lines, ""]).encode()


def _manifest(site: Row) -> bytes:
    """Return the web manifest; what it names is relative to it, so that any folder will do."""
    icons = (
        ("static/icon.svg", "any", "image/svg+xml"),
        ("static/icon-512.png", "512x512", "image/png"),
    )
    values = {
        "name": site["title"],
        "lang": site["review"]["language"],
        "start_url": "index.html",
        "display": "browser",
        "background_color": colour_of("paper"),
        "theme_color": colour_of("deep"),
        "icons": [dict(zip(("src", "sizes", "type"), icon, strict=True)) for icon in icons],
    }
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()
