from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.paths import (
    LONGEST,
    LONGEST_NAME,
    fault_of_code,
    fault_of_path,
    fold_letters,
    fold_path,
    parse_path,
    path_for,
    slug_for_code,
    slug_of,
)

AWKWARD = (
    "I/II", "1++", "⊕⊕⊝⊝", "Level 1a", "../../escaped", "..", "con", "LPT1.x", "A.", "all",
    "All.a", ":", "é", "A" * 101, "DBLP:conf/ex/Lee10",
)  # fmt: skip


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param("/tips/1", "the root", id="absolute"),
        pytest.param("tips/../../x", "another folder", id="climbs"),
        pytest.param("./tips", "another folder", id="stays"),
        pytest.param("tips//1", "empty", id="empty part"),
        pytest.param("", "empty", id="nothing"),
        pytest.param("tips/\0", "U+0000", id="NUL"),
        pytest.param("tips/a\nb", "U+000A", id="control character"),
        pytest.param("tips/a\u202eb", "U+202E", id="turns the writing round"),
        pytest.param("tips\\1", "'\\'", id="backslash"),
        pytest.param("tips/C:x", "':'", id="drive"),
        pytest.param("tips/a?", "'?'", id="not on Windows"),
        pytest.param("concepts/con", "device", id="device"),
        pytest.param("concepts/Aux.html", "device", id="device with an extension"),
        pytest.param("concepts/com¹.tar.gz", "device", id="device with a raised digit"),
        pytest.param("con/x", "device", id="device as a folder"),
        pytest.param("tips/a.", "dot", id="ends in a dot"),
        pytest.param("tips/a ", "blank", id="ends in a blank"),
        pytest.param("tips/" + "é" * 128, "256 bytes", id="too long in bytes"),
    ],
)
def test_a_path_that_some_system_refuses_has_a_fault(path: str, said: str) -> None:
    """What leaves its folder, or fails on Linux, macOS or Windows, is refused with the reason."""
    assert said in str(fault_of_path(path))


@pytest.mark.parametrize(
    "path",
    [
        "tips/12.html",
        "concepts/console.html",
        "x/" + "a" * LONGEST,
        "a b/⊕.ttl",
        ".well-known/void",
    ],
)
def test_a_path_that_every_system_takes_has_none(path: str) -> None:
    """A plain relative path passes, whatever its script."""
    assert fault_of_path(path) is None


def test_two_names_that_differ_in_case_or_form_are_one() -> None:
    """Windows and macOS take `Lee` and `lee`, and é in one piece or in two, for one name."""
    assert fold_path("sources/Lee2010") == fold_path("sources/lee2010")
    assert fold_path("é") == fold_path("e\u0301") == fold_path("É")
    assert fold_path("sources/Lee2010") != fold_path("sources/Lee2011")


@pytest.mark.parametrize("code", ["A9", "D17", "Lee2010", "smith_2019-b", "a.b", "console"])
def test_a_plain_code_stays_as_it_is(code: str) -> None:
    """The published addresses of a review with plain codes do not change."""
    assert slug_for_code(code) == code


@pytest.mark.parametrize("code", AWKWARD)
def test_any_code_has_an_address_that_every_system_takes(code: str) -> None:
    """The address is ASCII, short, below its folder, and begins with what can be read."""
    slug = slug_for_code(code)
    assert slug.isascii()
    assert len(slug) <= LONGEST_NAME
    assert fault_of_path(f"sources/{slug}.html") is None
    assert slug != code


def test_the_address_of_a_code_is_its_own_and_stays() -> None:
    """It is derived from the whole code, so that it is the same on every day and machine."""
    assert slug_for_code("I/II") == "I-II-41501d18"
    assert slug_for_code("⊕⊕⊝⊝") == "code-38fbfd74"
    slugs = {slug_for_code(code) for code in ("1+", "1++", "1-", "1±", "1", "I/II", "I II", "I-II")}
    assert len(slugs) == len({fold_path(slug) for slug in slugs}) == 8


def test_what_stands_for_all_references_is_no_codes_address() -> None:
    """`sources/all.bib` is the file of every reference, so a source called `all` is elsewhere."""
    assert {slug_for_code(code)[:4] for code in ("all", "ALL", "all.b")} == {"all-", "ALL-"}


def test_a_code_is_whatever_prints() -> None:
    """Control characters, and what hides or turns the writing, stand in no code."""
    assert [code for code in AWKWARD if fault_of_code(code)] == ["A" * 101]
    for char in ("\0", "\n", "\u202e", "\ufeff", "\u200b"):
        assert f"U+{ord(char):04X}" in str(fault_of_code(f"A{char}1"))


def test_only_codes_are_turned_into_addresses() -> None:
    """An id is an address as it stands; a full path keeps its fragment."""
    assert path_for("concepts", "co-location") == "concepts/co-location"
    assert path_for("sources", "I/II") == "sources/I-II-41501d18"
    assert parse_path("sources/I/II") == "sources/I-II-41501d18"
    assert parse_path("sources/I/II#author-1") == "sources/I-II-41501d18#author-1"
    assert parse_path("sources/A9") == "sources/A9"
    assert parse_path("debates/tea#for") == "debates/tea#for"


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Øvretveit J", "ovretveit-j"), ("Climbié, Victoria", "climbie-victoria"), ("A–Z", "a-z")],
)
def test_slugs_fold_letters_to_ascii(text: str, slug: str) -> None:
    """Accents and special letters become plain ones."""
    assert slug_of(text) == slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("王伟", "李娜", id="another-script"),
        pytest.param("Иванов A", "Петров A", id="a-letter-of-ours-beside"),
        pytest.param("+", "\u2212", id="signs-only"),
    ],
)
def test_what_ascii_cannot_say_is_told_by_a_digest(one: str, other: str) -> None:
    """Two texts that ASCII leaves nothing of are two slugs all the same, and neither is empty."""
    assert slug_of(one) != slug_of(other)
    assert slug_of(one)
    assert slug_of(other)


def test_a_letter_has_one_slug_however_it_is_composed() -> None:
    """ё as one code point or as two is one letter, and so one name."""
    assert slug_of("\u0451") == slug_of("\u0435\u0308")


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    """Making a slug twice changes nothing, and only lower case words and hyphens remain."""
    slug = slug_of(text)
    assert slug_of(slug) == slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_list_is_sorted_without_accents_and_case() -> None:
    """Øvretveit stands among the names with O, as printed lists have it."""
    assert sorted(["Pace", "Øvretveit", "ovid"], key=fold_letters) == ["ovid", "Øvretveit", "Pace"]
