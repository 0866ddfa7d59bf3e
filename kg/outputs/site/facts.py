"""What the pages know besides their rows: the build, questions with answers, pictures, files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import overload

from kg.catalogues import ENGLISH, Voice
from kg.gaps import Gap
from kg.manifest import Manifest
from kg.memory import Memory
from kg.moment import read_moment
from kg.outputs.cells import Row
from kg.outputs.context import Context
from kg.outputs.downloads import list_downloads
from kg.outputs.references import Styled, coins_title, scholar_metadata
from kg.outputs.searchlist import group_short_lists, list_letters
from kg.outputs.site.questions import read_questions

# Of each kind of gap; `missing.csv` has all.
MOST_GAPS = 100


@dataclass(frozen=True, slots=True)
class Facts:
    """Given to each page's view. Rows are plain values, for what is made from them is hashed."""

    manifest: Manifest
    voice: Voice = ENGLISH  # says what views have to say
    questions: Sequence[Row] = ()
    pictures: Sequence[Row] = ()
    groups: Sequence[Row] = ()  # what the search page lists
    letters: Sequence[Row] = ()  # all that can be found, from A to Z
    downloads: Sequence[Row] = ()
    references: Mapping[str, Row] = field(default_factory=dict)  # by the code of the source
    tables: Sequence[Row] = ()  # those that the project makes itself
    gaps: Sequence[Row] = ()  # what a draft does without, by kind
    style: str = ""  # the title of the style of the references; "" where there is none
    updated: str = ""  # when, in the form of RFC 3339; "" where no one said
    memory: Memory = field(default_factory=Memory)  # of what several pages are made from


@dataclass(frozen=True)
class Later(Sequence[Row]):
    """Rows that are made when the first of them is asked for: few pages need them."""

    make: Callable[[], Sequence[Row]]

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    @cached_property
    def _rows(self) -> Sequence[Row]:
        return self.make()


@dataclass(frozen=True)
class LaterByCode(Mapping[str, Row]):
    """The same by a code each."""

    make: Callable[[], Mapping[str, Row]]

    def __getitem__(self, code: str) -> Row:
        return self._rows[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    @cached_property
    def _rows(self) -> Mapping[str, Row]:
        return self.make()


def gather_facts(context: Context, folder: Path) -> Facts:
    """Return the facts of a build; `folder` holds the files that can be taken away.

    What takes its time is looked up when a page asks for it.
    """
    return Facts(
        context.manifest,
        context.voice,
        questions=Later(lambda: read_questions(context.examples, context.addresses)),
        pictures=Later(lambda: _read_pictures(context)),
        groups=Later(lambda: _read_groups(context)),
        letters=Later(lambda: _read_letters(context)),
        downloads=Later(lambda: _read_downloads(context, folder)),
        references=LaterByCode(lambda: _read_references(context)),
        tables=_read_tables(context),
        gaps=Later(lambda: _read_gaps(context)),
        style=context.told.style.title if context.told.style is not None else "",
        updated=_read_time(),
    )


def _read_downloads(context: Context, folder: Path) -> tuple[Row, ...]:
    """Return the files to take away; pictures go by their titles and tables by their captions."""
    # A picture and a table may have one name. What ends a caption would stand within the line.
    captions = context.told.captions.items()
    names = {f"pictures/{picture.name}": picture.title for picture in context.pictures}
    names |= {f"tables/{name}": caption.rstrip(" .") for name, caption in captions}
    return tuple(asdict(found) for found in list_downloads(folder, context.voice, names))


def _read_tables(context: Context) -> tuple[Row, ...]:
    """Return the tables that the project makes itself, each with the page that holds it alone."""
    return tuple(
        {"title": caption, "page": f"tables/{name}.html"}
        for name, caption in sorted(context.told.tables.items())
    )


def _read_references(context: Context) -> dict[str, Row]:
    """Return what reference managers find in a page of each source, and in a list that names it."""
    places = {code: place for place, code in enumerate(context.styled)}
    return {
        code: {
            "coins": coins_title(reference),
            "meta": [list(pair) for pair in scholar_metadata(reference)],
            "styled": _read_styled(context.styled.get(code), places.get(code, 0)),
        }
        for code, reference in context.references.items()
    }


def _read_styled(styled: Styled | None, place: int) -> Row | None:
    """Return an entry in the style of the references, its place there, and how a text cites it."""
    if styled is None:
        return None
    entry = [
        {
            "text": run.text,
            "italic": run.italic,
            "bold": run.bold,
            "small_caps": run.small_caps,
            "raised": run.raised,
            "lowered": run.lowered,
            "link": run.link,
        }
        for run in styled.entry
    ]
    return {"entry": entry, "cited": styled.citation, "place": place}


def _read_gaps(context: Context) -> tuple[Row, ...]:
    """Return each kind of gap with those that a page has room for, each with its record's page."""
    return tuple(
        {
            "code": code,
            "meaning": held[0].meaning,
            "becomes": held[0].becomes,
            "count": len(held),
            "shown": [
                {
                    "place": f"{gap.place.path}:{gap.place.line}",
                    "message": gap.message,
                    "address": context.addresses.address_of_record(gap.record),
                }
                for gap in held[:MOST_GAPS]
            ],
        }
        for code, held in (
            (code, list(group)) for code, group in groupby(context.told.gaps, _code_of)
        )
    )


def _code_of(gap: Gap) -> str:
    return gap.code


def _read_time() -> str:
    """Return SOURCE_DATE_EPOCH as a time; without it a build has none."""
    moment = read_moment()
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment is not None else ""


def _read_pictures(context: Context) -> tuple[Row, ...]:
    """Return the pictures, each row of a table with the address of what it is about."""
    return tuple(
        {
            "name": picture.name,
            "title": picture.title,
            "description": picture.description,
            "svg": picture.svg,
            "heads": list(picture.heads),
            "rows": [list(row) for row in picture.rows],
            "links": [context.addresses.address_of(iri) or "" for iri in picture.subjects],
        }
        for picture in context.pictures
    )


def _read_groups(context: Context) -> tuple[Row, ...]:
    """Return what the search page lists, under its headings."""
    return tuple(
        {
            "heading": heading,
            "documents": [{"title": item.title, "address": item.address} for item in found],
        }
        for heading, found in group_short_lists(context.documents, context.voice)
    )


def _read_letters(context: Context) -> tuple[Row, ...]:
    """Return what can be found from A to Z, with the words that people type."""
    return tuple(
        {
            "name": letter.name,
            "entries": [
                {
                    "title": entry.title,
                    "address": entry.address,
                    "anchor": entry.anchor,
                    "kind": entry.kind,
                    "reason": entry.reason,
                    "words": list(entry.words),
                    "sees": [{"title": one.title, "address": one.address} for one in entry.sees],
                }
                for entry in letter.entries
            ],
        }
        for letter in list_letters(context.documents, context.leads, context.voice)
    )
