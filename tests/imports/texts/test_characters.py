import pytest

from kg.imports.texts.characters import decode_any
from kg.imports.texts.pandoc import Unreadable


def test_line_ends_and_marks_are_made_plain() -> None:
    """What Windows and old Macs write is the same text; a page end and a tab stay."""
    assert decode_any(b"\xef\xbb\xbfa\r\nb\rc\n\x0c\td") == "a\nb\nc\n\x0c\td"


def test_a_line_that_a_merge_could_have_left_is_text() -> None:
    """Seven signs below a line make a heading in Markdown."""
    assert decode_any(b"Results\n=======\n") == "Results\n=======\n"


@pytest.mark.parametrize(
    ("name", "encoding"), [("latin1", "cp1252"), ("cp1250", "cp1250"), ("koi8-r", "koi8-r")]
)
def test_latex_may_name_its_encoding(name: str, encoding: str) -> None:
    """Papers from before UTF-8 do; one that was saved anew as UTF-8 is what it is."""
    word = "Привет" if name == "koi8-r" else "Größe"
    text = f"\\documentclass{{article}}\n\\usepackage[{name}]{{inputenc}}\n{word}\n"
    assert decode_any(text.encode(encoding)) == text
    assert decode_any(text.encode()) == text
    assert isinstance(decode_any(f"% {text.splitlines()[1]}\n{word}".encode(encoding)), Unreadable)


@pytest.mark.parametrize(
    ("content", "line", "told"),
    [(b"a\n\xe9", 2, "UTF-8"), (b"\xff\xfea\0", 1, "UTF-16"), (b"a\n\nb\x1b[1m", 3, "U+001B")],
)
def test_what_is_no_text_is_told_with_its_line(content: bytes, line: int, told: str) -> None:
    """Other encodings and characters that no text has."""
    found = decode_any(content)
    assert isinstance(found, Unreadable)
    assert (found.line, told in found.message) == (line, True)
