from __future__ import annotations

from pyoxigraph import Store

from kg.outputs.references.records import (
    Agent,
    Identifier,
    evidence_of_tips,
    load_references,
    pick_references,
)


def test_order_is_by_class_and_number(small_store: Store) -> None:
    """References stand by class, and A2 comes before A10."""
    assert list(load_references(small_store)) == ["A2", "A10", "B1"]


def test_keys_come_from_the_code_only(small_store: Store) -> None:
    """A key is made of the review and the code, so that no correction ever changes it."""
    assert load_references(small_store)["A10"].key == "small-A10"


def test_people_are_told_from_bodies(small_store: Store) -> None:
    """A person has a family name, as the graph gives it; a body keeps its name whole."""
    authors = load_references(small_store)["A10"].authors
    assert authors == (Agent("Smith", "M. K."), Agent("Board of Health, North"))


def test_names_in_parts_are_kept(small_store: Store) -> None:
    """Where the graph gives family and given name, they are taken as they stand."""
    assert load_references(small_store)["A2"].authors == (Agent("Glasby", "Jon"),)


def test_a_proved_correction_is_the_field_and_the_print_a_note(small_store: Store) -> None:
    """An export says the right year, and that the review prints another one."""
    reference = load_references(small_store)["A10"]
    assert reference.year == "1999"
    assert reference.notes[-1] == (
        "The year, corrected here: the review prints “1998”. See <https://example.org/witness>"
    )


def test_what_the_text_proves_needs_no_witness(small_store: Store) -> None:
    """Where no page was seen, the fault says how it is known."""
    assert load_references(small_store)["A2"].notes == (
        "The title, corrected here: the review prints “A chapther”. The text shows it: fault E009",
    )


def test_a_suspicion_is_told_as_one_with_its_caveat(small_store: Store) -> None:
    """A correction that hangs on a suspected fault reaches no export as a fact."""
    [said] = [note for note in load_references(small_store)["A10"].notes if "Smyth" in note]
    assert said == (
        "The authors, which may be wrong (suspected, not proved), given by an outside witness as:"
        " Smyth, M. See <https://example.org/copy>. Others may be missing."
    )


def test_a_confirmation_is_no_correction(small_store: Store) -> None:
    """What a witness only confirms gives no note."""
    assert len(load_references(small_store)["A10"].notes) == 3


def test_identifiers_of_copies_are_notes(small_store: Store) -> None:
    """Only an identifier of the work itself fills a field; that of a copy is a note."""
    reference = load_references(small_store)["A10"]
    assert reference.identifier("doi") == "10.1000/a_b"
    assert reference.url == ""
    assert reference.notes[0] == "Address of a copy: https://example.org/copy"


def test_related_identifiers_are_worded() -> None:
    """An identifier of something else says of what."""
    assert str(Identifier("isbn10", "0", "related")) == "ISBN of a related work: 0"


def test_keywords_have_no_comma(small_store: Store) -> None:
    """A comma parts keywords, so a class label that has one loses it."""
    assert load_references(small_store)["B1"].keywords == ("Class B", "Reviews; theory")


def test_evidence_of_a_tip(small_store: Store) -> None:
    """The evidence of a tip is what the findings table lists for its implications."""
    codes = evidence_of_tips(small_store)[7]
    assert codes == ("A2", "A10")
    picked = pick_references(load_references(small_store), reversed(codes))
    assert [reference.code for reference in picked] == ["A2", "A10"]


def test_every_source_of_the_review_is_cited(real_store: Store) -> None:
    """Each source of the review has a reference with a title, a year and an evidence class."""
    references = load_references(real_store)
    listed = [reference for code, reference in references.items() if code[0] in "ABCD"]
    assert len(listed) >= 92
    assert all(item.title and item.year and item.evidence_class for item in listed)
    assert all(item.authors or item.editors or item.title for item in listed)


def test_every_tip_of_the_review_has_evidence(real_store: Store) -> None:
    """Each of the nineteen tips leads to the sources of its rows."""
    evidence = evidence_of_tips(real_store)
    assert sorted(evidence) == list(range(1, 20))
    assert evidence[12] == ("D4", "D5")
