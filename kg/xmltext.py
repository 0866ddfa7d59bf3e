"""What XML can hold, and what it cannot: characters, and names made of IRIs.

https://www.w3.org/TR/xml/#charsets, https://www.w3.org/TR/xml-names/#NT-NCName
"""

from __future__ import annotations

import re

# Escaped or not, XML 1.0 has no place for these; UTF-8 has none for surrogates.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_OTHERS = bytes(code for code in range(256) if code not in _CONTROLS)
_NONCHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME_AT_END = re.compile(rf"[{_START}][{_START}\-.0-9\xb7\u0300-\u036f\u203f-\u2040]*\Z")
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
# https://www.w3.org/TR/rdf-syntax-grammar/#section-Namespace; `rdf:li` stands for another property.
_RESERVED = frozenset(
    _RDF + name
    for name in (
        "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "Description", "li",
        "aboutEach", "aboutEachPrefix", "bagID",
    )
)  # fmt: skip


def find_unfit(text: bytes) -> str:
    """Find a character in UTF-8 text that no XML document can hold; "" when there is none."""
    found = text.translate(None, _OTHERS)[:1]
    if not found:
        found = next((character for character in _NONCHARACTERS if character in text), b"")
    return found.decode()


def makes_element(iri: str) -> bool:
    """Tell whether a property of this IRI can be an element of RDF/XML: it ends in a name."""
    return iri not in _RESERVED and _NAME_AT_END.search(iri) is not None


def name_character(character: str) -> str:
    """Name a character by its code point, as U+000B."""
    return f"U+{ord(character):04X}"
