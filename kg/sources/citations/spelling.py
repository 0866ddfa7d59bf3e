r"""Names as a text spells them, in HTML or LaTeX: `M&uuml;ller &amp; Bell`, `M\"uller \& Bell`."""

from __future__ import annotations

import html
import re

from kg.latex.plain import decode_latex

_ENTITY = r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);"
# A dot above is one before a word's letters only: `al\.` is Markdown.
_ACCENT = (
    r"\\(?:[\"'`^~=]|\.(?=\{|[A-Za-z][a-z])|[uvHcdbrkt](?![A-Za-z])[ \t]?)"
    r"(?:\{\\?[A-Za-z]\}|\\[ij](?![A-Za-z])|[A-Za-z])"
)
_LETTER = (
    r"\\(?:ss|ae|AE|oe|OE|aa|AA|dj|DJ|dh|DH|th|TH|ng|NG|[oOlLij])(?![A-Za-z])"
    r"(?:\{\}|[ \t](?=[^\W\d_]))?"
)
_COMMAND = rf"\{{(?:{_ACCENT}|{_LETTER})\}}|{_ACCENT}|{_LETTER}"
# What only sets words in another manner: `\emph{et al.}`, `{\it et al.}`, `{van der Berg}`.
_SET = re.compile(
    r"(?:\\(?:emph|text(?:it|sl|sc|rm|bf|normal)|mbox|hbox)[ \t]*|(?<![\\\w*\]}]))"
    r"\{(?:\\(?:em|it|itshape|sl|sc|rm|bf)(?![A-Za-z]))?(?P<words>[^{}]*)\}"
)
_TAG = re.compile(r"</?(?:em|i|b|strong|span)(?:\s[^<>]*)?>")
_SPELLED = re.compile(rf"({_ENTITY}|{_COMMAND})")
_WITH_SPELLED = re.compile(rf"(?:(?:{_ENTITY}|{_COMMAND})[^\W\d_]*)+")


def read_spelling(text: str) -> str:
    """Return a text of the same length in which letters stand for what spells them.

    They close up to their word, behind which blanks keep the places of all that follows. Blanks
    stand for what sets words in italics, too.
    """
    read = _WITH_SPELLED.sub(lambda match: _read_in_place(match[0]), text)
    read = _TAG.sub(lambda match: " " * len(match[0]), read)
    return _SET.sub(lambda match: f"{match['words']:>{len(match[0]) - 1}} ", read)


def _read_in_place(piece: str) -> str:
    parts, missing = [], 0
    for one in _SPELLED.split(piece):
        read = html.unescape(one) if one.startswith("&") else decode_latex(one)
        if read.isalpha():
            parts.append(read)
            missing += len(one) - len(read)
        elif one:
            parts.append(" " * missing + (read if one.startswith("&") else one).ljust(len(one)))
            missing = 0
    return "".join(parts) + " " * missing
