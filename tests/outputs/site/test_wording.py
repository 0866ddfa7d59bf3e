from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.resources import resource_folder
from tests.outputs.site.reading import count_syllables, grade

LIMIT = 8.0
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
        pytest.param(TIPS, 19, id="tips with points and questions"),
        pytest.param(STATEMENTS, 19, id="tips alone"),
        pytest.param(THEMES, 6, id="themes"),
        pytest.param(DEBATES, 9, id="debates"),
    ],
)
def test_our_words_are_easy_to_read(query: str, least: int, frost_store: Store) -> None:
    """No tip, theme or debate is above grade 8: shorten its sentences, or choose shorter words."""
    rows = list(frost_store.query(query, use_default_graph_as_union=True))  # type: ignore[arg-type]
    grades = {row[0].value: round(grade(row[1].value), 1) for row in rows}
    assert len(grades) >= least
    assert {iri: found for iri, found in grades.items() if found > LIMIT} == {}


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
