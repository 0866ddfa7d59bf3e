"""Files in the manner of each program: imported, described, exported, and read by others as well.

Each file of `programs/` is made up, and written as that program writes its exports.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from pybtex.database import parse_string

from kg.assembly import assemble_project
from kg.imports.example import write_example
from kg.imports.references import import_references
from kg.imports.report import Report
from kg.outputs.references import Reference, load_references, render_bibtex, render_ris
from kg.outputs.references.csl import csl_item
from kg.sources.files import replace_text
from kg.sources.project import load_project
from kg.timings import Timings

PROGRAMS = Path(__file__).parent / "programs"
FILES = sorted(PROGRAMS.iterdir())
# How pandoc is told to read each; it has no reader for the others.
_FORMATS = {"zotero.ris": "ris", "scopus.ris": "ris", "zotero.json": "csljson"}
_BIBLATEX = {"better-biblatex.bib", "jabref.bib"}
Item = dict[str, Any]

# Everywhere: (variable, why it differs).
ALWAYS = {
    "id": "keys of an export begin with the review’s id, so that two reviews can be joined",
    "custom": "the code of the work in the review",
    "abstract": "another’s text, which stays out of the project",
}
# What pandoc does with a kind of value: (name, why, when the two are the same all the same).
_QUOTES = str.maketrans("’‘", "''")


def _capitals(ours: str, theirs: str) -> bool:
    plain = (re.sub(r"</?i>", "", text).translate(_QUOTES).casefold() for text in (ours, theirs))
    one, other = plain
    return one == other


def _language(ours: str | None, theirs: str | None) -> bool:
    return theirs is None or theirs.lower() in {"english", f"{ours}-us"}


def _quotes(ours: Any, theirs: Any) -> bool:
    text = json.dumps(theirs, ensure_ascii=False).translate(_QUOTES).replace("\u0131\u0301", "í")
    return unicodedata.normalize("NFC", text) == json.dumps(ours, ensure_ascii=False)


RULES = {
    "title": ("pandoc lowers capitals of BibTeX, as a style would, and rounds quotes", _capitals),
    "title-short": ("as title", _capitals),
    "container-title": ("as title", _capitals),
    "language": ("pandoc takes English for American, and overlooks `language`", _language),
    "author": ("pandoc rounds quotes and takes accents apart", _quotes),
}
# Of one work: (key, variable) → why.
ONCE = {
    ("2012ApJ...750...99E", "title"): "pandoc keeps the dollars of a formula",
    ("2012ApJ...750...99E", "container-title"): "pandoc does not know the command of a journal",
    ("2012ApJ...750...99E", "URL"): "pandoc makes an address of a number of arXiv",
    ("2012ApJ...750...99E", "archive"): "CSL has a place for an archive and its number",
    ("2012ApJ...750...99E", "archive_location"): "as archive",
    ("2012ApJ...750...99E", "note"): "the section of the archive is kept",
    ("toft2021kiln", "URL"): "pandoc makes an address of a number of arXiv",
    ("toft2021kiln", "archive"): "CSL has a place for an archive and its number",
    ("toft2021kiln", "archive_location"): "as archive",
    ("toft2021kiln", "note"): "the section of the archive, and that authors are missing",
    ("toft2021kiln", "author"): "`and others` is nobody",
    ("toft2021kiln", "type"): "pandoc gives no type for @misc",
    ("noauthor_pots_2021", "type"): "pandoc gives no type for @misc",
    ("talk2012", "event"): "the older name of event-title",
    ("talk2012", "event-title"): "the name of it in CSL 1.0.2",
    ("able2020clay", "author"): "braces around `de la Cruz` say that it is one family name",
    ("able2020clay", "annote"): "an annotation is kept for the .bib",
    ("able2020clay", "keyword"): "there is a blank behind each comma",
    ("Ng2016", "issue"): "pandoc overlooks `issue`, which JabRef writes for the number",
    ("Rao2013", "DOI"): "Mendeley escapes the underscore, which pandoc keeps",
    ("Rao2013", "URL"): "as DOI",
    ("Rao2013", "ISBN"): "what Mendeley gives as ISBN is an ISSN, and put there",
    ("Rao2013", "keyword"): "there is a blank behind each comma",
    ("lund2022", "container-title"): "pandoc keeps `&amp;` of a web page",
    ("lund2022", "note"): "pandoc overlooks notes of RIS",
    ("lund2022", "keyword"): "pandoc turns their order round",
    ("WOS:000123456700001", "DOI"): "Web of Science has double braces, which pandoc keeps",
    ("WOS:000123456700001", "ISSN"): "as DOI",
    ("WOS:000123456700001", "issued"): "pandoc overlooks a month in double braces",
    ("van_der_pot_lids_2004", "author"): "styles of BibTeX print and sort a particle with the name",
    ("lee_glaze_2010", "genre"): "pandoc keeps the braces",
    ("rowan", "note"): "pandoc cuts `arXiv:` out of a note",
    ("rowan", "arxiv"): "as note",
    ("gale2015", "author"): "pandoc splits bodies, and takes a suffix for the given name",
    ("gale2015", "issued"): "pandoc takes the year alone of RIS",
    ("gale2015", "accessed"): "pandoc overlooks Y2",
    ("gale2015", "container-title-short"): "pandoc overlooks J2",
    ("gale2015", "source"): "pandoc overlooks DP",
    ("gale2015", "keyword"): "pandoc turns their order round",
    ("ivory2003", "ISBN"): "pandoc takes each SN for an ISSN",
    ("ivory2003", "ISSN"): "as ISBN",
    ("ivory2003", "publisher-place"): "pandoc overlooks CY",
    ("kohl2016", "publisher-place"): "pandoc overlooks CY",
    ("kohl2016", "genre"): "pandoc overlooks M3",
    ("platetrust2020", "author"): "pandoc splits bodies",
    ("platetrust2020", "issued"): "pandoc takes the year alone of RIS",
    ("platetrust2020", "accessed"): "pandoc overlooks Y2",
    ("platetrust2020", "type"): "pandoc does not know ELEC",
}


@dataclass(frozen=True)
class World:
    """A project into which all the files were brought: the report, and what its graph knows."""

    folder: Path
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
    return World(folder, report, load_references(store))


def test_every_file_comes_whole(world: World) -> None:
    """Each work of each program has an entry, and nothing was left out."""
    assert len(world.report.came) == 38
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


def differences(world: World, path: Path) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield key and variable of what pandoc reads otherwise, with our value and pandoc's."""
    ours = {code: csl_item(reference) for code, reference in world.references.items()}
    by_title = {item["title"].casefold(): code for code, item in ours.items()}
    for theirs in read_by_pandoc(path):
        key = theirs["id"] if theirs["id"] in ours else by_title[theirs["title"].casefold()]
        for variable in sorted(ours[key].keys() | theirs.keys()):
            pair = ours[key].get(variable), theirs.get(variable)
            if pair[0] != pair[1]:
                yield key, variable, *pair


WITH_PANDOC = [path for path in FILES if path.suffix in {".bib", ".ris", ".json"}]


@pytest.mark.parametrize("path", WITH_PANDOC, ids=lambda path: path.name)
def test_csl_is_what_pandoc_reads(path: Path, world: World) -> None:
    """Each variable is the same in both, or the list says why it is not."""
    found = []
    for key, variable, ours, theirs in differences(world, path):
        if variable in ALWAYS or (key, variable) in ONCE:
            continue
        rule = RULES.get(variable)
        if rule is None or not rule[1](ours, theirs):
            found.append((key, variable, ours, theirs))
    assert found == []


def test_no_reason_is_given_in_vain(world: World) -> None:
    """What pandoc reads as we do by now leaves the list."""
    met = {
        (key, variable)
        for path in WITH_PANDOC
        for key, variable, _, _ in differences(world, path)
    }  # fmt: skip
    assert ONCE.keys() - met == set()
    assert (ALWAYS.keys() | RULES.keys()) - {variable for _, variable in met} == set()


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


def test_an_export_comes_in_as_it_was(world: World, tmp_path: Path) -> None:
    """Our own .bib and .ris bring nothing new to the project that they are from."""
    listed = list(world.references.values())
    for name, text in (("ours.bib", render_bibtex(listed)), ("ours.ris", render_ris(listed))):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        report = import_references(load_project(world.folder), [path])
        assert [(line.name, line.words) for line in report.came] == [], name
        assert report.problems == []
