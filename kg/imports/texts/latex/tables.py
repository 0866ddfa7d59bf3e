"""LaTeX's tables, said in the few forms that pandoc reads. Only pandoc sees this: the text stays.

Columns of numbers or of fixed width, boxes that shrink a table, coloured cells and heads that are
repeated on each page are how a table looks. Lines stay lines, for messages name them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.imports.texts.latex.boxes import drop_looks, open_boxes
from kg.imports.texts.latex.colours import say_colours
from kg.imports.texts.latex.rows import lift_rows
from kg.sources.latex.definitions import end_of_braces, read_definitions
from kg.sources.latex.signs import name_signs

# Braces that close later than this belong to no table, and no table is longer.
_LONGEST = 100_000
_MOST_COLUMNS = 100
# Commands around a part of a table: how many arguments stand before the one that counts.
_AROUND: Mapping[str, int] = {
    "resizebox": 2, "resizebox*": 2, "scalebox": 1, "adjustbox": 1, "rotatebox": 1, "rotcell": 0,
    "makecell": 0, "makecell*": 0, "thead": 0, "shortstack": 0, "specialcell": 0, "textcolor": 1,
    "rothead": 0, "parbox": 1,
}  # fmt: skip
_STACKED = frozenset(
    {"makecell", "makecell*", "thead", "shortstack", "specialcell", "rothead", "parbox"}
)
_COMMAND = re.compile(r"\\([A-Za-z]+\*?)(?:\s*\[[^\]\n]*\])*\s*(?=\{)")
_GAP = re.compile(r"[ \t\n%]*")
_LOOKS = re.compile(
    r"\\(?:rowcolor|cellcolor|columncolor)(?:\[[^\]\n]*\])?\{[^}\n]*\}"
    r"|\\begin\{adjustbox\}\{[^}\n]*\}|\\end\{adjustbox\}"
    r"|\\(?:addlinespace|morecmidrules|specialrule(?:\{[^}\n]*\}){3})(?![A-Za-z])(?:\[[^\]\n]*\])?"
    r"|\\(?:cmidrule|cline)(?:\([lr]*\))?\{[^}\n]*\}"
)
# Comments are matched, too, so that what stands in one is passed over.
_BEGIN = re.compile(
    r"(?<!\\)%[^\n]*|\\(begin|end)\{(table\*?|longtable\*?|longtblr|talltblr|tabular[xy*]?|tabulary|tblr|"
    r"ltabulary|xltabular|sidewaystable\*?|wraptable|threeparttable|landscape)\}"
)
_TABULAR = re.compile(r"\\begin\{(?!landscape)[a-z]*(?:tab|tblr)[a-z]*\*?\}")
_SPACED = re.compile(r"\\xspace\s*\Z")
_BRACES = re.compile(
    r"(?<!\\)%[^\n]*|(?P<line>\\\\\*?(?:\[[0-9.]+[a-z]{2}\])?)|\\[{}]|[{}]"
    r"|\\(?P<environment>begin|end)\{(?:longtable\*?|longtblr|talltblr|tabular[xy*]?|tabulary|tblr|ltabulary|"
    r"xltabular)\}"
)
_REMARK = re.compile(r"(?<!\\)%[^\n]*")
_LIST = "\\{}{{thebibliography}}"
_FLOATS = frozenset({"table*", "sidewaystable", "sidewaystable*", "wraptable"})
_WITH_WIDTH = frozenset({"tabular*", "tabularx", "tabulary", "xltabular"})
_LONG = frozenset({"longtable", "longtable*", "longtblr", "talltblr", "xltabular", "ltabulary"})
_OTHERS = frozenset({"table", "threeparttable", "landscape"})
_FEET = ("\\endfoot", "\\endlastfoot")
# `\\*` keeps the next row on the page; pandoc takes the star for a word of it.
_STARRED = re.compile(r"(?<!\\)\\\\\*(?=[ \t]*(?:\[[^\]\n]*\])?[ \t]*\n)")
_TITLED = frozenset({"longtblr", "talltblr"})
_CAPTION = re.compile(r"(?<![A-Za-z-])caption\s*=\s*(?=\{)")
_COLSPEC = re.compile(r"colspec\s*=\s*(?=\{)")


def find_environments(text: str) -> Iterator[tuple[int, int]]:
    """Yield where tables begin and end, the outermost of environments within each other."""
    depth, start = 0, 0
    defined = [one.span for one in read_definitions(text)]
    for match in _BEGIN.finditer(text):
        if any(first <= match.start() < last for first, last in defined):
            continue
        if match[1] == "begin":
            start = start if depth else match.start()
            depth += 1
        elif match[1] == "end" and depth:
            depth -= 1
            if not depth and match[2] == "landscape":
                yield from _on_their_side(text, start, match.end())
            elif not depth:
                yield start, match.end()


def find_panels(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each of several tables stands that one environment holds, below one caption."""
    for start, end in find_environments(text):
        depth, begin, panels = 0, 0, list[tuple[int, int]]()
        for match in _BEGIN.finditer(text, start, end):
            if match[2] in _OTHERS | _FLOATS:
                continue
            if match[1] == "begin":
                begin = begin if depth else match.start()
                depth += 1
            elif match[1] == "end" and depth:
                depth -= 1
                panels += [] if depth else [(begin, match.end())]
        if len(panels) > 1:
            yield from panels


def _on_their_side(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the tables of a page on its side: it, or each of several; it may hold none."""
    begin = start + len("\\begin{landscape}")
    within = [(begin + one, begin + other) for one, other in find_environments(text[begin:end])]
    if len(within) > 1:
        yield from within
    elif _TABULAR.search(text, start, end):
        yield start, end


def find_printed_list(text: str) -> tuple[int, int] | None:
    """Return where a `thebibliography` with entries begins and ends, if there is one."""
    bare = _REMARK.sub(lambda found: " " * len(found.group()), text)
    begin, end = bare.find(_LIST.format("begin")), bare.rfind(_LIST.format("end"))
    if not 0 <= begin < end or "\\bibitem" not in bare[begin:end]:
        return None
    return begin, end + len(_LIST.format("end"))


def simplify_tables(text: str) -> str:
    """Return a LaTeX text whose tables pandoc can read, line by line as it was."""
    parts: list[str] = []
    at = 0
    text = _keep_spaces(name_signs(text))
    for start, end in find_environments(text):
        table = text[start:end]
        if len(table) <= _LONGEST:
            table = _simplify(say_colours(open_boxes(table, text), text))
        parts += [text[at:start], table]
        at = end
    return "".join([*parts, text[at:]])


def _keep_spaces(text: str) -> str:
    r"""Return a text in which `\tea $>$3` has its space, where `\xspace` ends that command."""
    names = {
        one.name
        for one in read_definitions(text)
        if not one.arguments and _SPACED.search(one.body) is not None
    }
    if not names:
        return text
    calls = re.compile(
        rf"(?<!command\{{)(\\(?:{'|'.join(sorted(names))}))(?=[ \t]+[^\s{{}}.,;:!?)\]])"
    )
    return calls.sub(r"\1{}", text)


def _simplify(table: str) -> str:
    table = _STARRED.sub(r"\\\\", table)
    table = lift_rows(drop_looks(table))
    return _name_columns(_drop_repeats(_join_lines(_unwrap(_LOOKS.sub("", table)))))


def _join_lines(table: str) -> str:
    r"""Return a table in whose cells a line that ends (`{No. of\\people}`) ends no row."""
    depths = list[int]()
    pieces, done = list[str](), 0
    for match in _BRACES.finditer(table):
        found = match[0]
        if match["environment"]:
            if match["environment"] == "begin":
                depths.append(0)
            elif depths:
                depths.pop()
        elif found in {"{", "}"} and depths:
            depths[-1] += 1 if found == "{" else -1
        elif match["line"] and depths and depths[-1] > 0:
            pieces += [table[done : match.start()], " "]
            done = match.end()
    return "".join([*pieces, table[done:]])


def _cut(table: str, start: int, end: int) -> str:
    """Return a table without a part of it, but with the line ends that stood there.

    An empty line would end the row, so that each line holds a comment.
    """
    kept = "%\n" * table.count("\n", start, end)
    rest = table[end:]
    return f"{table[:start]}{kept}{'%' if kept and rest.startswith(chr(10)) else ''}{rest}"


def _unwrap(table: str) -> str:
    """Return a table with what stands in boxes, and without the boxes."""
    at = 0
    while (match := _COMMAND.search(table, at)) is not None:
        at = match.end()
        if match[1] not in _AROUND:
            continue
        opening, closing = match.end(), end_of_braces(table, match.end())
        for _ in range(_AROUND[match[1]]):
            gap = _GAP.match(table, closing)
            opening = gap.end() if gap and closing else len(table)
            closing = end_of_braces(table, opening) if table[opening : opening + 1] == "{" else 0
        if closing:
            inner = table[opening + 1 : closing - 1]
            inner = inner.replace("\\\\", " ") if match[1] in _STACKED else inner
            table = f"{table[:opening]}{inner}{table[closing:]}"
            table = _cut(table, match.start(), opening)
            at = match.start()
    return table


def _drop_repeats(table: str) -> str:
    """Leave out of a long table what is printed again on each page: heads and feet."""
    first, head = table.find("\\endfirsthead"), table.find("\\endhead")
    if 0 <= first < head:
        table = _cut(table, first, head)
        head = table.find("\\endhead")
    feet = [table.find(mark) + len(mark) for mark in _FEET if mark in table]
    if feet and 0 <= head < max(feet):
        table = _cut(table, head + len("\\endhead"), max(feet))
    return table


def _name_columns(table: str) -> str:
    """Say how many columns a table has, and nothing more of them."""
    parts: list[str] = []
    at = 0
    for match in _BEGIN.finditer(table):
        name, kind = match[2], match[1]
        if not kind or name in _OTHERS or match.start() < at:
            continue
        plain = "longtable" if name in _LONG else "table" if name in _FLOATS else "tabular"
        end, columns = match.end(), ""
        if kind == "begin" and name not in _FLOATS:
            end, count = _read_columns(table, match.end(), name)
            columns = f"{{{'l' * count}}}" if count else ""
            lines = "%\n" * table.count("\n", match.end(), end)
            columns += _title_told(table, match.end(), name) + lines
        parts += [table[at : match.start()], f"\\{kind}{{{plain}}}{columns}"]
        at = end
    return "".join([*parts, table[at:]])


def _read_columns(table: str, start: int, name: str) -> tuple[int, int]:
    """Return where the columns of a table have been told, and how many there are."""
    at = start
    for _ in range(2 if name in _WITH_WIDTH else 1):
        at = _skip_options(table, at)
        end = end_of_braces(table, at) if table[at : at + 1] == "{" else 0
        if not end:
            return start, 0
        told, at = table[at + 1 : end - 1], end
    colspec = _COLSPEC.search(told)
    if colspec is not None:
        told = told[colspec.end() + 1 : end_of_braces(told, colspec.end()) - 1]
    return at, min(_count_columns(told), _MOST_COLUMNS)


def _title_told(table: str, start: int, name: str) -> str:
    r"""Return the caption that an option of a table has, as a command; of two the last counts."""
    begin = at = table.find("[", start, start + 2) + 1
    last = _skip_options(table, start) - 1 if at and name in _TITLED else 0
    told = ""
    while (found := _CAPTION.search(table, at, max(last, at))) is not None:
        end = end_of_braces(table, found.end()) or last
        at = end if found.end() < end <= last else last
        is_own = table[begin : found.start()].count("{") == table[begin : found.start()].count("}")
        told = table[found.end() + 1 : at - 1] if is_own else told
    return rf"\caption{{{' '.join(told.split())}}}\\" if told else ""


def _skip_options(table: str, at: int) -> int:
    while table[at : at + 1] in {" ", "\n"}:
        at += 1
    if table[at : at + 1] != "[":
        return at
    depth = 0
    for place in range(at, len(table)):
        depth += {"{": 1, "}": -1}.get(table[place], 0)
        if table[place] == "]" and not depth:  # one in braces is a letter of a caption
            return place + 1
    return at


def _count_columns(told: str) -> int:
    r"""Count the columns in `l S[table-format=2.1] >{\raggedright}p{3cm} *{3}{c}`."""
    count, at = 0, 0
    while at < len(told):
        char, at = told[at], at + 1
        if char == "*":
            middle = end_of_braces(told, at)
            end = end_of_braces(told, middle) if middle else 0
            times, inner = told[at + 1 : middle - 1], told[middle + 1 : end - 1]
            if times.isdecimal() and end:
                count += min(int(times), _MOST_COLUMNS) * _count_columns(inner)
            at = end or at
            continue
        count += char.isalpha()
        while char.isalpha() or char in "@!<>":
            end = end_of_braces(told, at) if told[at : at + 1] == "{" else 0
            end = end or (told.find("]", at) + 1 if told[at : at + 1] == "[" else 0)
            if not end:
                break
            at = end
    return count
