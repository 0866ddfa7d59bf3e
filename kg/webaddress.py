"""Web addresses: one rule of what may be one, for BibTeX, YAML, settings and arguments alike."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from pyoxigraph import NamedNode

# Stands in the address of a contact where the page that somebody writes about is to be named.
PAGE_HERE = "{page}"


def contact_address(contact: str) -> str:
    """Return where a contact of the settings is written to: an address of the web or a mailto."""
    if not contact or "://" in contact:
        return contact.replace(PAGE_HERE, "")
    return f"mailto:{quote(contact, safe='@')}"


def url_fault(text: str) -> str | None:
    """Return what is wrong with a web address, or None. Only http and https become links.

    What passes is an IRI of the graph, too (RFC 3987): the graph's own reader decides.
    """
    try:
        NamedNode(text)
        parts = urlsplit(text)
        # Asking for the port raises ValueError where it is no number or too large.
        whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError as error:
        return _words_for(error, text)
    if not whole:
        return "an address starts with http:// or https:// and the name of a host"
    return None


def _words_for(error: ValueError, text: str) -> str:
    if re.match(r"https?://", text, re.IGNORECASE) is None:
        return "an address starts with http:// or https:// and the name of a host"
    odd = re.search(r"[\s<>\"{}|\\^`\[\]]", text.partition("://")[2])
    if odd is not None:
        coded = "".join(f"%{byte:02X}" for byte in odd.group().encode())
        return f"in an address, write {coded} for '{odd.group()}'"
    if re.search(r"%(?![0-9A-Fa-f]{2})", text):
        return "in an address, write %25 for '%', or mend the two digits after it"
    if text.count("#") > 1:
        return "an address has one '#' at most; write %23 for the others"
    return f"this is no address ({str(error)[:80]})"
