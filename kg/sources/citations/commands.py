r"""LaTeX commands: `\cite{a,b}`, `\citep[see][p.~3]{a}`, `\textcite`, `\parencites[1]{a}[2]{b}`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.sources.citations.found import Citation
from kg.sources.citations.latexmasks import mask_latex
from kg.sources.citations.owncommands import OwnCommands, find_own_commands, is_citing
from kg.sources.citations.works import Works

_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]*+)\*?")
_KEY = re.compile(r"[^\s,][^,\n]*")
# A note before or after the keys is a few words; one that never ends is a bracket left open. The
# keys end at the next brace, and a living review has hundreds of them in one list.
_LONGEST = 2000
_DEEPEST = 4
_MARKS = re.compile(r"[{}\])]")
_PAIRS = {"[": "]", "(": ")", "{": "}"}
# Commands of packages that have something else in braces before the keys (a volume, a language), or
# words behind them: which of their arguments have keys.
_KEYS_OF_PACKAGES: Mapping[str, slice] = {
    **dict.fromkeys(("textcquote", "blockcquote"), slice(0, 1)),
    **{
        f"{tongue}{kind}cquote": slice(1, 2)
        for tongue in ("foreign", "hyphen")
        for kind in ("text", "block")
    },
    "hybridblockcquote": slice(1, 2),
    **dict.fromkeys(("apud", "apudonline"), slice(0, 2)),
}
_IN_VOLUMES = re.compile(r"(?:[pfsta]|ft)?volcites?", re.IGNORECASE)
_QUOTING = re.compile(r"\\begin\{(?:(?P<tongue>foreign|hyphen))?displaycquote\}")


def find_commands(text: str, works: Works) -> Iterator[Citation]:
    """Yield each key that a command cites. `nocite` and what defines commands cite nothing.

    A command of the text that stands for a whole citation is printed for each key that it cites.
    """
    plain = mask_latex(text)
    own = find_own_commands(plain)
    for match in _COMMAND.finditer(plain):
        name = match["name"]
        if own.define(match.start()):
            continue
        if name in own.keys:
            for key in own.keys[name]:
                yield _cite(match.start(), match[0], key, match.span(), works)
            continue
        lists, end = _lists_of(plain, match, own)
        for start, stop in lists:
            for found in _KEY.finditer(plain, start, stop):
                key = found[0].rstrip()
                if "#" not in key:  # the argument of a macro
                    yield _cite(found.start(), key, key, (match.start(), end), works)


def _lists_of(
    text: str, match: re.Match[str], own: OwnCommands
) -> tuple[list[tuple[int, int]], int]:
    """Return the spans of the lists of keys that a command cites, and where it ends."""
    name, place = own.names.get(match["name"], match["name"]), match.end()
    which = _KEYS_OF_PACKAGES.get(name)
    if name in own.places:
        first = own.places[name] - 1
        which = slice(first, first + own.counts.get(name, 1))
    elif _IN_VOLUMES.fullmatch(name):
        which = slice(1, None if name.endswith("s") else 2, 2)
    elif name == "begin" and (quoting := _QUOTING.match(text, match.start())):
        place, which = quoting.end(), slice(1, 2) if quoting["tongue"] else slice(0, 1)
    if which is not None:
        lists = _arguments_of(text, place, several=True)[0][which]
        return lists, lists[-1][1] + 1 if lists else place
    if is_citing(name):
        return _arguments_of(text, place, several=name.endswith("s"))
    return [], place


def _cite(start: int, printed: str, key: str, group: tuple[int, int], works: Works) -> Citation:
    """Return the citation of a key, and what the key may mean."""
    sources = works.look_up(key) or works.look_up_spelled(key)
    like = () if sources else works.look_like(key)
    return Citation(start, start + len(printed), printed, key, sources, group, like=like)


def keys_not_cited(text: str) -> Iterator[str]:
    r"""Yield each key that the text only has listed: `\nocite{able2001, baker2002}`."""
    plain = mask_latex(text)
    for match in _COMMAND.finditer(plain):
        if match["name"] == "nocite":
            for start, stop in _arguments_of(plain, match.end(), several=False)[0]:
                keys = (key[0].rstrip() for key in _KEY.finditer(plain, start, stop))
                yield from (key for key in keys if "#" not in key)


def _arguments_of(text: str, place: int, *, several: bool) -> tuple[list[tuple[int, int]], int]:
    """Return the spans of the lists of keys after a command, and where it ends."""
    lists: list[tuple[int, int]] = []
    end = place
    while True:
        start = place
        while start < len(text) and text[start] in " \t\n" and start - place < _LONGEST:
            start += 1
        opening = text[start : start + 1]
        if opening not in _PAIRS or not opening or text[place:start].count("\n") > 1:
            return lists, end
        if opening == "(" and not several:  # words in brackets that follow the command
            return lists, end
        close = _close_of(text, start)
        if close is None:
            return lists, end
        place = close + 1
        if opening == "{":
            lists.append((start + 1, close))
            end = place
            if not several:
                return lists, end


def _close_of(text: str, start: int) -> int | None:
    """Return where the bracket at a place is closed; braces within it go in pairs."""
    closing, depth = _PAIRS[text[start]], 0
    end = len(text) if closing == "}" else start + _LONGEST
    for match in _MARKS.finditer(text, start + 1, end):
        if match[0] == closing and depth == 0:
            return match.start()
        depth += (match[0] == "{") - (match[0] == "}")
        if not 0 <= depth <= (_DEEPEST if closing != "}" else 0):
            return None  # no note, and no list of keys
    return None
