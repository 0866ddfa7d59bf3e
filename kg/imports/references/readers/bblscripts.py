# ruff: noqa: RUF001  (signs of these scripts that look like Latin ones are meant)
r"""Entries of printed lists in manners that go with other scripts than Latin → works.

China (GB/T 7714) marks what a work is in brackets behind its title, Russia (GOST) parts an article
from its journal by two strokes, Japan has titles in brackets of two kinds. Only an entry that comes
apart by the marks of its manner is read; names that may be otherwise are none.
"""

from __future__ import annotations

import re

from kg.imports.references.readers.bblnames import names_of
from kg.imports.references.works import Work

_EMPHASIS = re.compile(r"\\(?:emph|textit)\s*\{([^{}]*)\}")
_BLOCK = re.compile(r"\\newblock(?![A-Za-z])")
_PAGES = r"(?P<pages>[A-Za-z]?\d+(?:\s*[-\u2010-\u2015~〜～]+\s*[A-Za-z]?\d+)?)"
_HAN = re.compile(r"[\u3400-\u9fff々\u3040-\u30ff]")
# A person of China or Japan; what is longer is a body.
_LONGEST_NAME = 6
_OTHERS = re.compile(r"[,，、;；]?\s*(?:等|他|ほか|et al)\.?\s*$")

_MARKED = re.compile(
    r"(?P<names>[^\[\]]+?)[.．。]\s*(?P<title>[^\[\]]+?)\s*\[(?P<mark>[A-Z]{1,2})(?:/[A-Z]{2})?\]"
    r"(?P<inside>\s*//)?\s*[.．。,，:：]?\s*(?P<rest>.*)",
    re.DOTALL,
)
_IN_JOURNAL = re.compile(
    r"(?P<journal>[^,，]+)[,，]\s*(?P<year>\d{4})(?:[,，]\s*(?P<volume>\d+))?"
    r"\s*(?:[(（](?P<number>[^()（）]{1,12})[)）])?\s*(?:[:：]\s*" + _PAGES + r")?[.．。]?"
)
_PUBLISHED = re.compile(
    r"(?:(?P<booktitle>[^\[\]]+?)(?:\[[A-Z]\])?[.．。]\s*)?(?P<address>[^.．。:：,，]+)[:：]\s*"
    r"(?P<publisher>[^:：,，]+)[,，]\s*(?P<year>\d{4})\s*(?:[:：]\s*" + _PAGES + r")?[.．。]?"
)
_KINDS = {"M": "book", "D": "thesis", "R": "report", "C": "proceedings", "J": "article"}

_LETTER = "[А-ЯЁІЇЄҐ]"
_PERSON = rf"{_LETTER}[а-яёіїєґ’'-]+(?:-{_LETTER}[а-яё]+)?,?\s(?:{_LETTER}\.\s?){{1,2}}"
_HEADED = re.compile(
    rf"(?P<names>{_PERSON}(?:,\s?{_PERSON})*)(?P<others>\s?и др\.)?\s*(?P<rest>{_LETTER}.*)",
    re.DOTALL,
)
_STATED = re.compile(rf"(?:{_LETTER}\.\s?){{1,2}}\s?{_LETTER}[а-яёіїєґ’'-]+")
_DASHED = re.compile(r"\.\s*(?:[\u2013\u2014]|---?)\s*")
_IN_PERIODICAL = re.compile(
    r"(?P<journal>.+?)\.\s(?P<year>\d{4})\.\s(?:(?:Т|Vol)\.\s?(?P<volume>\d+)[.,]\s)?"
    r"(?:(?:№|Вып\.|No\.)\s?(?P<number>[\d/()–-]+)[.,]\s)?[СC]\.\s?" + _PAGES + r"\.?"
)
_BOOK = re.compile(
    rf"(?P<title>.+?)\.\s(?P<address>{_LETTER}[А-ЯЁа-яё-]*)\.?\s?:\s?(?P<publisher>[^,:]+),\s"
    r"(?P<year>\d{4})(?:\.\s(?P<pagetotal>\d+)\s?[сc])?\.?"
)

_DATED = re.compile(
    r"(?P<names>[^()（）「」『』]+?)\s*[(（](?P<year>\d{4})[a-z]?[)）]\s*[.,、。]?\s*(?P<rest>[「『].*)",
    re.DOTALL,
)
_IN_MAGAZINE = re.compile(
    r"「(?P<title>[^「」]+)」\s*[,、]?\s*『(?P<journal>[^『』]+)』\s*[,，、]?\s*"
    r"(?:(?:第|[Vv]ol\.\s?)?(?P<volume>\d+)巻?\s*[,，、]?\s*"
    r"(?:(?:[(（]|第|[Nn]o\.\s?)?(?P<number>\d+)(?:[)）]|号))?)?\s*[,，、:：]?\s*"
    r"(?:pp?\.\s?)?" + _PAGES + r"頁?[.．。]?"
)
_JAPANESE_BOOK = re.compile(
    r"『(?P<title>[^『』]+)』\s*[,，、]?\s*(?P<publisher>[^\d「」『』,，、]+?)[.．。]?"
)
_WHERE = ("title", "journal", "booktitle", "volume", "number", "pages", "year", "address")
_FIELDS = (*_WHERE, "publisher", "pagetotal")


def take_abroad(work: Work, words: str) -> bool:
    """Set what an entry in one of these manners says; say whether it is in one."""
    plain = " ".join(_BLOCK.sub(" ", _EMPHASIS.sub(r"\1", words)).split())
    return _take_chinese(work, plain) or _take_russian(work, plain) or _take_japanese(work, plain)


def _take_chinese(work: Work, words: str) -> bool:
    found = _MARKED.fullmatch(words)
    if found is None or found["mark"] not in _KINDS:
        return False
    rest, kind = found["rest"].strip(), _KINDS[found["mark"]]
    where = (_IN_JOURNAL if kind == "article" else _PUBLISHED).fullmatch(rest)
    if where is None or bool(found["inside"]) != bool(where.groupdict().get("booktitle")):
        return False
    work.kind = "incollection" if found["inside"] else kind
    _put_names(work, found["names"])
    work.put_latex("title", found["title"].strip())
    told = where.groupdict()
    if work.kind in {"thesis", "report"}:
        told["institution"] = told.pop("publisher")
    _put(work, told)
    return True


def _take_russian(work: Work, words: str) -> bool:
    """Read an entry of GOST; one that begins so and does not come apart keeps its words."""
    headed = _HEADED.fullmatch(words)
    if headed is None:
        return False
    before, inside, behind = headed["rest"].partition(" // ")
    rest = _DASHED.sub(". ", behind if inside else before)
    where = (_IN_PERIODICAL if inside else _BOOK).fullmatch(rest)
    title = before if inside or where is None else where["title"]
    title, _, stated = title.partition(" / ")
    names = _people_of(headed["names"], stated)
    work.put_latex("author", " and ".join([*names, *(["others"] if headed["others"] else [])]))
    if where is None:
        year = re.search(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)", words)
        work.put_latex("title", headed["rest"].strip(" ."))
        work.put_latex("year", year[0] if year else "")
        return True
    work.kind = "article" if inside else "book"
    _put(work, where.groupdict() | {"title": re.sub(r"\s:\s", ": ", title).strip(" .")})
    return True


def _people_of(heading: str, stated: str) -> list[str]:
    """Return the authors: those that the statement behind the title names, else of the heading."""
    said = stated.partition(" ; ")[0].strip(" .")
    names = [one.strip() for one in said.split(",")]
    if said and all(map(_STATED.fullmatch, names)):
        parts = [one.replace(".", ". ").rsplit(" ", 1) for one in names]
        return [f"{family}, {' '.join(given.split())}" for given, family in parts]
    turned = [
        re.sub(r",?\s", ", ", one.group().strip(), count=1) for one in re.finditer(_PERSON, heading)
    ]
    return [one.strip(" ,") for one in turned]


def _take_japanese(work: Work, words: str) -> bool:
    found = _DATED.fullmatch(words)
    rest = found["rest"].strip() if found else ""
    where = _IN_MAGAZINE.fullmatch(rest) or _JAPANESE_BOOK.fullmatch(rest)
    if found is None or where is None:
        return False
    work.kind = "article" if where.re is _IN_MAGAZINE else "book"
    _put_names(work, found["names"])
    _put(work, where.groupdict() | {"year": found["year"]})
    return True


def _put(work: Work, told: dict[str, str | None]) -> None:
    for name in (*_FIELDS, "institution"):
        value = (told.get(name) or "").strip(" .,，、")
        if name == "pages":
            value = re.sub(r"\s*[-\u2010-\u2015~〜～]+\s*", "--", value)
        work.put_latex(name, value)


def _put_names(work: Work, printed: str) -> None:
    """Set the names of a list of China or Japan; one in Latin letters is read as any other."""
    bare = _OTHERS.sub("", printed.strip())
    role = "editor" if re.search(r"[(（]?[编編][)）]?$", bare) else "author"
    bare = re.sub(r"\s*[(（]?[编編][)）]?$", "", bare)
    if not _HAN.search(bare):
        field, names = names_of(printed)
        work.put_latex(field, names)
        return
    parts = [one.strip() for one in re.split(r"[,，、;；・]", bare)]
    # Who has a short name is a person, and what parts it into two is known to nobody here.
    people = [one if len(one) <= _LONGEST_NAME else f"{{{one}}}" for one in parts if one]
    others = ["others"] if _OTHERS.search(printed.strip()) else []
    work.put_latex(role, " and ".join([*people, *others]))
