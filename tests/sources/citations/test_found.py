from kg.sources.citations.found import mask_between, mask_code


def test_a_mask_keeps_every_place() -> None:
    """What is blank is as long as what stood there, and lines end where they did."""
    text = "---\ntitle: `x`\n---\nA `b` c\n```\nd\n```\n<!-- e\nf --> g ``h``\n"
    masked = mask_code(text)
    assert len(masked) == len(text)
    assert [place for place, char in enumerate(masked) if char == "\n"] == [
        place for place, char in enumerate(text) if char == "\n"
    ]
    assert masked.split() == ["A", "c", "g", "``h``"]


def test_a_quote_of_latex_is_no_code() -> None:
    """Between two opened ones there is text; code ends in no blank."""
    text = "A `b' (c), `d' e `f' and `g` h.\n"
    assert mask_code(text) == text.replace("`g`", "   ")


def test_front_matter_stands_at_the_start_only() -> None:
    """A rule between paragraphs hides nothing."""
    assert mask_code("A\n\n---\nB\n---\n").split() == ["A", "---", "B", "---"]


def test_what_is_never_closed_hides_nothing() -> None:
    """An opening mark without its end is a text like any other."""
    assert mask_between("a <!-- b", "<!--", "-->") == "a <!-- b"
