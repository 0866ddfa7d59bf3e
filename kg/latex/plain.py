r"""LaTeX in the values of BibTeX ⇄ plain text: `M{\"u}ller \& Co.` is `Müller & Co.`.

It is read once on the way in and written once on the way out, so that everything between them is
plain text. Accents, dashes and quotes become the characters they stand for; `\emph{…}` keeps its
words; of a formula stays what can be read: `$CO_2$` is `CO₂`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial

from pylatexenc.latexwalker import LatexWalkerError

from kg.latex.charcodes import read_codes
from kg.latex.macros import HIGH, KNOWN, LOW, READER, is_known
from kg.latex.units import read_quantities

# Only these make more of a text than its letters; most values have none, and cost nothing.
_LATEX = re.compile(r"[\\$~%&^_`]|--|''")
_DASHED = re.compile(r"[\w\s,.;:()–-]*")
# The reader takes time with the square of a length; no field of a reference is as long.
_LONGEST = 20_000
# Bare, each is a slip for the character: a comment or a column makes no sense in a value.
_BARE = re.compile(r"(?<!\\)((?:\\\\)*)([%&#])")
# What stands between two dollars and is no sum of money: `costs $5 or $6` is no formula.
_MATH = re.compile(r"(?<!\\)\$(?!\s|\d[^$]*\$\d)((?:[^$\\]|\\.)+?)(?<!\s)\$", re.DOTALL)
_ROUND_MATH = re.compile(r"(?<!\\)\\\((.+?)\\\)", re.DOTALL)
_DEGREE = re.compile(r"\^\s*(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z]))")
# `n\log n` is set with a blank on both sides.
_FUNCTION = re.compile(r"(?<=[\w})])\s*(\\(?:log|ln|exp|min|max|sin|cos|tan)(?![A-Za-z]))")
_QUOTED = re.compile(r"(?<![`\\\w?!])`(?!`)([^`']+)'(?!')")
_DOLLAR = re.compile(r"(?<!\\)\$")
_SCRIPT = re.compile(r"([\^_])\s*(?:\{([^{}\\]*)\}|([\w+-]))")
_SCRIPT_OF_RICH = re.compile(
    r"(?<!\\)([\^_])\s*(?:\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}|(\\[A-Za-z]+(?:\{[^{}]*\})*|[\w+*-]))"
)
# Words as they stand, between any two signs: `\verb|a_b|`.
_VERB = re.compile(r"\\verb\*?([^\w\s*])(.*?)\1")
# What a field cites stays its key: nobody prints a list for it.
_CITE = re.compile(
    r"\\(?:[Cc]ite|(?:text|paren|auto|foot|[Tt]|[Pp]|short|full)[Cc]ite)[a-z]*\*?"
    r"(?:\[[^\[\]]*\])*\{([^{}]*)\}"
)
_URL = re.compile(r"\\(?:nolink)?url\s*\{([^{}]*)\}")
# An accent on nothing is the sign itself: `\~{}` in an address.
_EMPTY_ACCENT = re.compile(r"\\([~^])\s*\{\s*\}")
# In a formula the blank behind a command is one that its author sees: `n \geq 3`.
_BEHIND = re.compile(
    r"(\\(?:[gl]eq?|neq?|ll|gg|approx|sim|simeq|equiv|propto|pm|mp|times|cdot|div|in|to|mid"
    r"|(?:[lL]eft|[rR]ight|[lL]eftright)arrow|cap|cup|subset|log|ln|exp|min|max))[ ]+(?=[^\s}^_])"
)
# What journals of physics write for a letter that may stand in a formula:
# `Hnati\ifmmode \check{c}\else \v{c}\fi{}`.
_IF_MATH = re.compile(
    r"\\ifmmode(?![A-Za-z])(?:(?!\\ifmmode).)*?\\else(?![A-Za-z])\s*((?:(?!\\ifmmode).)*?)\s*"
    r"\\fi(?![A-Za-z])(?:\{\})?",
    re.DOTALL,
)
# Where a tab could stand an accent is written so: `Majl{\a'a}th`.
_TABBING = re.compile(r"(?<!\\)\\a(?=['`=])")
# Google Scholar escapes the braces that keep capitals: `$\{$USENIX$\}$`. Others do so twice.
_OF_SCHOLAR = re.compile(r"\$\\\{\$([^{}$\\]*)\$\\\}\$|(?<!\\)\\\{\\\{([^{}\\]*)\\\}\\\}")
_VERBATIM_ESCAPE = re.compile(r"\\([_&%#~$^{}])")
# In a DOI a sign of a formula is the sign: `$<$1661::AID-SIM968$>$`.
_VERBATIM_MATH = re.compile(
    r"\$([<>])\$|(?:\{\\text(less|greater)(?:\{\})?\}|\\text(less|greater)(?:\{\}|(?![a-z])\s?))"
)
# The signs of an address that some programs name: `{\textasciitilde}able`, `a\textunderscore b`.
_VERBATIM_NAMED = re.compile(
    r"\{\\text(?P<braced>asciitilde|underscore)\s*(?:\{\})?\}"
    r"|\\text(?P<bare>asciitilde|underscore)(?:\{\}|(?![A-Za-z])\s?)"
)
_MARKS_OF_VERBATIM = frozenset("\\{}$")  # one of which all of these begin with
_HREF = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}")
_VERBATIM_GROUP = re.compile(r"\{\\?([_&%#~$^])(?:\{\})?\}")
_ESCAPES = str.maketrans({
    "\\": r"\textbackslash{}",
    # BibTeX counts `\{` as a brace, so that a single one would break the entry.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "–": "--",
    "—": "---",
    "`": r"\textasciigrave{}",  # with a `'` behind it, it would open a quotation
    **{char: f"\\{char}" for char in "&%$#_"},
})  # fmt: skip
# Commands that CSL has a tag for. Marks of the private use area stand for the tags meanwhile.
_RICH = {
    "emph": "i", "textit": "i", "mkbibemph": "i", "textbf": "b", "mkbibbold": "b",
    "textsuperscript": "sup", "textsubscript": "sub", "textsc": "sc",
}  # fmt: skip
# https://docs.citationstyles.org/en/stable/specification.html: what has no tag of its own.
_SPANS = {"sc": '<span style="font-variant:small-caps;">'}
_RICH_COMMAND = re.compile(rf"\\({'|'.join(_RICH)})\s*\{{")
# The older form, a switch in a group: `{\em x}`.
_SWITCH = re.compile(
    r"\{\s*\\(em|it|itshape|sl|slshape|bf|bfseries|sc|scshape)(?![A-Za-z])\s*((?:[^{}\\]|\\.|\{[^{}]*\})*?)"
    r"(?:\\/)?\}",
    re.DOTALL,
)
# What only says how others are set.
_SET = frozenset({
    "em", "it", "itshape", "sl", "slshape", "bf", "bfseries", "sc", "scshape", "rm", "rmfamily",
    "sf", "sffamily", "tt", "ttfamily", "protect", "relax", "discretionary", "cyrchar", "phantom",
    "tiny", "scriptsize", "footnotesize", "small", "normalsize", "large", "Large", "LARGE", "huge",
    "vphantom", "hphantom", "hbox", "vspace", "hspace", "autocap", "midsentence",
})  # fmt: skip
_COMMAND = re.compile(r"(?<!\\)(?:\\\\)*\\([A-Za-z]+)")
_MARKS = 0xE000
# Two of these side by side are another character.
_LIGATURE = re.compile(r"(?<=[-–—])(?=[-–—])|(?<=')(?=')")


def spell_braces(latex: str) -> str:
    r"""Return a value whose braces BibTeX counts even: it takes `\{` for one that opens a group."""
    depth = 0
    for sign in re.findall(r"[{}]", latex) if "{" in latex or "}" in latex else ():
        depth += 1 if sign == "{" else -1
        if depth < 0:
            break
    if depth == 0:
        return latex
    return latex.replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")


@lru_cache(maxsize=1 << 12)  # a value is judged, and then taken; a name may stand on many works
def decode_latex(text: str) -> str:
    """Return the plain text of a BibTeX value, with single blanks and no braces."""
    if len(text) > _LONGEST or _LATEX.search(text) is None:
        return " ".join(text.replace("{", "").replace("}", "").split())
    if _DASHED.fullmatch(text):  # pages, mostly
        return " ".join(text.replace("---", "—").replace("--", "–").split())
    text = _OF_SCHOLAR.sub(r"{\1\2}", read_quantities(outside_math(text)))
    text = _VERB.sub(lambda found: encode_latex(found[2]), text)
    text = _CITE.sub(lambda found: f"[{encode_latex(found[1])}]", text)
    # In braces, so that a command before it ends there: `\newline\url{https://…}`.
    text = _URL.sub(lambda found: f"{{{encode_latex(decode_verbatim(found[1]))}}}", text)
    text = _EMPTY_ACCENT.sub(_bare_accent, text)
    text = _QUOTED.sub(r"‘\1’", _ROUND_MATH.sub(r"$\1$", text))
    marked = _DOLLAR.sub(r"\\$", _MATH.sub(_read_math, text))
    marked = _BARE.sub(r"\1\\\2", marked)
    try:
        plain: str = READER.latex_to_text(marked, latex_context=KNOWN)
    # Nobody can read it: show what is there.
    except (LatexWalkerError, IndexError, ValueError, RecursionError):
        plain = text.replace("{", "").replace("}", "")
    return " ".join(plain.split())


def outside_math(text: str) -> str:
    """Return LaTeX with what it has for a text alone, where others stand in formulas and tables."""
    text = _TABBING.sub(r"\\", read_codes(text, encode_latex))
    return _IF_MATH.sub(r"{\1}", text) if "\\ifmmode" in text else text


def _bare_accent(match: re.Match[str]) -> str:
    return r"\textasciitilde{}" if match[1] == "~" else r"\textasciicircum{}"


def unread_commands(latex: str) -> list[str]:
    """Return the names of commands of which nothing is shown, because nobody here knows them."""
    if len(latex) > _LONGEST or "\\" not in latex:
        return []
    text = _CITE.sub("", _URL.sub("", _VERB.sub("", outside_math(latex))))
    text = read_quantities(text)
    return [name for name in dict.fromkeys(_COMMAND.findall(text)) if not _is_read(name)]


@lru_cache(maxsize=1 << 10)
def _is_read(name: str) -> bool:
    return name in _RICH or name in _SET or is_known(name)


def decode_verbatim(text: str) -> str:
    r"""Return an address or another identifier: nothing is read in it but needless escapes.

    Programs that know no verbatim field write `10.1000/a\_b`, and people `\url{…}`.
    """
    if not _MARKS_OF_VERBATIM & {*text}:
        return text.strip()
    command = _URL.fullmatch(text.strip()) or _HREF.fullmatch(text.strip())
    text = command[1] if command else text
    text = read_codes(text, str)
    text = _VERBATIM_NAMED.sub(_named, _VERBATIM_MATH.sub(_angle, text))
    text = _EMPTY_ACCENT.sub(r"\1", _VERBATIM_GROUP.sub(r"\1", text))
    plain = _VERBATIM_ESCAPE.sub(r"\1", text).strip()
    while plain.startswith("{") and _end_of_braces(plain, 1) == len(plain) - 1:
        plain = plain[1:-1].strip()
    return plain if plain.count("{") == plain.count("}") else plain.strip("{}").strip()


def _angle(match: re.Match[str]) -> str:
    return match[1] or {"less": "<", "greater": ">"}[match[2] or match[3]]


def _named(match: re.Match[str]) -> str:
    return {"asciitilde": "~", "underscore": "_"}[match["braced"] or match["bare"]]


def encode_latex(text: str) -> str:
    """Return a plain text as a BibTeX value in UTF-8: `decode_latex` makes the same of it again."""
    apart = _LIGATURE.sub("\0", text)
    return apart.translate(_ESCAPES).replace("\0", "{}")


def rich_latex(text: str) -> str:
    r"""Return a value as CSL has rich text: `\emph{x}` is `<i>x</i>`, all else is plain."""
    if len(text) > _LONGEST:
        return decode_latex(text)
    text = read_quantities(text)
    tags: dict[str, str] = {}
    marks: dict[str, tuple[str, str]] = {}
    for number, tag in enumerate(sorted(set(_RICH.values()))):
        opening = _SPANS.get(tag, f"<{tag}>")
        tags[chr(_MARKS + 2 * number)] = opening
        tags[chr(_MARKS + 2 * number + 1)] = "</span>" if tag in _SPANS else f"</{tag}>"
        marks[tag] = (chr(_MARKS + 2 * number), chr(_MARKS + 2 * number + 1))
    text = _MATH.sub(
        lambda found: _SCRIPT_OF_RICH.sub(partial(_mark_script, marks), found[0]), text
    )
    marked = _SWITCH.sub(_as_command, text)
    while found := _RICH_COMMAND.search(marked):
        tag, end = _RICH[found[1]], _end_of_braces(marked, found.end())
        before, inner, after = marked[: found.start()], marked[found.end() : end], marked[end + 1 :]
        marked = "".join((before, marks[tag][0], inner, marks[tag][1], after))
    plain = decode_latex(marked)
    return "".join(tags.get(char, char) for char in plain)


def _mark_script(marks: Mapping[str, tuple[str, str]], match: re.Match[str]) -> str:
    """Return an exponent or index between its marks, where no small signs stand for it."""
    inner = match[2] if match[2] is not None else match[3]
    is_high = match[1] == "^"
    if re.fullmatch(r"\s*\\circ\s*|st|nd|rd|th|", inner) or set(inner) <= set(
        HIGH if is_high else LOW
    ):
        return match[0]
    opening, closing = marks["sup" if is_high else "sub"]
    return f"{opening}{{{inner}}}{closing}"


def _as_command(match: re.Match[str]) -> str:
    name = {"bf": "textbf", "sc": "textsc"}.get(match[1][:2], "emph")
    return f"\\{name}{{{match[2]}}}"


def _end_of_braces(text: str, start: int) -> int:
    """Return where the group ends that begins before a place; the end of the text if nowhere."""
    depth = 1
    for found in re.finditer(r"\\.|[{}]", text[start:], re.DOTALL):
        depth += {"{": 1, "}": -1}.get(found.group(), 0)
        if depth == 0:
            return start + found.start()
    return len(text)


def _read_math(match: re.Match[str]) -> str:
    """Return a formula without its dollars, as text; letters of its own stay in groups."""
    formula = _FUNCTION.sub(r" \1", _DEGREE.sub(r"\\textdegree{}", match.group(1)))
    formula = _BEHIND.sub(r"\1{} ", formula)
    return "{\\ensuremath{" + _SCRIPT.sub(_read_script, formula) + "}}"


def _read_script(match: re.Match[str]) -> str:
    """Return small digits and signs for an exponent or index, or what stands there."""
    inner = match.group(2) if match.group(2) is not None else match.group(3)
    small = HIGH if match.group(1) == "^" else LOW
    if inner and all(char in small for char in inner):
        return "".join(small[char] for char in inner)
    if re.fullmatch(r"st|nd|rd|th", inner):  # 2$^{nd}$
        return f"{{{inner}}}"
    sign = r"\textasciicircum{}" if match.group(1) == "^" else r"\_"
    return f"{sign}{{{inner}}}"
