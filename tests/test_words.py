from __future__ import annotations

import pytest

from kg.words import COMMON, IN_ENGLISH, Tongue, compounds_in, fold_text, stem_word


@pytest.mark.parametrize(
    ("words", "stem"),
    [
        pytest.param("meeting meetings meet", "meet", id="ing"),
        pytest.param("share shares shared sharing", "share", id="a-short-word-with-e"),
        pytest.param("plan plans planned planning", "plan", id="a-doubled-letter"),
        pytest.param("idea ideas", "idea", id="s-after-a-vowel"),
        pytest.param("agency agencies", "agency", id="ies"),
        pytest.param("process processes processed", "process", id="es"),
        pytest.param("service services", "servic", id="e-at-the-end"),
        pytest.param("child children", "child", id="irregular"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: str, stem: str) -> None:
    """Plurals and forms of verbs are the same word."""
    assert {stem_word(word) for word in words.split()} == {stem}


@pytest.mark.parametrize(
    ("one", "other"),
    [("policy", "police"), ("trust", "tryst"), ("care", "car"), ("need", "ne"), ("bus", "bu")],
)
def test_other_words_keep_apart(one: str, other: str) -> None:
    """Only inflections are taken off a word."""
    assert stem_word(one) != stem_word(other)


def test_common_words_and_codes_stay_as_they_are() -> None:
    """`does` is no doe, and a code is no plural."""
    assert [stem_word(word) for word in ("does", "this", "a15s")] == ["does", "this", "a15s"]


def test_a_text_is_folded() -> None:
    """Case, accents and possessives do not count."""
    assert fold_text("Øvretveit’s Élan") == "ovretveit elan"
    assert IN_ENGLISH.phrase_of("The Child's Voices") == IN_ENGLISH.phrase_of("the child voice")


def test_a_hyphen_joins_and_parts() -> None:
    """What has a hyphen is found in one word and in two; common words are left out."""
    assert list(compounds_in("Co-location of x")) == [["co", "location"], ["of"], ["x"]]
    assert list(IN_ENGLISH.terms_in("Co-location of staff")) == [
        "co",
        "location",
        "colocation",
        "staff",
    ]


def test_a_term_has_its_file() -> None:
    """A name stands in the file of its first telling word; other scripts share one."""
    assert [IN_ENGLISH.bucket_of(one) for one in ("trust", "what works", "7", "ärzte", "a")] == [
        "tr", "wo", "7", "other", "a",
    ]  # fmt: skip
    assert "what" in COMMON


def test_another_language_has_common_words_of_its_own() -> None:
    """Its own words that say nothing are left out, and no ending of English is taken off."""
    welsh = Tongue(frozenset({"a", "yn"}))
    assert list(welsh.terms_in("yn rhannus a shared")) == ["rhannus", "shared"]
    assert welsh.phrase_of("Cwpanau’s") == "cwpanau"
    assert welsh.bucket_of("yn trust") == "tr"
