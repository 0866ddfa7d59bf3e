"""A style of the Citation Style Language: its XML, looked at before anything is done with it.

https://docs.citationstyles.org/en/stable/specification.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

_NAMESPACE = "http://purl.org/net/xbiblio/csl"
# The largest of the collection's 2,800 has 290 kB.
MOST_BYTES = 2 * 1024 * 1024
MOST_NESTING = 100
_DASH = re.compile(rb"""\ssubsequent-author-substitute\s*=\s*("[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class Style:
    """A style that can be used: its name, its title, how it cites, and its file.

    `form` is CSL's word for how it cites: author-date, author, numeric, label or note.
    """

    name: str
    title: str
    form: str
    content: bytes = field(repr=False)

    def without_dashes(self) -> bytes:
        """Return the style without its dash for an author who stands above: for a list in parts."""
        return _DASH.sub(b"", self.content)


def parse_style(name: str, content: bytes) -> Style | str:
    """Look at the XML of a style that may come from a stranger, or return what is wrong with it."""
    if len(content) > MOST_BYTES:
        return f"it is larger than {MOST_BYTES // 2**20} MiB; no style is"
    look = _Look()
    try:
        look.parse(content)
    except expat.ExpatError as error:
        reason = expat.errors.messages[error.code]
        return f"line {error.lineno}: this is no XML, and no style of CSL: {reason}"
    except _Refused as refused:
        return str(refused)
    fault = _fault_of(look)
    if fault:
        return fault
    form = "note" if look.root.get("class") == "note" else look.form
    return Style(name, " ".join(look.title.split()) or name, form, content)


def _fault_of(look: _Look) -> str:
    """Return why a file of XML is no style that can make a list, or nothing."""
    if look.root_name != f"{_NAMESPACE} style":
        return "this is XML, and no style of CSL; styles are at https://www.zotero.org/styles"
    if look.parent:
        parent = look.parent.rstrip("/").rpartition("/")[2]
        return f'this style says only that it is another; write csl = "{parent}"'
    if not look.root.get("version", "").startswith("1."):
        return "this is a style of CSL before 1.0; take its new form"
    if not {"citation", "bibliography"} <= look.parts:
        return "this style has no rules for a list of references; take another"
    if look.goes_in_circles():
        return "a macro of this style stands inside itself; mend it or take another"
    return ""


class _Refused(Exception):
    """XML that is not read any further, and why."""


@dataclass(slots=True)
class _Look:
    """What is looked for in the file of a style."""

    root_name: str = ""
    root: dict[str, str] = field(default_factory=dict)
    title: str = ""
    parent: str = ""
    form: str = ""
    parts: set[str] = field(default_factory=set)
    _calls: dict[str, set[str]] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _macro: str = ""

    def parse(self, content: bytes) -> None:
        """Read the XML; raise ExpatError where it is none, and _Refused at once."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._hear

        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(content, True)  # noqa: FBT003 - this is all of it

    def goes_in_circles(self) -> bool:
        """Tell whether a macro calls itself, directly or by others."""
        left = {name: set(called) for name, called in self._calls.items()}
        while left:
            done = {name for name, called in left.items() if not called & left.keys()}
            if not done:
                return True
            left = {name: called for name, called in left.items() if name not in done}
        return False

    def _refuse(self, *_: object) -> None:
        # Entities, and files from elsewhere, can only be declared in a document type.
        raise _Refused("it declares a document type (<!DOCTYPE …>); no style needs one")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open:
            self.root_name, self.root = name, attributes
        local = name.rpartition(" ")[2]
        if len(self._open) == 1:
            self.parts.add(local)
            self._macro = attributes.get("name", "") if local == "macro" else ""
            if self._macro:
                self._calls.setdefault(self._macro, set())
        if self._macro and "macro" in attributes:
            self._calls[self._macro].add(attributes["macro"])
        if local == "link" and attributes.get("rel") == "independent-parent":
            self.parent = attributes.get("href", "")
        if local == "category" and "citation-format" in attributes:
            self.form = attributes["citation-format"]
        self._open.append(local)
        if len(self._open) > MOST_NESTING:
            raise _Refused(f"its elements stand more than {MOST_NESTING} deep in each other")

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _hear(self, text: str) -> None:
        if self._open == ["style", "info", "title"]:
            self.title += text
