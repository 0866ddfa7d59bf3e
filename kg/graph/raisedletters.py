"""What stands raised or lowered in a table: Markdown's marks → the letters that print shows.

Data keep `No^2^` and `CO~2~`, as the text of a review has them; people read No² and CO₂.
"""

from __future__ import annotations

import re

_HIGH = str.maketrans(
    "0123456789+-\N{MINUS SIGN}–=()abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
)
_LOW = str.maketrans(
    "0123456789+-\N{MINUS SIGN}=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"
)
# Signs that stand high by themselves, and what parts two marks.
_AS_THEY_ARE = "*\N{ASTERISK OPERATOR}†‡§¶#,"
_RAISED = re.compile(
    rf"\^(?P<high>[0-9+\-\u2212–=()a-pr-z{re.escape(_AS_THEY_ARE)}]{{1,12}})\^"
    # Lowered is what stands behind a letter or a bracket; `~10-~20` is about ten to about twenty.
    r"|(?:(?<=[^\W\d_])|(?<=[)\]]))~(?P<low>[0-9+\-\u2212=()aehijklmnoprstuvx]{1,12})~(?!~)"
)


def spell_raised(text: str) -> str:
    """Return a text with raised and lowered signs in place of marks; what has no sign stays."""
    return _RAISED.sub(_spell, text)


def _spell(match: re.Match[str]) -> str:
    if match["high"] is not None:
        # `2^3+2^4` has two exponents, each with one mark before it, as texts without marks have.
        goes_on = match.string[match.end() : match.end() + 1].isalnum()
        if goes_on and not match["high"].isalnum():
            return match[0]
        return match["high"].translate(_HIGH)
    return match["low"].translate(_LOW)
