"""Who stands behind a site: what the settings and the build say of it, and how to write to them.

Nothing is made up: what nobody has told is "", and pages say that it is not told.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

from kg.manifest import Manifest
from kg.outputs.cells import Row
from kg.webaddress import PAGE_HERE, contact_address

HOME = "index.html"


def imprint_of(manifest: Manifest, built: str) -> Row:
    """Return who publishes a site, where, and when it was built (RFC 3339, or "").

    `top` is where it stands on its host: `/`, unless an address has told another folder.
    """
    contact = manifest.contact
    return {
        "publisher": manifest.publisher,
        "contact": contact.replace(PAGE_HERE, ""),
        "contact_link": contact_address(contact),
        "report_to": contact,
        "address": manifest.address,
        "top": urlsplit(manifest.address).path or "/",
        "built": built[:10],
    }


def address_of_page(imprint: Row, path: str) -> str:
    """Return where a page is published; "" where nobody told where the site is."""
    # The home page has two addresses, and the shorter one is the one that people pass on.
    place = "" if path == HOME else quote(path)
    return f"{imprint['address']}{place}" if imprint["address"] else ""


def report_link(imprint: Row, site_title: str, path: str, title: str) -> str:
    """Return the link by which a mistake on a page is reported; it names the page.

    "" where there is nobody to write to.
    """
    contact = imprint["report_to"]
    page = address_of_page(imprint, path) or path
    if not contact:
        return ""
    if not _is_web(contact):
        body = f"Page: {page}\r\nWhat is wrong, and how do you know?\r\n"
        words = {"subject": f"A mistake in “{site_title}”: {title} ({path})", "body": body}
        return f"mailto:{quote(contact, safe='@')}?{urlencode(words, quote_via=quote)}"
    if PAGE_HERE in contact:
        return str(contact.replace(PAGE_HERE, quote(page, safe="")))
    parts = urlsplit(contact)
    query = "&".join(filter(None, (parts.query, urlencode({"page": page}))))
    return parts._replace(query=query).geturl()


def _is_web(contact: str) -> bool:
    return "://" in contact
