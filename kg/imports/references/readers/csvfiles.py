"""CSV with a line of headings, as Zotero, Scopus, PubMed or a spreadsheet writes it → works."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from kg.errors import Location
from kg.imports.references.readers.csltypes import CSL_TYPES
from kg.imports.references.readers.tablecells import OF_DATABASES, join_listed, part_source
from kg.imports.references.webmarks import latex_of_rich
from kg.imports.references.works import (
    INITIALS,
    Work,
    WorkFile,
    name_from_inverted,
    name_in_bibtex,
    name_with_initials,
    names_in_bibtex,
)
from kg.latex.plain import encode_latex
from kg.model.dates import parse_date
from kg.model.details import split_keywords
from kg.paths import fold_letters
from kg.sources.bibtex.fields import KNOWN_FIELDS, REQUIRED, TYPE_ALIASES, is_private

# Heading, in small letters and without signs, → field; `container` and others depend on the type.
_HEADINGS: Mapping[str, str] = {
    "key": "key", "citationkey": "key", "citekey": "key", "bibtexkey": "key", "code": "key",
    "id": "key", "itemtype": "kind", "type": "kind", "documenttype": "kind", "entrytype": "kind",
    "publicationtype": "kind", "author": "author", "authors": "author", "creators": "author",
    "authorfullnames": "fullnames", "editor": "editor", "editors": "editor",
    "bookauthor": "bookauthor", "translator": "translator", "title": "title",
    "articletitle": "title", "publicationtitle": "container", "sourcetitle": "container",
    "journal": "container", "journalbook": "container", "source": "container",
    "booktitle": "booktitle", "container": "container", "year": "year", "publicationyear": "year",
    "pubyear": "year", "publishedyear": "year", "publishedmonth": "month",
    "conferencename": "eventtitle", "date": "date", "publicationdate": "date", "volume": "volume",
    "issue": "number", "number": "number", "pages": "pages", "page": "pages",
    "pagestart": "firstpage", "startpage": "firstpage", "pageend": "lastpage",
    "endpage": "lastpage", "numpages": "pagetotal", "publisher": "publisher", "place": "address",
    "address": "address", "edition": "edition", "series": "series", "doi": "doi", "isbn": "isbn",
    "issn": "issn", "pmid": "pmid", "pubmedid": "pmid", "pmcid": "pmcid", "url": "url",
    "link": "url", "note": "note", "notes": "note", "extra": "note", "language": "language",
    "languageoforiginaldocument": "language", "keywords": "keywords", "authorkeywords": "keywords",
    "tags": "keywords", "manualtags": "keywords", "abstract": "abstract",
    "abstractnote": "abstract", "shorttitle": "shorttitle", "accessdate": "urldate",
    "journalabbreviation": "shortjournal", "abbreviatedsourcetitle": "shortjournal",
    "artno": "eid", "class": "evidenceclass", "evidenceclass": "evidenceclass",
    "fileattachments": "file", "linkattachments": "file",
    # As people name the columns of a spreadsheet in German, French, Spanish and Italian.
    "titel": "title", "titre": "title", "titulo": "title", "titolo": "title", "autor": "author",
    "autoren": "author", "auteur": "author", "auteurs": "author", "autores": "author",
    "autore": "author", "autori": "author", "jahr": "year", "erscheinungsjahr": "year",
    "annee": "year", "ano": "year", "anno": "year", "zeitschrift": "container",
    "revue": "container", "revista": "container", "rivista": "container", "band": "volume",
    "volumen": "volume", "heft": "number", "numero": "number", **OF_DATABASES,
    "seiten": "pages", "paginas": "pages", "pagine": "pages", "verlag": "publisher",
    "ort": "address", "lieu": "address", "herausgeber": "editor", "sprache": "language",
}  # fmt: skip
_KINDS: Mapping[str, str] = {
    "journalarticle": "article", "article": "article", "review": "article", "book": "book",
    "booksection": "incollection", "bookchapter": "incollection", "chapter": "incollection",
    "conferencepaper": "inproceedings", "thesis": "thesis", "report": "report",
    "webpage": "online", "website": "online", "blogpost": "online", "magazinearticle":
    "article/magazine", "newspaperarticle": "article/newspaper", "preprint": "misc/preprint",
    "dataset": "dataset", "computerprogram": "software", "statute": "legislation",
    "case": "jurisdiction", "patent": "patent", "manuscript": "unpublished",
    "presentation": "misc/speech", "document": "misc", "letter": "letter", "film": "movie",
    "videorecording": "video", "encyclopediaarticle": "inreference", "standard": "standard",
    "editorial": "article", "note": "article", "shortsurvey": "article", "erratum": "article",
}  # fmt: skip
# What some databases write where nobody is named.
_NOBODY = re.compile(r"\[?no authors? (?:name )?(?:available|listed)\]?|n/?a|[-–—]", re.IGNORECASE)
# `Able et al.`, as people write it.
_AND_OTHERS = re.compile(r"[,\s]+et\.? al\.?$", re.IGNORECASE)
_COMMAS = re.compile(r"\s*,\s*(?:and\s+|&\s+)?|\s+(?:and|&)\s+")
_IS_BEHIND = re.compile(r"\b(?:[JS]r|[A-Z])\.$")
_GIVEN_FIRST = re.compile(r"(?:[^\W\d_a-z]\.[ -]?)+[^\W\d_][\w’' -]+")
# `sep=;`, by which Excel is told.
_SEPARATOR = re.compile(r"sep=(?P<sign>.)\r?(?=\n)", re.IGNORECASE)
# `Ann Able`: no body has so few words, all of them great, between one `and` and the next.
_PERSON = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){1,2}")
_LONGEST_CELL = 1_000_000  # characters of one cell; abstracts have a few thousand


def read_csv_works(text: str, path: str) -> WorkFile:
    """Return the works of a table: its first line names the columns."""
    file = WorkFile()
    rows = rows_of_csv(text, path, file)
    _, head = next(rows, (0, []))
    columns = [_HEADINGS.get(_plain(name), "") for name in head]
    if "title" not in columns and not {"doi", "pmid"} & set(columns):
        message = (
            "the first line names no column 'title', 'doi' or 'pmid'; give the columns names: "
            "key, type, author, title, journal, year, volume, issue, pages, publisher, doi, url …"
            "; a table of studies, effects, judgements or of the search is no list of references: "
            f"kg records {path} says what it gives, and with --draft enters it"
        )
        file.report(Location(path), "IMP001", message)
        return file
    for line, row in rows:
        while len(row) > len(head) and not row[-1].strip():
            row.pop()  # a comma that ends each line
        if len(row) > len(head):
            message = (
                f"{len(row)} cells under {len(head)} headings; put a text with a comma in quotes"
            )
            file.report(Location(path, line), "IMP001", message)
        elif any(cell.strip() for cell in row):
            file.works.append(_work_of(row, columns, head, Location(path, line)))
    return file


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold_letters(heading))


def rows_of_csv(text: str, path: str, file: WorkFile) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line on which it begins; what cannot be read goes to `file`."""
    told = _SEPARATOR.match(text)
    text = text[told.end() :] if told else text
    first = text.lstrip("\n").partition("\n")[0]
    delimiter = told["sign"] if told else max(",;\t", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"this row cannot be read ({error}); look for a quote that is not closed"
            file.report(Location(path, line), "IMP001", message)
            if "end of data" in str(error):
                return
        else:
            if row:
                yield line, row
        line = reader.line_num + 1


def _work_of(row: list[str], columns: list[str], head: list[str], place: Location) -> Work:
    cells, others = _cells_of(row, columns, head)
    part_source(cells)
    kind, _, subtype = _kind_of(cells).partition("/")
    key = cells.get("key", "")
    work = Work(kind, place, key="" if key.isdecimal() else key)
    work.put("entrysubtype", subtype)
    work.put_latex("author", _names(cells.get("fullnames") or cells.get("author", "")))
    for role in ("editor", "translator", "bookauthor"):
        work.put_latex(role, _names(cells.get(role, "")))
    _put_date(work, cells)
    _put_container(work, cells)
    if first := cells.get("firstpage"):
        last = cells.get("lastpage", "")
        work.put("pages", f"{first}–{last}" if last else first)
    used = {"key", "kind", "author", "fullnames", "date", "year", "container", "publisher"}
    used |= {"urldate", "firstpage", "lastpage"}
    for name, cell in cells.items():
        if name in {"title", "note"}:
            work.put_latex(name, latex_of_rich(cell))
        elif name not in used and not is_private(name):
            work.put(name, cell)
    for name, cell in others.items():
        work.put(name, cell)
    work.tags = tuple(split_keywords(cells.get("keywords", "")))
    work.left_out = tuple(sorted(name for name in cells if is_private(name)))
    return work


def _cells_of(
    row: list[str], columns: list[str], head: list[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return what stands in known columns, and what in others, or in a second one of its kind."""
    cells: dict[str, str] = {}
    others: dict[str, str] = {}
    for heading, column, written in zip(head, columns, row, strict=False):
        cell = join_listed(" ".join(written.split()))
        if not cell:
            continue
        if column and column not in cells:
            cells[column] = cell
        elif column in {"note", "keywords"}:
            cells[column] += f"; {cell}"
        elif column == "kind":  # Zotero has `Item Type`, and `Type` for that of a thesis
            others["type"] = cell
        elif cell != cells.get(column) and (name := _field_for(heading, is_second=bool(column))):
            others[name] = cell
    return cells, others


def _field_for(heading: str, *, is_second: bool) -> str:
    """Return the field for a column that has no other: its own name, or one made of it."""
    name = re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")
    if not name:
        return ""
    # `EID` of Scopus is another thing than the field `eid`.
    return name if heading.strip() in KNOWN_FIELDS and not is_second else f"csv-{name}"


def _kind_of(cells: Mapping[str, str]) -> str:
    written = _plain(cells.get("kind", ""))
    if written in _KINDS:
        return _KINDS[written]
    bare = cells.get("kind", "").strip().lower()
    if TYPE_ALIASES.get(bare, bare) in REQUIRED:
        return TYPE_ALIASES.get(bare, bare)
    if bare in CSL_TYPES:
        return CSL_TYPES[bare]
    if cells.get("container"):
        return "article"
    return "book" if cells.get("isbn") else "misc"


def _put_container(work: Work, cells: Mapping[str, str]) -> None:
    name = (
        "booktitle" if work.kind in {"incollection", "inproceedings", "inreference"} else "journal"
    )
    if work.kind == "online":
        name = "titleaddon"
    elif work.kind in {"book", "report", "thesis"}:
        name = "series"
    work.put_latex(name, latex_of_rich(cells.get("container", "")))
    publisher = "institution" if work.kind in {"report", "thesis"} else "publisher"
    work.put(publisher, cells.get("publisher", ""))


def _put_date(work: Work, cells: Mapping[str, str]) -> None:
    """Set the date where it can be read, and else the year, as the table has it."""
    seen = re.match(r"\d{4}-\d\d-\d\d", cells.get("urldate", ""))
    work.put("urldate", seen.group() if seen else "")
    date, year = (re.sub(r"\.0$|/+$", "", cells.get(name, "")) for name in ("date", "year"))
    found = parse_date(date)
    if found is not None and re.fullmatch(r"\d{4}(-\d\d){1,2}", date):
        work.put("date", date)
    else:
        work.put("year", year or date)


# `Able, A. und Bell, B.`, and two words or more without initials.
_IN_WORDS = re.compile(r"\s+(?:and|und|et|y|e)\s+|\s+&\s+")
_IS_BODY = re.compile(r"[^\W\d_]{2}[\w'’-]*(?: [\w'’-]{2,})+\.?")


def _names(text: str) -> str:
    """Return the names of a cell as a field: parted as people and databases part them."""
    text = re.sub(r"\s*\(\d{6,}\)", "", text)  # Scopus puts its number after each
    if not text or _NOBODY.fullmatch(text):
        return ""
    bare = _AND_OTHERS.sub("", text)
    return names_in_bibtex([*_names_in(bare), *(["others"] if bare != text else [])])


def _names_in(text: str) -> list[str]:
    """Return the names of a list: by `;`, or by its commas and its `and`, whichever part names."""
    if ";" in text:
        return [_name(one.strip()) for one in text.split(";")]
    words = [word for word in _COMMAS.split(text) if word]
    if text.endswith(".") and text.count(".") == 1 and not _IS_BEHIND.search(text):
        words[-1] = words[-1][:-1]  # PubMed ends the list with a full stop, which is none of a name
    joined = re.split(r",?\s+(?:and|&)\s+", text)
    pairs = list(zip(words[::2], words[1::2], strict=False))
    bodies = [one for one in words if not name_with_initials(one)]
    if 2 * len(bodies) < len(words) > 1 and all(map(_IS_BODY.fullmatch, bodies)):
        return [_name(one) for one in words]  # Able A, Bell B, Cell C and Tea Group
    if len(words) == 2 * len(pairs) > 2 and all(INITIALS.fullmatch(given) for _, given in pairs):  # noqa: PLR2004
        return [name_in_bibtex(*pair) for pair in pairs]  # Able, A., Bell, B. & Cell, C.
    for parts in (joined, _IN_WORDS.split(text)):
        if len(parts) > 1 and all("," in one for one in parts):
            return [_name(one) for one in parts]
    # One comma alone parts a family name from the given ones.
    least = 2 if len(joined) > 1 else 3
    if all(map(_GIVEN_FIRST.fullmatch, words)) or (
        len(words) >= least and all(map(_PERSON.fullmatch, words))
    ):
        return [encode_latex(one) for one in words]  # Ann Able, Bo Bell and Cy Cell
    return [_name(text)]


def _name(text: str) -> str:
    """Return `Smith, John` or `Smith J.` as a name of BibTeX; other words are a body."""
    if "," not in text and (parts := name_with_initials(text)):
        return name_from_inverted(", ".join(parts))
    return name_from_inverted(text)
