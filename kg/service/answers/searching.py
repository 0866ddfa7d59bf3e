"""`/search`: all reviews of a collection searched at once, for people without scripts and programs.

What is typed is taken as words, and never as a language: an index is asked for terms in quotes.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from urllib.parse import quote, urlencode, urlsplit

from kg.formats import HTML
from kg.fulltext import Found, Hit, OutOfTimeError, terms_of
from kg.service.answers.pages import handle_page
from kg.service.application.app import Route, Service
from kg.service.application.generation import Generation
from kg.service.data.searching import Searching
from kg.service.http.problems import ProblemError
from kg.service.http.rendering import render_template
from kg.service.http.replies import Reply, redirect, reply_with, wants_page
from kg.service.http.requests import Request
from kg.service.sparql.protocol import Fields, read_deadline, read_query_string, take_single

MOST_HITS = 50
LONGEST = 500  # characters of what is typed
_FIELDS = {"q", "review", "format", "timeout"}
_FORMATS = ("json", "html")


class Searcher:
    """Searches in threads, of which there are no more than queries may run."""

    def __init__(self) -> None:
        """Begin with no search running."""
        self._running = 0

    async def handle(self, service: Service, generation: Generation, request: Request) -> Reply:
        """Answer a search; a site that is no collection has its own page of search here.

        Raises ProblemError for what is too long, too much at once, or out of time.
        """
        searching = generation.catalogue.searching
        if searching is None:
            return await handle_page(service, generation, request)
        fields = read_query_string(request, service.limits)
        asked, review, form = _read_fields(fields, searching)
        seconds = read_deadline(take_single(fields, "timeout"), service.limits)
        found = await self._find(searching, terms_of(asked), review, seconds, service)
        page = form == "html" if form else wants_page(request.header(b"accept"))
        told = _describe(searching, found, asked, review)
        if not page:
            return _reply(json.dumps(told, ensure_ascii=False).encode(), "application/json")
        links = _links_to_reviews(searching, found, asked)
        body = render_template(
            "search.html", **told, links=links, draft=generation.catalogue.draft, most=MOST_HITS
        )
        return _reply(body, HTML.content_type())

    async def handle_page(
        self, service: Service, generation: Generation, request: Request
    ) -> Reply:
        """Answer the form of a site that is too large to be searched in the browser."""
        searching = generation.catalogue.searching
        if searching is None or searching.static or not request.query_string:
            return await handle_page(service, generation, request)
        return redirect(f"/search?{quote(request.query_string, safe='=&+%')}", [])

    async def _find(
        self, searching: Searching, terms: list[str], review: str, seconds: float, service: Service
    ) -> Found:
        if self._running >= service.limits.workers + service.limits.slow:
            busy = ProblemError("overload", "Too many searches are running.")
            raise busy.with_header(b"retry-after", b"1")
        self._running += 1
        try:
            return await asyncio.to_thread(searching.find, terms, review, MOST_HITS, seconds)
        except OutOfTimeError as error:
            raise ProblemError("timeout", "The search took too long.") from error
        finally:
            self._running -= 1


def make_routes() -> tuple[Route, Route]:
    """Make the routes of a search: its own address, and that of the site's form."""
    searcher = Searcher()
    return (
        Route("/search", searcher.handle, "Search all reviews of a collection.", name="search"),
        Route("/search.html", searcher.handle_page, name="search"),
    )


def _read_fields(fields: Fields, searching: Searching) -> tuple[str, str, str]:
    """Return what is asked, of which review ("" for all), and the form of the answer."""
    strangers = sorted(set(fields) - _FIELDS)
    if strangers:
        known = ", ".join(sorted(_FIELDS))
        raise ProblemError("bad-request", f"Unknown parameter; the parameters are: {known}.")
    asked = take_single(fields, "q") or ""
    if len(asked) > LONGEST:
        raise ProblemError("bad-request", f"q has more than {LONGEST} characters.")
    review = take_single(fields, "review") or ""
    if review and review not in {index.review for index in searching.indexes.values()}:
        raise ProblemError("not-found", "No review here has this name.")
    form = take_single(fields, "format") or ""
    if form and form not in _FORMATS:
        raise ProblemError("not-acceptable", f"The formats are: {', '.join(_FORMATS)}.")
    return asked, review, form


def _describe(searching: Searching, found: Found, asked: str, review: str) -> dict[str, object]:
    """Return the answer as plain values."""
    return {
        "q": asked,
        "review": review,
        "total": sum(found.counts.values()),
        "all_words": found.all_words,
        "counts": {
            searching.indexes[name].review: count for name, count in sorted(found.counts.items())
        },
        "hits": [_describe_hit(searching, hit) for hit in found.hits],
    }


def _describe_hit(searching: Searching, hit: Hit) -> dict[str, str]:
    index = searching.indexes[hit.name]
    address = f"{index.start}{hit.address}"
    # A review that has no pages here may have them elsewhere.
    here = not urlsplit(address).scheme
    return {
        "title": hit.title,
        "language": hit.language,
        "text": hit.text,
        "kind": hit.kind,
        "review": index.review,
        "short": index.short,
        "address": f"/{address}" if here else address,
    }


def _links_to_reviews(searching: Searching, found: Found, asked: str) -> list[tuple[str, str, int]]:
    """Return what each review is called, where it is searched alone, and how much it has."""
    return [
        (index.short, f"/search?{urlencode({'q': asked, 'review': index.review})}", count)
        for name, count in sorted(found.counts.items())
        for index in [searching.indexes[name]]
        if index.review
    ]


def _reply(body: bytes, content_type: str) -> Reply:
    tag = hashlib.blake2b(body, digest_size=10).hexdigest()
    return reply_with(body, content_type, etag=tag)
