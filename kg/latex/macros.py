"""What is read and shown of each command of LaTeX, beyond what the library knows of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from pylatexenc import latex2text, latexwalker
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, SpecialsTextSpec
from pylatexenc.latexwalker import LatexMacroNode
from pylatexenc.macrospec import LatexContextDb, std_macro

HIGH = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
LOW = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
# Accents that the library does not know, those of Vietnamese and of verse among them.
_ACCENTS = {
    "h": "\u0309",
    "horn": "\u031b",
    "G": "\u030f",
    "U": "\u030e",
    "textcommabelow": "\u0326",
    "t": "\u0361",
    # Of MathSciNet.
    "ocirc": "\u030a",
    "polhk": "\u0328",
    "udot": "\u0323",
}
# btxdoc has `{\uppercase{d}e la} Cruz`, so that a small word begins no particle.
_CASES: Mapping[str, Callable[[str], str]] = {
    "uppercase": str.upper, "MakeUppercase": str.upper,
    "lowercase": str.lower, "MakeLowercase": str.lower,
}  # fmt: skip
_TAKING_ONE = ("textsuperscript", "textsubscript", *_ACCENTS, *_CASES)
# Letters of Greek by textgreek: `\textalpha`; `\textmu` is the sign of a millionth.
_GREEK = """
alpha beta gamma delta epsilon zeta eta theta iota kappa lambda nu xi pi rho sigma tau upsilon phi
chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega
"""


def _greek(name: str) -> str:
    """Return the letter of a name, which Unicode spells without a `b` in one case."""
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    return unicodedata.lookup(f"GREEK {size} LETTER {name.upper().replace('LAMBDA', 'LAMDA')}")


# What each of these takes, and what is to be seen of it; the library knows accents and the like.
_MACROS = {
    **{f"text{name}": ("", _greek(name)) for name in _GREEK.split()},
    "textasciicircum": ("", "^"),
    "textasciitilde": ("", "~"),
    "textbackslash": ("", "\\"),
    "enquote": ("{", "“%s”"),
    "mkbibquote": ("{", "“%s”"),
    "textquote": ("{", "“%s”"),
    "hfill": ("", " "),
    "hfil": ("", " "),
    "href": ("{{", "%(2)s"),
    "textgreater": ("", ">"),
    "textless": ("", "<"),
    "textbraceleft": ("", "{"),
    "textbraceright": ("", "}"),
    "textdegree": ("", "°"),
    "textmu": ("", "µ"),
    "copyright": ("", "©"),
    "textasciigrave": ("", "`"),
    "slash": ("", "/"),
    "glqq": ("", "„"),
    "grqq": ("", "“"),
    "glq": ("", "\u201a"),
    "grq": ("", "‘"),
    "flqq": ("", "«"),
    "frqq": ("", "»"),
    "TeX": ("", "TeX"),
    "LaTeX": ("", "LaTeX"),
    "LaTeXe": ("", "LaTeX2e"),
    "BibTeX": ("", "BibTeX"),
    "foreignlanguage": ("{{", "%(2)s"),
    "textcolor": ("{{", "%(2)s"),
    # The library knows that these take words, and shows none of them.
    **dict.fromkeys(
        ("mbox", "texttt", "textsf", "textmd", "textup", "textln", "fbox", "title", "author",
         "date", "citetext", "hphantom", "uline", "boldsymbol", "bm"),
        ("{", "%s"),
    ),
    # By these BibTeX sorts; nothing of it is to be read.
    **dict.fromkeys(("noopsort", "SortNoop", "sortnoop", "noop"), ("{", "")),
    # Signs that the library takes for commands without words.
    **{
        name: ("", sign)
        for sign, names in {
            "£": ("pounds",),
            "€": ("euro", "EUR"),
            "¢": ("cent",),
            "¥": ("yen",),
            "|": ("textbar",),
            "_": ("textunderscore",),
            "\u2212": ("textminus",),
            "‡": ("ddag",),
            "«": ("guillemetleft",),
            "»": ("guillemetright",),
            '"': ("textquotedbl",),
            "·": ("textperiodcentered",),
            "‰": ("permil",),
            "°": ("degree",),
            "°C": ("celsius",),
            " ": ("space", "nobreakspace", "thinspace", "enspace", "newline", "linebreak", "par"),
            "": ("-", "allowhyphens"),
            "-": ("hyphen", "nobreakdash"),
            # MathSciNet writes Russian with these.
            "\u02b9": ("cprime",),
            "\u02ba": ("cdprime",),
            "Đ": ("Dbar",),
            "đ": ("dbar",),
            "\u02bb": ("lasp",),
            "\u02bc": ("rasp",),
            # What some journals of physics hand on.
            "¹": ("mathonesuperior",),
            "²": ("mathtwosuperior",),
            "³": ("maththreesuperior",),
        }.items()
        for name in names
    },
    "raisebox": ("{{", "%(2)s"),
    "bibinfo": ("{{", "%(2)s"),
    "ohorn": ("", "ơ"),
    "OHORN": ("", "Ơ"),
    "uhorn": ("", "ư"),
    "UHORN": ("", "Ư"),
    "S": ("", "§"),
    "P": ("", "¶"),
    "SS": ("", "ẞ"),
}  # fmt: skip


def _scripts_in(small: Mapping[str, str]) -> Callable[..., str]:
    """Return what makes small digits of a macro's argument, if there are any for it."""

    def render(node: LatexMacroNode, l2tobj: LatexNodes2Text) -> str:
        if node.nodeargd is None:
            return ""
        inner: str = l2tobj.nodelist_to_text(node.nodeargd.argnlist[:1])
        # Small signs among others would not be read as one word: 2nd.
        return "".join(small[char] for char in inner) if small.keys() >= set(inner) else inner

    return render


def _cased(change: Callable[[str], str]) -> Callable[..., str]:
    """Return what makes great or small letters of a macro's argument."""

    def render(node: LatexMacroNode, l2tobj: LatexNodes2Text) -> str:
        return change(l2tobj.nodelist_to_text(node.nodeargd.argnlist[:1])) if node.nodeargd else ""

    return render


def _accent(char: str) -> Callable[..., str]:
    """Return what puts an accent on the first letter of a macro's argument."""

    def render(node: LatexMacroNode, l2tobj: LatexNodes2Text) -> str:
        inner: str = l2tobj.nodelist_to_text(node.nodeargd.argnlist[:1]) if node.nodeargd else ""
        # Its own accents belong to the first letter, too.
        letter = re.match(r".[\u0300-\u036f]*", unicodedata.normalize("NFD", inner), re.DOTALL)
        end = letter.end() if letter else 0
        apart = unicodedata.normalize("NFD", inner)
        return unicodedata.normalize("NFC", f"{apart[:end]}{char}{apart[end:]}")

    return render


def _macros_to_read() -> LatexContextDb:
    """Return how many arguments each macro takes."""
    context = latexwalker.get_default_latex_context_db()
    macros = [std_macro(name, arguments) for name, (arguments, _) in _MACROS.items()]
    macros += [std_macro(name, "{") for name in _TAKING_ONE]
    context.add_context_category("more", prepend=True, macros=macros)
    return context


def _macros_to_show() -> LatexContextDb:
    """Return what is to be seen of each macro."""
    context = latex2text.get_default_latex_context_db()
    macros = [MacroTextSpec(name, shown) for name, (_, shown) in _MACROS.items()]
    macros += [
        MacroTextSpec("textsuperscript", _scripts_in(HIGH)),
        MacroTextSpec("textsubscript", _scripts_in(LOW)),
        *(MacroTextSpec(name, _accent(char)) for name, char in _ACCENTS.items()),
        *(MacroTextSpec(name, _cased(change)) for name, change in _CASES.items()),
    ]
    specials = [SpecialsTextSpec("~", " "), SpecialsTextSpec("&", "&")]
    context.add_context_category("more", prepend=True, macros=macros, specials=specials)
    return context


_SHOWN = _macros_to_show()
_STRANGE = _SHOWN.get_macro_spec("no such command")
READER = LatexNodes2Text(_SHOWN, math_mode="text", strict_latex_spaces=True)
KNOWN = _macros_to_read()


def is_known(name: str) -> bool:
    """Tell whether anything is known of a command."""
    return _SHOWN.get_macro_spec(name) is not _STRANGE
