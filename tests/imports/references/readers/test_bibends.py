"""Entries whose last brace is missing: those come of which nothing has to be guessed."""

from __future__ import annotations

import pytest

from kg.imports.references.readers.bibends import close_entries
from kg.imports.references.readers.bibfiles import read_bibtex_works

_AFTER = "\n\n@book{b, title = {Pots}}\n"


@pytest.mark.parametrize("after", ["", "\n", _AFTER, '\n@string{p = "Press"}\n' + _AFTER])
@pytest.mark.parametrize("end", ["{Tea}", '"Tea"', "{Tea},", '"T{"}ea {}"', "{Tea}, year = 2001,"])
def test_an_entry_without_its_last_brace_comes(end: str, after: str) -> None:
    """At the end of a file, and before the next entry, where its last field has ended."""
    file = read_bibtex_works(f"% of tea\n@book{{a,\n title = {end}{after}", "a.bib")
    assert [work.key for work in file.works] == ["a", "b"][: 1 + (_AFTER in after)]
    assert file.works[0].plain("title").replace('"', "") == "Tea"
    (told,) = file.problems
    assert (told.location.line, told.code) == (2, "IMP003")
    assert told.message.startswith("a: its last brace is missing")


@pytest.mark.parametrize(
    "text",
    [
        "@book{a, title = {Tea}, year = 2001",  # the number may go on
        "@book{a, title = {Tea}, year",
        "@book{a, title = {Tea, year = {2001}}",
        "@book{a, title = {{Tea}, year = {2001}\n}",
        '@book{a, title = "Tea, year = 2001}',
        "@book{a,",
        "@book{",
    ],
)
def test_what_would_be_guessed_is_left_out_and_told(text: str) -> None:
    """A value that may go on, or has other fields within, is none."""
    file = read_bibtex_works(text + "\n", "a.bib")
    assert file.works == []
    assert {one.code for one in file.problems} == {"BIB001"}


@pytest.mark.parametrize(
    "text",
    [
        "@book{a, title = {Tea}}\n\n@book(b, title = {Pots})\n",
        "@book{a, note = {\n@book{b, c = {1}\n}}}",
        "@comment{@book{a, title = {Tea}}}\n@string{p = {Press}}\nwords {",
    ],
)
def test_what_ends_stays_as_it_is(text: str) -> None:
    """Nothing is added to a file that is whole."""
    assert close_entries(text, "a.bib") == (text, [])


@pytest.mark.parametrize("last", ["year = 2001", "month = jan"])
def test_a_number_before_another_entry_has_ended(last: str) -> None:
    """At the end of a file it may go on."""
    file = read_bibtex_works(f"@book{{a, title = {{Tea}}, {last}{_AFTER}", "a.bib")
    assert [work.key for work in file.works] == ["a", "b"]
    assert [one.code for one in file.problems] == ["IMP003"]
