"""Files in the manner of each program: imported, described, exported, and read by others as well.

Each file of `programs/` is made up, and written as that program writes its exports.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import bibtexparser
import pypandoc
import pytest
from pybtex.database import parse_string

from kg.assembly import assemble_project
from kg.imports.example import write_example
from kg.imports.references import import_references
from kg.imports.references.kinds import read_works
from kg.imports.report import Report
from kg.latex.plain import decode_latex, decode_verbatim
from kg.outputs.references import Reference, load_references, render_bibtex, render_ris
from kg.outputs.references.csl import csl_item, render_csl
from kg.sources.bibtex.fields import is_private
from kg.sources.folder.files import replace_text
from kg.sources.folder.project import load_project
from kg.timings import Timings
from tests.imports.pandocs import ALWAYS, ONCE, RULES, Case, Item

PROGRAMS = Path(__file__).parent / "programs"
FILES = sorted(PROGRAMS.iterdir())
# How pandoc is told to read each; it has no reader for the others.
_FORMATS = {"zotero.ris": "ris", "scopus.ris": "ris", "zotero.json": "csljson"}
_BIBLATEX = {"better-biblatex.bib", "biblatex.bib", "jabref.bib"}


@dataclass(frozen=True)
class World:
    """A project into which all the files were brought: the report, and what its graph knows.

    `bare` are its references before.
    """

    folder: Path
    bare: str
    report: Report
    references: dict[str, Reference]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Return a review without classes into which every file was brought."""
    folder = tmp_path_factory.mktemp("programs") / "mine"
    folder.mkdir()
    write_example(folder)
    review, references = (folder / "data" / name for name in ("review.yaml", "references.bib"))
    text = review.read_text(encoding="utf-8")
    classes = text[text.index("evidence_classes:") : text.index("sections:")]
    review.write_text(text.replace(classes, ""), encoding="utf-8")
    bare = re.sub(r",\n  evidenceclass = \{.\}", "", references.read_text(encoding="utf-8"))
    references.write_text(bare, encoding="utf-8")
    report = import_references(load_project(folder), FILES)
    replace_text(references, report.texts["data/references.bib"])
    store = assemble_project(load_project(folder), Timings()).store
    assert store is not None
    return World(folder, bare, report, load_references(store))


def test_every_file_comes_whole(world: World) -> None:
    """Each work of each program has an entry, and nothing was left out."""
    assert len(world.report.came) == 48
    assert world.report.problems == []
    assert {line.place.rpartition(":")[0] for line in world.report.came} == set(map(str, FILES))
    again = import_references(load_project(world.folder), FILES)
    assert (again.came, again.changed, again.texts) == ([], [], {})


@cache
def read_by_pandoc(path: Path) -> list[Item]:
    """Return the items that pandoc makes of a file."""
    form = _FORMATS.get(path.name) or ("biblatex" if path.name in _BIBLATEX else "bibtex")
    items: list[Item] = json.loads(pypandoc.convert_file(str(path), "csljson", format=form))
    return items


def differences(world: World, path: Path) -> Iterator[tuple[str, Case]]:
    """Yield each variable that pandoc reads otherwise, with the key of its work."""
    ours = {code: csl_item(reference) for code, reference in world.references.items()}
    by_title = {item["title"].casefold(): code for code, item in ours.items()}
    entries = bibtexparser.parse_file(str(path)).entries_dict if path.suffix == ".bib" else {}
    for theirs in read_by_pandoc(path):
        key = theirs["id"] if theirs["id"] in ours else by_title[theirs["title"].casefold()]
        fields = entries[theirs["id"]].fields if theirs["id"] in entries else []
        written = {one.key.lower(): str(one.value) for one in fields}
        for variable in sorted(ours[key].keys() | theirs.keys()):
            case = Case(variable, ours[key].get(variable), theirs.get(variable), written)
            if case.ours != case.theirs:
                yield key, case


WITH_PANDOC = [path for path in FILES if path.suffix in {".bib", ".ris", ".json"}]


@pytest.mark.parametrize("path", WITH_PANDOC, ids=lambda path: path.name)
def test_csl_is_what_pandoc_reads(path: Path, world: World) -> None:
    """Each variable is the same in both, or the list says why it is not."""
    found = [
        (key, case.variable, case.ours, case.theirs)
        for key, case in differences(world, path)
        if (key, case.variable) not in ONCE
        and not any(reason.explains(case) for reason in (*ALWAYS, *RULES))
    ]
    assert found == []


def test_no_reason_is_given_in_vain(world: World) -> None:
    """What pandoc reads as we do by now leaves the list."""
    met = [pair for path in WITH_PANDOC for pair in differences(world, path)]
    alone = {
        (key, case.variable): case
        for key, case in met
        if not any(reason.explains(case) for reason in (*ALWAYS, *RULES))
    }
    assert ONCE.keys() - alone.keys() == set()
    idle = [
        reason.words
        for reason in (*ALWAYS, *RULES)
        if not any(reason.explains(case) for _, case in met)
    ]
    assert idle == []


def test_what_pandoc_cannot_read_is_known_by_heart(world: World) -> None:
    """PubMed's form and tables have no other reader: each field is written down here."""
    items = {code: csl_item(one) for code, one in world.references.items()}
    for item in items.values():
        item.pop("custom")
    assert items["sorb2005"] == {
        "id": "my-review-sorb2005", "type": "article-journal",
        "title": "Hot drinks on wards: a trial of two kinds of pot in three hospitals",
        "author": [
            {"family": "Sorb", "given": "Susan"},
            {"family": "King", "given": "Martin L", "suffix": "Jr"},
            {"literal": "Ward Drinks Group"},
        ],
        "issued": {"date-parts": [[2005, 7, 7]]}, "container-title": "Journal of wards",
        "container-title-short": "J Wards", "volume": "12", "issue": "4", "page": "1123-1131",
        "publisher-place": "England", "DOI": "10.1000/wards", "PMID": "12345678",
        "PMCID": "PMC1234567", "ISSN": "1234-5679", "language": "en", "keyword": "hot drinks",
    }  # fmt: skip
    assert items["ABCD2345"] == {
        "id": "my-review-ABCD2345", "type": "article-journal", "title": 'Saucers, "flying" or not',
        "author": [{"family": "Tilia", "given": "Tom"}, {"family": "Ulm", "given": "Ute"}],
        "issued": {"date-parts": [[2011, 5, 6]]}, "container-title": "Journal of Saucers",
        "volume": "1", "issue": "2", "page": "7-9", "DOI": "10.1000/saucer", "ISSN": "1234-5679",
        "URL": "https://example.org/saucer", "language": "en", "keyword": "saucers, B",
        "accessed": {"date-parts": [[2020, 1, 2]]},
    }  # fmt: skip
    assert items["xander2023"] == {
        "id": "my-review-xander2023", "type": "article-journal", "title": "Mugs in the morning",
        "author": [{"family": "Xander", "given": "Xenia"}, {"family": "Yew", "given": "Yara"}],
        "issued": {"date-parts": [[2023]]}, "container-title": "Mug Review", "volume": "5",
        "issue": "2", "page": "44-58", "DOI": "10.1000/mugs", "URL": "https://www.scopus.com/x",
    }  # fmt: skip


def test_pybtex_reads_every_export(world: World) -> None:
    """Names, titles and the rest of an exported entry are what pybtex finds in it."""
    text = render_bibtex(world.references.values())
    entries = parse_string(text, "bibtex").entries
    assert len(entries) == len(world.references)
    for reference in world.references.values():
        entry = entries[reference.key]
        people = entry.persons.get("author", [])
        others = 1 if "author" in reference.goes_on else 0
        assert len(people) == len(reference.authors) + others
        for person, agent in zip(people, reference.authors, strict=False):
            if not any("=" in name for name in person.last_names):  # biblatex's own form
                known = " ".join([*person.prelast_names, *person.last_names]).strip("{}")
                assert known.replace(r"\&", "&") == agent.surname
        assert entry.fields.get("doi", "") == reference.identifier("doi")


def bring_elsewhere(world: World, folder: Path, text: str, name: str) -> dict[str, Item]:
    """Return the items, by title and key, of a file that is brought into another project."""
    other = folder / "other"
    shutil.copytree(world.folder, other)
    (other / "data" / "references.bib").write_text(world.bare, encoding="utf-8")
    path = folder / name
    path.write_text(text, encoding="utf-8")
    report = import_references(load_project(other), [path])
    assert report.problems == []
    replace_text(other / "data" / "references.bib", report.texts["data/references.bib"])
    store = assemble_project(load_project(other), Timings()).store
    assert store is not None
    return {code: csl_item(one) for code, one in load_references(store).items()}


# What a format has no place for, or has in another form: (file, variable) → why.
LOST = {
    ("ours.bib", "note"): "the code by which the review cites a work is one more name of it",
    ("ours.json", "note"): "the lines of a note are one",
    ("ours.ris", "note"): "what has no tag is told in the note",
    ("ours.ris", "archive"): "as note",
    ("ours.ris", "archive_location"): "as note",
    ("ours.ris", "event-place"): "as note",
    ("ours.ris", "event-title"): "as note",
    ("ours.ris", "number-of-pages"): "as note",
    ("ours.ris", "volume-title"): "as note",
    ("ours.ris", "part-number"): "as note",
    ("ours.ris", "container-author"): "there is no tag for who wrote the whole",
    ("ours.ris", "container-title"): "there is one title above a part",
    ("ours.ris", "author"): "no sign holds a family name together",
    ("ours.ris", "title"): "there are no italics",
    ("ours.ris", "title-short"): "as title",
    ("ours.ris", "issued"): "there are no ranges, and no doubts",
}


@pytest.mark.parametrize("name", ["ours.bib", "ours.json", "ours.ris"])
def test_an_export_is_the_same_works_elsewhere(world: World, tmp_path: Path, name: str) -> None:
    """Who takes our file gets what we know, as far as its format has a place for it."""
    render = {"ours.bib": render_bibtex, "ours.json": render_csl, "ours.ris": render_ris}[name]
    found = bring_elsewhere(world, tmp_path, render(world.references.values()), name)
    differ = {}
    for reference in world.references.values():
        if f"{{{reference.code}," not in world.bare:
            ours, theirs = csl_item(reference), found[reference.key]
            differ |= {
                (name, variable): reference.code
                for variable in (ours.keys() | theirs.keys()) - {"id", "custom"}
                if ours.get(variable) != theirs.get(variable)
            }
    assert differ.keys() == {place for place in LOST if place[0] == name}, differ


# What an entry says in another place, or other words, of the exported .bib: (key, field) → why.
SAID_OTHERWISE = {
    ("Lark:2014:KBS:1000001.1000002", "booktitle"): "`&#38;` is a sign of web pages",
    ("orr", "type"): "what biblatex prints for the word",
    ("pohl", "maintitle"): "with its subtitle, as biblatex prints it",
    ("pohl", "mainsubtitle"): "as maintitle",
    ("reed", "note"): "numbers in a note are numbers",
    ("reed", "url"): "the other address stands beside it",
    ("Ng2016", "journaltitle"): "an abbreviation is written out",
    ("wren", "crossref"): "as that of Omar2004",
    ("Omar2004", "crossref"): "what it led to stands in the entry",
}
# Names are compared by their parts; a month is a part of the date.
_IN_PARTS = frozenset({"author", "editor", "month"})


def test_every_field_reaches_the_exported_bib(world: World) -> None:
    """Under its name or another one, whether a page shows it or not."""
    text = render_bibtex(world.references.values())
    exported = bibtexparser.parse_string(text).entries_dict
    lost = set()
    for path in FILES:
        entries = bibtexparser.parse_file(str(path)).entries if path.suffix == ".bib" else []
        for entry in entries:
            values = [str(one.value) for one in exported[world.references[entry.key].key].fields]
            known = {plain(value) for value in values for plain in (decode_latex, decode_verbatim)}
            for one in entry.fields:
                name, value = one.key.lower(), str(one.value)
                said = {decode_latex(value), decode_verbatim(value)}
                if not is_private(name) and said.isdisjoint(known | {""}):
                    lost.add((entry.key, name))
    assert {place for place in lost if place[1] not in _IN_PARTS} ^ SAID_OTHERWISE.keys() == set()


def test_an_export_comes_in_as_it_was(world: World, tmp_path: Path) -> None:
    """Our own .bib and .ris bring nothing new to the project that they are from."""
    listed = list(world.references.values())
    for name, text in (("ours.bib", render_bibtex(listed)), ("ours.ris", render_ris(listed))):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        report = import_references(load_project(world.folder), [path])
        assert [(line.name, line.words) for line in report.came] == [], name
        assert report.problems == []


@pytest.mark.parametrize("name", ["ours.bib", "ours.json", "ours.ris"])
def test_a_text_still_cites_by_the_codes_of_its_own_export(world: World, name: str) -> None:
    """Keys of exports have the name of the review before them; the code becomes a name."""
    render = {"ours.bib": render_bibtex, "ours.json": render_csl, "ours.ris": render_ris}[name]
    kind = {"ours.bib": "bib", "ours.json": "csl", "ours.ris": "ris"}[name]
    file = read_works(kind, render(world.references.values()), name)
    works = {one.key: one for one in file.works}
    codes = {one.key: one.code for one in world.references.values() if not one.code.isdecimal()}
    assert codes
    assert {key for key, code in codes.items() if code not in works[key].names} == set()
