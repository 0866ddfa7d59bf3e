from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.imports.references.encodings import as_utf8, without_controls
from kg.imports.report import Report
from tests.growth import grows_evenly

ENTRY = "@book{{a, author = {{{}}}, title = {{{}}}, publisher = {{P}}, year = 2001}}\n"
WESTERN = ENTRY.format("Müller, Jörg and Núñez, Ana", "Größe – “été”")
POLISH = ENTRY.format("Żółć, Łukasz", "Książka")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(WESTERN.encode(), id="utf-8"),
        pytest.param(WESTERN.encode("utf-16"), id="utf-16"),
        pytest.param(f"% Encoding: Cp1252\n{WESTERN}".encode("cp1252"), id="as-jabref-says"),
    ],
)
def test_a_file_that_leaves_no_doubt_is_read(content: bytes) -> None:
    """Its mark or its first line says how, so there is nothing to tell."""
    read, told = as_utf8(content, "x.bib")
    assert read is not None
    assert read.decode().removeprefix("% Encoding: Cp1252\n") == WESTERN
    assert told == []


def test_another_encoding_that_a_file_names_is_taken() -> None:
    """What Poland wrote before UTF-8 is right where the file says so."""
    content = f"% Encoding: ISO8859_2\n{POLISH}".encode("iso8859-2")
    assert as_utf8(content, "x.bib") == (f"% Encoding: ISO8859_2\n{POLISH}".encode(), [])


def test_what_windows_wrote_is_read_and_told() -> None:
    """With the line and the first word that shows it, so that a person can look."""
    read, [problem] = as_utf8(b"% old\n" + WESTERN.encode("cp1252"), "x.bib")
    assert (read or b"").decode() == f"% old\n{WESTERN}"
    assert (problem.code, problem.location.line) == ("IMP003", 2)
    assert "Windows-1252: Müller, Jörg, Núñez, Größe, été. Look" in problem.message


def test_words_that_may_be_of_central_europe_are_told_in_both_readings() -> None:
    """Those with a letter that few languages have come first."""
    content = ENTRY.format("Novák, Jan and Dvořák, Ota", "Kůň").encode("cp1250")
    _, [problem] = as_utf8(content, "x.bib")
    assert "Windows-1252: Dvoøák, Kùò, Novák; were" in problem.message
    assert "they would be Dvoøák or Dvořák, Kùò or Kůň. Look" in problem.message


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(WESTERN.encode("mac-roman").replace(b"\xd2", b'"'), id="macintosh"),
        pytest.param(POLISH.encode("iso8859-2"), id="central-europe"),
        pytest.param(WESTERN.encode() + WESTERN.encode("cp1252"), id="two-in-one"),
        pytest.param(b"\xff\xfe" + WESTERN.encode() + b"x", id="no-utf-16"),
        pytest.param("% Encoding: UTF-8\nЮЛЯ".encode("koi8-r"), id="not-what-it-says"),
    ],
)
def test_what_may_be_another_is_refused_with_what_to_do(content: bytes) -> None:
    """Wrong letters in a name would be another person."""
    read, [problem] = as_utf8(content, "x.bib")
    assert (read, problem.code) == (None, "TXT001")
    assert "iconv" in problem.message


def test_letters_come_in_as_they_were_written(bring: Callable[..., Report], library: Path) -> None:
    """A warning stops nothing: the work is there, in UTF-8."""
    report = bring({"old.bib": WESTERN.encode("cp1252")})
    assert [one.code for one in report.problems] == ["IMP003"]
    assert "Müller, Jörg" in library.read_text(encoding="utf-8")


def test_a_control_character_costs_no_work() -> None:
    """What is left of Windows-1252 is the sign that it was, others are blanks; each is told."""
    read, told = without_controls("a\x0cb\x0c\nit\x92s\x8d".encode(), "x.bib")
    assert read.decode() == "a b \nit’s "
    assert [(one.code, one.location.line, one.location.column) for one in told] == [
        ("IMP003", 1, 2), ("IMP003", 2, 3), ("IMP003", 2, 5),
    ]  # fmt: skip
    assert "U+000C FORM FEED was taken for a blank" in told[0].message
    assert "was taken for '’'" in told[1].message
    assert without_controls(WESTERN.encode(), "x.bib") == (WESTERN.encode(), [])


def test_a_line_may_end_as_on_other_machines() -> None:
    """Before a field NEXT LINE ends a line; within a value it is the sign of Windows, and told."""
    read, told = without_controls("@book{a,\x85 title={b\x85},\x85@misc".encode(), "x.bib")
    assert read.decode() == "@book{a,\n title={b…},\n@misc"
    assert len(told) == 1


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_letters_of_two_or_four_bytes_need_no_mark(encoding: str) -> None:
    """Their empty halves tell, and nothing is a blank."""
    assert as_utf8(WESTERN.encode(encoding), "x.bib") == (WESTERN.encode(), [])


def test_a_sign_that_does_not_show_makes_no_other_person() -> None:
    """It is taken out, and told; the mark at the start of a file is none."""
    text = "\ufeff@misc{a, author = {Bi\u200b, B.\u00ad}}"
    read, told = without_controls(text.encode(), "x.bib")
    assert read.decode() == "\ufeff@misc{a, author = {Bi, B.}}"
    assert [one.code for one in told] == ["IMP003", "IMP003"]


def test_letters_that_were_read_twice_are_told() -> None:
    """Nothing is changed: a person knows what stood there."""
    text = "title = {Größe},\nauthor = {MÃ¼ller, JÃ¶rg}"
    read, [problem] = without_controls(text.encode(), "x.bib")
    assert (read.decode(), problem.location.line) == (text, 2)
    assert "'MÃ¼ller' may be 'Müller'" in problem.message


def test_a_word_without_end_takes_no_time() -> None:
    """Work grows with a word, not with its square; what was read twice in it is still found."""
    long = "x" * 100_000
    assert without_controls(long.encode(), "x.csv") == (long.encode(), [])
    assert grows_evenly(lambda size: without_controls(b"x" * size, "x.csv"), len(long))
    [problem] = without_controls(f"{'x' * 50}MÃ¼ller".encode(), "x.csv")[1]
    assert "Müller" in problem.message


def test_a_file_that_has_lost_pieces_of_letters_is_read_and_told() -> None:
    """By the line of each; one in which much is odd may be in another encoding."""
    whole = (WESTERN * 5).encode()
    damaged = whole.replace("Größe".encode(), b"Gr\xc3 \xc3\x9fe", 1)
    read, [problem] = as_utf8(b"% a\n" + damaged, "x.bib")
    assert read is not None
    assert "Gr\N{REPLACEMENT CHARACTER} ße" in read.decode()
    assert (problem.code, problem.location.line) == ("IMP003", 2)
    assert problem.message.startswith("a letter of UTF-8 is damaged here")
    many = (POLISH * 5).encode().replace("ż".encode(), b"\xc5 ").replace("ł".encode(), b"\xc5 ")
    assert as_utf8(many, "x.bib")[0] is None


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\xff", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"PK\x03\x04\x14\0\xff", "workbook"),
        (b"SQLite format 3\0\x10\0\xff", "database"),
    ],
    ids=["png", "jpeg", "zip", "sqlite"],
)
def test_what_is_no_text_is_told_to_be_saved_as_none(content: bytes, kind: str) -> None:
    """A picture becomes no list of references by another encoding."""
    read, told = as_utf8(content, "fig.png")
    assert read is None
    assert kind in told[0].message
    assert "UTF-8" not in told[0].message
