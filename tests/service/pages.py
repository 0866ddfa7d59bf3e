"""The pages of a service, and what elements they have."""

from __future__ import annotations

import html
import re

import httpx

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


class Pages:
    """The pages of a service, each fetched once: an address → the anchors of its page."""

    def __init__(self, client: httpx.Client) -> None:
        """Take the client to fetch with."""
        self._client = client
        self._anchors: dict[str, set[str] | None] = {}

    def fault_of(self, location: str, part: str = "") -> str:
        """Return what is wrong with where a redirect leads, or "".

        `part` is the fragment that was asked for: a browser keeps it where the redirect has none.
        """
        page, _, anchor = location.partition("#")
        anchor = anchor or part
        if page not in self._anchors:
            answer = self._client.get(page, headers=BROWSER)
            found = set(map(html.unescape, re.findall(r'\sid="([^"]*)"', answer.text)))
            is_page = answer.status_code == 200 and "html" in answer.headers["content-type"]
            self._anchors[page] = found if is_page else None
        anchors = self._anchors[page]
        if anchors is None:
            return f"{location} is no page"
        return f"{location}: no '{anchor}' there" if anchor and anchor not in anchors else ""
