from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.resources import resource_folder
from tests.outputs.site.lines import lines_of
from tests.outputs.site.reading import count_syllables, grade, our_words

LIMIT = 8.0
TIP_LIMIT = 6.0
LEAST = 5  # words: what is shorter is a label, not a sentence
PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX tt: <https://w3id.org/tiptrace/ontology#>
"""
TIPS = (
    PREFIXES
    + """SELECT ?tip (GROUP_CONCAT(?said; separator=" ") AS ?text) WHERE {
  ?tip a tt:Tip . { ?tip tt:statement ?said }
  UNION { ?part tt:ofTip|tt:forTip ?tip ; tt:statement ?said } } GROUP BY ?tip"""
)
STATEMENTS = PREFIXES + "SELECT ?tip ?text WHERE { ?tip a tt:Tip ; tt:statement ?text }"
THEMES = PREFIXES + "SELECT ?theme ?text WHERE { ?theme a tt:Theme ; dcterms:description ?text }"
DEBATES = (
    PREFIXES
    + """SELECT ?debate (GROUP_CONCAT(?said; separator=" ") AS ?text) WHERE {
  { ?debate a tt:Proposition ; tt:statement ?said }
  UNION { ?position tt:onProposition ?debate ; tt:statement ?said } } GROUP BY ?debate"""
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        pytest.param("the", 1, id="one"),
        pytest.param("services", 3, id="an e that is heard"),
        pytest.param("joined", 1, id="an e that is not heard"),
        pytest.param("wanted", 2, id="ed that is heard"),
        pytest.param("people", 2, id="le at the end"),
        pytest.param("area", 3, id="two vowels, two syllables"),
        pytest.param("information", 4, id="tio as one"),
        pytest.param("organisation", 5, id="long"),
    ],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    """The count is right for the kinds of words that are hard to count."""
    assert count_syllables(word) == count


@pytest.mark.parametrize(
    ("query", "least"),
    [
        pytest.param(STATEMENTS, 19, id="tips alone"),
        pytest.param(THEMES, 6, id="themes"),
        pytest.param(DEBATES, 9, id="debates"),
    ],
)
def test_our_words_are_easy_to_read(query: str, least: int, frost_store: Store) -> None:
    """No tip, theme or debate is above grade 8, names left out: shorten its sentences or words."""
    rows = list(frost_store.query(query, use_default_graph_as_union=True))  # type: ignore[arg-type]
    grades = {row[0].value: round(grade(our_words(row[1].value)), 1) for row in rows}
    assert len(grades) >= least
    assert {iri: found for iri, found in grades.items() if found > LIMIT} == {}


@pytest.mark.parametrize("store", ["frost_store", "tiny_store"])
def test_a_tip_can_be_read_at_eleven(store: str, request: pytest.FixtureRequest) -> None:
    """No tip with its steps and questions is above grade 6, names and quotations left out."""
    found: Store = request.getfixturevalue(store)
    rows = list(found.query(TIPS, use_default_graph_as_union=True))  # type: ignore[arg-type]
    grades = {row[0].value: grade(our_words(row[1].value)) for row in rows}
    assert grades
    assert {iri: round(value, 2) for iri, value in grades.items() if value > TIP_LIMIT} == {}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("It says so (A25).", "It says so it.", id="a code"),
        pytest.param("See what Skelcher found.", "See what it found.", id="a name"),
        pytest.param("Read the Children Act 2004 now.", "Read the it now.", id="a title"),
        pytest.param("They ask for “holistic power”.", "They ask for it.", id="a quotation"),
        pytest.param("Look. Leaders differ.", "Look. Leaders differ.", id="not a sentence's first"),
    ],
)
def test_names_and_quotations_are_left_out(text: str, left: str) -> None:
    """Only what somebody else has named or said is left out of what is measured."""
    assert our_words(text) == left


def _sentences(template: str) -> Iterator[str]:
    """Yield the sentences of a template, a word standing for each value."""
    template = re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)
    for piece in re.findall(r"<(?:p|li|dd|caption)\b[^>]*>(.*?)</(?:p|li|dd|caption)>", template):
        plain = re.sub(r"\{\{.*?\}\}", "it", re.sub(r"\{%.*?%\}", " ", piece))
        plain = " ".join(re.sub(r"<[^>]+>", "", plain).split())
        for sentence in re.findall(r"[A-Z][^.?!]*[.?!]", plain):
            if len(sentence.split()) >= LEAST:
                yield sentence


def test_the_words_of_the_pages_are_easy_to_read() -> None:
    """No template is above grade 8, and no sentence in one is longer than 30 words."""
    folder = resource_folder("site") / "templates"
    paths: list[Path] = sorted(folder.rglob("*.html"))
    found = {path: list(_sentences(path.read_text(encoding="utf-8"))) for path in paths}
    hard = {path.name: grade(" ".join(said)) for path, said in found.items() if said}
    assert {name: value for name, value in hard.items() if value > LIMIT} == {}
    assert [one for said in found.values() for one in said if len(one.split()) > 30] == []


# What a reader would take for something else: “works” for what has an effect, a “point” of a talk.
_NOT_OURS = re.compile(
    r"\bworks (?!no|from|with)|\b(?:a|this|the|that|no) work (?!of)|\bpoints?\b(?! one way)"
    r"|\bbehind it\b",
    re.IGNORECASE,
)
# Where what readers are told is how to write a query, or what a term of the ontology means.
_FOR_MAKERS = {"ontology.html", "ontology", "questions", "questions.html", "sparql.html"}


def test_pages_call_a_source_a_source(status_site: Path) -> None:
    """No page says work, point or behind it for what it calls a source, a topic or the research."""
    found = {
        page.relative_to(status_site): _NOT_OURS.findall(
            " ".join(line.text for line in lines_of(page))
        )
        for page in status_site.rglob("*.html")
        if page.relative_to(status_site).parts[0] not in _FOR_MAKERS
    }
    assert len(found) > 50
    assert {page: words for page, words in found.items() if words} == {}
