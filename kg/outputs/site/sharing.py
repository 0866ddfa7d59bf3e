"""The pages of a site → what other programs look for beside them: sitemap, robots, web manifest.

https://www.sitemaps.org/protocol.html, RFC 9309, https://www.w3.org/TR/appmanifest/
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from xml.sax.saxutils import escape

from kg.outputs.cells import Row
from kg.outputs.pictures.palette import colour_of
from kg.outputs.site.imprint import address_of_page

MISSING = "404.html"
# Templates of pages that stand for no page of their own.
_UNLISTED = (MISSING, "moved.html")
# One sitemap may hold no more, and a list of sitemaps is worth its files only above that.
_MOST_PAGES = 50_000


def render_sharing(site: Row, pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Return the files, by path; no sitemap where nobody told where the site is published.

    `pages` are path and template of each page.
    """
    imprint = site["imprint"]
    robots = "User-agent: *\nAllow: /\n"
    files = {"site.webmanifest": _manifest(site)}
    if imprint["address"]:
        files["sitemap.xml"] = _sitemap(imprint, pages)
        robots += f"Sitemap: {address_of_page(imprint, 'sitemap.xml')}\n"
    return files | {"robots.txt": robots.encode()}


def _sitemap(imprint: Row, pages: Iterable[tuple[str, str]]) -> bytes:
    listed = (path for path, template in pages if template not in _UNLISTED)
    paths = sorted(path for path in listed if path.endswith(".html"))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(
            f"<url><loc>{escape(address_of_page(imprint, path))}</loc></url>"
            for path in paths[:_MOST_PAGES]
        ),
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
        "lang": "en-GB",
        "start_url": "index.html",
        "display": "browser",
        "background_color": colour_of("paper"),
        "theme_color": colour_of("deep"),
        "icons": [dict(zip(("src", "sizes", "type"), icon, strict=True)) for icon in icons],
    }
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()
