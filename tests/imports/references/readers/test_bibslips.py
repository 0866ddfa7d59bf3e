"""Slips that cost BibTeX an entry, and cost none here."""

from __future__ import annotations

import pytest
from pybtex.database import parse_string

from kg.imports.references.mending import mend_works
from kg.imports.references.readers.bibfiles import read_bibtex_works
from kg.imports.references.readers.bibslips import mend_slips
from kg.latex.plain import decode_latex, spell_braces


def test_an_entry_without_a_key_comes() -> None:
    """EndNote writes such; the key is made of author and year then. Strings have none."""
    text = "@string{jt = {J Tea}}\n@article{\n   author = {Able, A.},\n   journal = jt\n}\n"
    file = read_bibtex_works(text, "a.bib")
    assert [(one.key, one.plain("journal")) for one in file.works] == [("", "J Tea")]
    assert file.works[0].place.line == 2
    assert file.problems == []


@pytest.mark.parametrize(
    "text",
    [
        "@book{a, title={Tea},, year=2001}",
        "@book{a, title={Tea}, year=2001,,}",
        "@book{a,, title={Tea}\n,\n, year=2001,\n,\n}",
    ],
)
def test_a_comma_too_many_costs_no_work(text: str) -> None:
    """Whether it stands between fields, behind the key or at the end."""
    file = read_bibtex_works(text, "a.bib")
    assert [(one.key, one.plain("title"), one.plain("year")) for one in file.works] == [
        ("a", "Tea", "2001")
    ]
    assert file.problems == []


def test_an_entry_that_has_lost_its_type_comes() -> None:
    """What it is stays to be said; nothing within an entry is taken for one."""
    text = "@book{a, title={x}\n}\n{b/c,\n  title={Tea},\n  year=2001\n}\n@book{d, title={y}}"
    file = read_bibtex_works(text, "a.bib")
    assert [(one.key, one.kind, one.plain("title")) for one in file.works] == [
        ("a", "book", "x"), ("b/c", "untyped", "Tea"), ("d", "book", "y")
    ]  # fmt: skip
    assert file.problems == []
    within = "@book{a,\n  note={\n{b,\n  c = 1}}}"
    assert mend_slips(within) == within


@pytest.mark.parametrize(
    "text",
    [
        "@{a,\n title={Tea}}\n",
        "% of tea\n@ {a, title = {Tea}}\n",
        "@book{b, title={x}}\n\n\n{a,\n  title={Tea}}\n",
        "@book{b, note={@{c, d={1}}}}\n  {a,  title={Tea}}\n",
        "{a,\n title={Tea}}\n",
    ],
)
def test_a_type_that_is_missing_is_told_where_the_entry_begins(text: str) -> None:
    """With the sign, or without; behind empty lines, and where a file begins."""
    works, told = mend_works(read_bibtex_works(text, "a.bib").works)
    (work,) = [one for one in works if one.kind == "untyped"]
    assert (work.key, work.plain("title")) == ("a", "Tea")
    (problem,) = [one for one in told if "type" in one.message]
    assert problem.message.startswith("a: the entry has no type; write one")
    assert problem.location.line == text[: text.index("{a,")].count("\n") + 1


def test_an_entry_without_a_comma_behind_its_key_comes() -> None:
    """A value that looks like a key and a field is no such place."""
    text = "@book{a\n  title={Tea},\n  note={@book{x y = {1}}}, year=2001}\n@book(b, title={x})"
    file = read_bibtex_works(text, "a.bib")
    assert [(one.key, one.plain("title")) for one in file.works] == [("a", "Tea"), ("b", "x")]
    assert file.works[0].plain("note") == "@bookx y = 1"
    assert file.problems == []


@pytest.mark.parametrize(
    "text",
    [
        "@book{a, title={Tea,, milk, x = 1}}",
        "@comment{a,, b=1}",
        "a,, b",
        r"@book{a, title={\{,, x=}}",
    ],
)
def test_commas_within_a_value_stay(text: str) -> None:
    """They are its own; lines stay lines."""
    if "@comment" not in text:
        assert mend_slips(text) == text
    assert mend_slips(text).count("\n") == text.count("\n")


@pytest.mark.parametrize("title", [r"Tea \{ milk", r"Tea \} and \{ milk", r"{T}ea \{1, 2"])
def test_a_brace_that_stands_alone_breaks_no_other_reader(title: str) -> None:
    r"""BibTeX counts `\{` as a brace: an entry with one would swallow those behind it."""
    [work] = read_bibtex_works(f"@book{{a, title={{{title}}}, year=2001}}", "a.bib").works
    written = f"@book{{a, title={{{work.fields['title']}}}}}\n@book{{b, title={{x}}}}"
    assert [*parse_string(written, "bibtex").entries] == ["a", "b"]
    assert decode_latex(work.fields["title"]) == decode_latex(title)


def test_braces_that_are_even_stay() -> None:
    """Nothing is written otherwise that others can read."""
    assert spell_braces(r"A \{set\} of {T}ea") == r"A \{set\} of {T}ea"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"at {\$}\backslashsqrt{\{}s{\_}{\{}\backslashrm NN{\}}{\}}{\$} = 5", "at √(s_NN) = 5"),
        (r"{\$}B{\^{}}{\{}0{\}} \backslashto \backslashpi{\^{}}{\{}0{\}}{\$}", "B⁰ → π⁰"),
        (r"The $\backslash$textit{\{}g1{\}} gene", "The g1 gene"),
        (r"from {\$}5 to {\$}10", "from $5 to $10"),
    ],
)
def test_a_formula_that_was_written_to_be_shown_is_one(written: str, read: str) -> None:
    """So Mendeley exported titles; two sums of money are no formula."""
    file = read_bibtex_works(f"@book{{a, title={{{{{written}}}}}, year=2001}}", "a.bib")
    works, problems = mend_works(file.works)
    assert [decode_latex(one.fields["title"]) for one in works] == [read]
    assert problems == []
