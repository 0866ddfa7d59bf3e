r"""Signs of LaTeX's packages, by which tables judge and count → the characters that they show.

Programs that read LaTeX know few of them, and drop the others without a word; of `\textminus0.3`
some drop the number as well.
"""

from __future__ import annotations

import re

_MINUS = "\N{MINUS SIGN}"
_DINGS = {
    "51": "✓", "52": "✔", "53": "✕", "54": "✖", "55": "✗", "56": "✘", "58": "✚", "72": "★",
    "73": "☆", "108": "●", "109": "○", "110": "■",
}  # fmt: skip
_NAMED = {
    "checkmark": "✓", "Checkmark": "✓", "CheckmarkBold": "✓", "XSolid": "✗", "XSolidBold": "✗",
    "XSolidBrush": "✗", "Cross": "✗", "CheckedBox": "☑", "Checkedbox": "☑", "XBox": "☒",
    "Crossedbox": "☒", "boxtimes": "☒", "Square": "□", "square": "□", "Box": "□",
    "blacksquare": "■", "CIRCLE": "●", "Circle": "○", "CircleSolid": "●", "LEFTcircle": "◐",
    "RIGHTcircle": "◑", "LEFTCIRCLE": "◐", "RIGHTCIRCLE": "◑", "Plus": "+", "Minus": _MINUS,
    "textminus": _MINUS, "textendash": "–", "textemdash": "—", "textpm": "±", "texttimes": "×",
    "textuparrow": "↑", "textdownarrow": "↓", "textrightarrow": "→",
}  # fmt: skip
# Of Font Awesome, whose names have many endings: `\faPlusCircle`, `\faIcon{plus-circle}`.
_ICONS = {
    "plus": "+", "minus": _MINUS, "question": "?", "check": "✓", "times": "✗", "xmark": "✗",
    "ban": "✗", "exclamation": "!", "circle": "●", "square": "■", "adjust": "◐", "star": "★",
    "arrowup": "↑", "arrowdown": "↓", "longarrowup": "↑", "longarrowdown": "↓",
    "arrowright": "→", "thumbsup": "👍", "thumbsdown": "👎", "smile": "☺", "frown": "☹",
    "meh": "😐",
}  # fmt: skip
_OPEN = {"●": "○", "■": "□", "★": "☆"}
_AROUND = re.compile(r"^(?:circle|square)(?=[a-z])|(?:circle|square|triangle|alt|[o0-9])+$")
_SIGN = re.compile(
    rf"\\ding\s*\{{(?P<ding>{'|'.join(_DINGS)})\}}"
    r"|(?<!command\{)(?<!command)"
    rf"\\(?:(?P<name>{'|'.join(_NAMED)})(?![A-Za-z])"
    r"|(?:faIcon|faicon)\*?(?P<told>\[[^\]\n]*\])?\{(?P<icon>[a-z0-9-]{1,40})\}"
    r"|fa(?P<fa>[A-Z][A-Za-z]{0,40})\*?(?P<style>\[[^\]\n]*\])?)(?:\{\})?"
)
# A command without arguments in front of a number, which programs take for one of its arguments.
_BEFORE_NUMBER = re.compile(
    r"(?P<command>\\(?!(?:hskip|vskip|mskip|kern|mkern|penalty|raise|lower|hsize|char|cline|def"
    r"|h?phantom|fontsize|baselineskip|tabcolsep|arraystretch)[0-9.-])[A-Za-z]{2,})(?=[0-9])"
)


def name_signs(text: str) -> str:
    r"""Return a text with the signs of packages as characters: `✓` for `\ding{51}`."""
    return _BEFORE_NUMBER.sub(r"\g<command>{}", _SIGN.sub(_character, text))


def _character(found: re.Match[str]) -> str:
    if found["ding"] or found["name"]:
        return _DINGS.get(found["ding"] or "") or _NAMED[found["name"]]
    name = (found["icon"] or found["fa"]).replace("-", "").lower()
    name = name[:-1] if name[-1:] == "o" and name[:-1] in _ICONS else name
    bare = name if name in _ICONS else _AROUND.sub("", name)
    sign = _ICONS.get(bare, "")
    is_open = "regular" in f"{found['told']}{found['style']}" or found[0].endswith("O")
    return (_OPEN.get(sign, sign) if is_open else sign) or found[0]
