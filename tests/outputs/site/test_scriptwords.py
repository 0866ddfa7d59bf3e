"""The words of scripts: which they have, and what each language makes of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from babel import Locale

from kg.catalogues import path_of_catalogue, read_catalogue
from kg.outputs.site import scriptwords
from kg.outputs.site.scriptwords import (
    find_script_messages,
    forms_of,
    messages_of_script,
    render_script_words,
)
from kg.resources import resource_folder

SCRIPTS = sorted((resource_folder("site") / "static").glob("*.js"))


def _read_words(language: str) -> dict[str, object]:
    """Return what a browser has after it loaded both files of a language."""
    common, asking = (content.decode() for content in render_script_words(language).values())
    said = json.loads(common.removeprefix("window.tiptraceSaid=").removesuffix(";\n"))
    more = asking.removeprefix("Object.assign(window.tiptraceSaid.words,").removesuffix(");\n")
    return {**said["words"], **json.loads(more), "language": said["language"]}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_word_of_a_script_is_missed(path: Path) -> None:
    """Each call of `words` and `counted` is given plain strings, and has its message."""
    text = path.read_text("utf-8")
    calls = len(re.findall(r"(?<!function )\b(?:words|counted)\(", text))
    messages = messages_of_script(path)
    said = [said if isinstance(said, str) else '", "'.join(said) for said in messages]
    assert sum(text.count(f'("{one}"') for one in said) == calls


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_has_sentences_that_cannot_be_translated(path: Path) -> None:
    """Each string of two words that begins large is what `words` is given."""
    strings = {*re.findall(r'"([A-Z][a-z]+ [a-z][^"]*)"', path.read_text("utf-8"))}
    assert strings - {said for said in messages_of_script(path) if isinstance(said, str)} == set()


def test_english_needs_no_file() -> None:
    """Scripts have the English themselves, and so it is where nobody translated anything."""
    assert render_script_words("en-GB") == render_script_words("ar") == {}


def test_a_language_has_each_word_and_each_form_of_a_count() -> None:
    """In Welsh, six forms of a count have their words by the names that browsers choose by."""
    said = _read_words("cy-GB")
    assert said.pop("language") == "cy"
    assert said["No results"] == "Dim canlyniadau"
    results = said["%(num)s result"]
    assert isinstance(results, dict)
    assert (results["two"], results["few"]) == ("%(num)s ganlyniad", "%(num)s chanlyniad")
    assert results.keys() == {"zero", "one", "two", "few", "many", "other"}
    names = {it if isinstance(it, str) else it[0] for it in find_script_messages()}
    assert said.keys() == names
    assert len(names) > 40


def test_the_page_that_asks_has_its_words_apart() -> None:
    """What only that page says is no weight of the others, and nothing is said in both files."""
    common, asking = (content.decode() for content in render_script_words("cy").values())
    assert "Wedi’i wneud." in asking
    assert "Wedi’i wneud." not in common
    assert "Copïwyd" not in asking


def test_what_nobody_translated_is_left_to_the_script(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message that a catalogue lacks is in no file, for the script has it in English."""
    monkeypatch.setattr(scriptwords, "messages_of_script", lambda _: {"Copy", "Not in any file"})
    assert set(_read_words("cy")) == {"Copy", "language"}


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("en", {"one": 1, "other": 0}),
        ("cy", {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 6, "other": 4}),
        ("zh", {"other": 0}),
    ],
)
def test_each_form_of_a_count_has_a_number(tag: str, forms: dict[str, int]) -> None:
    """The names of forms and which numbers have them are those of CLDR."""
    assert forms_of(Locale.parse(tag)) == forms


def test_catalogues_have_what_scripts_say() -> None:
    """A translator finds the words of scripts in the same file as those of the pages."""
    path = path_of_catalogue("cy")
    assert path is not None
    assert find_script_messages() <= {message.id for message in read_catalogue(path)}
