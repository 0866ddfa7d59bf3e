r"""What databases leave of a web page in a reference → LaTeX: `<i>x</i>` is `\emph{x}`."""

from __future__ import annotations

import html
import re
from html.entities import html5

from kg.latex.plain import encode_latex

_TAG = re.compile(
    r"</?(?:jats:)?(?:i|em|italic|b|strong|bold|sub|sup|scp?|span)(?:\s[^<>]*)?>", re.IGNORECASE
)
# A letter as web pages have it, which some databases hand on in names.
_LETTER = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,7}|#x[0-9a-fA-F]{2,6});")
# The same in LaTeX: `\&amp;`, `{\&}#38;`.
_IN_LATEX = re.compile(r"(?:\{\\&\}|\\?&)(?P<name>(?:[A-Za-z]{2,8}|#\d{2,7}|#x[0-9a-fA-F]{2,6});)")
_DEEPEST = 3  # so often one database has handed on what another left
_ANGLES = re.compile(r"\{?\\text(less|greater)(?:\{\}|\}|(?![A-Za-z])\s?)|\$([<>])\$")
_PAIR = re.compile(
    r"<(?P<name>(?:jats:)?(?:i|em|italic|b|strong|bold|sub|sup|sc|scp))>"
    r"(?P<inner>(?:[^<>{}]|\{[^{}]*\})*)</(?P=name)>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_COMMANDS = {
    "i": r"\emph{", "em": r"\emph{", "italic": r"\emph{", "b": r"\textbf{", "strong": r"\textbf{",
    "bold": r"\textbf{", "sub": r"\textsubscript{", "sup": r"\textsuperscript{", "sc": r"\textsc{",
    "scp": r"\textsc{",
}  # fmt: skip


def letters_of_entities(text: str) -> str:
    """Return a plain text with the letters that it has as on a web page: `&uuml;`."""
    return _LETTER.sub(lambda found: html.unescape(found.group()), text)


def without_entities(latex: str) -> str:
    """Return LaTeX with the characters that a database left as on a web page: `&amp;`, `&#38;`."""
    # A database that had them from another writes `&amp;lt;`.
    for _ in range(_DEEPEST if "&" in latex else 0):
        plain = _IN_LATEX.sub(_from_web, latex)
        if plain == latex:
            break
        latex = plain
    return latex


def _from_web(found: re.Match[str]) -> str:
    is_known = found["name"].startswith("#") or found["name"] in html5
    return encode_latex(_character(f"&{found['name']}")) if is_known else found[0]


def latex_of_tags(latex: str) -> str:
    r"""Return LaTeX with `\emph{…}` for `<i>…</i>`, and the like, that a database put into it."""
    if "<" not in latex and "$" not in latex and "\\text" not in latex:
        return latex
    angled = _ANGLES.sub(lambda found: found[2] or {"less": "<", "greater": ">"}[found[1]], latex)
    tagged = angled
    for _ in range(_DEEPEST):
        tagged = _PAIR.sub(
            lambda found: f"{_COMMANDS[_bare(found['name'])]}{found['inner']}}}", tagged
        )
    return latex if tagged == angled else tagged


def _bare(tag: str) -> str:
    return tag.lower().removeprefix("jats:")


def latex_of_rich(text: str) -> str:
    """Return text with the few tags that CSL and publishers use (`<i>`, `<sup>`) as LaTeX.

    A tag that is never closed stays as it stands; so does everything else in angle brackets.
    """
    text = " ".join(_ENTITY.sub(lambda found: _character(found.group()), text).split())
    parts: list[str] = []
    opened: list[tuple[str, int, str]] = []
    place = 0
    for tag in _TAG.finditer(text):
        parts.append(encode_latex(text[place : tag.start()]))
        place = tag.end()
        name = re.sub(r"[</>]|jats:|\s.*", "", tag.group().lower())
        if tag.group().startswith("</"):
            if opened and opened[-1][0] == name:
                _, index, command = opened.pop()
                parts[index] = command
                parts.append("}" if command else "")
            else:
                parts.append(encode_latex(tag.group()))
        else:
            opened.append((name, len(parts), _command_of(name, tag.group())))
            parts.append(encode_latex(tag.group()))
    return "".join((*parts, encode_latex(text[place:])))


def _command_of(name: str, tag: str) -> str:
    """Return the LaTeX that begins what a tag begins."""
    if name == "span":
        return r"\textsc{" if "small-caps" in tag else "{"
    return _COMMANDS[name]


def _character(entity: str) -> str:
    char = html.unescape(entity)
    return char if char.isprintable() or char == "\u00a0" else ""
