"""Works of files + `references.bib` → the new file, and what came, changed and was left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.errors import shorten_text
from kg.imports.references.classes import ClassChoice
from kg.imports.references.doubles import Index, Match
from kg.imports.references.keys import InEither, fitting_key, free_key, make_key
from kg.imports.references.library import Held, Library
from kg.imports.references.orcids import move_orcids
from kg.imports.references.works import UNRESOLVED, Work, verbatim
from kg.imports.report import Line, Report
from kg.latex.plain import encode_latex
from kg.model.annotations import is_annotation
from kg.model.details import is_verbatim
from kg.model.names import parse_people
from kg.paths import slug_for_code
from kg.sources.bibtex.fields import FIELD_ALIASES, NAMED_FIELDS, SHOWN_FIELDS

# What says when; where an entry has one of them, the others are no gap in it.
_EXTENT = frozenset({"pages", "pagetotal"})  # RIS has one tag for both
_WHEN = frozenset({"year", "date", "month", "day", "pubstate"})
# What names a work whatever type somebody gave it.
_ALWAYS = frozenset({"doi", "pmid", "pmcid", "isbn", "issn", "url", "eprint", "eprinttype"})
_ALWAYS |= {"evidenceclass", "urldate", "keywords"}
# What a curator may have said of an identifier that nobody had looked up yet.
_OURS = frozenset({"evidenceclass", "note"})
_COMPARED = ("title", "author", "year", "date", "journal", "booktitle", "volume", "number", "pages")
# Where an export tells what its format has no place for, or another one.
_TOLD_BY_US = frozenset({"note", "publisher", "institution", "organization", "url", "pages"})
_TOLD_BY_US |= {"booktitle", "journal", "titleaddon", "series"}
_MOST_SHOWN = 3


@dataclass(slots=True)
class Joining:
    """What is known while works are joined to a library, one after the other."""

    library: Library
    pattern: str
    choice: ClassChoice
    report: Report
    review: str = ""
    index: Index = field(default_factory=Index)
    _held: dict[str, Held] = field(default_factory=dict)
    _new: dict[str, Work] = field(default_factory=dict)
    _filled: dict[str, dict[str, str]] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _promised: set[str] = field(default_factory=set)
    _exported: set[str] = field(default_factory=set)
    _resolved: dict[str, Work] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for held in self.library.entries:
            self._held[held.key] = held
            self._taken |= {name.lower() for name in (held.key, *held.work.names)}
            self.index.add(held.key, held.work)
            if self.review:  # as our own exports call it
                exported = f"{self.review}-{slug_for_code(held.key)}"
                self._taken.add(exported.lower())
                self._exported.add(exported.lower())
                self.index.name(held.key, exported)

    def promise(self, works: Sequence[Work]) -> None:
        """Keep the keys that works bring from being given to others: the text cites by them."""
        self._promised |= {work.key.lower() for work in works if fitting_key(work.key) == work.key}

    def join(self, works: Sequence[Work]) -> None:
        """Enter each work that is not there, and what entries of others lack."""
        for work in works:
            self._tell_fields(work)
            match = self.index.find(work)
            if match is None:
                self._enter(work)
            else:
                self._meet(work, match)

    def works(self) -> Iterator[tuple[str, Work]]:
        """Yield each work that there is now, with its key."""
        for key in (*self._held, *self._new):
            yield key, self._known(key)

    def add_name(self, key: str, name: str) -> bool:
        """Add a name that the text cites a work by; say whether its entry could take it."""
        work, held = self._known(key), self._held.get(key)
        name = verbatim(name) if is_verbatim("ids") else encode_latex(name)
        if held is not None and "ids" in held.written and key not in self._resolved:
            if not self.library.extend(held, "ids", name):
                return False
        elif held is not None and key not in self._resolved:
            filled = self._filled.setdefault(key, {})
            filled["ids"] = ", ".join(filter(None, (filled.get("ids"), name)))
        work.fields["ids"] = ", ".join(filter(None, (work.fields.get("ids"), name)))
        return True

    def finish(self) -> str:
        """Return the text of the library with all that was joined."""
        for key, fields in self._filled.items():
            self.library.fill(self._held[key], fields)
        for key, work in self._resolved.items():
            self.library.replace(self._held[key], work)
        for key, work in self._new.items():
            self.library.add(key, work)
        return self.library.render()

    def _enter(self, work: Work) -> None:
        key, reason = self._key_for(work)
        chosen, said = self.choice.choose(work)
        work.fields.pop("evidenceclass", None)
        work.put("evidenceclass", chosen)
        for match in self.index.find_like(work)[:_MOST_SHOWN]:
            words = (
                f"it may be {match.key} ({match.reason}); both are kept. If they are one, write "
                f"sameas = {{{match.key}}} into this entry"
            )
            self.report.look.append(Line(key, words, _place(work)))
        self._new[key] = work
        self._taken |= {name.lower() for name in (key, *work.names)}
        self.index.add(key, work)
        words = "; ".join(filter(None, (shorten_text(work.plain("title")), reason, said)))
        plain = not reason and not said
        self.report.came.append(Line(key, words, _place(work), is_plain=plain))

    def _key_for(self, work: Work) -> tuple[str, str]:
        """Return the key of a new work, and what is to be said of it."""
        fits = fitting_key(work.key)
        promised = InEither(self._taken, self._promised)
        if not fits:
            return make_key(work, self.pattern, promised), ""
        if fits == work.key and fits.lower() not in self._taken:
            return fits, ""
        key = free_key(fits, promised)
        # The text of the review cites by the old one.
        why = "another work has that key" if fits == work.key else "that key cannot stay"
        other = fits if "," in work.key else work.key
        is_free = other.lower() not in promised and other.lower() != key.lower()
        if fits != work.key and is_free and not work.is_unresolved:
            work.put("ids", other)
        return key, f"its key was '{shorten_text(work.key)}': {why}"

    def _meet(self, work: Work, match: Match) -> None:
        """Hold a work against the entry that is the same, and add what that one lacks."""
        held = self._held.get(match.key)
        known = self._known(match.key)
        if known.is_unresolved and not work.is_unresolved:
            self._resolve(match.key, work)
            return
        added = {} if work.is_unresolved else self._missing(work, known, held)
        if work.key.lower() in self._exported:  # our own words for what stands in other fields
            added = {name: value for name, value in added.items() if name not in _TOLD_BY_US}
        moved = move_orcids(work, known)
        added |= moved.fields
        if held is not None and added:
            self._filled.setdefault(match.key, {}).update(added)
        known.fields.update(added)
        if names := [] if work.is_unresolved else self._take_names(match.key, work):
            added["ids"] = ", ".join(names)
        if added:
            self.index.add(match.key, known)
        words = f"{match.reason} as {work.key or 'a work there'}"
        differs = "" if work.is_unresolved else self._differences(work, known)
        if moved.lost:
            differs += f"; not taken: the ORCID iD {', '.join(moved.lost)}"
        if added:
            same = f"{match.reason} as {work.key}" if work.key else match.reason
            words = f"{', '.join(added)} added; {same}{differs}"
            self.report.changed.append(Line(match.key, words, _place(work)))
        else:
            plain = not differs and match.key == work.key
            words = f"{words}{differs}"
            self.report.left.append(Line(match.key, words, _place(work), is_plain=plain))

    def _take_names(self, key: str, work: Work) -> list[str]:
        """Give an entry the names that another record of it has, and return those that are new.

        A text may cite by any of them, however many times the file has the work.
        """
        own = [work.key] if self._is_free(work.key) else []
        new = []
        for name in [*own, *work.names]:
            if name.lower() not in self._taken and self.add_name(key, name):
                new.append(name)
                self._taken.add(name.lower())
        return new

    def _is_free(self, key: str) -> bool:
        """Say whether a key can stand and no work has it."""
        return bool(key) and fitting_key(key) == key and key.lower() not in self._taken

    def _known(self, key: str) -> Work:
        if key in self._resolved:
            return self._resolved[key]
        return self._new[key] if key in self._new else self._held[key].work

    def _resolve(self, key: str, work: Work) -> None:
        """Give an entry that was an identifier alone what is known of it now; its key stays."""
        known = self._known(key)
        kept = {name: known.fields[name] for name in _OURS & known.fields.keys()}
        chosen, _ = self.choice.choose(work)
        work.fields.pop("evidenceclass", None)
        work.put("evidenceclass", chosen)
        work.fields |= kept
        for name in ("doi", "pmid", "pmcid", "isbn"):
            if name in known.fields:
                work.fields.setdefault(name, known.fields[name])
        if self._is_free(work.key):
            work.put("ids", work.key)
            self._taken.add(work.key.lower())
        if key in self._new:
            self._new[key] = work
        else:
            self._resolved[key] = work
        self.index.add(key, work)
        title = shorten_text(work.plain("title"))
        self.report.changed.append(Line(key, f"it is known now: {title}", _place(work)))

    def _missing(self, work: Work, known: Work, held: Held | None) -> dict[str, str]:
        """Return the fields that an entry has not; one that stands there empty is there."""
        written = set(held.written) if held else set()
        there = {FIELD_ALIASES.get(name, name) for name in written} | written | set(known.fields)
        if there & _WHEN:
            there |= _WHEN
        chosen, _ = self.choice.choose(work)
        offered = {name: value for name, value in work.fields.items() if name != "evidenceclass"}
        if chosen:
            offered["evidenceclass"] = chosen
        return {
            name: value
            for name, value in offered.items()
            if name not in there
            and name not in {"ids", UNRESOLVED, "entrysubtype", "crossref", "xdata"}
            and not (name in _EXTENT and there & _EXTENT)
            and not is_annotation(name)  # a place in another list of names
            and (work.kind == known.kind or name in _ALWAYS)
        }

    def _differences(self, work: Work, known: Work) -> str:
        found = []
        for name in _COMPARED:
            if known.fields.get(name) == work.fields.get(name):
                continue
            here, there = _value(known, name), _value(work, name)
            if here and there and here != there:
                found.append(f"{name} '{shorten_text(here)}' stays ('{shorten_text(there)}' there)")
        return f"; {', '.join(found)}" if found else ""

    def _tell_fields(self, work: Work) -> None:
        for name in work.left_out:
            self.choice.left_out[name] += 1
        for name in work.fields:
            shown = FIELD_ALIASES.get(name, name) in SHOWN_FIELDS
            if not shown and name not in {UNRESOLVED, "ids"}:
                self.choice.unshown[name] += 1


def notes_of(choice: ClassChoice) -> list[str]:
    """Return what is to be said of fields, once for all works."""
    notes = []
    if choice.unshown:
        notes.append(f"kept, and shown nowhere: {_counted(choice.unshown)}")
    if choice.left_out:
        what = _counted(choice.left_out)
        notes.append(f"left out, for it may be another's text, or is about one machine: {what}")
    return notes


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} ({number})" for name, number in sorted(counts.items()))


def _place(work: Work) -> str:
    return f"{work.place.path}:{work.place.line}"


def _value(work: Work, name: str) -> str:
    """Return a value as it is compared: names without the form in which they are written."""
    if name == "pages":
        return re.sub(r"\s*[-–]+\s*", "–", work.plain(name))
    if name not in NAMED_FIELDS:
        return work.plain(name).replace("--", "–")
    if name not in work.fields:
        return ""
    people, more = parse_people(work.fields[name])
    shown = [
        " ".join(filter(None, (one.given, one.particle, one.family, one.suffix))) for one in people
    ]
    return ", ".join([*shown, *(["others"] if more else [])])
