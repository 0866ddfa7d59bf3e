r"""The parts of a LaTeX text in which nothing is cited: comments, verbatim parts, `\iffalse`."""

from __future__ import annotations

import re

from kg.sources.citations.blanks import mask_between

_COMMENT = re.compile(r"(?<!\\)(?P<slashes>(?:\\\\)*+)%[^\n]*+")
# Between any two signs: `\verb|a|`.
_VERB = re.compile(r"\\(?:verb|lstinline)\*?([^\w\s*{])[^\n]*?\1")
# Names of conditions: those of TeX, and those that a text makes (`\ifdraft`); not `\iff`.
_CONDITION = re.compile(
    r"\\(?:(?P<opens>if(?!f(?![A-Za-z])|thenelse)[A-Za-z]*)|(?P<closes>else|fi))(?![A-Za-z])"
)
_VERBATIM = ("verbatim", "lstlisting", "minted", "comment", "filecontents")


def mask_latex(text: str) -> str:
    """Return a text of the same length with comments and verbatim parts blank."""
    text = _COMMENT.sub(lambda match: match["slashes"].ljust(len(match[0])), text)
    for name in _VERBATIM:
        text = mask_between(text, f"\\begin{{{name}", f"\\end{{{name}")
    text = _VERB.sub(lambda match: " " * len(match[0]), text)
    return _mask_never(text) if "\\iffalse" in text else text


def _mask_never(text: str) -> str:
    r"""Return a text with all blank from `\iffalse` to its own `\else` or `\fi`."""
    parts, done, depth, hidden = list[str](), 0, 0, -1
    for match in _CONDITION.finditer(text):
        if match["opens"]:
            depth += 1
            if match["opens"] == "iffalse" and hidden < 0:
                hidden = depth
                parts.append(text[done : match.start()])
                done = match.start()
            continue
        if depth == hidden:
            parts.append(re.sub(r"[^\n]", " ", text[done : match.end()]))
            done, hidden = match.end(), -1
        depth -= match["closes"] == "fi"
    return "".join([*parts, text[done:]])
