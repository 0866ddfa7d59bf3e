"""Names as BibTeX writes them → names; `Family, Given and {A Body}`."""

from __future__ import annotations

import re
from functools import lru_cache

from bibtexparser.middlewares.names import (
    InvalidNameError,
    NameParts,
    parse_single_name_into_parts,
)

from kg.latex.plain import decode_latex, encode_latex, outside_math
from kg.model.orcids import parse_orcid
from kg.model.references import Name

_JUNIOR = re.compile(r"(?:Jn?r|Sn?r)\.?|I{2,3}|IV|VI{0,3}")
# What stands behind a name and is none.
_BEHIND = re.compile(rf"{_JUNIOR.pattern}|\d(?:st|nd|rd|th)|(?:Ph\.? ?D|M\.? ?D|Esq)\.?")
_INITIALS = re.compile(r"[IV]+")  # `Smith Jones, IV` has initials
# An escaped sign is none; of two `and` in a row the blank between them belongs to both.
_JOINT = re.compile(r"\\.|(?P<sign>[{}])|(?P<and>(?<=\s)and(?=\s))", re.IGNORECASE | re.DOTALL)
_GROUP = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
# Who is not named; Google Scholar writes dots.
_OTHERS = re.compile(r"others|et al\.?|\.{3}|…|\{?\\l?dots\s*(?:\{\})?\}?", re.IGNORECASE)
# What biblatex lets a list of names begin with, and what is nobody.
_OPTION = re.compile(
    r"(?:useprefix|uniquelist|uniquename|no(?:sort|hash)others|\w+templatename|sortingnamekeyscheme)"
    r"\s*=\s*[\w-]+"
)
_AND_OTHERS = re.compile(r"(?<=\w|\.)[,\s]+et\s+al\.?$", re.IGNORECASE)  # `Able, A. et al.`
# An accent with what it stands on; the reader of names takes `\\~` and the blank of `\\c C` for
# the end of a word.
_ACCENT = re.compile(
    r"(?<!\\)\\(?:~\s*|[cvuHkrdbt](?:\s+|(?=\{)))"
    r"(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[^A-Za-z\s]\s*(?:\{[^{}]*\}|\w)|\\[ij]\b|[^\W\d_])"
)
# biblatex's own way to write a name, which Better BibTeX chooses where the other is not clear.
_PART = re.compile(
    r"(?P<part>family|given|prefix|suffix|orcid|useprefix|(?:family|given|prefix|suffix)-i)\s*=\s*"
    r'(?P<value>\{(?:[^{}]|\{[^{}]*\})*\}|"[^"]*"|[^,{}"]*)\s*(?:,\s*|$)',
    re.IGNORECASE,
)


_IN_PARTS = re.compile(
    r"\s*(?:useprefix\s*=\s*\w+\s*,\s*)?(?:family|given|prefix|suffix|orcid)(?:-i)?\s*=",
    re.IGNORECASE,
)
# A comma or an `and` would part a name, and a small word would be taken for a particle.
_PARTING = re.compile(r",|\sand\s", re.IGNORECASE)
_UNSAFE_FAMILY = re.compile(rf"{_PARTING.pattern}|(?:^| )others$", re.IGNORECASE)


def write_name(family: str, given: str = "", particle: str = "", suffix: str = "") -> str:
    """Return the plain parts of a name as BibTeX has it: `van der Berg, Jr., Jan`.

    A family name alone is that of a body, in braces.
    """
    if not (given or particle or suffix):
        return f"{{{encode_latex(family)}}}" if family else ""
    if particle[:1].isupper():  # BibTeX would read it as a part of the family name
        parts = {"family": family, "given": given, "prefix": particle, "suffix": suffix}
        return ", ".join(f"{name}={{{encode_latex(one)}}}" for name, one in parts.items() if one)
    surname = encode_latex(family)
    *before, last = family.split() or [""]
    is_parted = bool(before) and _JUNIOR.fullmatch(last) is not None  # {Hunt III}, Harry
    if is_parted or family[:1].islower() or _UNSAFE_FAMILY.search(family):
        surname = f"{{{surname}}}"
    rest = (_one_part(suffix), _one_part(given))
    return ", ".join(filter(None, (f"{encode_latex(particle)} {surname}".strip(), *rest)))


def _one_part(text: str) -> str:
    """Return a part of a name as LaTeX, in braces where BibTeX would part it."""
    latex = encode_latex(text)
    return f"{{{latex}}}" if _PARTING.search(text) else latex


def parse_names(text: str) -> tuple[Name, ...]:
    """Return the names of an author or editor field; raise ValueError for what is no name."""
    return parse_people(text)[0]


@lru_cache(maxsize=1 << 10)  # a field is judged, and then taken
def parse_people(text: str) -> tuple[tuple[Name, ...], bool]:
    """Return the names of a field, and whether it says `and others` after them.

    Raise ValueError for what is no name.
    """
    written = [name for name in split_names(outside_math(text)) if not _OPTION.fullmatch(name)]
    named = [name for name in written if not _OTHERS.fullmatch(name)]
    more = 0 < len(named) < len(written)
    names = named if more else written
    if names and not more and (bare := _AND_OTHERS.sub("", names[-1])) != names[-1]:
        names, more = [*names[:-1], bare], True
    if not names:
        raise ValueError("a name has no family name; write Family, Given")
    if re.search(r"\sand\s*$", text):
        raise ValueError("no name follows the last 'and'; take the 'and' out, or add the name")
    return tuple(map(_parse_name, names)), more


def split_names(text: str) -> list[str]:
    r"""Return the names of a field, which ` and ` parts where no brace is open.

    bibtexparser has such a function, which loses an accent that begins a name (`A and \'Evans`).
    """
    return [*_split_names(text)]


@lru_cache(maxsize=1 << 10)  # what is judged of the names of a field is many things
def _split_names(text: str) -> tuple[str, ...]:
    names: list[str] = []
    depth = start = 0
    for match in _JOINT.finditer(text):
        sign = match["sign"]
        depth = max(depth + (sign == "{") - (sign == "}"), 0)
        if match["and"] and not depth:
            names.append(text[start : match.start()])
            start = match.end()
    return tuple(name for one in (*names, text[start:]) if (name := one.strip(" \r\n\t")))


@lru_cache(maxsize=1 << 12)  # people write more than one work
def _parse_name(text: str) -> Name:
    if ";" in _GROUP.sub("", text):
        raise ValueError(f"';' stands between names in '{text}'; write ' and ' between two names")
    name = _parse_extended(text) or _name_of_parts(parts_of(text))
    if not re.search(r"\w", name.family):
        first = f" ({name.given})" if name.given else ""
        raise ValueError(f"a name has no family name{first}; write Family, Given")
    return name


def _parse_extended(text: str) -> Name | None:
    """Return the name in `family=Duke, given={Anne Elizabeth}`, or None for any other form."""
    if not _IN_PARTS.match(text):
        return None
    found = _PART.finditer(text.strip())
    parts = {match["part"].lower(): match["value"].strip(' "') for match in found}
    plain = {name: decode_latex(value) for name, value in parts.items()}
    return Name(
        # Who has one name has a given one to some: `given=Plato`.
        family=plain.get("family", "") or plain.get("given", "") or "?",
        given=plain.get("given", "") if plain.get("family") else "",
        particle=plain.get("prefix", ""),
        suffix=plain.get("suffix", ""),
        **({"orcid": parse_orcid(plain["orcid"])} if plain.get("orcid") else {}),
    )


def parts_of(text: str) -> NameParts:
    """Return the words of a name in its parts, a suffix in its place; raise ValueError for none."""
    try:
        parts = parse_single_name_into_parts(_ACCENT.sub(r"{\g<0>}", text))
    except InvalidNameError as error:
        raise ValueError(f"a name cannot be read: {error}; write Family, Given") from error
    return _with_suffix(parts)


def _is_behind(parts: NameParts) -> bool:
    return _BEHIND.fullmatch(" ".join(parts.jr)) is not None


# What BibTeX takes for a word of a name: `Able & Bell`.
_JOINING = re.compile(r"\s(?:\\?&|\\and)\s|\s[/|]\s")


@lru_cache(maxsize=1 << 12)
def is_many(text: str) -> bool:
    """Say whether what BibTeX takes for one name may be those of several people."""
    bare = _GROUP.sub("", text)
    if _IN_PARTS.match(text):
        return False
    if _JOINING.search(bare):
        return True
    parts = parts_of(text)
    return bool(parts.jr) and bare.count(",") == 2 and not _is_behind(parts)  # noqa: PLR2004


def _with_suffix(parts: NameParts) -> NameParts:
    """Return the parts with a suffix in its place: `King, Jr.`, `Martin King Jr.` are often meant.

    BibTeX knows `King, Jr., Martin` alone, and takes the others for a given or a family name.
    """
    *before, last = parts.last or [""]
    junior = len(parts.first) == 1 and _JUNIOR.fullmatch(parts.first[0])
    if parts.jr:
        is_turned = _BEHIND.fullmatch(" ".join(parts.first)) and not _is_behind(parts)
        # King, Martin, Jr.
        return NameParts(parts.jr, parts.von, parts.last, parts.first) if is_turned else parts
    if junior and before and not _INITIALS.fullmatch(parts.first[0]):  # Martin King, Jr.
        inner = parse_single_name_into_parts(" ".join((*parts.von, *parts.last)))
        return NameParts(inner.first, inner.von, inner.last, parts.first)
    if _JUNIOR.fullmatch(last):
        if before:  # King Jr., Martin
            return NameParts(parts.first, parts.von, before, [last])
        if len(parts.first) > 1:  # Martin King Jr.
            inner = parse_single_name_into_parts(" ".join((*parts.first, *parts.von)))
            return NameParts(inner.first, inner.von, inner.last, [last])
    return parts


def _name_of_parts(parts: NameParts) -> Name:
    """Return a name that was taken apart, without the braces that hold a body's name together."""
    family, given, particle, suffix = (
        decode_latex(" ".join(words)) for words in (parts.last, parts.first, parts.von, parts.jr)
    )
    family, given = family.rstrip(", "), given.rstrip(", ")  # `{Brandt,} Max`
    if particle[:1].isupper():  # Ortega y Gasset, José: no particle begins so, but a family does
        family, particle = f"{particle} {family}".strip(), ""
    # `de la Cruz y Martínez, Ana`: to BibTeX all up to the last small word is the particle.
    words = particle.split()
    first = next((at for at, word in enumerate(words) if word[:1].isupper()), len(words))
    family, particle = " ".join([*words[first:], family]), " ".join(words[:first])
    return Name(family=family or "?", given=given, particle=particle, suffix=suffix)
