from __future__ import annotations

from kg.sources.wording.wordlists import read_word_lists


def test_a_language_without_lists_has_none() -> None:
    """Whoever writes in another language is told, not judged by English words."""
    assert read_word_lists("cy") is None


def test_english_has_groups_and_modifiers() -> None:
    """The lists of a language serve each of its regions."""
    british, plain = read_word_lists("en-GB"), read_word_lists("en")
    assert british is not None
    assert plain is not None
    assert british.kept == plain.kept
    assert british.modifiers is not None
