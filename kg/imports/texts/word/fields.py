"""A Word file → the same file with a mark before and after each citation that a program put in.

Programs that manage references keep what a citation cites in a field (ECMA-376 part 1, 17.16) or in
the tag of a content control (17.5.2). Pandoc knows some of them, takes two works that have one
number in two libraries for one, and leaves the list of references out then; so the marks are ours,
letters that no document has, and pandoc carries them into the text, where they become places.
"""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.parsers import expat

from kg.imports.references.readers.wordlists import Item
from kg.imports.texts.word.sources import is_word_citation, read_word_sources

# More citations no review has; and of one the works are told in some kilobytes.
MOST_FIELDS = 20_000
MOST_TOLD = 4 * 1024 * 1024
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
# Planes of private use: what opens the citation with a number, and what closes it.
_OPENING, _CLOSING = 0x100000, 0x108000
MARK = re.compile("[\U00100000-\U0010ffff]")
# Blanks on both sides of a mark are one.
_APART = re.compile(f" ({MARK.pattern}+) ")
_OURS = re.compile(rb"\xf4[\x80-\x8f]")  # the same in UTF-8
_PREFIX = re.compile(rb"<([\w.-]*:)?")
_FIELD = re.compile(r"\s*ADDIN\s+(?:ZOTERO_ITEM\b|CSL_CITATION\b|EN\.CITE(?![\w.]))")
_LINK = re.compile(r"\s*HYPERLINK\b")
_WHOLES = frozenset({"fldChar", "fldSimple", "sdt", "sdtContent"})
_TOLD = frozenset({"tag", "instrText", "fldData"})
_CONTROL = "MENDELEY_CITATION_v3_"


@dataclass(frozen=True, slots=True)
class CitationField:
    """What a program wrote down of a citation: an instruction or a tag, and data beside it."""

    told: str
    data: str = ""


@dataclass(slots=True)
class MarkedFile:
    """A Word file with marks, and the citation that each number of a mark stands for.

    `sources` is Word's own list of sources, which its own citations name by tags.
    """

    content: bytes
    fields: list[CitationField] = field(default_factory=list)
    sources: dict[str, Item] = field(default_factory=dict)


def mark_citations(content: bytes) -> MarkedFile:
    """Return a Word file, which has been looked at (`recognise_text`), with marks in it.

    It stays as it is where no program put a citation in, or something in it looks like a mark.
    """
    marked = MarkedFile(content)
    with zipfile.ZipFile(BytesIO(content)) as package:
        held = {name: package.read(name) for name in _PARTS if name in package.namelist()}
        if any(_OURS.search(part) for part in held.values()):
            return marked
        changed: dict[str, bytes] = {}
        for name, part in held.items():
            try:
                changed[name] = _Part(part, marked.fields).read()
            except expat.ExpatError:
                continue  # pandoc says what is wrong with it
        if any(held[name] != part for name, part in changed.items()):
            marked.content = _packed(package, changed)
    if any(is_word_citation(one.told) for one in marked.fields):
        marked.sources = read_word_sources(content)
    return marked


@dataclass(slots=True)
class Marks:
    """Where a text that is written has its marks; `places` is the passage of each number."""

    is_used: bool = True
    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    _begun: dict[int, int] = field(default_factory=dict)

    def take(self, text: str, start: int) -> str:
        """Return a text that stands at a place without its marks, and keep where they stood."""
        if not self.is_used or not MARK.search(text):
            return text
        text = _APART.sub(r" \1", text)
        for taken, match in enumerate(MARK.finditer(text)):
            at, mark = start + match.start() - taken, ord(match[0])
            if mark < _CLOSING:
                self._begun.setdefault(mark - _OPENING, at)
            elif mark - _CLOSING in self._begun:
                number = mark - _CLOSING
                self.places.setdefault(number, (self._begun[number], at))
        return MARK.sub("", text)


def without_marks(node: Any) -> Any:
    """Return a part of pandoc's tree without marks."""
    return json.loads(MARK.sub("", json.dumps(node, ensure_ascii=False)))


def _packed(package: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for part in package.infolist():
            if not part.is_dir():
                target.writestr(part.filename, changed.get(part.filename) or package.read(part))
    return made.getvalue()


@dataclass(slots=True)
class _Open:
    """A field or a control that is not closed yet; its runs are those of what it shows."""

    told: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    shows: bool = False
    # Where its first run begins and its last one ends, and how those look.
    first: tuple[int, bytes] | None = None
    last: tuple[int, bytes] | None = None

    @property
    def is_citation(self) -> bool:
        told = "".join(self.told)
        is_of_word = is_word_citation(told)
        return is_of_word or bool(_FIELD.match(told)) or told.startswith(_CONTROL)


@dataclass(slots=True)
class _Part:
    """A part of the package as it is read; `inserts` are the marks, by where they go."""

    content: bytes
    fields: list[CitationField]
    inserts: list[tuple[int, bytes]] = field(default_factory=list)
    _parser: expat.XMLParserType = field(init=False)
    _path: list[str] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _run: int = -1
    _look: tuple[int, bytes] = (-1, b"")
    _hears: list[str] | None = None
    _cuts: list[tuple[int, int]] = field(default_factory=list)

    def read(self) -> bytes:
        """Return the part with marks around what each citation shows.

        Of simple fields that are no links only the words stay, which pandoc would leave out.
        """
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._hear
        self._parser.Parse(self.content, True)  # noqa: FBT003 - this is all of it
        parts, done = list[bytes](), 0
        changes = [(at, at, mark) for at, mark in self.inserts]
        changes += [(start, end, b"") for start, end in self._cuts]
        for start, end, mark in sorted(changes, key=lambda one: one[0]):
            parts += [self.content[done:start], mark]
            done = end
        return b"".join([*parts, self.content[done:]])

    @property
    def _at(self) -> int:
        return self._parser.CurrentByteIndex

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        said = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if "del" in self._path:  # what was deleted is not there any more
            pass
        elif local in _WHOLES:
            self._begin_whole(local, said)
        elif local in _TOLD:
            self._begin_told(local, said)
        elif local == "r":
            self._run, self._look = self._at, (-1, b"")
        elif local == "rPr" and self._path[-1:] == ["r"]:
            self._look = (self._at, b"")
        self._path.append(local)

    def _begin_whole(self, local: str, said: dict[str, str]) -> None:
        """Begin a field or a content control, or what it shows."""
        if local == "fldChar":
            self._turn(said.get("fldCharType", ""))
        elif local == "sdtContent":
            for one in self._stack[-1:]:
                one.shows = True
        else:
            is_simple = local == "fldSimple"
            self._stack.append(_Open([said.get("instr", "")], shows=is_simple))
            if is_simple and not _LINK.match(said.get("instr", "")):
                self._cuts.append((self._at, self._after()))

    def _begin_told(self, local: str, said: dict[str, str]) -> None:
        """Hear what is told of the innermost field."""
        for one in self._stack[-1:]:
            if local == "tag" and self._path[-1:] == ["sdtPr"]:
                one.told.append(said.get("val", ""))
            elif local == "instrText" and not one.shows:
                self._hears = one.told
            elif local == "fldData":
                self._hears = one.data

    def _end(self, name: str) -> None:
        self._path.pop()
        self._hears = None
        local = name.rpartition(" ")[2]
        if "del" in self._path:
            return
        if local == "rPr" and self._path[-1:] == ["r"]:
            start = self._look[0]
            self._look = (start, self.content[start : self._after()])
        elif local == "r":
            self._end_run()
        elif local in {"fldSimple", "sdt"} and self._stack:
            done = self._stack.pop()
            if local == "fldSimple" and not _LINK.match(done.told[0]):
                self._cuts.append((self._at, self._after()))
            self._close(done)

    def _hear(self, text: str) -> None:
        if self._hears is not None:
            self._hears.append(text)

    def _turn(self, kind: str) -> None:
        """Begin a field, go from its instruction to what it shows, or end it."""
        if kind == "begin":
            self._stack.append(_Open())
        elif kind == "separate" and self._stack:
            self._stack[-1].shows = True
            self._run = -1
        elif kind == "end" and self._stack:
            inner = self._stack.pop()
            outer = self._stack[-1] if self._stack else None
            if outer is not None and not outer.shows:  # EndNote's data, in a field of their own
                outer.data += inner.data if not outer.data else []
            self._run = -1
            self._close(inner)

    def _end_run(self) -> None:
        if self._run < 0:
            return
        look = self._look[1]
        for one in self._stack:
            if one.shows:
                one.first = one.first or (self._run, look)
                one.last = (self._after(), look)
        self._run = -1

    def _after(self) -> int:
        """Return where the tag ends that the parser stands at."""
        return self.content.index(b">", self._at) + 1

    def _close(self, done: _Open) -> None:
        if done.first is None or done.last is None or not done.is_citation:
            return
        told, data = "".join(done.told), "".join(done.data)
        number = len(self.fields)
        if number >= MOST_FIELDS:
            return
        is_large = len(told) + len(data) > MOST_TOLD
        self.fields.append(CitationField("") if is_large else CitationField(told, data))
        for (at, look), first in ((done.first, _OPENING), (done.last, _CLOSING)):
            self.inserts.append((at, self._marked(done.first[0], look, chr(first + number))))

    def _marked(self, run: int, look: bytes, mark: str) -> bytes:
        """Return a run that is a mark, looking as the one beside it: raised text stays whole."""
        match = _PREFIX.match(self.content, run)
        prefix = (match[1] if match else None) or b""
        return b"<%br>%b<%bt>%b</%bt></%br>" % (
            prefix, look, prefix, mark.encode(), prefix, prefix,
        )  # fmt: skip
