"""What programs write where there is nothing, and what stands in names and is no part of them.

Tables that became BibTeX have `None` and `nan`; databases write `[No authors listed]`, which is
nobody; pages copied by hand leave addresses and the numbers of affiliations behind names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.errors import Problem, shorten_text
from kg.imports.references.works import Work, name_with_initials
from kg.model.names import split_names
from kg.sources.bibtex.fields import NAMED_FIELDS

_NOTHING = re.compile(
    r"(?:[nN]/?[aA]|-+|\u2013)(?:\s*[-\u2013]+\s*(?:[nN]/?[aA])?)?|"
    r"\(?[Nn]o pagination\)?|(?P<said>[Nn]one|[Nn]ull|NULL|nan|NaN|undefined)"
)
_LONGEST_NOTHING = 24  # characters, with braces and commands
# A title may be one of the others.
_NO_TITLE = re.compile(r"(?P<said>nan|NaN|undefined)")
_TOLD = NAMED_FIELDS | {"title", "year", "date", "doi", "isbn", "url"}
_NOBODY = re.compile(
    r"[\[(]?\s*(?:no (?:named )?authors?(?: (?:listed|given|named|available))?|author unknown"
    r"|authors? not (?:listed|given|known)|n\.\s?a\.?|s\.\s?n\.?)\s*[\])]?\.?|\[anonymous\]",
    re.IGNORECASE,
)
_ROLES = (
    "editors?|authors?|translators?|compilers?|contributors?|joint author|thesis advisor"
    "|Hrsg|Herausgeber|Verfasser|[ée]diteur|auteur|traducteur|directeur de th[èe]se"
)
# Behind a name: an address, a note, or the number or sign of one or of an affiliation.
_BEHIND = re.compile(
    r"\s*\\(?:thanks|footnote|inst|corref|fnref|orcidlink|orcidID)\s*\{[^{}]*\}"
    r"|[*\u2217†‡§¶]+(?=\s*(?:,|$))"
    r"|\s*[(<\[]?[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+[)>\]]?"
    r"|\s*(?:\$\s*\^\{?[\d,* ]+\}?\s*\$|\\textsuperscript\{[\d,* ]+\}|\^\{?[\d,*]+\}?\^?"
    r"|[¹²³⁴-⁹]+|(?<=[^\W\d_])\d{1,2}(?:,\d{1,2})*|(?<=[^\W\d_]\.)\d{1,2}(?:,\d{1,2})*)(?=\s*(?:,|$))"
    # What catalogues of libraries add, so that namesakes stay apart: years of a life, and a role.
    r"|[\s,]*[(\[]?(?<!\d)(?:(?:born|died|b|d|fl|ca?)\.?\s*)?(?:1\d|20)\d\d\??\s*[-\u2013]"
    r"\s*(?:(?:1\d|20)\d\d\??|\.{2,4}|\u2026)?[)\]]?\.?\s*$"
    rf"|(?<=[\w.])[\s,]+(?:{_ROLES})\.?\s*$"
)

# What programs for screening write among the notes of works: who decided what.
_SCREENING = re.compile(
    r"\s*(?:\|\s*)?(?:RAYYAN-[A-Z-]+\s*:\s*(?:\{[^{}]*\}|[^|;{}]*)"
    r"|Covidence #?\s*:\s*\d+(?:\s*\|\s*Study:[^|;]*)?|ASReview_[a-z_]+)\s*[;|]?"
)
_NUMBERS = frozenset({"eprint", "arxivid", "pmid", "pmcid"})
_MANY = 3  # works of different titles with one number
SCREENING = "decisions of a screening program"


def drop_strays(work: Work) -> Iterator[Problem]:
    """Take out of a work what is no value and no name; yield what is to be told."""
    named = f"{shorten_text(work.key)}: " if work.key else ""
    for name, written in [*work.fields.items()]:
        if len(written) > _LONGEST_NOTHING:  # to read LaTeX takes time
            continue
        pattern = _NO_TITLE if name == "title" else _NOTHING
        found = pattern.fullmatch(work.plain(name).strip())
        if found is not None:
            said = work.fields.pop(name)
            if found["said"] and name in _TOLD:
                message = f"{named}{name}: '{said}' says that there is none, and was left out"
                yield Problem(work.place_of(name), "IMP003", message)
    note = work.plain("note")
    if (kept := _SCREENING.sub(" ", note)) != note:
        del work.fields["note"]
        work.put("note", " ".join(kept.split()))
        work.left_out = (*work.left_out, SCREENING)
    for name in sorted(NAMED_FIELDS & work.fields.keys()):
        for message in _tidy(work, name):
            yield Problem(work.place_of(name), "IMP003", f"{named}{name}: {message}")


def drop_shared(works: Sequence[Work]) -> Iterator[Problem]:
    """Take out each number that many works of different titles have: it is none of theirs.

    Some versions of Mendeley gave works without a number that of another (`1011.1669v3`).
    """
    held: dict[tuple[str, str], dict[str, Work]] = {}
    for work in works:
        for name in _NUMBERS & work.fields.keys():
            title = " ".join(re.findall(r"\w+", work.plain("title").casefold()))
            held.setdefault((name, work.plain(name)), {})[title] = work
    for (name, number), sharing in held.items():
        if len(sharing) < _MANY:
            continue
        first, *others = [one for one in works if one.plain(name) == number]
        for work in (first, *others):
            del work.fields[name]
        named = f"{shorten_text(first.key)}: " if first.key else ""
        message = f"{len(others) + 1} works have the {name} '{number}', which is none of theirs"
        yield Problem(first.place_of(name), "IMP003", f"{named}{message}; it was left out")


def _tidy(work: Work, name: str) -> Iterator[str]:
    """Take out of the names of a field what is none; yield each thing that was."""
    kept: list[str] = []
    names = split_names(work.fields[name])
    for one in names:
        bare = one if "=" in one or one.startswith("{") else _BEHIND.sub("", one)
        if _NOBODY.fullmatch(one.strip("{} ")):
            yield f"'{one}' is nobody's name, and was left out"
        else:
            if bare != one:
                yield f"'{shorten_text(one)}' was read as '{shorten_text(bare)}'"
            kept.append(bare)
        if one.startswith("{") and re.search(r"[^\W\d_],\s[^{}]*\sand\s[^{}]*,\s", one):
            yield f"'{shorten_text(one)}' is one name to BibTeX; take the braces around it out"
    # `Able AB and Bell C`: to BibTeX these are Mr AB, called Able, and Mr C, called Bell.
    inverted = [name_with_initials(one) for one in kept]
    if len(kept) > 1 and all(inverted) and not any("," in one or "{" in one for one in kept):
        yield f"'{shorten_text(' and '.join(kept))}' has no commas; family names stand first"
        kept = [f"{family}, {given}" for family, given in inverted]
    if kept != names:
        work.fields[name] = " and ".join(kept)
    if not kept:
        del work.fields[name]
