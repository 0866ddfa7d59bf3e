from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import WordFile
from kg.sources.folder.project import Project, load_project
from kg.sources.places.text import read_any_text
from kg.sources.reading import read_sources
from kg.sources.wording.vocabulary import list_words, render_words, verify_words
from kg.sources.yaml.yamlfile import parse_yaml

pytestmark = pytest.mark.slow


def test_words_are_listed_once_without_their_order() -> None:
    """Words are folded and sorted; what has a digit is none."""
    assert list_words("The pot. The POT, A15 Café's") == ["cafe", "pot", "the"]


def test_a_word_broken_at_a_hyphen_is_listed_whole_too() -> None:
    """Rather a word too many is said to be used than one too few."""
    assert list_words("infor-\nmation co-\n  operate") == [
        "co", "cooperate", "infor", "information", "mation", "operate",
    ]  # fmt: skip


def test_what_is_written_is_read_again(root: Path) -> None:
    """The file for a text holds its digest and its words, and verifies against it."""
    text = read_any_text(root / "tests" / "tiny" / "text.txt")
    file = parse_yaml(render_words(text), "data/words.yaml")
    held = WordFile.model_validate(file.value)
    assert held.sha256 == text.sha256
    assert held.words.split() == list_words(text.text)
    assert list(verify_words(held, text)) == []
    fewer = held.model_copy(update={"words": "tea"})
    assert [problem.code for problem in verify_words(fewer, text)] == ["TXT017"]


@pytest.mark.parametrize("words", ["pot tea pot", "tea pot", "Tea"])
def test_words_that_were_edited_do_not_fit(words: str) -> None:
    """They are sorted, each once, in lower case."""
    with pytest.raises(ValueError, match="kg verify TEXT --words"):
        WordFile(sha256="0" * 64, words=words)


def test_words_of_another_text_are_told(
    tiny_project: Project, edit: Callable[[str, str, str], Project]
) -> None:
    """They are a warning, and nothing is said by them."""
    text = read_any_text(tiny_project.folder / "text.txt")
    (tiny_project.folder / "data" / "words.yaml").write_text(render_words(text), encoding="utf-8")
    assert [one.code for one in read_sources(tiny_project).problems] == []
    edit("data/words.yaml", text.sha256, "0" * 64)
    problems = read_sources(load_project(tiny_project.folder)).problems
    assert [one.code for one in problems] == ["TXT004"]


def test_the_words_of_the_real_review_are_those_of_its_text(root: Path, source_texts: Path) -> None:
    """Whoever has the text can hold the list against it."""
    sources = read_sources(load_project(root)).sources
    assert sources is not None
    text = read_any_text(source_texts / sources.review.text.file)
    assert sources.words is not None
    assert list(verify_words(sources.words, text)) == []
