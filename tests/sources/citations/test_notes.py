from kg.sources.citations.notes import Titles, find_notes
from tests.sources.citations.made import found, meant, reference, works_of

TEXT = """So it is.[^1] And so.[^two]

[^1]: See it, and
go on,

    with a paragraph more.

Not a note.

[^two]: Last.
"""
WORKS = (
    reference("able", "Able", title="The tea and sleep of the north"),
    reference("cook", "Cook", "van|Dent", year=2003, title="Naps and errors"),
    reference("short", "Evans", year=2004, title="Tea"),
)


def test_a_note_goes_on_as_far_as_it_is_indented() -> None:
    """Lines that follow belong to it; after an empty one, only those that are moved in."""
    notes = find_notes(TEXT)
    words = [" ".join(TEXT[one.start : one.end].split()) for one in notes.notes]
    assert words == ["See it, and go on, with a paragraph more.", "Last."]
    assert notes.at(TEXT.index("paragraph")) == notes.notes[0]
    assert notes.at(TEXT.index("Not a note")) is None


def test_a_note_belongs_where_its_mark_stands() -> None:
    """A note without a mark in a part of the text belongs to no part of it."""
    notes = find_notes(TEXT)
    assert notes.belongs(TEXT.index("paragraph"), (0, TEXT.index("And")))
    assert not notes.belongs(TEXT.index("Last"), (0, TEXT.index("And")))


def test_names_and_years_need_no_brackets_in_a_note() -> None:
    """A note is a bracket of its own; words of a sentence are none."""
    text = "Able 2001 said.[^1]\n\n[^1]: Able 2001, p. 3; Cook and van Dent 2003; (Evans 2004).\n"
    assert meant(text, "author-year", *WORKS) == [
        ("Able 2001", "able"),
        ("Cook and van Dent 2003", "cook"),
        ("Evans 2004", "short"),
    ]


def test_titles_cite_in_notes() -> None:
    """A whole title cites, and after its author's name its first words do."""
    text = (
        "So.[^1] So.[^2]\n\n[^1]: *The Tea and Sleep of the North* (Leeds: Pot, 2001), 3;\n"
        "Naps and Errors.\n[^2]: Able, Tea and Sleep, 4. Tea and sleep is all.\n"
    )
    assert [pair for pair in meant(text, "author-year", *WORKS) if pair[1]] == [
        ("The Tea and Sleep of the North", "able"),
        ("Naps and Errors", "cook"),
        ("Able, Tea and Sleep", "able"),
    ]


def test_a_place_and_a_year_of_print_are_no_citation_for_sure() -> None:
    """A publisher's name in brackets with a year is told as a doubt, not as a fault."""
    text = "So.[^1]\n\n[^1]: Nobody, Of Nothing (Leeds: Pot Press, 1999), 3.\n"
    assert [one.sure for one in found(text, "author-year", *WORKS)] == [False]


def test_two_works_of_one_title_are_both_named() -> None:
    """Which of them a note means, a person has to say."""
    both = (*WORKS, reference("again", "Dent", title="Naps and errors"))
    text = "[^1]: Naps and errors.\n"
    [(_, _, codes)] = Titles(works_of(*both)).find_in(text, find_notes(text).notes[0])
    assert codes == ("cook", "again")


def test_a_work_that_a_note_names_in_full_is_cited_once() -> None:
    """Its name and year in brackets, and its title behind them, are one citation."""
    tea = reference("tea", "Able", title="Walking after meals and sleep")
    note = "So.[^1]\n\n[^1]: Able (2001) Walking after meals and sleep. Journal of Rest 12.\n"
    assert meant(note, "author-year", tea) == [("Able (2001)", "tea")]


def test_what_repeats_the_note_before_it_is_asked() -> None:
    """Of one work alone, and in turn; behind two works, or none of the list, nobody knows."""
    text = (
        "A.[^1] B.[^2] C.[^3] D.[^4] E.[^5] F.[^6] G.[^7] H.[^8]\n\n"
        "[^1]: Cook, *Naps and errors*, 4.\n[^2]: *Ibid.*, 5.\n[^3]: See ibid.\n"
        "[^4]: Box 7, fol. 3.\n[^5]: Ibid., fol. 4.\n"
        "[^6]: Cook, *Naps and errors*, 9; Able 2001.\n[^7]: Ibid.\n[^8]: Ibidem the end.\n"
    )
    asked = [one for one in found(text, "author-year", *WORKS) if not one.sure]
    assert [(one.printed, one.sources, text[: one.start].count("\n")) for one in asked] == [
        ("Ibid.", ("cook",), 3), ("ibid.", ("cook",), 4)
    ]  # fmt: skip
