"""Word files with the citations that Zotero, Mendeley and EndNote leave in them.

Zotero and Mendeley Desktop keep CSL-JSON in the instruction of a field, Mendeley Cite keeps it in
the tag of a content control, EndNote keeps XML in the instruction or, where that would be too long
for Word, in the data of the field.
"""

from __future__ import annotations

import base64
import json
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LINE = 76  # EndNote breaks its data into lines


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*parts: str, style: str = "") -> str:
    """Return a paragraph of runs and fields."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{''.join(parts)}</w:p>"


def field(instruction: str, shown: str, data: str = "", inner: str = "") -> str:
    """Return a field of several runs; Word splits the instruction wherever it likes."""
    middle = len(instruction) // 2
    halves = (instruction[:middle], instruction[middle:])
    told = "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(half)}</w:instrText></w:r>'
        for half in halves
    )
    held = f'<w:fldData xml:space="preserve">{data}</w:fldData>' if data else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{held}</w:fldChar></w:r>{told}{inner}'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown if "<" in shown else run(shown)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def csl_citation(*items: dict[str, Any], **more: Any) -> str:
    """Return the CSL-JSON of a citation of some works."""
    cited = [
        {
            "id": number,
            "uris": [f"http://zotero.org/users/1/items/AAAA{number:04d}"],
            "itemData": {"id": number, **item},
        }
        for number, item in enumerate(items, start=7)
    ]
    citation = {
        "citationID": "a1B2c3",
        "properties": {"noteIndex": 0},
        "citationItems": cited,
        "schema": "https://github.com/citation-style-language/schema/raw/master/csl-citation.json",
    }
    return json.dumps(citation | more, ensure_ascii=False)


def zotero(shown: str, *items: dict[str, Any]) -> str:
    """Return a citation as Zotero writes it."""
    return field(f" ADDIN ZOTERO_ITEM CSL_CITATION {csl_citation(*items)} ", shown)


def simple(shown: str, *items: dict[str, Any]) -> str:
    """Return a citation of Zotero's as a simple field, which other programs make of it."""
    told = quoteattr(f" ADDIN ZOTERO_ITEM CSL_CITATION {csl_citation(*items)} ")
    return f"<w:fldSimple w:instr={told}>{run(shown)}</w:fldSimple>"


def mendeley_desktop(shown: str, *items: dict[str, Any]) -> str:
    """Return a citation as Mendeley Desktop wrote it."""
    return field(f"ADDIN CSL_CITATION {csl_citation(*items)}", shown)


def mendeley_cite(shown: str, *items: dict[str, Any]) -> str:
    """Return a citation as Mendeley Cite writes it, in a content control."""
    tag = base64.b64encode(csl_citation(*items, isEdited=False).encode()).decode()
    return control(f"MENDELEY_CITATION_v3_{tag}", shown)


def control(tag: str, shown: str) -> str:
    """Return a content control with a tag."""
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val={quoteattr(tag)}/><w:id w:val="-101"/></w:sdtPr>'
        f"<w:sdtContent>{run(shown)}</w:sdtContent></w:sdt>"
    )


def endnote_xml(*records: str) -> str:
    """Return EndNote's XML of a citation of some works."""
    cites = "".join(
        f"<Cite><Author>Able</Author><Year>2001</Year><RecNum>{number}</RecNum>"
        f"<DisplayText>x</DisplayText><record><rec-number>{number}</rec-number>"
        f'<foreign-keys><key app="EN" db-id="x0">{number}</key></foreign-keys>{record}</record>'
        "</Cite>"
        for number, record in enumerate(records, start=3)
    )
    return f"<EndNote>{cites}</EndNote>"


def endnote(shown: str, *records: str) -> str:
    """Return a citation as EndNote writes it, its XML in the instruction."""
    return field(f" ADDIN EN.CITE {endnote_xml(*records)}", shown)


def endnote_data(shown: str, *records: str) -> str:
    """Return a citation as EndNote writes a long one: its XML in the data of two fields."""
    packed = base64.b64encode(endnote_xml(*records).encode()).decode()
    data = "\n".join(packed[at : at + _LINE] for at in range(0, len(packed), _LINE))
    inner = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:fldData xml:space="preserve">{data}</w:fldData>'
        "</w:fldChar></w:r><w:r><w:instrText> ADDIN EN.CITE.DATA </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return field(" ADDIN EN.CITE ", shown, data, inner)


def word_citation(shown: str, told: str) -> str:
    """Return a citation as Word itself writes it: a field in a content control without a tag."""
    inner = field(f" CITATION {told} ", shown)
    return f"<w:sdt><w:sdtPr><w:citation/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def add_word_sources(path: Path, *sources: str) -> Path:
    """Add Word's own list of sources to a Word file; each is the inside of a `b:Source`."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
    inner = "".join(f"<b:Source>{source}</b:Source>" for source in sources)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("customXml/item1.xml", "<p:other xmlns:p='urn:other'/>")
        package.writestr(
            "customXml/item2.xml",
            f'<?xml version="1.0" standalone="no"?><b:Sources xmlns:b="{space}" xmlns="{space}" '
            f'SelectedStyle="">{inner}</b:Sources>',
        )
    return path


def footnote_mark(number: int) -> str:
    """Return the mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def endnote_mark(number: int) -> str:
    """Return the mark of a note at the end."""
    return f'<w:r><w:endnoteReference w:id="{number}"/></w:r>'


def write_docx(
    path: Path, *paragraphs: str, footnotes: tuple[str, ...] = (), endnotes: tuple[str, ...] = ()
) -> Path:
    """Write a Word file of paragraphs and notes; the first note has the number 2."""
    parts = {"document": ("body", "".join(paragraphs))}
    for kind, notes in (("footnote", footnotes), ("endnote", endnotes)):
        if notes:
            inner = "".join(
                f'<w:{kind} w:id="{number}">{note}</w:{kind}>'
                for number, note in enumerate(notes, start=2)
            )
            parts[f"{kind}s"] = ("", inner)
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        "</w:style>"
        for level in (1, 2)
    )
    parts["styles"] = ("", styles)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _frame(parts).items():
            package.writestr(name, content)
    return path


def _frame(parts: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Return the files of a package: the parts of the document, and what says where they are."""
    kinds = {"document": "document.main"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kinds.get(name, name)}+xml"/>'
        for name in parts
    )
    beside = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(parts)
        if name != "document"
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
        f'Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{beside}'
        "</Relationships>",
    }
    for name, (inner, content) in parts.items():
        framed = f"<w:{inner}>{content}</w:{inner}>" if inner else content
        files[f"word/{name}.xml"] = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} xmlns:w="{_MAIN}">'
            f"{framed}</w:{name}>"
        )
    return files
