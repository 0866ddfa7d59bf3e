from __future__ import annotations

import json
from dataclasses import replace

import bibtexparser
import pypandoc
import pytest
from bibtexparser import middlewares
from pyoxigraph import Store

from kg.codes import Levels
from kg.errors import Severity
from kg.latex.plain import encode_latex
from kg.outputs.references.bibtex import render_bibtex
from kg.outputs.references.records import Reference, load_references
from kg.sources.bibtex.parsing import parse_bibtex

_BACK = {"\\&": "&", "\\%": "%", "\\$": "$", "\\#": "#", "\\_": "_", "---": "—", "--": "–"}


def _fields_read(text: str) -> dict[str, dict[str, str]]:
    stack = [middlewares.RemoveEnclosingMiddleware(allow_inplace_modification=True)]
    library = bibtexparser.parse_string(text, parse_stack=stack)
    assert not library.failed_blocks
    return {
        entry.key: {field.key: _unescape(str(field.value)) for field in entry.fields}
        for entry in library.entries
    }


def _unescape(text: str) -> str:
    for escaped, plain in _BACK.items():
        text = text.replace(escaped, plain)
    return text


def _said(reference: Reference) -> dict[str, str]:
    fields = reference.fields
    containers = {"article": "journal", "online": "titleaddon"}
    container = containers.get(reference.entry_type, "booktitle")
    return {
        name: value
        for name, value in {
            "title": reference.title,
            "year": reference.year,
            "volume": fields.get("volume"),
            "number": fields.get("number"),
            "pages": fields.get("pages"),
            "address": fields.get("address"),
            "note": fields.get("note"),
            "urldate": fields.get("urldate"),
            "entrysubtype": fields.get("entrysubtype"),
            "url": reference.url,
            "doi": reference.identifier("doi"),
            "evidenceclass": reference.evidence_class,
            "keywords": ", ".join(reference.keywords),
            container: fields.get("container"),
        }.items()
        if value
    }


def test_the_fields_come_back(real_store: Store) -> None:
    """What is exported of the review is read again by bibtexparser to the same fields."""
    references = load_references(real_store)
    read = _fields_read(render_bibtex(references.values()))
    assert len(read) == len(references)
    for reference in references.values():
        assert _said(reference).items() <= read[reference.key].items(), reference.code


def test_an_author_can_take_the_export_as_source(real_store: Store) -> None:
    """The exported references are read by our own reader without an error, names and all."""
    coded = [item for item in load_references(real_store).values() if item.code[0] in "ABCD"]
    listed = [item for item in coded if item.code[1:].isdigit() and item.fields.get("citation")]
    file = parse_bibtex(render_bibtex(listed), "export.bib", frozenset("ABCD"))
    # Identifiers are said in `identifiers.yaml`: the reader notes that it shows none of theirs.
    assert {problem.severity for problem in Levels().grade(file.problems)} <= {Severity.NOTE}
    for written, read in zip(listed, file.references, strict=True):
        assert read.title == written.title
        assert read.evidence_class == written.evidence_class
        names = [(name.family, name.given) for name in read.authors]
        assert names == [(agent.family, agent.given) for agent in written.authors]


def test_a_body_is_kept_in_braces(small_store: Store) -> None:
    """A body with a comma in its name does not become a person."""
    text = render_bibtex([load_references(small_store)["A10"]])
    assert "author = {Smith, M. K. and {Board of Health, North}}" in text


def test_addresses_stay_as_they_are(small_store: Store) -> None:
    """A DOI and an address are verbatim fields: nothing in them is escaped."""
    text = render_bibtex([load_references(small_store)["A10"]])
    assert "doi = {10.1000/a_b}" in text


@pytest.mark.parametrize(
    ("plain", "escaped"),
    [
        pytest.param("R&D", r"R\&D", id="ampersand"),
        pytest.param("100%", r"100\%", id="percent"),
        pytest.param("{x}", r"\textbraceleft{}x\textbraceright{}", id="braces"),
        pytest.param("naïve Ø", "naïve Ø", id="letters-beyond-ASCII"),
    ],
)
def test_latex_characters_are_escaped(plain: str, escaped: str) -> None:
    """What LaTeX would take for its own is escaped, and nothing else."""
    assert encode_latex(plain) == escaped


def test_two_exports_are_the_same(real_store: Store) -> None:
    """The same graph gives the same bytes."""
    first, second = (render_bibtex(load_references(real_store).values()) for _ in range(2))
    assert first == second


def test_orcids_come_back(known_store: Store) -> None:
    """What is exported is read here as it was: by the place of each name, authors and editors."""
    text = render_bibtex(load_references(known_store).values())
    assert '  author+an:orcid = {1="0000-0000-0000-0001"},' in text
    read = parse_bibtex(text, "r.bib", frozenset("AB"))
    people = {one.code: (*one.authors, *one.editors) for one in read.references}
    assert [name.orcid for name in people["small-A10"]] == ["0000-0000-0000-0001", ""]
    assert [name.orcid for name in people["small-A2"]] == ["", "0000-0000-0000-001X"]


def test_a_publisher_beside_the_body_that_issued_it_stays_one(small_store: Store) -> None:
    """A thesis may have both a school and a publisher."""
    reference = load_references(small_store)["B1"]
    fields, details = {"publisher": "Pot Press"}, {"institution": "University of Pots"}
    thesis = replace(reference, entry_type="phdthesis", fields=fields, details=details)
    [read] = _fields_read(render_bibtex([thesis])).values()
    assert (read["publisher"], read["institution"]) == ("Pot Press", "University of Pots")


@pytest.mark.parametrize(
    ("details", "written"),
    [
        ({"language": "ngerman"}, {"langid": "ngerman"}),
        ({"language": "German"}, {"language": "German"}),
        ({"language": "german", "langid": "french"}, {"language": "german", "langid": "french"}),
    ],
    ids=["of-biblatex", "a-word", "both"],
)
def test_a_title_is_set_by_the_rules_of_its_language(
    small_store: Store, details: dict[str, str], written: dict[str, str]
) -> None:
    """Biblatex and pandoc look at `langid`: without it a German title is set as an English one."""
    reference = load_references(small_store)["B1"]
    [read] = _fields_read(render_bibtex([replace(reference, details=details)])).values()
    assert {name: read[name] for name in ("language", "langid") if name in read} == written


def test_names_at_which_other_readers_stop_are_written_otherwise(small_store: Store) -> None:
    """A curator may strike a field out, and a program has types of its own."""
    reference = next(iter(load_references(small_store).values()))
    odd = replace(reference, entry_type="wall_text", details={"//doi": "10.1/x", "x.y": "z"})
    text = render_bibtex([odd])
    assert text.startswith("@walltext{")
    assert "  x-doi = {10.1/x},\n" in text
    assert "  x-y = {z},\n" in text
    assert json.loads(pypandoc.convert_text(text, "csljson", format="biblatex"))
