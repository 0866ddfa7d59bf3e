from typing import Annotated

import pytest

from kg.model import Named, Record, Slug
from kg.model.marks import Id, To, find_mark


def test_the_name_of_a_record_makes_its_path() -> None:
    """The marked field, after the kind, is the path."""

    class Cup(Named):
        number: Annotated[int, Id("cups")]

    assert Cup(number=3).path == "cups/3"


def test_a_record_that_others_name_has_one_name() -> None:
    """Without a marked field, or with two, a class is refused as soon as it is written."""
    with pytest.raises(TypeError, match="Cup: mark just one field"):

        class Cup(Named):
            id: Annotated[Slug, Id()]


def test_a_link_by_name_leads_below_its_kind() -> None:
    """An id, a code or a number is put after the kind."""
    assert To(("tips",), by="number").path_of(12) == "tips/12"


def test_a_mark_is_found_by_its_kind() -> None:
    """A field's own name is no link, and plain text is neither."""

    class Cup(Record):
        id: Annotated[Slug, Id("cups")]
        label: str

    fields = Cup.model_fields
    assert find_mark(fields["id"], Id) == Id("cups")
    assert find_mark(fields["id"], To) is None
    assert find_mark(fields["label"], Id) is None
