"""Citations of MyST and Jupyter Book."""

from __future__ import annotations

import pytest

from kg.imports.texts.styles import guess_style
from kg.sources.citations.listedonly import find_listed
from kg.sources.citations.works import read_works
from tests.sources.citations.made import found, meant, reference

TEA, POT = reference("tea2001"), reference("pot2002")


@pytest.mark.parametrize(
    "role",
    ["cite", "cite:p", "cite:t", "cite:ps", "cite:alp", "cite:year", "footcite", "footcite:t"],
)
def test_keys_of_a_role_are_citations(role: str) -> None:
    """Each with its place; the role is the group."""
    text = f"So {{{role}}}`tea2001, pot2002` says."
    one, two = found(text, "doi", TEA, POT)
    assert [text[each.start : each.end] for each in (one, two)] == ["tea2001", "pot2002"]
    assert {text[slice(*each.group)] for each in (one, two)} == {f"{{{role}}}`tea2001, pot2002`"}


def test_words_around_a_key_are_no_keys() -> None:
    """MyST has them in braces before and behind it; a comma there parts nothing."""
    text = "So {cite:p}`{see, e.g.}tea2001{p. 4, note}, pot2002` and {cite:t}`nobody1999`."
    assert meant(text, "doi", TEA, POT) == [
        ("tea2001", "tea2001"), ("pot2002", "pot2002"), ("nobody1999", "")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "`{cite:p}`",
        "`` {x} ``{cite:p}`tea2001` ``",
        "% {cite:p}`tea2001`",
        "```{code-cell} python\nx = '{cite:p}`tea2001`'\n```",
        "```\n{cite:p}`tea2001`\n```",
        "{ref}`tea2001`",
        "{cite:empty}`tea2001`",
    ],
)
def test_what_is_shown_or_led_to_cites_nothing(text: str) -> None:
    """Code, comments, other roles, and what a list alone is to have."""
    assert found(f"{text}\n", "doi", TEA, POT) == []


def test_text_in_fences_of_myst_cites() -> None:
    """A note, a caption and a table stand in fences, and code in them is code."""
    text = (
        "````{note} Of {cite:p}`tea2001`\nSo {cite:p}`pot2002`.\n```python\n{cite:p}`tea2001`\n"
        "```\n{cite:t}`tea2001`\n````\nAfter {cite:t}`pot2002`.\n"
    )
    keys = ["tea2001", "pot2002", "tea2001", "pot2002"]
    assert [one.key for one in found(text, "doi", TEA, POT)] == keys


def test_a_role_may_only_list_a_work() -> None:
    """As `nocite` does."""
    text = "A {cite:empty}`tea2001,gone` b.\n"
    assert find_listed(text, "doi", read_works([TEA, POT])) == (("tea2001",), ("gone",))


def test_a_single_role_gives_a_text_its_style() -> None:
    """Keys it is, whatever else stands there."""
    assert guess_style("So it is {cite:p}`tea2001`.", "markdown") == "doi"
