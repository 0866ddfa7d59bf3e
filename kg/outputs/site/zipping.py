"""A finished site → the same site, which offers itself as one zip.

The zip is made before any page tells of it, so that no page in the zip leads to a zip that is not
there. Then the page of downloads is made once more, with the link.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.outputs.cells import Row
from kg.outputs.downloads import WHOLE_SITE, zip_site
from kg.outputs.site.renderers import Page, pack, render_pages
from kg.outputs.site.rendering import make_environment
from kg.outputs.site.writing import SiteWriter

_DOWNLOADS = "downloads.html"


def add_zip(writer: SiteWriter, site: Row, pages: Iterable[Page]) -> None:
    """Put the zip of a site into it, with its digest, and have the page of downloads tell of it."""
    for name in (WHOLE_SITE, f"{WHOLE_SITE}.sha256"):
        writer.outputs.claim(name, "the whole site as one file")
    zip_site(writer.folder, writer.folder / WHOLE_SITE)
    told = [
        pack((path, template, "", values | {"zipped": True}))
        for path, template, values in pages
        if path == _DOWNLOADS
    ]
    render_pages(make_environment(site), writer, told)
    # A build without a zip must not take over this page.
    del writer.digests[_DOWNLOADS]
