r"""A list of references that is typed into a text → the printed list that LaTeX would make of it.

An entry begins with its number, code or mark, or is a paragraph or a line. What is set apart in
Markdown is set apart in LaTeX, by which journals are known; all else stays as it is typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.imports.references.keys import make_key
from kg.imports.references.readers.bblfiles import read_bbl_works
from kg.imports.texts.styles import Numbering

_NUMBERED = re.compile(
    r"^[ \t>]*(?:\\?\[\^?[0-9]{1,4}\\?\]:?|\([0-9]{1,4}\)"
    r"|(?P<set>\*\*)?[0-9]{1,4}(?(set)\*\*)\\?[.)])[ \t]+"
)
_CODE = r"(?!RQ|[QH]\d)[A-Z]{1,3}-?[0-9]{1,3}"  # a question or hypothesis is none
# Reviews of software engineering give each study a code: `[S1] Able`, `P12: Able`, `#3 Able`.
_CODED = re.compile(
    rf"^[ \t>]*(?:[-*+•][ \t]+)?(?:\*\*)?(?:\\?\[(?P<framed>{_CODE}|\\?#[0-9]{{1,3}})\\?\][:.]?"
    rf"|\((?P<round>{_CODE})\)|(?P<plain>{_CODE})[.:)]"
    r"|(?P<hash>\\?#[0-9]{1,3})[.:)]?)(?:\*\*)?:?[ \t]+(?=\S)"
)
# Some journals print nothing behind it: `1 Able A. A title.`
_BARE = re.compile(r"^[ \t]*(?P<number>[0-9]{1,4})[ \t]+(?=[^\W\d_])")
_NUMBERS = (_NUMBERED, _BARE)
_NOTED = re.compile(r"(?m)^[ ]{0,3}\[\^[0-9]{1,4}\]:")
_MARKED = re.compile(r"^[ \t]*[-*+•][ \t]+")
_HEADING = re.compile(r"^#{1,6}[ \t].*\n+|^.*\n[=-]{3,}[ \t]*\n+")
# What parts the groups of a list: a heading, a line in bold, a rule.
_APART = re.compile(
    r"[ ]{0,3}(?:#{1,6}[ \t].*|(?P<bold>\*\*|__)[^*_]+(?P=bold):?|(?:[-*_][ \t]*){3,})$"
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?!\d)|\b(?:n\.d\.|in press|forthcoming)")
_ADDRESS = re.compile(r"<?\b(?:https?://|doi:?\s*10\.|10\.\d{4,9}/)[^\s<>]+>?", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]+)\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>~^'\"-])")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_]+?)(?<=\S)\1(?![\w*])")
# Harvard has titles in single quotes, which stand in words, too.
_QUOTED = re.compile(r"(?<=\)\s)[‘'](?P<title>.+?)[’'](?=[,.]?\s)")
_SPECIAL = re.compile(r"[&%$#{}_~^\\]")
# What pages set before an entry (`^ a b`, to where it is cited) and behind it, as its last line.
_BACK = re.compile(r"^(?:\\?\^|↑)(?:\s*\^[a-z]{1,2}\^)*\s+|^(?:\s*\^[a-z]{1,2}\^)+\s+")
_OFFERED = re.compile(
    r"(?:view (?:in )?(?:article|abstract|pdf|record in scopus)|(?:google|semantic) scholar|"
    r"cross ?ref(?: full text)?|pubmed(?: abstract)?|scopus|web of science|(?:free )?full text|"
    r"article|abstract|pdf|download|export|[|,.;·/\s])+",
    re.IGNORECASE,
)
_ENDS = (*".,;:?!", "”", "’")
_LEAST = 3
_BEGIN, _END = r"\begin{thebibliography}{99}", r"\end{thebibliography}"
_MOST_WITHOUT_YEAR = 0.2


def find_typed_list(section: str, taken: set[str] | None = None) -> str:
    """Return the entries of a section as a printed list of LaTeX, or "" where it is none.

    A list has three entries or more, nearly all of them with a year. Each gets a key made of its
    author and year, none that is `taken`, and its number or code, if any, for its label.
    """
    found = [*_entries_of(_HEADING.sub("", section, count=1))]
    undated = [entry for _, entry in found if not _YEAR.search(entry)]
    if len(found) < _LEAST or len(undated) > _MOST_WITHOUT_YEAR * len(found):
        return ""
    entries = [(number, _latex_of(entry)) for number, entry in found]
    bare = _listed((rf"{{{place}}}", entry) for place, (_, entry) in enumerate(entries))
    taken, heads = set[str]() if taken is None else taken, list[str]()
    for work, (number, _) in zip(read_bbl_works(bare, "").works, entries, strict=True):
        key = make_key(work, "", taken)
        taken.add(key.lower())
        heads.append(f"[{number}]{{{key}}}" if number else f"{{{key}}}")
    return _listed(zip(heads, (entry for _, entry in entries), strict=True))


def find_coded_list(section: str, taken: set[str]) -> str:
    """Return the studies of a section as a printed list, or "" where they have no codes.

    Codes begin propositions and rows, too: of studies nearly all entries come apart.
    """
    if _mark_of(_HEADING.sub("", section, count=1).splitlines()) is not _CODED:
        return ""
    keys = set(taken)
    listed = find_typed_list(section, keys)
    works = read_bbl_works(listed, "").works if listed else []
    named = [one for one in works if one.fields.keys() & {"author", "editor"}]
    if not works or len(works) - len(named) > _MOST_WITHOUT_YEAR * len(works):
        return ""
    taken |= keys
    return listed


def join_lists(lists: Iterable[str]) -> str:
    """Return several printed lists as one."""
    entries = [line for one in lists for line in one.splitlines()[1:-1]]
    return "\n".join([_BEGIN, *entries, _END, ""]) if entries else ""


def numbering_of(section: str) -> Numbering:
    """Return how the entries of a list are numbered, by which the text may cite them."""
    if len(_NOTED.findall(section)) >= _LEAST:
        return "notes"
    return (
        "numbers" if _mark_of(_HEADING.sub("", section, count=1).splitlines()) in _NUMBERS else ""
    )


def _listed(entries: Iterable[tuple[str, str]]) -> str:
    items = (rf"\bibitem{head} {entry}" for head, entry in entries)
    return "\n".join([_BEGIN, *items, _END, ""])


def _entries_of(body: str) -> Iterator[tuple[str, str]]:
    """Yield each entry in one line, with its number or "".

    Headings among them, lines in bold that head a group, and rules are none of an entry; nor is
    what stands before the first mark, or behind an empty line without one.
    """
    lines = body.strip("\n").splitlines()
    mark = _mark_of(lines)
    has_gaps = any(not line.strip() for line in lines)
    number, entry, is_open = "", list[str](), mark is None
    for before, line in zip(["", *lines], lines, strict=False):
        begins = mark.match(line) if mark else None
        parts = _APART.match(line) is not None
        gap = not line.strip() or parts
        if begins or parts or (not mark and (not has_gaps or gap)):
            if entry:
                yield number, _joined(entry)
            number, entry = _label_of(begins) if begins else "", []
        is_open = (
            begins is not None
            or (is_open and not (mark and gap))
            or _goes_on(line, entry or number)
        )
        if is_open and not parts:
            if entry and not before.strip() and not entry[-1].endswith(_ENDS):
                entry[-1] += "."  # it was a paragraph of its own
            entry += _words_of(line[begins.end() if begins else 0 :].strip(), number, entry)
    if entry:
        yield number, _joined(entry)


def _label_of(begins: re.Match[str]) -> str:
    """Return the number of an entry, or its code (`S1`, `#3`), by which the text cites it."""
    if begins.re is not _CODED:
        return re.sub(r"\D", "", begins[0])
    return next(filter(None, begins.groups()), "").replace("\\", "")


def _mark_of(lines: list[str]) -> re.Pattern[str] | None:
    """Return what the entries of a list begin with, if they begin with anything."""
    numbered = {int(re.sub(r"\D", "", one[0])) for one in filter(None, map(_NUMBERED.match, lines))}
    first = next((line for line in lines if line.strip() and not _APART.match(line)), "")
    coded = {_label_of(one) for one in filter(None, map(_CODED.match, lines))}
    if len(coded) >= _LEAST and _CODED.match(first) and len(coded) > len(numbered):
        return _CODED
    if _NUMBERED.match(first) or {1, 2, 3} <= numbered:
        return _NUMBERED
    bare = [int(one["number"]) for one in filter(None, map(_BARE.match, lines))]
    if bare[:_LEAST] == [1, 2, 3] and _BARE.match(first) and bare == sorted({*bare}):
        return _BARE
    marked = sum(_MARKED.match(line) is not None for line in lines)
    filled = sum(bool(line.strip()) for line in lines)
    return _MARKED if _MARKED.match(first) or 2 * marked > filled else None


def _goes_on(line: str, entry: list[str] | str) -> bool:
    """Say whether a line is set below the entry that is open, as a second paragraph of it."""
    return bool(entry) and line.startswith(("   ", "\t")) and bool(line.strip())


def _words_of(line: str, number: str, entry: list[str]) -> Iterator[str]:
    """Yield what a line says of its work: not its number once more, nor what a page offers."""
    words = _BACK.sub("", line)
    is_number = number and not entry and re.fullmatch(rf"\[?{re.escape(number)}[.\])]?", words)
    if words and not is_number and not _OFFERED.fullmatch(words):
        yield words


def _joined(lines: Iterable[str]) -> str:
    return " ".join(" ".join(lines).split())


def _latex_of(entry: str) -> str:
    """Return an entry in LaTeX: what is set apart, and characters that mean something there."""
    words = _LINK.sub(lambda found: _of_link(found[1], found[2]), _ESCAPED.sub(r"\1", entry))
    words = _QUOTED.sub("\u201c\\g<title>\u201d", words)
    parts, place = list[str](), 0
    for found in _ADDRESS.finditer(words):
        parts += [_prose(words[place : found.start()]), found[0].strip("<>")]
        place = found.end()
    return "".join([*parts, _prose(words[place:])])


def _of_link(shown: str, address: str) -> str:
    return address if shown in address or "://" in shown else f"{shown} {address}"


def _prose(words: str) -> str:
    bare = _STRONG.sub(r"\2", words)
    place, parts = 0, list[str]()
    for found in _EMPHASIS.finditer(bare):
        parts.append(_escape(bare[place : found.start()]))
        inner = _escape(found[2])
        # APA sets the number of the volume apart as well, which is no name.
        parts.append(inner if inner.strip().isdecimal() else rf"\emph{{{inner}}}")
        place = found.end()
    return "".join([*parts, _escape(bare[place:])])


def _escape(words: str) -> str:
    named = {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
    return _SPECIAL.sub(lambda found: named.get(found[0], f"\\{found[0]}"), words)
