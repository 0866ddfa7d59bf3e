from __future__ import annotations

import pytest
from pydantic import ValidationError

from kg.model import Concept, Erratum, EvidenceClass

CLASS = {
    "label": "x", "plural": "x", "definition": "x", "kind": "other", "printed_label": "x",
    "list_heading": "x",
}  # fmt: skip
FAULT = {
    "id": "E001", "status": "proved", "kind": "name", "arises_in": "print", "printed": "x",
    "proof": "x",
}  # fmt: skip


@pytest.mark.parametrize("code", ["A", "I/II", "1++", "⊕⊕⊝⊝", "Level 1a", "../../escaped"])
def test_a_class_is_called_what_the_review_calls_it(code: str) -> None:
    """Any code that prints is taken as it is, and its address stays below its kind."""
    found = EvidenceClass.model_validate(CLASS | {"code": code})
    assert found.code == code
    assert found.path.count("/") == 1


@pytest.mark.parametrize("code", ["", "A\0", "A\u202eB", "A" * 101])
def test_a_code_that_no_review_prints_is_refused(code: str) -> None:
    """Nothing, control characters, writing turned round, and whole paragraphs are no codes."""
    with pytest.raises(ValidationError):
        EvidenceClass.model_validate(CLASS | {"code": code})


@pytest.mark.parametrize("name", ["", "Tea", "a b", "../x", "x" * 101])
def test_an_id_is_short_words_joined_by_hyphens(name: str) -> None:
    """An id becomes a name of files as it stands, so it has lower case letters and digits only."""
    with pytest.raises(ValidationError):
        Concept.model_validate({"id": name, "label": "x", "kind": "idea", "definition": "x"})


def test_a_record_is_named_with_its_kind() -> None:
    """A field for records of any kind takes their ids and codes, and nothing that hides."""
    touches = ("sources/I/II", "tips/1", "debates/tea#for")
    assert Erratum.model_validate(FAULT | {"touches": touches}).touches == touches
    for bad in ("I/II", "tips", "tips/\u200b"):
        with pytest.raises(ValidationError):
            Erratum.model_validate(FAULT | {"touches": (bad,)})
