from kg.sources.citations.lists import read_list
from tests.sources.citations.made import reference, works_of

TEA = reference("tea", title="Tea and quarrels in offices")
POT = reference("pot", title="Why a pot is shared")


def test_a_number_stands_before_the_title_that_it_is_for() -> None:
    """An entry may run over lines, and its number may stand in brackets or before a dot."""
    text = (
        "Text.\n\nReferences\n\n[1] Baker B.\n  Why a pot is\n  shared.\n"
        "2. Able A. Tea and Quarrels in Offices.\n"
    )
    printed = read_list(text, works_of(TEA, POT))
    assert printed.numbers == {"pot": 1, "tea": 2}
    assert [text[place] for place in sorted(printed.places)] == ["[", "2"]


def test_a_letter_stands_after_the_year_of_its_entry() -> None:
    """The year before a title is that of its entry; that of the entry above is not."""
    text = (
        "Able (2001b). Why a pot is shared.\nAble (2001a). Tea and quarrels in offices.\n"
        "Able (2001). Why a pot is shared."
    )
    assert read_list(text, works_of(TEA, POT)).letters == {"tea": "a"}


def test_a_text_without_a_list_tells_nothing() -> None:
    """A title of one short word may stand anywhere, and counts for nothing."""
    printed = read_list("1. Tea\n", works_of(reference("tea", title="Tea")))
    assert (printed.numbers, printed.letters) == ({}, {})


def test_a_list_may_have_a_work_twice() -> None:
    """Both numbers are its own, where the entry names its author; another work's entry is not."""
    tea, pot = (
        one.model_copy(update={"authors": reference("x", family).authors})
        for one, family in ((TEA, "Able"), (POT, "Baker"))
    )
    text = (
        "Text.\n\n[1] Able A. Tea and quarrels in offices. 2001.\n"
        "[2] Cook C. On what is said in Tea and quarrels in offices. 2003.\n"
        "[3] Baker B. Why a pot is shared. 2001.\n"
        "[4] Able A. Tea and quarrels in offices. 2001.\n"
    )
    printed = read_list(text, works_of(tea, pot))
    assert (printed.numbers, printed.again) == ({"tea": 4, "pot": 3}, {1: "tea"})
    assert [text[place : place + 3] for place in sorted(printed.places)] == ["[1]", "[3]", "[4]"]


def test_a_number_may_stand_in_a_span_of_markdown() -> None:
    """As pandoc writes an entry whose number stands left of it."""
    text = "[\\[7\\] ]{.csl-left-margin}[Able A. Tea and quarrels in offices.]{.csl-right-inline}\n"
    assert read_list(text, works_of(TEA)).numbers == {"tea": 7}
