from pathlib import Path

import pytest

from kg.model import Span
from kg.sources.moving.spans import Moved, Texts, move_span, says_the_same
from kg.sources.places.anchors import span_of
from kg.sources.places.text import HeldText, read_any_text

OLD = (
    "introduction\n\nMachine learning is one way to find what data hold. It needs many cases.\n\n"
    "in practice\n\nCare is taken by whoever looks at data of people (A9). It needs many cases.\n"
)


def held(folder: Path, name: str, text: str) -> HeldText:
    """Return a text as if a user held it."""
    (folder / name).write_text(text, encoding="utf-8")
    return read_any_text(folder / name)


def moved(folder: Path, passage: str, new: str, *, outline: bool = False) -> Moved:
    """Return what becomes of a passage of the old text."""
    texts = Texts.of(held(folder, "new.txt", new), held(folder, "old.txt", OLD))
    start = OLD.index(passage)
    return move_span(
        "claims/x", span_of(OLD, start, start + len(passage)), texts, is_outline=outline
    )


def test_a_passage_after_an_edit_moves(tmp_path: Path) -> None:
    """What was put in before it moves a passage, and says nothing of it."""
    new = OLD.replace("Machine learning", "Machine learning (ML)")
    one = moved(tmp_path, "A9", new)
    assert one.state == "moved"
    assert new[one.span.start : one.span.end] == "A9"
    assert one.span.sha256 == one.old.sha256


def test_the_second_of_two_like_passages_stays_the_second(tmp_path: Path) -> None:
    """A sentence that stands there twice is told apart by where it stands."""
    new = OLD.replace("find what", "find out what")
    texts = Texts.of(held(tmp_path, "new.txt", new), held(tmp_path, "old.txt", OLD))
    start = OLD.rindex("It needs")
    one = move_span("x", span_of(OLD, start, start + 8), texts, is_outline=False)
    assert one.span.start == new.rindex("It needs")


def test_a_section_holds_whatever_is_edited_in_it(tmp_path: Path) -> None:
    """A section ends where the next begins, so that a new sentence at its end is in it."""
    section = OLD[: OLD.index("\n\nin practice")]
    new = OLD.replace("many cases.\n\nin", "many cases. And a new one.\n\nin")
    one = moved(tmp_path, section, new, outline=True)
    assert one.state == "moved"
    assert new[one.span.start : one.span.end].endswith("And a new one.")
    renamed = OLD.replace("introduction", "first words")
    assert moved(tmp_path, section, renamed, outline=True).state == "waits"


def test_a_reworded_passage_waits(tmp_path: Path) -> None:
    """It gets the new place and keeps the digest of what was read; both passages are told."""
    passage = "Care is taken by whoever looks at data of people"
    one = moved(tmp_path, passage, "New. " + OLD.replace("by whoever looks at", "in using"))
    assert (one.state, one.before) == ("waits", passage)
    assert one.after == "Care is taken in using data of people"
    assert one.span.sha256 == one.old.sha256


def test_a_passage_that_was_taken_out_is_gone(tmp_path: Path) -> None:
    """A span has one character at least, and the digest that no text will have."""
    one = moved(tmp_path, "Machine learning is one way to find what data hold. ", OLD.replace(
        "Machine learning is one way to find what data hold. ", ""
    ))  # fmt: skip
    assert (one.state, one.after.strip()) == ("gone", "")
    assert one.span.end > one.span.start


def test_a_passage_that_went_elsewhere_is_found(tmp_path: Path) -> None:
    """A paragraph may stand in another chapter now."""
    sentence = "Machine learning is one way to find what data hold."
    new = OLD.replace(sentence + " ", "") + "\n" + sentence + "\n"
    one = moved(tmp_path, sentence, new)
    assert one.state == "moved"
    assert new[one.span.start : one.span.end] == sentence


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("tea\nis hot", "tea is  hot", True),
        ("“tea” – hot", '"tea" - hot', True),
        ("machine learning is", "machine learning (ML) is", True),
        ("machine learning (ML) is", "machine learning is", False),
        ("tea is hot", "tea is (not) hot", False),
        ("tea is hot", "tea is (NOT) hot, or so", False),
        ("tea is hot", "tea is not", False),
    ],
)
def test_what_need_not_be_read_again_says_the_same(old: str, new: str, same: bool) -> None:
    """Line ends, quotes, dashes and a short form in brackets are no new words."""
    assert says_the_same(old, new) is same


def test_without_the_old_text_the_words_around_lead_to_a_passage(tmp_path: Path) -> None:
    """The digests of the words beside it are enough; one without them is not found."""
    texts = Texts.of(held(tmp_path, "new.txt", "New words. " + OLD), None)
    start = OLD.index("A9")
    span = span_of(OLD, start, start + 2)
    one = move_span("x", span, texts, is_outline=False)
    assert (one.state, one.span.start) == ("moved", start + 11)
    bare = Span(start=span.start, end=span.end, sha256=span.sha256)
    assert move_span("x", bare, texts, is_outline=False).state == "gone"


def test_the_same_move_again_keeps_what_waits(tmp_path: Path) -> None:
    """What was moved stays where it is, and what waits is told with both passages again."""
    new = "New. " + OLD.replace("by whoever looks at", "in using")
    passage = "Care is taken by whoever looks at data of people"
    waiting = moved(tmp_path, passage, new)
    texts = Texts.of(held(tmp_path, "new.txt", new), held(tmp_path, "old.txt", OLD))
    again = move_span("x", waiting.span, texts, is_outline=False)
    assert (again.state, again.span, again.before) == ("waits", waiting.span, passage)
    settled = span_of(new, waiting.span.start, waiting.span.end)
    assert move_span("x", settled, texts, is_outline=False).state == "kept"


def test_the_number_of_a_citation_goes_with_its_paragraph(tmp_path: Path) -> None:
    """The number stands in many places; the line that it stands in, or the words around, in one."""
    lines = [f"What was seen in place {word} holds (3) and ends here." for word in "abcdefgh"]
    for end in ("ends here.", "ends there, and more is said of it in the end."):
        old = "\n\n".join([*lines, "Pots differ (3) from kettles of old, as all know.", ""])
        moved_line = "Pots differ (3) from kettles of old, as all know."
        new = "\n\n".join([lines[0], moved_line, *lines[1:], ""]).replace("ends here.", end)
        texts = Texts.of(held(tmp_path, "new.txt", new), held(tmp_path, "old.txt", old))
        start = old.index("(3) from") + 1
        one = move_span("mentions/9", span_of(old, start, start + 1), texts, is_outline=False)
        assert one.state == "moved"
        assert new[one.span.start - 13 : one.span.end + 6] == "Pots differ (3) from"
