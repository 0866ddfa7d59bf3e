from __future__ import annotations

import html
import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.csl import Style
from kg.errors import BuildError
from kg.graph.iris import Iris
from kg.graph.quads import quads_for_sources
from kg.graph.store import load_dataset
from kg.outputs.documents.prose import Run, plain_text
from kg.outputs.references import Reference, load_references, load_styled, render_csl
from kg.outputs.references.citeproc import style_item, style_references
from kg.outputs.references.parts import Agent, Identifier
from kg.process import find_pandoc
from kg.sources.folder.project import load_project
from kg.sources.folder.styles import find_style
from kg.sources.reading import read_sources
from tests.test_csl import STYLE

_ENTRY = re.compile(
    r'(?s)<div id="ref-([^"]+)" class="csl-entry"[^>]*>(.*?)</div>\n(?=<div id|</div)'
)


def find(name: str) -> Style:
    """Return a style of the collection."""
    style = find_style(name, Path("nowhere"))
    assert isinstance(style, Style)
    return style


def work(key: str, *authors: Agent, **values: str) -> Reference:
    """Return a book."""
    title = values.pop("title", f"Book {key}")
    return Reference(
        key, key, "book", title, key, "", "", "2001", {"publisher": "Pot Press"} | values, authors
    )


def ask_pandoc(items: str, style: bytes, folder: Path) -> dict[str, str]:
    """Return what pandoc itself makes of CSL-JSON in a style, by key, in its order."""
    (folder / "items.json").write_text(items, "utf-8")
    (folder / "style.csl").write_bytes(style)
    program = find_pandoc()
    assert program is not None
    words = [program, "-f", "csljson", "-t", "html", "--citeproc", "--csl", "style.csl",
             "-M", "lang=en-GB", "--wrap", "none", "items.json"]  # fmt: skip
    done = subprocess.run(words, cwd=folder, capture_output=True, check=True, timeout=120)
    parts = done.stdout.decode().split('<div id="ref-')[1:]
    return {key: _words(entry) for key, _, entry in (part.partition('"') for part in parts)}


def _words(entry: str) -> str:
    """Return the words of an entry; the number of a list stands in a box of its own."""
    text = re.sub(r"</div>", " ", entry.partition(">")[2])
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())


def test_two_works_of_a_year_are_told_apart_and_names_stand_in_order() -> None:
    """The list goes by family name, and a particle counts where the style says so."""
    works = [
        work("z", Agent("Zed", "Zoe"), Agent("Able", "Ann")),
        work("b", Agent("Berg", "Jan", "van der"), title="Later"),
        work("a", Agent("Berg", "Jan", "van der"), title="Early"),
        work("c", Agent("Cook", "Cy")),
    ]
    harvard = style_references(works, find("harvard").content, "en-GB")
    assert list(harvard) == ["a", "b", "c", "z"]
    assert [harvard[code].citation for code in "ab"] == [
        "(van der Berg, 2001a)",
        "(van der Berg, 2001b)",
    ]
    assert plain_text(harvard["z"].entry).startswith("Zed, Z. and Able, A. (2001)")
    apa = style_references(works, find("apa").content, "en-GB")
    assert list(apa) == ["c", "a", "b", "z"]  # by the particle: van der
    assert plain_text(apa["a"].entry).startswith("van der Berg, J. (2001a). Early.")


def test_looks_and_addresses_are_kept_as_data() -> None:
    """An address may be followed only if it is one of the web."""
    works = [work("a", Agent("Able", "Ann"), url="https://example.org/a", title="On <i>Thea</i>")]
    entry = style_references(works, find("harvard").content, "en-GB")["a"].entry
    assert Run("https://example.org/a", link="https://example.org/a") in entry
    assert Run("On ", italic=True) in entry
    bad = [replace(works[0], fields={"url": "javascript:alert(1)"})]
    entry = style_references(bad, find("harvard").content, "en-GB")["a"].entry
    assert all(run.link.startswith("https://") for run in entry if run.link)


def test_numbers_follow_the_order_in_which_works_are_cited() -> None:
    """A style of notes has no citation to stand in a text."""
    works = [work("z", Agent("Zed", "Zoe")), work("a", Agent("Able", "Ann"))]
    numbered = style_references(works, find("vancouver").content, "en-GB")
    assert [(code, one.citation) for code, one in numbered.items()] == [("z", "(1)"), ("a", "(2)")]
    assert plain_text(numbered["z"].entry).startswith("1. Zed Z. Book z.")
    notes = style_references(works, find("mhra").content, "en-GB")
    assert [one.citation for one in notes.values()] == ["", ""]


def test_the_words_of_a_style_are_in_the_language_of_the_review() -> None:
    """CSL brings them: no date, and, editors."""
    works = [replace(work("a", Agent("Able", "Ann"), Agent("Baker", "Bo")), year="")]
    style = find("apa").content
    english = plain_text(style_references(works, style, "en-GB")["a"].entry)
    german = plain_text(style_references(works, style, "de-DE")["a"].entry)
    assert "(n.d.)" in english
    assert "(o.\xa0J.)" in german


def test_a_work_of_which_a_style_has_nothing_to_say_keeps_its_title() -> None:
    """No work is lost from a list because it has no author."""
    alone = work("a", title="Nobody’s Tea")
    styled = style_references([alone, work("b", Agent("Able"))], STYLE.encode(), "en-GB")
    assert {code: plain_text(one.entry) for code, one in styled.items()} == {
        "a": "Nobody’s Tea",
        "b": "Able",
    }


def test_what_pandoc_cannot_use_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """So is pandoc itself, where it is missing."""
    works = [work("a", Agent("Able"))]
    with pytest.raises(BuildError, match="pandoc cannot set the references") as caught:
        style_references(works, b"<style/>", "en-GB")
    assert "\n" not in str(caught.value)
    monkeypatch.setattr("kg.outputs.references.citeproc.MOST_SECONDS", 0)
    with pytest.raises(BuildError, match="takes too long"):
        style_references(works, STYLE.encode(), "en-GB")
    monkeypatch.setattr("kg.outputs.references.citeproc.find_pandoc", lambda: None)
    with pytest.raises(BuildError, match=r"tiptrace\[authors\]"):
        style_references(works, STYLE.encode(), "en-GB")


@pytest.fixture(scope="module", params=["frost", "deep-rules"])
def listed(request: pytest.FixtureRequest, real_store: Store, root: Path) -> list[Reference]:
    """Return what one of two real reviews lists."""
    store = real_store
    if request.param == "deep-rules":
        project = load_project(root / "examples" / "deep-rules")
        reading = read_sources(project)
        assert reading.sources is not None
        store = load_dataset(quads_for_sources(reading.sources, Iris(project.base)))
    references = load_references(store)
    found = [references[code] for code in load_styled(store, references, STYLE.encode())]
    return sorted(found, key=lambda reference: reference.key)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["apa", "harvard", "vancouver", "chicago", "mhra"])
def test_references_of_real_reviews_are_as_pandoc_has_them(
    name: str, listed: list[Reference], tmp_path: Path
) -> None:
    """From our own export pandoc makes the same, but for one work of the 92 and none of the 127.

    It takes `Number: NCJ 205242` in a note for the number of an article, and it is that of a
    library. Without notes there is no difference.
    """
    style = find(name).without_dashes()
    ours = style_references(listed, style, "en-GB")
    entries = {one.key: " ".join(plain_text(ours[one.code].entry).split()) for one in listed}
    assert len(entries) in {92, 127}
    given = json.dumps([style_item(one) for one in listed])
    assert ask_pandoc(given, style, tmp_path) == entries
    exported = ask_pandoc(render_csl(listed), style, tmp_path)
    differing = {key for key in entries if exported[key] != entries[key]}
    assert differing <= {"frost2005-A5"}


def test_what_pandoc_made_is_kept_until_a_reference_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One file is kept; another style or another work is set anew."""
    works = [work("a", Agent("Able"))]
    style = STYLE.encode()
    first = style_references(works, style, "en-GB", tmp_path)
    (kept,) = tmp_path.iterdir()
    style_references(works, style.replace(b"(", b"["), "en-GB", tmp_path)
    (other,) = tmp_path.iterdir()
    assert other != kept
    assert style_references(works, style, "en-GB", tmp_path) == first
    monkeypatch.setattr("kg.outputs.references.citeproc.MOST_SECONDS", 0)
    assert style_references(works, style, "en-GB", tmp_path) == first
    with pytest.raises(BuildError, match="takes too long"):
        style_references([work("a", Agent("Baker"))], style, "en-GB", tmp_path)
    next(tmp_path.iterdir()).write_text("{")
    with pytest.raises(BuildError, match="takes too long"):
        style_references(works, style, "en-GB", tmp_path)


@pytest.mark.parametrize(
    ("entry_type", "number"),
    [("report", "12"), ("legislation", "12"), ("article", ""), ("book", "")],
)
def test_only_reports_and_laws_are_known_by_a_number(entry_type: str, number: str) -> None:
    """The number of an article that an archive gave is not printed as the article's own."""
    numbered = replace(
        work("a", Agent("Able")),
        entry_type=entry_type,
        identifiers=(Identifier("report-number", "12", "work"),),
    )
    item = style_item(numbered)
    assert item.get("number", "") == number
    assert not {"note", "keyword", "custom"} & item.keys()
