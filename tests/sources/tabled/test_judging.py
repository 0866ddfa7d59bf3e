import pytest

from kg.sources.tabled.cells.judging import (
    fit_word,
    fold_judgement,
    is_answer,
    is_sign,
    order_words,
    part_reason,
    read_legend,
    tools_named,
    word_of,
)

MINUS = "\u2212"


@pytest.mark.parametrize(
    "text",
    [
        "+: low risk; ?: unclear risk; -: high risk",
        "$+$ low risk, $?$ unclear risk, $-$ high risk of bias",
        "+: low risk; ?: unclear risk; --: high risk",
        "“+” indicates low risk, “?” unclear risk and “–” high risk",
    ],
)
def test_a_legend_says_what_signs_mean(text: str) -> None:
    """Every dash is one minus, however it is printed."""
    found = read_legend(text)
    assert {sign: fold_judgement(words) for sign, words in found.items()} == {
        "+": "low", "?": "unclear", MINUS: "high"
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["from low – some concerns – high", "low - high", "+: low; +: high; A high tower", "+: low"],
)
def test_dashes_between_words_are_no_legend(text: str) -> None:
    """Signs that mean two things, or stand alone, mean nothing."""
    assert read_legend(text) == {}


def test_colours_may_be_signs_where_a_legend_says_so() -> None:
    """By themselves they judge nothing, and are asked about as signs are."""
    legend = read_legend("Green: low risk; yellow: some concerns; red: high risk.")
    assert [word_of(one, legend) for one in ("green", "yellow", "red", "plus")] == [
        "low risk", "some concerns", "high risk", ""
    ]  # fmt: skip
    assert is_sign("green")
    assert not is_sign("plus")
    assert word_of("green", {}) == ""
    assert read_legend("a green low hill, and red high ones") == {}


def test_letters_may_be_signs_where_a_legend_says_so() -> None:
    """`L = low` is one, `L` alone is not."""
    legend = read_legend("L = low; SC = some concerns; H = high")
    assert word_of("SC", legend) == "some concerns"
    assert word_of("X", legend) == ""
    assert word_of("L", {}) == ""
    assert word_of("NI", read_legend("NI: no information.")) == "no information"


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("Low", "Low"), ("low risk of bias", "low risk of bias"), ("⊕⊕⊝⊝ Low", "Low"),
        ("High risk", "High risk"), ("Yes", ""), ("lower", ""), ("12", ""),
        ("⊕⊕⊕◯ Moderate^a^", "Moderate"), ("Low^a,b^ ⊕⊕◯◯", "Low"), ("High †", "High"),
        ("Very low^a, b, c^", "Very low"), ("Low^2^", "Low"), ("Lowa", ""),
    ],
)  # fmt: skip
def test_words_of_judgement_are_known(cell: str, word: str) -> None:
    """They are taken as printed; other words judge nothing."""
    assert word_of(cell, {}) == word


def test_words_that_are_told_stand_in_their_order() -> None:
    """A checklist answers in words that grade nothing by themselves."""
    told = ["Yes", "Unclear", "No"]
    assert order_words(["No", "Yes"], (), "risk of bias", told) == ("Yes", "Unclear", "No")
    assert order_words(["High", "Low"], (), "risk of bias", ["High", "Low"]) == ("Low", "High")
    assert is_answer("N/A")
    assert is_answer("Yes^a^")
    assert not is_answer("12")


def test_a_sign_with_a_note_is_the_sign() -> None:
    """What leads to a note below the table judges nothing."""
    legend = {"⊕": "Low", "⊖": "High"}
    assert word_of("⊕^a^", legend) == "Low"
    assert word_of("⊖*", legend) == "High"


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Cochrane RoB tool", ["Cochrane RoB tool"]),
        ("The Cochrane’s risk-of-bias tool", ["Cochrane’s risk-of-bias tool"]),
        ("Cochrane RoB tool 2", []),
        ("Cochrane risk of bias tool version 2", []),
    ],
)
def test_tools_go_by_several_names(title: str, names: list[str]) -> None:
    """What may be the second version of a tool is not taken for the first."""
    assert [name for name, _ in tools_named(title)] == names


def test_words_stand_in_the_order_of_the_tool() -> None:
    """As printed where they are printed; of certainty the surest is first."""
    rob = tools_named("Risk of bias (RoB 2)")
    assert [name for name, _ in rob] == ["RoB 2"]
    known = rob[0][1].words
    assert order_words(["high risk", "low risk"], known, "risk of bias") == (
        "low risk", "Some concerns", "high risk"
    )  # fmt: skip
    assert order_words(["High", "Low", "Unclear"], (), "risk of bias") == ("Low", "Unclear", "High")
    assert order_words(["Low", "High"], (), "certainty") == ("High", "Low")
    silent = ["No information", "Low", "High"]
    assert order_words(silent, (), "certainty") == ("High", "Low", "No information")
    assert order_words(silent, (), "risk of bias") == ("Low", "High", "No information")
    assert fit_word("low risk of bias", ["Low", "High"]) == "Low"
    assert fit_word("moderate", ["Low", "High"]) is None


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("Low", ("Low", "")),
        ("Low: drawn by computer", ("Low", "drawn by computer")),
        ("Unclear risk as method not described", ("Unclear risk", "as method not described")),
        ("High risk (no cups were left)", ("High risk", "no cups were left")),
        ("Some concerns – cups differ", ("Some concerns", "cups differ")),
        ("⊕⊕⊝⊝ Low; due to few cups", ("Low", "due to few cups")),
        ("Very low because of few cups", ("Very low", "because of few cups")),
        ("Low, high", ("", "")),
        ("Unclear, high risk of bias for some", ("", "")),
        ("Low - some concerns", ("", "")),
        ("Moderate (to high risk)", ("", "")),
        ("Moderate to high", ("", "")),
        ("Low (1)", ("", "")),
        ("Drawn by computer: low", ("", "")),
    ],
)
def test_a_reason_may_stand_behind_a_word(cell: str, wanted: tuple[str, str]) -> None:
    """Not where it is a second word: a cell that says two judges nothing that is clear."""
    assert part_reason(cell) == wanted
    assert word_of(cell, {}) == wanted[0]


def test_pictures_are_signs() -> None:
    """A legend says what they mean; beside a word they say nothing more."""
    legend = read_legend("*🟢 Low risk, 🟡 Some concerns, 🔴 High risk*")
    assert [word_of(one, legend) for one in ("🟢", "🟡", "🔴", "⚪")] == [
        "Low risk", "Some concerns", "High risk", ""
    ]  # fmt: skip
    assert all(map(is_sign, ("🟢", "⚠️", "✅", "❌")))
    assert [word_of(one, {}) for one in ("⚠️ Moderate", "Low ✅", "🔴 High (few cups)")] == [
        "Moderate", "Low", "High"
    ]  # fmt: skip
