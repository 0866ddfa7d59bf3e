import pytest
from pydantic import ValidationError

from kg.model import Companion

SAID = {
    "id": "coffee", "code": "S001", "title": "Coffee", "authors": [{"family": "Latte"}],
    "year": 2008, "entry_type": "article", "summary": "A short piece.",
}  # fmt: skip


def test_a_class_of_ours_has_its_reason() -> None:
    """A companion may have no class; a class without a reason is refused."""
    assert Companion.model_validate(SAID).evidence_class is None
    with pytest.raises(ValidationError, match="say why it is this one"):
        Companion.model_validate({**SAID, "evidence_class": "C"})
