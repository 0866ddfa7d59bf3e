"""Words of a printed page, with its citations and notes, are found in the file that prints it."""

import pytest

from kg.sources.places.copied import as_copied
from kg.sources.places.finding import find_passage
from kg.sources.places.text import hold_text
from tests.growth import grows_evenly

LATEX = r"""Loneliness harms~\citep[see][p.~3]{okafor2015,hall2017}, although \citet{dietz2021}
found none\footnote{The trial of \citet{dietz2021} stopped \emph{early}.}, and \textcite{abara2018}
does not say why.
"""
MARKDOWN = (
    "Loneliness harms [see @okafor2015, p. 3; @hall2017], although @dietz2021 found none[^1], and\n"
    "Abara [-@abara2018] does not say why^[Nobody [@hall2017] does.].\n"
)


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("Loneliness harms (see Okafor and Hall, 2015, p. 3; Hall, 2017), although", "although"),
        ("Loneliness harms [3, 4], although", "although"),
        ("although Dietz (2021) found none¹, and", "and"),
        ("found none, and Abara et al. (2018) does not say why", "why"),
        ("Dietz (2021) found ... Abara et al. (2018)\u00a0does not say why", "why"),
    ],
    ids=["in-brackets", "numbers", "note", "names", "parts-and-a-hard-blank"],
)
@pytest.mark.parametrize("written", [LATEX, MARKDOWN], ids=["latex", "markdown"])
def test_citations_and_notes_may_be_as_the_page_has_them(
    words: str, ends: str, written: str
) -> None:
    """The file has keys and commands there, or nothing where the page has the mark of a note."""
    found = find_passage(words, hold_text("t", written))
    assert isinstance(found, tuple)
    passage = " ".join(written[slice(*found)].split())
    first = words.split(maxsplit=1)[0]
    assert passage.startswith(first if first != "Dietz" else ("\\citet{dietz2021}", "@dietz2021"))
    assert passage.endswith(ends)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("(Okafor, 2015)", "a citation alone may be any: write words beside it, too"),
        ("Loneliness ... (Hall, 2017)", "(Hall, 2017); a citation alone may be any: write words"),
        ("found nothing (Dietz, 2021)", "do not stand in the text"),
    ],
    ids=["first", "last", "other-words"],
)
def test_a_citation_alone_finds_no_other_one(words: str, told: str) -> None:
    """Any of the text would do, and that it is the one that is meant nobody knows."""
    found = find_passage(words, hold_text("t", LATEX))
    assert isinstance(found, str)
    assert told in found


@pytest.mark.parametrize(
    ("words", "passage"),
    [
        ("in the 3M™ device", "in the 3M^TM^ device"),
        ("in the 3MTM device", "in the 3M^TM^ device"),
        ("CO2 rose.5 Then", "CO~2~ rose.[@able2001] Then"),
        ("rose.⁵ Then it fell6,7, too", "rose.[@able2001] Then it fell [@bell2002; @c], too"),
        ("by 5 m² at 20 °C.8", "by 5 m^2^ at 20 °C [@able2001]."),
        ("rose.5 Then it", None),
    ],
    ids=["sign", "letters", "lowered", "raised", "square-and-before-the-stop", "of-another-text"],
)
def test_raised_numbers_are_citations_and_units(words: str, passage: str | None) -> None:
    """The page raises them, and who copies them gets plain figures; a figure of the text stays."""
    text = "rose. Then it"
    if passage is not None:
        text = (
            "As in the 3M^TM^ device CO~2~ rose.[@able2001] Then it fell [@bell2002; @c], too, "
            "by 5 m^2^ at 20 °C [@able2001]. So."
        )
    found = find_passage(words, hold_text("t", text))
    assert (text[slice(*found)] if isinstance(found, tuple) else None) == passage


def test_letters_that_look_like_names_stay_words_of_the_text() -> None:
    """Names before a year belong to the citation only as far as the file does not have them."""
    text = r"So Able and Baker \citeyearpar{able2001} say, as does \citet{cook2002} too."
    for words in ("So Able and Baker (2001) say", "as does Cook (2002) too"):
        assert isinstance(find_passage(words, hold_text("t", text)), tuple)


@pytest.mark.parametrize("sign", [r"\cite{}", r"\footnote{}", r"\footnotemark ", "[^1]"])
@pytest.mark.parametrize("words", ["tea milk", "tea5 milk", "tea (Able, 2001) milk"])
def test_a_row_of_notes_is_tried_in_one_way(sign: str, words: str) -> None:
    """Each might be markup too, and twenty in a row would be tried in a million ways."""
    find, long = as_copied(words).search, "tea and milk " * 2_000
    assert grows_evenly(lambda number: find(f"tea{sign * number} sugar"), 20, lambda: find(long))
