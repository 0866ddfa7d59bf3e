r"""Names as a printed list has them → names of BibTeX.

`A. Able and B. Baker`, `Able, A., Baker, B., \& Carr, C.`, `Able A, Baker B` and
`World Health Organization`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.imports.references.works import Work
from kg.model.names import parse_people, split_names

CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
FAMILY = (
    r"(?:(?:van|von|de|den|der|del|della|di|da|dos|du|la|le|ter|ten|el|al|bin)\s)*"
    rf"{CAPITAL}[^\W\d_]*(?:['’-][^\W\d_]+)*(?:\s{CAPITAL}[^\W\d_]+(?:['’-][^\W\d_]+)*)?"
)
_AND = re.compile(r"\s*(?:,\s*)?(?:\band\b|\\?&)\s*|\s*[,;]\s+")
_OTHERS = re.compile(
    r"[,;]?\s*\{?(?:\\(?:emph|textit|it)\b\s*\{?)?\bet\.?[\s~]+al\b\.?\}{0,2}\s*\.?"
)
_EDITORS = re.compile(r"[,(]*\s*\b(?:editors?|[Ee]ds?)\b\.?\s*\)?\s*\.?$")
_NAMED_ED = re.compile(rf"{CAPITAL}[^\W\d_]+(?:['’-][^\W\d_]+)*,\sEd\.?")
_INITIALS = re.compile(r"(?:[^\W\d_a-zß-öø-ÿ](?:\.|(?=[\s~A-Z-]|$))[\s~-]*){1,5}")
_SHORT = re.compile(r"(?P<family>\S.*?) (?P<given>[A-Z]{1,4})")
_YOUNGER = re.compile(rf"{_SHORT.pattern} (?P<suffix>Jr|Sr|2nd|3rd|4th)\.?")
_STOPPED = re.compile(r"(?<=\s[A-Z])\.$|(?<=[A-Z]{2})\.$")
_JUNIOR = re.compile(r"(?:Jr|Sr|I{2,3}|IV)\.?")
# Words of bodies, and of no person's name.
_OF_BODIES = re.compile(
    r"\b(?:of|for|the|on|ministry|department|office|organi[sz]ation|institute|university|council|"
    r"committee|commission|group|collaboration|network|agency|centre|center|association|society|"
    r"foundation|team|consortium|union|bank|service|nations|board|academy|authority|bureau|"
    r"administration|federation|programme|für|\w*ministerium|bundes\w+|\w*verband|\w*gesellschaft|"
    r"\w*verein|stiftung|institut|universität|hochschule|akademie|minist[èe]re|ministerio|"
    r"instituto?|universi(?:dad|té)|consejo|conseil|gobierno|agence|observatoire|fundación|"
    r"organi[sz]a(?:ción|ção)|organisation|comi(?:té|sión|ssão)|agencia|departamento|sociedade?|"
    r"asociación|associação|federación|naciones)\b",
    re.IGNORECASE,
)  # fmt: skip

# `World Health Organization (WHO)`, `BMG (Bundesministerium für Gesundheit)`
_WITH_SHORT_FORM = re.compile(r"\{([^(){}]+?)\s\(([^(){}]+)\)\}")
_SHORT_FORM = re.compile(rf"{CAPITAL}[^\W_]*{CAPITAL}[^\s]{{0,9}}")

_SMALL = "[a-zß-öø-ÿ]"
_INITIAL = 2  # letters, its full stop too
# `Able, Ann, and Bea Baker`: the first name alone is turned round.
_GIVEN = rf"{CAPITAL}{_SMALL}[^\W\d_]*(?:[\s-](?:{CAPITAL}\.?(?![^\W\d_])|{CAPITAL}{_SMALL}\w*))*"
_OTHER = rf"{CAPITAL}[^\s,]*(?:\s[^\s,]+)+"
_TURNED = re.compile(
    rf"(?P<first>{FAMILY},\s{_GIVEN})"
    rf"(?P<others>(?:,\s(?!and\s){_OTHER})*(?:,?\s(?:and|\\?&)\s{_OTHER})?)\.?"
)
# `Able, Ann and Bell, Bob`: each name is turned round, and has one comma.
_PAIR = re.compile(rf"(?:{FAMILY}\s[yei]\s)?{FAMILY},\s?{CAPITAL}[^,]*")
_COMPOUND = re.compile(rf"{FAMILY}\s[yei]\s")
# `DUPONT Jean`
_LARGE = re.compile(rf"(?P<family>(?:{CAPITAL}['’-]?){{2,}})\s(?P<given>{CAPITAL}{_SMALL}.*)")
_SEPARATOR = re.compile(r",?\s(?:and|\\?&)\s|,\s")


def names_of(printed: str) -> tuple[str, str]:
    """Return the field that names belong into, `author` or `editor`, and its value."""
    words = " ".join(printed.replace("~", " ").split()).strip(" ,;:")
    words = words if _ends_in_initial(words) else words.rstrip(".")
    # `Evans, Ed.` is a person with a short first name: editors have one before it.
    is_edited = _EDITORS.search(words) and not _NAMED_ED.fullmatch(words)
    field = "editor" if is_edited else "author"
    words = (_EDITORS.sub("", words) if is_edited else words).strip(" ,;")
    has_others = _OTHERS.search(words) is not None
    words = _OTHERS.sub(" ", words).strip(" ,;")
    if _is_body(words):
        names = [f"{{{words}}}"] if words else []
    else:
        names = _people_turned(words) or _pairs(words) or [*_people(_AND.split(words))]
    return field, " and ".join([*names, *(["others"] if has_others and names else [])])


def _people_turned(words: str) -> list[str]:
    """Return the people of a list whose first name alone is turned round; none of any other."""
    found = _TURNED.fullmatch(words)
    if found is None or re.search(r"\s[A-Z]{2,3},", found["first"]):
        return []
    family, given = (one.split() for one in found["first"].split(", ", 1))
    if len(family) > 1 and sum(len(one) > _INITIAL for one in given) > 1:
        return []  # two people: `Ann Able, Bea Baker, and Cy Cole`
    return [found["first"], *(one for one in _SEPARATOR.split(found["others"]) if one)]


def _pairs(words: str) -> list[str]:
    """Return the people of a list in which each has one comma, or none; none of any other."""
    names = re.split(r"\s(?:and|\\?&)\s", words)
    if all(map(_PAIR.fullmatch, names)) and (len(names) > 1 or _COMPOUND.match(words)):
        return names
    large = [_LARGE.fullmatch(one) for one in _SEPARATOR.split(words)]
    return [f"{one['family']}, {one['given']}" for one in large if one] if all(large) else []


def _ends_in_initial(words: str) -> bool:
    return re.search(r"(?:^|[\s.-])[^\W\d_a-z]\.$", words) is not None


def _is_body(words: str) -> bool:
    """Say whether names are one name of a body: nothing parts them, and a word says so."""
    first, *others = re.sub(r"\s?\([^()]*\)", "", words).split(",")
    if others:  # `Bundesministerium für Familie, Senioren, Frauen und Jugend`
        told = any(_OF_BODIES.search(one) or _INITIALS.fullmatch(one.strip()) for one in others)
        return "für " in first and not told and not re.search("[;&]", words)
    return _OF_BODIES.search(words) is not None or " " not in first


def _people(parts: list[str]) -> Iterator[str]:
    """Yield each name; a family name and the initials behind it are one."""
    parts = [part.strip() for part in parts if part and part.strip()]
    # At the end of a list in the manner of Vancouver a full stop belongs to no name: Dale D.
    if len(parts) > 1 and all(map(_SHORT.fullmatch, parts[:-1])):
        parts[-1] = _STOPPED.sub("", parts[-1])
    place = 0
    while place < len(parts):
        name, following = parts[place], parts[place + 1 : place + 3]
        short = _SHORT.fullmatch(name)
        place += 1
        if following and not _has_given(name) and _INITIALS.fullmatch(following[0]):
            given, place = following[0], place + 1
            suffix = following[1] if following[1:] and _JUNIOR.fullmatch(following[1]) else ""
            place += bool(suffix)
            yield ", ".join(filter(None, (name, suffix, given)))
        elif following and _is_set_large(name) and not _is_set_large(following[0]):
            place += 1
            yield f"{name}, {following[0]}"
        elif following and _JUNIOR.fullmatch(following[0]):
            given, _, family = name.rpartition(" ")
            place += 1
            yield f"{family}, {following[0]}, {given}"
        elif younger := _YOUNGER.fullmatch(name):  # Vancouver: Able AB Jr
            given = ". ".join(younger["given"])
            yield f"{younger['family']}, {younger['suffix']}, {given}."
        elif short:  # Vancouver: Able AB
            yield f"{short['family']}, {'. '.join(short['given'])}."
        elif _OF_BODIES.search(name):
            yield f"{{{name}}}"
        else:
            yield name


def _is_set_large(name: str) -> bool:
    """Say whether a family name stands in capitals, as ISO 690 has them."""
    return name.isupper() and len(name) > 2 and " " not in name  # noqa: PLR2004


def _has_given(name: str) -> bool:
    return re.match(r"[^\W\d_a-z]\.", name) is not None


def take_people(work: Work, role: str, names: str) -> None:
    """Set authors or editors; the short form of a body goes into a field of its own."""
    found = _WITH_SHORT_FORM.fullmatch(names)
    if found is not None:
        first, second = found[1], found[2]
        short, long = (first, second) if _SHORT_FORM.fullmatch(first) else (second, first)
        if _SHORT_FORM.fullmatch(short):
            work.put_latex(f"short{role}", f"{{{short}}}")
            names = f"{{{long}}}"
    work.put_latex(role, names)


def are_names(value: str) -> bool:
    """Say whether these are names: to BibTeX, and to a reader.

    A title, a date or a place among them shows by its signs, or by a bare family name before a
    name that begins with initials (`Able and B. Tea at work`).
    """
    try:
        people, _ = parse_people(value)
    except ValueError:
        return False
    written = [one for one in split_names(value) if not one.startswith("{")]
    if value.count("(") != value.count(")") or any(_NO_NAME.search(one) for one in written):
        return False
    bare = [" " not in one and "," not in one for one in written]
    torn = any(one and _HAS_INITIAL.match(two) for one, two in zip(bare, written[1:], strict=False))
    return bool(people) and not torn


# Braces around an accent are none of these signs.
_NO_NAME = re.compile(
    r"\d|\\emph|\bvs\b|[()\u2018\u201c\u201d\"]|(?:^|\s)['\u2019](?=\w)|\b(?:in|of|the)\b"
)
_HAS_INITIAL = re.compile(rf"{CAPITAL}\.\s")
