from babel import Locale

from kg.outputs.site.details import tell_details


def test_the_language_of_a_work_is_named() -> None:
    """Catalogues give a tag; a reader sees a word, in the language of the page."""
    details = [{"field": "language", "text": "eng"}, {"field": "origlanguage", "text": "german"}]
    row = {"details": details, "identifiers": []}
    told = {one["label"]: one["text"] for one in tell_details(row, Locale("en"))}
    assert told == {"Language": "English", "Original language": "German"}
    assert [one["text"] for one in tell_details(row, Locale("cy"))] == ["Saesneg", "Almaeneg"]


def test_a_value_that_stands_among_the_identifiers_is_not_told_twice() -> None:
    """What identifies a work has a line of its own; an empty field has none."""
    row = {"details": [{"field": "pmid", "text": "12"}], "identifiers": [{"value": "12"}]}
    assert tell_details(row, Locale("en")) == []
