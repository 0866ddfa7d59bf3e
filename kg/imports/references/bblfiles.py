r"""A printed list of LaTeX (`.bbl`, or `thebibliography` in a text) → works.

BibTeX's styles part an entry with `\newblock` (authors, title, the rest); REVTeX and Elsevier name
the parts with `\bibinfo`; lists typed by hand follow APA, Vancouver or IEEE. What is told apart by
its form alone is a guess, and the entry that does not come apart keeps its words as its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.imports.references.bblnames import names_of
from kg.imports.references.works import MOST_WORKS, Places, Work, WorkFile

_END = re.compile(r"\\end\s*\{thebibliography\}")
_ITEM = re.compile(r"\\bibitem(?![A-Za-z])")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?[ \t]*")
_BLOCK = re.compile(r"\\newblock(?![A-Za-z])")
_OF_BIBLATEX = re.compile(r"\\(?:refsection|sortlist|datalist)\b|\\entry\{")
_LOOKS = re.compile(
    r"\\(?:BIBentry\w+|bibAnnote\w*|penalty-?\d+|hskip\s*[\d.]+\w+(?:\s*plus\s*[\d.]+\w+)?"
    r"|natexlab|urlprefix|relax|providecommand|BibitemShut\s*\{[^{}]*\}|BibitemOpen|bibfnamefont"
    r"|bibnamefont|bibfield|eprint|translation|Eprint|showarticletitle|showISBNx|showISSN|shownote"
    r"|protect)(?![A-Za-z])"
)
_INFO = re.compile(r"\\bibinfo\s*\{(?P<name>\w+)\}\s*(?=\{)")
_DOI = re.compile(
    r"(?:doi\s*[:.]?\s*|doi\.org/|\\doi\s*\{)\s*(10\.\d{4,9}/[^\s{}]+)", re.IGNORECASE
)
_URL = re.compile(r"\\(?:url|href)\s*\{([^{}]+)\}|(https?://[^\s{}]+)")
_YEAR = re.compile(r"(?<![\d:-])((?:1[5-9]|20)\d\d)[a-z]?(?![\d:])")
_EMPHASIS = re.compile(
    r"\{\s*\\(?:em|it|sl|itshape|slshape)(?![A-Za-z])\s*|\\(?:emph|textit|textsl)\s*\{"
)
_QUOTED = re.compile(
    r"(?:``|\u201c|\\enquote\{)(?P<title>.+?),?\s*(?:''|\u201d|\})[,.]?", re.DOTALL
)
_AFTER_APA = re.compile(
    r"(?P<names>[^()]+?)\s*\((?P<year>\d{4})[a-z]?[^()]*\)\s*[.,:]?\s*(?P<rest>\S.*)", re.DOTALL
)
# A full stop that ends a part: not one behind an initial.
_STOP = re.compile(r"(?<![\s~.][A-Z])(?<!^[A-Z])\.\s+(?=\S)|(?<=[?!])\s+(?=\S)")
_PLACES = re.compile(
    r"(?P<volume>[A-Z]?\d+)\s*(?:\((?P<number>[^()]+)\))?\s*[:,]\s*(?:pp?\.?[\s~]*)?"
    r"(?P<pages>[a-zA-Z]?\d+(?:\s*(?:--?|\u2013)\s*[a-zA-Z]?\d+)?)"
)
_WORDED = (
    ("volume", re.compile(r"\bvol(?:ume|\.)?[\s~]*(\d+)", re.IGNORECASE)),
    ("number", re.compile(r"\b(?:no\.?|number|issue)[\s~]*(\d+)", re.IGNORECASE)),
    ("pages", re.compile(r"(?i:\b(?:pp?\.|pages?))[\s~]*(\w+(?:\s*(?:--?|\u2013)\s*\w+)?)")),
)  # fmt: skip
_THESIS = re.compile(
    r"(?P<type>(?:Ph\.?\s?D\.?|Doctoral|Master['’]?s?)\s+(?:thesis|dissertation))", re.IGNORECASE
)
_REPORT = re.compile(r"\b(?:technical|research) report\b", re.IGNORECASE)
_EDITION = re.compile(r",?\s*\b(\w+)\s+(?:edition|edn?\.?)(?![A-Za-z])", re.IGNORECASE)
_KINDS = {"article": "article", "booktitle": "incollection", "publisher": "book"}
_LONGEST = 10_000  # brackets that close later than this belong to no entry
_OUTER = " \t\n.,;:~"


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry: its key, its label in brackets, its words, and where it begins."""

    key: str
    label: str
    words: str
    start: int


def read_bbl_works(text: str, path: str) -> WorkFile:
    """Return the works of a printed list."""
    file = WorkFile()
    places = Places(text, path)
    if _OF_BIBLATEX.search(text) and not _ITEM.search(text):
        message = "this list is biblatex's own and no printed one; import its .bib in its place"
        file.report(places.at(0), "IMP001", message)
        return file
    guessed, whole = [], 0
    for item in _items_of(text):
        if len(file.works) > MOST_WORKS:
            break
        work = _work_of(item, places)
        file.works.append(work)
        if "author" not in work.fields and "editor" not in work.fields:
            whole += 1
            message = f"'{item.key}': its parts could not be told apart; all of it is its title"
            file.report(work.place, "IMP003", message)
        elif r"\bibinfo" not in item.words:
            guessed.append(work)
    if guessed:
        message = (
            f"{len(guessed)} entries of a printed list were parted by their form: look over the "
            "names, titles and kinds"
        )
        file.report(guessed[0].place, "IMP003", message)
    return file


def _blanked(text: str) -> str:
    """Return a text of LaTeX with its comments as spaces, each character in its place."""
    return _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def _items_of(text: str) -> Iterator[_Item]:
    blanked = _blanked(text)
    closing = _END.search(blanked)
    last = closing.start() if closing else len(blanked)
    starts = [found for found in _ITEM.finditer(blanked) if found.start() < last]
    ends = [*(found.start() for found in starts[1:]), last]
    for found, end in zip(starts, ends, strict=True):
        label, at = _argument(blanked, found.end(), "[", "]")
        key, at = _argument(blanked, at, "{", "}")
        words = _LOOKS.sub(" ", blanked[at:end])
        yield _Item(" ".join(key.split()), label, " ".join(words.split()), found.start())


def _argument(text: str, at: int, opening: str, closing: str) -> tuple[str, int]:
    """Return what stands in brackets or braces from a place on, and where they end."""
    while at < len(text) and text[at].isspace():
        at += 1
    if text[at : at + 1] != opening:
        return "", at
    depth = 0
    for place in range(at + 1, min(len(text), at + _LONGEST)):
        if text[place] == closing and not depth:
            return text[at + 1 : place], place + 1
        depth += {"{": 1, "}": -1}.get(text[place], 0)
    return text[at + 1 :], len(text)


def _work_of(item: _Item, places: Places) -> Work:
    work = Work("misc", places.at(item.start), key=item.key)
    words = _take_addresses(work, item.words)
    if r"\bibinfo" in words:
        _take_named(work, words)
        return work
    names, title, rest = _parts_of(words)
    year = _YEAR.search(item.label) or [*_YEAR.finditer(rest), *_YEAR.finditer(words)][-1:]
    found = year if isinstance(year, re.Match) else next(iter(year), None)
    if names:
        field, value = names_of(names)
        work.put_latex(field, value)
    bare, is_book = _without_emphasis(title.strip(_OUTER))
    work.put_latex("title", bare.strip(_OUTER))
    if found is not None:
        work.put_latex("year", found[1])
        rest = rest.replace(found.group(), "", 1)
    _take_venue(work, rest.strip(_OUTER), is_book=is_book)
    return work


def _take_addresses(work: Work, words: str) -> str:
    """Set DOI and address, and return the words without them."""
    doi = _DOI.search(words)
    if doi:
        work.put("doi", doi[1].rstrip(".,;)"))
    url = _URL.search(words)
    if url and not doi:
        work.put("url", (url[1] or url[2]).rstrip(".,;").replace("\\", ""))
    words = re.sub(r"\\href\s*\{[^{}]*\}\s*(?=\{)", "", words)
    words = re.sub(r"(?:URL|Available(?: at| from)?:?|\\path)?\s*\\url\s*\{[^{}]*\}", " ", words)
    words = re.sub(r"https?://[^\s{}]+", " ", words)
    return _DOI.sub(" ", words).replace(" }", "}")


def _parts_of(words: str) -> tuple[str, str, str]:
    """Return the names, the title and what follows; no names where they do not come apart."""
    first, *blocks = (part.strip() for part in _BLOCK.split(words))
    if first and blocks:
        return first, blocks[0], " ".join(blocks[1:])
    words = " ".join([first, *blocks])
    quoted = _QUOTED.search(words)
    if quoted and quoted.start():
        return words[: quoted.start()], quoted["title"], words[quoted.end() :]
    apa = _AFTER_APA.fullmatch(words)
    if apa:
        title, _, rest = _cut_at_stop(apa["rest"])
        return apa["names"], title, f"{rest} {apa['year']}"
    names, stop, rest = _cut_at_stop(words)
    title, _, rest = _cut_at_stop(rest)
    return (names, title, rest) if stop and title else ("", words, "")


def _cut_at_stop(words: str) -> tuple[str, bool, str]:
    """Return what stands before the first full stop outside of braces, and what follows."""
    for found in _STOP.finditer(words):
        before = words[: found.start() + 1]
        if before.count("{") == before.count("}"):
            return before.rstrip("."), True, words[found.end() :]
    return words, False, ""


def _without_emphasis(words: str) -> tuple[str, bool]:
    """Return a title, and whether all of it is set apart, as those of books are."""
    found = _EMPHASIS.match(words)
    if found is None:
        return words, False
    inner, end = _argument(f"{{{words[found.end() :]}", 0, "{", "}")
    return (inner, True) if end >= len(words) - found.end() else (words, False)


def _take_venue(work: Work, rest: str, *, is_book: bool) -> None:
    """Set where a work appeared, and its kind."""
    thesis = _THESIS.search(rest)
    named = _EMPHASIS.search(rest)
    if thesis:
        work.kind = (
            "phdthesis"
            if "ph" in thesis[0].lower() or "doc" in thesis[0].lower()
            else "mastersthesis"
        )
        work.put_latex("school", rest[thesis.end() :].strip(_OUTER))
    elif _REPORT.search(rest):
        work.kind = "techreport"
        kind, _, body = rest.partition(",")
        work.put_latex("type", kind.strip(_OUTER))
        work.put_latex("institution", body.strip(_OUTER))
    elif is_book and named is None:
        work.kind = "book"
        _take_publisher(work, rest)
    elif named is not None or _PLACES.search(rest):
        _take_container(work, rest, named)
    else:
        work.put_latex("howpublished", rest)


def _take_container(work: Work, rest: str, named: re.Match[str] | None) -> None:
    """Set the journal or the book that a work appeared in, and its places there."""
    if named is not None:
        name, end = _argument(f"{{{rest[named.end() :]}", 0, "{", "}")
        before, after = rest[: named.start()], rest[named.end() + end - 1 :]
        # APA sets the volume apart with the journal: \emph{Sleep, 4}(2).
        inner = re.fullmatch(r"(?P<name>.*?),\s*(?P<volume>\d+)", name)
        if inner:
            name, after = inner["name"], f"{inner['volume']}{after}"
    else:
        found = re.match(r"[^\d,;]+", rest)
        name = found.group() if found else ""
        before, after = "", rest[len(name) :]
    in_book = re.search(r"\bIn\b", before) is not None
    work.kind = "article"
    if in_book:
        work.kind = (
            "inproceedings"
            if re.search("proceedings|conference|workshop", name, re.IGNORECASE)
            else "incollection"
        )
    work.put_latex("booktitle" if in_book else "journal", name.strip(_OUTER))
    for field, form in _WORDED:
        match = form.search(after)
        work.put_latex(field, _range(match[1]) if match else "")
    places = _PLACES.search(after) if "volume" not in work.fields else None
    for field in ("volume", "number", "pages") if places else ():
        work.put_latex(field, _range(places[field] or "") if places else "")


def _range(printed: str) -> str:
    return re.sub(r"\s*(?:--?|\u2013)\s*", "--", printed)


def _take_publisher(work: Work, rest: str) -> None:
    """Set publisher and place: `Geneva: WHO`, or `WHO, Geneva`."""
    edition = _EDITION.search(rest)
    if edition:
        work.put_latex("edition", edition[1])
        rest = rest.replace(edition.group(), "")
    place, _, publisher = rest.partition(":") if ":" in rest else rest.partition(",")[::-1]
    work.put_latex("publisher", publisher.strip(_OUTER))
    work.put_latex("address", place.strip(_OUTER))


def _take_named(work: Work, words: str) -> None:
    r"""Set the fields that REVTeX and Elsevier name: `\bibinfo{author}{…}`."""
    found: dict[str, list[str]] = {}
    for match in _INFO.finditer(words):
        value, _ = _argument(words, match.end(), "{", "}")
        found.setdefault(match["name"].lower(), []).append(value)
    for role in ("author", "editor"):
        names = [re.sub(r"\{([^{}\\]*)\}", r"\1", name) for name in found.pop(role, [])]
        work.put_latex(role, names_of(" and ".join(names))[1])
    for name, values in found.items():
        work.put_latex(name, _bare(values[0]).strip(_OUTER).lstrip("(").rstrip(")"))
    work.kind = _kind_of(work.fields)
    # Journals of physics print none.
    told = [work.fields[name] for name in ("journal", "volume", "pages") if name in work.fields]
    work.put_latex("title", " ".join(told))


def _kind_of(fields: Mapping[str, str]) -> str:
    if "journal" in fields:
        return "article"
    return next((kind for name, kind in _KINDS.items() if name in fields), "misc")


def _bare(value: str) -> str:
    """Return words without braces around all of them."""
    inner, end = _argument(value, 0, "{", "}")
    return inner if inner and end == len(value) else value
