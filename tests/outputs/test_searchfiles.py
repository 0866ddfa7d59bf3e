from __future__ import annotations

import json
from typing import Any

import pytest

from kg.catalogues import voice_of
from kg.outputs.searchfiles import code_terms, render_search_files, weigh_terms
from kg.outputs.searchindex import KINDS, Document, Lead

DOCUMENTS = [
    Document("tip", "Tip 1: Share a pot", "tips/1.html", "Tea is shared.", words=("pot", "brew")),
    Document("page", "Glossary", "concepts.html", names=("dictionary",)),
    Document("concept", "Pot", "concepts/pot.html", "What tea is made in.", names=("teapot",)),
    Document("claim", "Tea breaks bring people together.", "sections/introduction.html#tea"),
]


def _read(files: dict[str, str], name: str) -> Any:
    text = files[f"search/{name}.js"]
    head = f'tiptraceSearch.put("{name}",'
    assert text.startswith(head)
    return json.loads(text.removeprefix(head).removesuffix(");\n"))


def test_terms_stand_in_the_file_of_their_first_letters() -> None:
    """Each term has its records, as steps between their numbers with a weight."""
    files = render_search_files(DOCUMENTS)
    bucket = _read(files, "te")
    assert bucket["terms"] == "0tea 3pot"
    found = bucket["found"][0]
    assert [number // 256 for number in found] == [0, 2, 1]
    assert all(number % 256 > 0 for number in found)


def test_who_types_a_name_gets_tips_on_it_first() -> None:
    """A tip about what has the name precedes the record that bears it."""
    names = _read(render_search_files(DOCUMENTS), "po")["names"]
    assert names["pot"] == [0, 2]


def test_a_lead_stands_under_each_of_its_words() -> None:
    """What is typed leads to numbers of records, in the editor's order, and to words."""
    lead = Lead("", ("mugs", "a mug"), ("concepts/pot.html", "tips/1.html"), ("pot",), "Near.")
    leads = _read(render_search_files(DOCUMENTS, [lead]), "mu")["leads"]
    value = {"records": [2, 0], "words": ["pot"], "reason": "Near."}
    assert leads == {"mug": value, "a mug": value}


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        pytest.param("Sharing Pots", {"as": "sharing pots"}, id="a-name-in-its-own-form"),
        pytest.param("Tea-time Rules", {"as": "tea time rules"}, id="a-name-with-a-hyphen"),
        pytest.param("sharing pots", {}, id="words-in-any-form"),
        pytest.param("Sharing", {}, id="one-word"),
    ],
)
def test_a_name_of_several_words_is_meant_in_its_own_form(typed: str, form: dict[str, str]) -> None:
    """Where each word begins with a capital, other inflections of it are not the name."""
    files = render_search_files(DOCUMENTS, [Lead("", (typed,), ("tips/1.html",))])
    (value,) = _read(files, "sh" if typed.lower().startswith("sh") else "te")["leads"].values()
    assert value == {"records": [0], "words": [], "reason": "", **form}


@pytest.mark.parametrize(
    ("used", "marks", "known"),
    [
        pytest.param(["tea", "teas", "temper"], "101", True, id="a-list-of-words"),
        pytest.param(None, "00", False, id="nobody-knows"),
    ],
)
def test_it_is_marked_which_terms_the_review_uses(
    used: list[str] | None, marks: str, known: object
) -> None:
    """A word of the text that no record has is there too; without a list nothing is claimed."""
    files = render_search_files(DOCUMENTS, used=used)
    assert _read(files, "te")["used"] == marks
    assert _read(files, "core")["known"] is known


def test_results_stand_in_files_of_a_few() -> None:
    """Eight records share a file, and the kinds say where they end."""
    files = render_search_files(DOCUMENTS * 3)
    assert len(_read(files, "shown-0")) == 8
    assert _read(files, "shown-1")[3] == ["Tea breaks bring people together.",
                                          "sections/introduction.html#tea", ""]  # fmt: skip


def test_what_heads_results_of_many_reviews_speaks_of_none_as_the_only_one() -> None:
    """A heading that speaks of one review has another form beside results of several."""
    one_of_each = [Document(kind, "Tea", f"{kind}.html") for kind in KINDS]
    kinds = _read(render_search_files(one_of_each, across=True), "core")["kinds"]
    headings = [heading for heading, _ in kinds]
    assert "Sections of the reviews" in headings
    assert [heading for heading in headings if "review" in heading.replace("reviews", "")] == []


def test_a_title_weighs_more_than_a_text() -> None:
    """A term in the title counts for more than one further down, and ever less when repeated."""
    tip = weigh_terms(DOCUMENTS)[0]
    assert tip["pot"] > tip["tea"] > 0


def test_terms_are_coded_by_what_they_share() -> None:
    """The first character says how many letters are those of the term before."""
    assert code_terms(["tea", "teapot", "trust"]) == "0tea 3pot 1rust"


def test_two_runs_are_equal() -> None:
    """The same documents give the same bytes."""
    assert render_search_files(DOCUMENTS) == render_search_files(list(DOCUMENTS))


def test_another_language_is_searched_by_its_own_words() -> None:
    """The core file has the common words of the language, and says that it has no endings."""
    tip = Document("tip", "Tip 1: Rhannu yn shared", "tips/1.html")
    files = render_search_files([tip, DOCUMENTS[1]], voice=voice_of("cy"))
    core = _read(files, "core")
    assert {"yn", "mae"} <= set(core["common"])
    assert "the" not in core["common"]
    assert core["endings"] is False
    assert core["kinds"][0] == ["Awgrymiadau", 1]
    assert _read(files, "sh")["terms"] == "0shared"
    assert "search/yn.js" not in files


def test_a_title_in_another_language_says_so() -> None:
    """Its row has the language at the end; the others are no longer for it."""
    german = Document("source", "Tee", "sources/A1.html", language="de")
    shown = _read(render_search_files([*DOCUMENTS, german]), "shown-0")
    assert [row[3:] for row in shown] == [[], [], [], [], ["de"]]
