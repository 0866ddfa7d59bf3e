from __future__ import annotations

from kg.catalogues import ENGLISH
from kg.outputs.searchindex import Document, Lead
from kg.outputs.searchlist import group_short_lists, list_letters

DOCUMENTS = [
    Document("tip", "Tip 1: Share a pot", "tips/1.html"),
    Document("concept", "Éclair", "concepts/eclair.html"),
    Document("claim", "Tea helps.", "sections/tea.html#x"),
]


def test_the_search_page_lists_the_short_kinds() -> None:
    """Tips stand there under their heading; concepts have a page of their own."""
    assert group_short_lists(DOCUMENTS, ENGLISH) == [("Tips", DOCUMENTS[:1])]


def test_letters_hold_titles_and_words_that_lead() -> None:
    """A tip stands under its words, an accent does not count, a lead shows what it leads to."""
    lead = Lead("everything.html#lead-mug", ("mug", "9 cups"), ("tips/1.html",), (), "Near.")
    letters = {letter.name: letter.entries for letter in list_letters(DOCUMENTS, [lead], ENGLISH)}
    assert list(letters) == ["#", "E", "M", "S"]
    assert [entry.title for entry in letters["S"]] == ["Share a pot"]
    (mug,) = letters["M"]
    assert (mug.anchor, mug.sees, mug.reason) == ("lead-mug", (DOCUMENTS[0],), "Near.")
    assert letters["#"][0].anchor == ""
