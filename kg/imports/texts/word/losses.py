"""What a Word file shows and pandoc leaves out without a word: text boxes, charts, inner tables.

Search flows are often drawn with text boxes, so whoever imports a review has to be told of them.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat

from kg.errors import shorten_text

_BODY = "word/document.xml"
# What `graphicData` holds that is drawn from data, by the ends of its addresses.
_DRAWN = ("/chart", "/diagram", "/chartex")


def tell_lost(content: bytes) -> list[str]:
    """Return what of a Word file, which has been looked at, does not come along."""
    seen = _Seen()
    with zipfile.ZipFile(BytesIO(content)) as package:
        if _BODY not in package.namelist():
            return []
        parser = expat.ParserCreate()
        parser.StartElementHandler = seen.open
        parser.EndElementHandler = seen.close
        parser.CharacterDataHandler = seen.read
        try:
            parser.Parse(package.read(_BODY), True)  # noqa: FBT003 - this is all of it
        except expat.ExpatError:
            return []  # pandoc says what is wrong with it
    return seen.told()


@dataclass(slots=True)
class _Seen:
    """Counts of what is left out, while a part is read from its first element to its last."""

    boxes: list[str] = field(default_factory=list)
    drawn: int = 0
    inner: int = 0
    _words: list[str] = field(default_factory=list)
    _within: dict[str, int] = field(default_factory=dict)

    def open(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        name = name.rpartition(":")[2]
        self.inner += name == "tbl" and self._is_in("tc")
        is_graphic = name == "graphicData" and not self._is_in("Fallback")
        self.drawn += is_graphic and attributes.get("uri", "").endswith(_DRAWN)
        self._within[name] = self._within.get(name, 0) + 1

    def close(self, name: str) -> None:
        """Take the end of an element. A box in a second form, for old programs, is no other box."""
        name = name.rpartition(":")[2]
        self._within[name] -= 1
        if name == "p" and self._words:
            self._words.append(" ")
        if name == "txbxContent" and not self._is_in("txbxContent"):
            words = " ".join("".join(self._words).split())
            self._words = []
            if words and not self._is_in("Fallback"):
                self.boxes.append(words)

    def read(self, words: str) -> None:
        """Take letters, of which those in boxes count."""
        if self._is_in("txbxContent") and self._is_in("t"):
            self._words.append(words)

    def told(self) -> list[str]:
        """Return what is left out, and what to do about it."""
        lines = list[str]()
        if self.boxes:
            lines.append(
                f"text boxes ({len(self.boxes)}): their words do not come, the first of which are "
                f"'{shorten_text(self.boxes[0])}'; enter a search flow in data/flow.yaml, or "
                "put the words into the text in Word"
            )
        if self.drawn:
            lines.append(
                f"charts and diagrams of Word ({self.drawn}): they do not come; enter their figures"
            )
        if self.inner:
            lines.append(
                f"tables in a cell of another table ({self.inner}): their words do not come; take "
                "them apart in Word"
            )
        return lines

    def _is_in(self, name: str) -> bool:
        return self._within.get(name, 0) > 0
