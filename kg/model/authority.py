"""The names that a project prints → who and what is meant by each, with or without a file.

`data/agents.yaml` says which printed forms lead to one person, body or journal. A name that it does
not hold is taken as it is printed: one form, one agent. Two that differ never share a path.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.model.agents import AgentFile, Body, Periodical, Person, form_of, key_of, name_of
from kg.model.companions import Companion
from kg.model.references import Name, Reference
from kg.model.sources import Sources
from kg.paths import digest_of, fold_letters, slug_of

# What says of an article that it is in no journal: `entrysubtype`, as biblatex's styles have it.
_PERIODICALS = frozenset({"magazine", "newspaper"})


@dataclass(slots=True)
class Agent:
    """A person or body: `path` is the end of its IRI, `printed` the forms in which it is met.

    `seen` are the paths of the records that print it, in their order, `entry` what the file says
    of it, where it says anything, and `former` the last parts of IRIs that its forms would have
    without the file. It is `beside` where nothing but the companions names it, `twice` where one of
    that name stands before it in the list of one work.
    """

    path: str
    name: Name
    is_person: bool
    entry: Person | Body | None = None
    orcid: str = ""
    printed: dict[str, Name] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    beside: bool = False
    former: list[str] = field(default_factory=list)
    twice: bool = False

    @property
    def witness(self) -> str | None:
        """Return the page where the file's ORCID iD was seen; what came with an entry has none."""
        return self.entry.witness if isinstance(self.entry, Person) else None

    @property
    def sort(self) -> str:
        """Return what it is sorted by: the family name first, its particle before it."""
        return fold_letters((self.entry and self.entry.sort) or form_of(self.name))


@dataclass(slots=True)
class Authority:
    """Who and what is meant by each printed name.

    `agents` are by what is printed; `known` are those of the file by their ORCID iDs, and `apart`
    those by form and ORCID iD whom another one of the same form came before. Where one form has
    two numbers, `unnumbered` is who has none, for that may be either. `doubles` are, by list and
    place, those whose name stands there before: nobody writes a work with himself.
    """

    agents: dict[str, Agent] = field(default_factory=dict)
    known: dict[str, Agent] = field(default_factory=dict)
    apart: dict[tuple[str, str], Agent] = field(default_factory=dict)
    unnumbered: dict[str, Agent | None] = field(default_factory=dict)
    doubles: dict[tuple[tuple[str, ...], int], Agent] = field(default_factory=dict)
    periodicals: dict[str, Periodical] = field(default_factory=dict)
    imprints: dict[str, tuple[str, ...]] = field(default_factory=dict)
    printed_imprints: set[str] = field(default_factory=set)
    beside: bool = False  # true while the companions are read
    _taken: set[str] = field(default_factory=set)

    def agent(self, name: Name) -> Agent:
        """Return who is meant by a name that was met when the files were read."""
        found = self._find(name)
        assert found is not None  # every name of the files was met
        return found

    def _find(self, name: Name) -> Agent | None:
        """Return whom a name leads to so far: by its ORCID iD, or else by what is printed."""
        key = key_of(form_of(name))
        if name.orcid:
            known = self.known.get(name.orcid) or self.apart.get((key, name.orcid))
            if known is not None:
                return known
        elif key in self.unnumbered:
            return self.unnumbered[key]
        return self.agents.get(key)

    def agents_in(self, names: Sequence[Name]) -> list[Agent]:
        """Return who is meant by each name of one list, in its order."""
        listed = _key_of_list(names)
        places = enumerate(names)
        return [self.doubles.get((listed, place)) or self.agent(name) for place, name in places]

    def tell_apart(self, names: Iterable[Name]) -> None:
        """Take who has which number, before any name is met."""
        numbers: dict[str, set[str]] = {}
        for name in (one for one in names if one.orcid and one.orcid not in self.known):
            numbers.setdefault(key_of(form_of(name)), set()).add(name.orcid)
        shared = (key for key, found in numbers.items() if len(found) > 1)
        self.unnumbered |= {key: None for key in shared if key not in self.agents}

    def ones(self) -> list[Agent | Periodical]:
        """Return each agent and each periodical that is named, once, in the order of the files."""
        kept = (self.agents, self.known, self.apart, self.unnumbered, self.doubles)
        agents = (one for known in kept for one in known.values() if one is not None)
        found: list[Agent | Periodical] = [*agents, *self.periodicals.values()]
        return list({one.path: one for one in found if one.seen}.values())

    def name_in(self, text: str) -> Name:
        """Return a name in one piece, as `data/review.yaml` has it, in its parts."""
        if key_of(text) in self.agents:
            return Name(family=text)
        try:
            return name_of(text)
        except ValueError:  # what is no person's name is taken for a body's
            return Name(family=text)

    def publishers(self, text: str) -> list[Agent]:
        """Return the bodies that are meant by what is printed in the publisher's place."""
        keys = self.imprints.get(key_of(text), (key_of(text),))
        return [self.agents[key] for key in keys]

    def periodical(self, title: str) -> Periodical:
        """Return what is meant by a title that was met when the files were read."""
        return self.periodicals[key_of(title)]

    def enter(self, file: AgentFile) -> None:
        """Take what the file says, before any name is met."""
        for entry in file.agents:
            person = isinstance(entry, Person)
            name = name_of(entry.name) if person else Name(family=entry.name)
            orcid = (isinstance(entry, Person) and entry.orcid) or ""
            agent = Agent(entry.path, name, person, entry, orcid)
            # Of two with one form, whom their ORCID iDs tell apart, the first has what has none.
            for key in map(key_of, entry.forms):
                self.agents.setdefault(key, agent)
            if orcid:
                self.known.setdefault(orcid, agent)
        for journal in file.journals:
            one = Periodical(journal.path, journal.name, journal.kind, journal)
            self.periodicals |= dict.fromkeys(map(key_of, journal.forms), one)
        keys = {entry.id: key_of(entry.name) for entry in file.agents}
        for imprint in file.imprints:
            named = (keys[one] for one in imprint.bodies if one in keys)
            self.imprints[key_of(imprint.printed)] = tuple(named)
        self._taken |= {one.path for one in (*file.agents, *file.journals)}

    def meet_contributor(self, name: Name, record: str) -> None:
        """Take a name that stands for an author or editor of a record."""
        self._keep_form(self._meet_agent(name, record), name)

    def meet_contributors(self, names: Sequence[Name], record: str) -> None:
        """Take a list of names; one that stands in it twice is of two people, or a slip."""
        met = list[Agent]()
        for place, name in enumerate(names):
            agent = self._find(name)
            is_other = agent and agent.orcid and name.orcid and agent.orcid != name.orcid
            if agent is None or is_other or agent.entry is not None or agent not in met:
                self.meet_contributor(name, record)
                met.append(self.agent(name))
                continue
            if (listed := (_key_of_list(names), place)) not in self.doubles:
                path = self._new_path("agents", form_of(name), f"{listed}")
                self.doubles[listed] = Agent(path, name, agent.is_person, None, name.orcid)
                self.doubles[listed].twice = True
            self.doubles[listed].printed.setdefault(form_of(name), name)
            self._see(self.doubles[listed], record)

    def meet_publisher(self, text: str | None, record: str) -> None:
        """Take what is printed in the publisher's place of a record, if anything is."""
        if text is None:
            return
        if key_of(text) not in self.imprints:
            self._meet_agent(Name(family=text), record)
            return
        self.printed_imprints.add(key_of(text))
        for agent in self.publishers(text):
            self._see(agent, record)

    def meet_periodical(self, work: Reference | Companion) -> None:
        """Take the title of what a work appeared in, if it has one."""
        title = work.journal
        if title is None:
            return
        kind = work.entry_subtype if work.entry_subtype in _PERIODICALS else "journal"
        found = self.periodicals.get(key_of(title))
        if found is None:
            found = Periodical(self._new_path("journals", title), title, kind)
            self.periodicals[key_of(title)] = found
        found.meet(title)
        self._see(found, work.path)

    def note_print(self, printed: Reference) -> None:
        """Take the forms that a list prints, right or wrong, as far as the file knows them.

        A misprint that is mended names nobody any more, and yet the file says whom it meant.
        """
        for name in (*printed.authors, *printed.editors):
            agent = self._find(name)
            if agent is not None:
                self._keep_form(agent, name)
        publisher = Name(family=printed.publisher) if printed.publisher else None
        if publisher is not None and key_of(publisher.family) in self.agents:
            self.agent(publisher).printed.setdefault(publisher.family, publisher)
        if printed.journal is not None and key_of(printed.journal) in self.periodicals:
            self.periodical(printed.journal).printed[printed.journal] += 0

    def _keep_form(self, agent: Agent, name: Name) -> None:
        """Keep a printed form, and the address that it would have without the file."""
        agent.printed.setdefault(form_of(name), name)
        former = _slug_of(form_of(name))
        if agent.entry is not None and f"agents/{former}" not in self._taken:
            agent.former.append(former)
            self._taken.add(f"agents/{former}")

    def _meet_agent(self, name: Name, record: str) -> Agent:
        form = form_of(name)
        agent = self._find(name)
        if agent is None:
            agent = Agent(self._new_path("agents", form), name, _is_person(name))
            is_either = not name.orcid and key_of(form) in self.unnumbered
            (self.unnumbered if is_either else self.agents)[key_of(form)] = agent
        elif name.orcid and agent.orcid and agent.orcid != name.orcid:
            # One form, two numbers: these are two people.
            agent = Agent(self._new_path("agents", form, name.orcid), name, is_person=True)
            self.apart[key_of(form), name.orcid] = agent
        if name.orcid and not agent.orcid and not isinstance(agent.entry, Body):
            agent.orcid, agent.is_person = name.orcid, True
        agent.printed.setdefault(form, name)
        self._see(agent, record)
        return agent

    def _see(self, one: Agent | Periodical, record: str) -> None:
        one.beside = self.beside and (one.beside or not one.seen)
        one.seen.append(record)

    def _new_path(self, kind: str, form: str, orcid: str = "") -> str:
        # Ø and O, or `Smith Jones, A` and `Smith, Jones A`, make one slug of two names.
        path = f"{kind}/{_slug_of(form)}"
        if path in self._taken:
            path = f"{path}-{digest_of(orcid or form)}"
        self._taken.add(path)
        return path


def read_authority(sources: Sources) -> Authority:
    """Return who is meant by each name, with a path each; the first to be met has the plainest."""
    authority = Authority()
    authority.enter(sources.agents)
    for creator in sources.review.creators:
        authority.meet_contributor(authority.name_in(creator), "review")
    authority.meet_publisher(sources.review.publisher, "review")
    authority.tell_apart(name for _, one in sources.works for name in (*one.authors, *one.editors))
    for printed, work in sources.works:
        for names in (work.authors, work.editors):
            authority.meet_contributors(names, work.path)
        authority.meet_publisher(work.publisher, work.path)
        authority.meet_periodical(work)
        authority.note_print(printed)
    authority.beside = True
    for companion in sources.companions:
        authority.meet_contributors(companion.authors, companion.path)
        authority.meet_publisher(companion.publisher, companion.path)
        authority.meet_periodical(companion)
    return authority


def _key_of_list(names: Sequence[Name]) -> tuple[str, ...]:
    return tuple(key_of(form_of(name)) for name in names)


def _is_person(name: Name) -> bool:
    """Say whether a name is a person's: no body has a given name, or an ORCID iD."""
    return bool(name.given or name.orcid)


def _slug_of(form: str) -> str:
    return slug_of(form.replace(",", " "))
