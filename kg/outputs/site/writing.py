"""The files of a site: what has not changed since the last build is linked, not written again.

`digests.json` holds for each file the digest of what it was made from. When it is the same in the
previous build, the file is too, so it need not even be rendered.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeAlias

from kg.errors import KgError
from kg.outputs.writing import OutputWriter
from kg.xmltext import find_unfit, name_character

DIGESTS = "digests.json"
XML_ENDINGS = (".svg", ".xml", ".atom", ".rdf")
_OURS = "the next build's own notes"
# Gives files with their contents, by their path.
Render: TypeAlias = Callable[[], Mapping[str, bytes]]


def check_fit(name: str, content: bytes) -> None:
    """Raise KgError where a file of XML holds a character that XML cannot hold."""
    unfit = find_unfit(content) if name.endswith(XML_ENDINGS) else ""
    if unfit:
        raise KgError(
            f"{name}: XML cannot hold the character {name_character(unfit)}; "
            "take it out of the text it comes from (kg check names the place)"
        )


@dataclass(frozen=True, slots=True)
class Written:
    """Files that are there: their owner, what each was made from, which were taken over."""

    owner: str
    digests: Mapping[str, str]
    reused: set[str]


@dataclass(frozen=True, slots=True)
class Planned:
    """Files that are claimed and still to be made: of what, and what gives their contents."""

    files: tuple[str, ...]
    made_from: Callable[[], bytes]
    render: Render

    def digests(self) -> dict[str, str]:
        """Return for each file the digest of what it is made from."""
        return dict.fromkeys(self.files, _digest_of(self.made_from()))


@dataclass
class SiteWriter:
    """Writes the files of a site, taking over those of `previous` that still hold.

    An owner is who makes a file: of two that would make one, both are named (BuildError). What is
    `planned` is claimed; somebody has still to `save` what it renders, and to note its digests.
    """

    outputs: OutputWriter
    previous: Path
    digests: dict[str, str] = field(default_factory=dict)
    planned: list[Planned] = field(default_factory=list)
    reused: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._old = read_notes(self.previous / DIGESTS)

    @property
    def folder(self) -> Path:
        """Return the folder of the site."""
        return self.outputs.folder

    def plan(
        self, owner: str, made_from: Callable[[], bytes], files: tuple[str, ...], render: Render
    ) -> None:
        """Plan files that are made from some values, or link them when those are as before.

        `files` are paths in the site; `render` gives their contents.
        """
        self._claim(owner, files)
        # Where nothing is to be taken over, whoever makes the files tells what they are made from.
        there = all(name in self._old for name in files)
        if not (there and self._take_over(made_from(), files)):
            self.planned.append(Planned(files, made_from, render))

    def plan_contents(self, owner: str, contents: Mapping[str, bytes]) -> None:
        """Plan files whose contents are known, or link those that are as before."""
        for name, content in contents.items():
            self.plan(owner, partial(bytes, content), (name,), partial(dict, {name: content}))

    def write_contents(self, owner: str, contents: Mapping[str, bytes]) -> Written:
        """Write files whose contents are known, or link those that are as before."""
        for name, content in contents.items():
            if not self.take_over(owner, content, (name,)):
                self.save({name: content})
        digests = {name: self.digests[name] for name in contents}
        return Written(owner, digests, self.reused & contents.keys())

    def adopt(self, written: Written) -> None:
        """Claim and note files that another process wrote, or this one in its place."""
        for name in written.digests:
            if self.outputs.owner_of(name) != written.owner:
                self.outputs.claim(name, written.owner)
        self.digests |= written.digests
        self.reused |= written.reused

    def take_over(self, owner: str, made_from: bytes, files: tuple[str, ...]) -> bool:
        """Claim files; link those of the previous build and return True, if made from the same."""
        self._claim(owner, files)
        return self._take_over(made_from, files)

    def _claim(self, owner: str, files: tuple[str, ...]) -> None:
        # Claimed even where it is only linked: two makers of one file are found in any build.
        for name in files:
            self.outputs.claim(name, owner)

    def _take_over(self, made_from: bytes, files: tuple[str, ...]) -> bool:
        digest = _digest_of(made_from)
        self.digests |= dict.fromkeys(files, digest)
        # One entry of many files is made anew as a whole: a half could be of another build.
        same = all(self._old.get(name) == digest for name in files)
        if not same or not all(map(self._reuse, files)):
            return False
        self.reused |= set(files)
        return True

    def save(self, contents: Mapping[str, bytes]) -> None:
        """Write files that are claimed; raise KgError for XML that is none."""
        for name, content in contents.items():
            check_fit(name, content)
            self.outputs.put(name, content)

    def note(self, name: str, notes: Mapping[str, object]) -> None:
        """Write what the next build wants to know of this one."""
        text = json.dumps(notes, sort_keys=True)
        self.outputs.write(name, f"{text}\n".encode(), _OURS)

    def finish(self) -> None:
        """Write the digests."""
        self.note(DIGESTS, self.digests)

    def _reuse(self, name: str) -> bool:
        try:
            self.outputs.link(name, f"{self.previous}/{name}")
        # Digests can outlive a file that somebody has deleted: then it is made again.
        except FileNotFoundError:
            return False
        return True


def _digest_of(made_from: bytes) -> str:
    return hashlib.blake2b(made_from, digest_size=16).hexdigest()


def read_notes(path: Path) -> dict[str, object]:
    """Read what the previous build left for this one; nothing where there is nothing to read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    # Notes only save work. Damaged ones cost a full build, not an error.
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
