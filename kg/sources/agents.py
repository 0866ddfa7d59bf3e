"""What is wrong with the names of people, bodies and journals, and which of them may be one.

A form that leads to two agents, or that nothing prints, is a fault of `data/agents.yaml`. Names
that are much alike are no fault: a note asks whether they are one, until the file says yes or no.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.errors import Location, Problem, shorten_text
from kg.model.agents import AgentFile, Body, Journal, Periodical, Person, form_of, key_of
from kg.model.authority import Agent, Authority
from kg.paths import fold_letters

FILE = "data/agents.yaml"
_LEAST_OF_ACRONYM = 3
_SMALL_WORDS = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with"})

Known = Mapping[str, list[Location]]
One = Agent | Periodical
Alike = Callable[[str, str], bool]


def check_forms(file: AgentFile, known: Known) -> Iterator[Problem]:
    """Yield a problem for each form, and each ORCID iD, that two entries of the file claim.

    `known` has the places of each record by its path.
    """
    for entries in (file.agents, file.journals):
        holding: dict[str, Person | Body | Journal] = {}
        for entry in entries:
            for form in entry.forms:
                other = holding.setdefault(key_of(form), entry)
                if other is not entry and not _are_told_apart(entry, other):
                    yield _claimed_twice(form, other.path, _place_of(entry.path, known))
    holders: dict[str, str] = {}
    for person in file.people:
        holder = holders.setdefault(person.orcid, person.path) if person.orcid else person.path
        if holder != person.path:
            yield _claimed_twice(person.orcid or "", holder, _place_of(person.path, known))
    claimed = {key_of(form): entry.path for entry in file.agents for form in entry.forms}
    for imprint in file.imprints:
        if key_of(imprint.printed) in claimed:
            first = claimed[key_of(imprint.printed)]
            yield _claimed_twice(imprint.printed, first, _place_of(first, known))
        claimed[key_of(imprint.printed)] = "another imprint"


def _are_told_apart(one: Person | Body | Journal, other: Person | Body | Journal) -> bool:
    """Whether two people may have one printed form: the names with an ORCID iD say who is meant."""
    numbers = [person.orcid for person in (one, other) if isinstance(person, Person)]
    return all(numbers) and len(set(numbers)) == 2  # noqa: PLR2004


def _claimed_twice(form: str, first: str, place: Location) -> Problem:
    message = f"'{form}' leads to {first} already; let each printed form lead to one entry"
    return Problem(place, "NAM001", message)


def check_agents(file: AgentFile, authority: Authority, known: Known) -> Iterator[Problem]:
    """Yield a problem for each name of the file that nothing prints, and each that may be two."""
    yield from _check_use(file, authority, known)
    yield from _check_likeness(authority, known)


def _check_use(file: AgentFile, authority: Authority, known: Known) -> Iterator[Problem]:
    """Yield a problem for each form, and each entry, that no record of the project prints."""
    met = {one.path: {key_of(form) for form in one.printed} for one in authority.ones()}
    for entry in (*file.agents, *file.journals):
        place = _place_of(entry.path, known)
        if entry.path not in met:
            message = f"nothing names '{entry.path}' ({entry.name}); mend its forms or remove it"
            yield Problem(place, "NAM002", message)
            continue
        for form in entry.printed:
            if key_of(form) not in met[entry.path]:
                message = f"nothing prints the form '{form}' of '{entry.path}'; mend or remove it"
                yield Problem(place, "NAM002", message)
    for imprint in file.imprints:
        if key_of(imprint.printed) not in authority.printed_imprints:
            message = f"nothing prints the imprint '{imprint.printed}'; mend or remove it"
            yield Problem(Location(FILE), "NAM002", message)


def _check_likeness(authority: Authority, known: Known) -> Iterator[Problem]:
    """Yield a note for each name that may be another one as well, as far as notes are of use."""
    ones = authority.ones()
    twice = [one for one in ones if isinstance(one, Agent) and one.twice]
    people = [one for one in ones if isinstance(one, Agent) and one.is_person and not one.twice]
    bodies = [one for one in ones if isinstance(one, Agent) and not one.is_person]
    journals = [one for one in ones if isinstance(one, Periodical)]
    notes = [*_notes_on_orcids(people, known), *_notes_on_doubles(twice, known)]
    for alike in (_alike_people(people), _alike_bodies(bodies), _alike_bodies(journals)):
        told: dict[str, list[str]] = defaultdict(list)
        for one, other in alike:
            if not _are_kept_apart(one, other):
                told[other.path].append(_shown(one, other))
        for other in ones:
            if other.path in told:
                names = " or ".join(told[other.path][:3])
                message = f"{_shown(other)} may be {names}: say in {FILE} if they are one or not"
                notes.append(Problem(_place_of(other.seen[0], known), "NAM003", message))
    yield from notes


def _notes_on_orcids(people: Iterable[Agent], known: Known) -> Iterator[Problem]:
    """Yield a note for each name that has the ORCID iD of another one."""
    first: dict[str, Agent] = {}
    for one in people:
        other = first.setdefault(one.orcid, one) if one.orcid else one
        if other is not one:
            message = (
                f"{_shown(one)} has the ORCID iD of {_shown(other)}, {one.orcid}: say in {FILE} "
                "that they are one, or mend the ORCID iD"
            )
            yield Problem(_place_of(one.seen[0], known), "NAM003", message)


def _notes_on_doubles(twice: Iterable[Agent], known: Known) -> Iterator[Problem]:
    """Yield a note for each name that stands twice in the list of one work."""
    for one in twice:
        message = (
            f"{_shown(one)} stands twice in one list of names, and is taken for two people: where "
            "it is a slip, take one out; where they are known, give their ORCID iDs"
        )
        yield Problem(_place_of(one.seen[0], known), "NAM003", message)


def _are_kept_apart(one: One, other: One) -> bool:
    if isinstance(one, Agent) and isinstance(other, Agent) and one.orcid and other.orcid:
        return True  # two numbers are two people, and one number is told by itself
    return any(
        second.path == f"agents/{name}"
        for first, second in ((one, other), (other, one))
        if isinstance(first, Agent) and first.entry is not None
        for name in first.entry.kept_apart_from
    )


def _alike_people(people: Iterable[Agent]) -> Iterator[tuple[Agent, Agent]]:
    """Yield two of one family name whose given names do not contradict each other."""
    families: dict[str, list[Agent]] = defaultdict(list)
    for one in people:
        families[fold_letters(f"{one.name.particle} {one.name.family}")].append(one)
    for family in families.values():
        for one, other in combinations(family, 2):
            given = zip(_given_of(one), _given_of(other), strict=False)
            if one.name.suffix == other.name.suffix and all(
                a.startswith(b) or b.startswith(a) for a, b in given
            ):
                yield one, other


def _given_of(agent: Agent) -> list[str]:
    """Return the given names; what is printed `MK` is two of them."""
    words = re.findall(r"\w+", agent.name.given)
    apart = (list(word) if word.isupper() and len(word) <= _LEAST_OF_ACRONYM else [word]
             for word in words)  # fmt: skip
    return [fold_letters(part) for parts in apart for part in parts]


def _alike_bodies(ones: Sequence[One]) -> Iterator[tuple[One, One]]:
    """Yield two whose words are the same or cut short, or one that is the other's first letters."""
    alike: dict[tuple[int, str], list[One]] = defaultdict(list)
    by_letter: dict[str, list[One]] = defaultdict(list)
    for one in ones:
        words = _words_of(_name_of(one))
        if words:
            alike[len(words), words[0][0]].append(one)
            by_letter[words[0][0]].append(one)
    for group in alike.values():
        for one, other in combinations(group, 2):
            if _are_cut_short(_words_of(_name_of(one)), _words_of(_name_of(other))):
                yield one, other
    for one in ones:
        if _is_acronym(_name_of(one)):
            for other in by_letter[fold_letters(_name_of(one))[0]]:
                if _is_acronym_of(_name_of(one), _name_of(other)):
                    yield one, other


def _name_of(one: One) -> str:
    return form_of(one.name) if isinstance(one, Agent) else one.title


def _shown(one: One, beside: One | None = None) -> str:
    """Return a name for a message, with its number where another one has the same name."""
    name = _name_of(one)
    is_alike = beside is not None and key_of(name) == key_of(_name_of(beside))
    number = one.orcid if isinstance(one, Agent) and is_alike else ""
    return f"'{shorten_text(name)}'" + (f" ({number})" if number else "")


def _words_of(name: str) -> list[str]:
    words = re.findall(r"\w+", fold_letters(name.replace("&", " and ")))
    return [word for word in words if word not in _SMALL_WORDS]


def _are_cut_short(some: list[str], others: list[str]) -> bool:
    if some == others:
        return True
    pairs = list(zip(some, others, strict=True))
    return len(pairs) > 1 and all(a.startswith(b) or b.startswith(a) for a, b in pairs)


def _is_acronym(name: str) -> bool:
    return name.isalpha() and sum(map(str.isupper, name)) >= _LEAST_OF_ACRONYM


def _is_acronym_of(short: str, name: str) -> bool:
    """Whether letters are the first ones of the words, small words taken or left out."""
    words = re.findall(r"\w+", fold_letters(name))
    if len(words) < _LEAST_OF_ACRONYM:
        return False
    # A small word may lend its letter, as in DfES, or not, as in NFER.
    pattern = "".join(f"{word[0]}{'?' if word in _SMALL_WORDS else ''}" for word in words)
    return re.fullmatch(pattern, fold_letters(short)) is not None


def _place_of(path: str, known: Known) -> Location:
    return min(known.get(path, [Location("data/review.yaml" if path == "review" else FILE)]))
