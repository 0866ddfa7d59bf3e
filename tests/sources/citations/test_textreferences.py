"""Words with a label, as bookdown has them."""

from kg.sources.citations.textreferences import place_printed, say_text_references

TEXT = """(ref:one) First
words.

# Tea

(ref:two-b) Second

![(ref:one)](a.png) and (ref:two-b), (ref:gone), in words (ref:one) twice.

Words (ref:one) within a paragraph give none.
"""


def test_a_label_prints_its_words() -> None:
    """What gives words, and what leads to none, stays."""
    said = say_text_references(TEXT)
    assert said.startswith("(ref:one) First\nwords.\n\n# Tea\n\n(ref:two-b) Second\n")
    assert "![First words.](a.png) and Second, (ref:gone), in words First words. twice" in said


def test_words_are_printed_at_the_first_use_of_their_label() -> None:
    """Others are printed where they stand, and so are words that nothing uses."""
    assert TEXT[place_printed(TEXT, TEXT.index("First")) :].startswith("(ref:one)](a.png)")
    assert TEXT[place_printed(TEXT, TEXT.index("Second")) :].startswith("(ref:two-b), (ref:gone)")
    assert place_printed(TEXT, TEXT.index("# Tea")) == TEXT.index("# Tea")
    assert place_printed("(ref:x) Words\n", 9) == 9
