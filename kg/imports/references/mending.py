"""Works as their files give them → works that `references.bib` can hold, and what stood in the way.

A value that cannot hold is told with its place and left out, so that one slip in an export neither
refuses the work nor stops the next build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.errors import Problem, shorten_text
from kg.imports.references.doubtful import tell_doubtful, tell_parted_bodies
from kg.imports.references.identifying import place_identifiers
from kg.imports.references.joinednames import part_joined_names, plain_names
from kg.imports.references.orcids import mend_orcids
from kg.imports.references.registries import take_registration
from kg.imports.references.serials import ISBN, part_numbers
from kg.imports.references.strays import drop_shared, drop_strays
from kg.imports.references.works import Work, supply_title, verbatim
from kg.latex.plain import unread_commands
from kg.model.details import is_verbatim
from kg.model.identifiers import doi_fault, isbn_fault
from kg.model.names import parse_people, split_names
from kg.sources.bibtex.fields import NAMED_FIELDS, SHOWN_FIELDS
from kg.sources.bibtex.references import plain_value
from kg.webaddress import url_fault

# Old ones have angle brackets: 10.1002/(SICI)1097…16<1661::AID…>3.0.CO;2-2; pages have tags there.
_TAG = r"<(?:a|b|br|div|em|i|li|p|span|strong|sub|sup|td|u)\b[^<>]*>"
_DOI = re.compile(rf"10\.\d{{4,9}}/(?:[^\s\"<>{{}}]|(?!{_TAG})<[^\s\"<>{{}}/]+>)+", re.IGNORECASE)
# What doi.org makes of a long one: https://doi.org/10/abcde
_SHORT_DOI = re.compile(r"(?<![\w./])10/[a-z0-9]+$|(?<=doi\.org/)10/[a-z0-9]+$", re.IGNORECASE)
# Old ones of others have numbers in brackets, which programs set apart: `029 [ 0126:FIT]2.0`.
_APART = re.compile(r"(?<=[\w)])\s*\[\s*(?=\d+:)")
_DOI_ALONE = re.compile(rf"(?:doi\s*:\s*)?({_DOI.pattern})", re.IGNORECASE)
_IN_NOTE = re.compile(
    r"(?<!\S)(?:(?P<name>PMID|PMCID)\s*:\s*(?P<value>(?:PMC)?\d{1,9}(?![\d/]))"
    r"|DOI\s*:\s*(?P<doi>10\.\d{4,9}/[^\s;,]+))\.?[;,]?\s*",
    re.IGNORECASE,
)
_AND_AT_END = re.compile(r"^\s*and\s+|\s+and\s*$", re.IGNORECASE)
# `Able, Ann (Eds.)`: what the field says already.
_AS_EDITORS = re.compile(
    r"\s*,?\s*[(\[](?:eds?|editors?|hrsg|hg|dir|coords?)\.?[)\]]\.?(?=\s|$|,)", re.IGNORECASE
)
# A host without its scheme, as people and pages write it.
_HOST = re.compile(r"(?://)?(?!10\.)[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")
# What is said behind an address: `(accessed 1 May 2004)`.
_BEHIND_ADDRESS = re.compile(
    r"(?P<url>https?://\S+)\s+(?P<words>[(\[].*|(?:last )?(?:accessed|retrieved|visited)\b.*)",
    re.IGNORECASE,
)
_BETWEEN_ADDRESSES = re.compile(r"\s+(?:and\s+)?(?=https?://)|\s*;\s*(?=https?://)")
_ODD = re.compile(r"[\s<>\"{}|\\^`\[\]]")


def mend_works(works: list[Work]) -> tuple[list[Work], list[Problem]]:
    """Return the works that can be entered, and what is wrong with these and the others."""
    kept: list[Work] = []
    problems = [*drop_shared(works)]
    for work in works:
        problems += [*drop_strays(work), *take_registration(work)]
        problems += [*_call_it(work), *_tidy_names(work)]
        found = [*_faults_that_refuse(work)]
        if not found:
            _take_from_note(work)
            place_identifiers(work)
            part_numbers(work)
            _part_addresses(work)
            found = [*tell_doubtful(work), *_mend_values(work), *mend_orcids(work)]
            kept.append(work)
        problems += found
    return kept, [*problems, *tell_parted_bodies(kept), *_tell_commands(kept)]


def _tell_commands(works: Iterable[Work]) -> Iterator[Problem]:
    """Yield what LaTeX of them nobody here can read, each command where it first stands."""
    met: dict[str, list[tuple[Work, str]]] = {}
    for work in works:
        for name, written in work.fields.items():
            is_read = name in SHOWN_FIELDS and not is_verbatim(name)
            for command in unread_commands(written) if is_read else ():
                met.setdefault(command, []).append((work, name))
    for command, places in met.items():
        work, name = places[0]
        more = f" (and {len(places) - 1} more of this)" if len(places) > 1 else ""
        message = f"the command '\\{command}' is not known here, and not shown"
        message = f"{_named(work)}{name}: {message}; write what it stands for{more}"
        yield Problem(work.place_of(name), "IMP003", message)


def _named(work: Work) -> str:
    return f"{shorten_text(work.key)}: " if work.key else ""


def _call_it(work: Work) -> Iterator[Problem]:
    """Give a work without a title one that says so, for the text may cite it all the same."""
    if not work.plain("title"):
        work.fields.pop("title", None)
        supply_title(work)
        if title := work.plain("title"):
            message = f"{_named(work)}it has no title, and is called '{shorten_text(title)}'"
            yield Problem(work.place, "IMP003", f"{message}; give it one in this file, if it has")


def _tidy_names(work: Work) -> Iterator[Problem]:
    """Take out commas without a name beside them (`Able, Ann,`), where names can be told then.

    A name that may be those of several people is told.
    """
    for name in sorted(NAMED_FIELDS & work.fields.keys()):
        work.fields[name] = plain_names(work.fields[name])
        written = _AND_AT_END.sub("", work.fields[name])
        if written and written != work.fields[name]:
            work.fields[name] = written
            message = "no name stands beside an 'and' at its end; read without"
            yield Problem(work.place_of(name), "IMP003", f"{_named(work)}{name}: {message}")
        yield from _part_names(work, name)
        written = work.fields[name]
        if found := _AS_EDITORS.search(written):
            work.fields[name] = written = _AS_EDITORS.sub("", written)
            message = f"'{found[0].strip()}' is no part of a name; read without"
            yield Problem(work.place_of(name), "IMP003", f"{_named(work)}{name}: {message}")
        if not _is_readable(written):
            tidy = " and ".join(filter(None, map(_tidy_name, split_names(written))))
            if tidy != written and _is_readable(tidy):
                work.fields[name] = tidy
                odd = [one for one in split_names(written) if _tidy_name(one) != one]
                sign = "semicolon" if any(";" in one for one in odd) else "comma"
                message = f"a {sign} too many in '{shorten_text(' and '.join(odd))}'; read without"
                yield Problem(work.place_of(name), "IMP003", f"{_named(work)}{name}: {message}")


def _part_names(work: Work, name: str) -> Iterator[Problem]:
    """Part what BibTeX takes for one name where each part is plainly a name of its own."""
    parted: list[str] = []
    for one in split_names(work.fields[name]):
        people = part_joined_names(one)
        parted += people
        if len(people) > 1:
            message = f"'{shorten_text(one)}' was read as {len(people)} names"
            told = f"{_named(work)}{name}: {message}; write ' and ' between two"
            yield Problem(work.place_of(name), "IMP003", told)
    if len(parted) > len(split_names(work.fields[name])):
        work.fields[name] = " and ".join(parted)


def _tidy_name(name: str) -> str:
    """Return a name without commas at its ends; one that a comma begins is that of a body."""
    bare = name.strip(" ,;")
    if not re.search(r"\w", bare):
        return ""
    return f"{{{bare}}}" if name.startswith(",") and "," not in bare else bare


def _is_readable(names: str) -> bool:
    try:
        parse_people(names)
    except ValueError:
        return False
    return True


def _part_addresses(work: Work) -> None:
    """Keep the first of several addresses that holds as `url`, and the others beside it."""
    if said := _BEHIND_ADDRESS.fullmatch(work.plain("url")):
        work.fields["url"] = verbatim(said["url"].strip(" ,;"))
        work.put("note" if "note" not in work.fields else "other-url", said["words"])
    elif doi := _DOI_ALONE.fullmatch(work.plain("url")):
        del work.fields["url"]
        work.put("doi", doi[1])
    several = [one for one in _BETWEEN_ADDRESSES.split(work.plain("url")) if one.strip(" ,;")]
    if len(several) > 1:
        first = next((one for one in several if _mend_url(one)[1] is None), several[0])
        several.remove(first)
        work.fields["url"] = verbatim(first.strip(" ,;"))
        work.put("other-url", " ".join(several))


def _faults_that_refuse(work: Work) -> Iterator[Problem]:
    named = _named(work)
    if not work.plain("title"):
        message = f"{named}this work has no title, so it was left out; give it one in this file"
        yield Problem(work.place, "IMP002", message)
        return
    for name in sorted(NAMED_FIELDS & work.fields.keys()):
        try:
            parse_people(work.fields[name])
        except ValueError as error:
            message = f"{named}{name}: {error}; until then the work is left out"
            yield Problem(work.place_of(name), "IMP002", message)


def _mend_values(work: Work) -> Iterator[Problem]:
    for name, mend in _MENDERS.items():
        written = work.plain(name)
        if not written:
            continue
        value, fault = mend(written)
        if name == "doi" and not fault and _rest_of(written, value):
            message = f"doi '{shorten_text(written)}' was read as '{value}'; look at it"
            yield Problem(work.place_of(name), "IMP003", f"{_named(work)}{message}")
        if fault:
            del work.fields[name]
            title = shorten_text(work.key or work.plain("title"))
            message = f"{title}: {name} '{shorten_text(written)}': {fault}; it was left out"
            yield Problem(work.place_of(name), "IMP003", message)
        elif value != written:
            work.fields[name] = value


def _take_from_note(work: Work) -> None:
    """Make fields of the identifiers that Zotero keeps in *Extra* (`PMID: 123`), a note elsewhere.

    They leave the note where they begin it. What contradicts a field stays, and a person sees both.
    """
    note, done = work.fields.get("note", ""), 0
    bare = re.sub(r"(?<!\\)[{}]", "", note)  # `{PMID:} 12345`
    for match in _IN_NOTE.finditer(bare):
        name, value = (match["name"] or "doi").lower(), match["value"] or match["doi"]
        work.put(name, plain_value(name, value.rstrip(".")))
        given, there = (_MENDERS[name](one)[0] for one in (value, work.plain(name)))
        if match.start() == done and given.lower() == there.lower():
            done = match.end()
    if done and (bare == note or done == len(bare)):
        del work.fields["note"]
        work.put_latex("note", bare[done:])


def _rest_of(written: str, doi: str) -> str:
    """Return what of a text is neither its DOI nor an address or a word before it."""
    whole = _APART.sub("[", written.replace("%2F", "/").replace("%2f", "/"))
    return whole.partition(doi)[2].strip(" .,;}>")


def bare_doi(text: str) -> str:
    """Return the DOI in a text, from '10.' on, without an address or a full stop around it."""
    match = _DOI.search(text) or _SHORT_DOI.search(text)
    return match.group().rstrip(".,;") if match else text


def _mend_doi(text: str) -> tuple[str, str | None]:
    text = _APART.sub("[", text.replace("%2F", "/").replace("%2f", "/"))
    doi = bare_doi(text)
    return doi, doi_fault(doi)


def _mend_isbn(text: str) -> tuple[str, str | None]:
    """Return the first number of several that holds; a word in brackets may follow each."""
    found = [one.strip() for one in ISBN.findall(text)]
    parts = [part for one in found for part in (one, *re.split(r"\s+", one))]
    good = next((part for part in parts if isbn_fault(part) is None), None)
    return (good, None) if good else (text, isbn_fault(found[0] if found else text))


def _mend_url(text: str) -> tuple[str, str | None]:
    """Return an address with what it cannot hold encoded."""
    text = text.strip().strip("<>").lstrip("\\")
    text = f"http://{text.removeprefix('//')}" if _HOST.fullmatch(text) else text
    sound = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text.strip())
    sound = _ODD.sub(lambda odd: "".join(f"%{byte:02X}" for byte in odd.group().encode()), sound)
    head, mark, rest = sound.partition("#")
    url = head + mark + rest.replace("#", "%23")
    return url, url_fault(url)


def _mend_pmid(text: str) -> tuple[str, str | None]:
    match = re.fullmatch(r"(?:pmid\s*:?\s*|https?://\S*/)?(\d{1,9})/?", text.strip(), re.IGNORECASE)
    return (match[1], None) if match else (text, "a PMID is a number of up to 9 digits")


def _mend_pmcid(text: str) -> tuple[str, str | None]:
    match = re.search(r"(?:PMC)?(\d{2,9})", text, re.IGNORECASE)
    return (f"PMC{match[1]}", None) if match else (text, "a PMCID is PMC and a number")


_MENDERS: Mapping[str, Callable[[str], tuple[str, str | None]]] = {
    "doi": _mend_doi,
    "isbn": _mend_isbn,
    "url": _mend_url,
    "pmid": _mend_pmid,
    "pmcid": _mend_pmcid,
}
