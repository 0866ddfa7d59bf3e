from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.service.data.reading import MOST_NESTING, LoadError, Nested

pytestmark = pytest.mark.slow

VALUES = st.recursive(
    st.text(alphabet='"\\\\[]{}a'),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def read_in_pieces(data: bytes, size: int) -> bytes:
    """Read JSON through the counter, so many bytes at a time."""
    nested = Nested(io.BytesIO(data))
    return b"".join(iter(lambda: nested.read(size), b""))


@given(VALUES, st.integers(min_value=1, max_value=9))
def test_brackets_in_strings_do_not_count(value: object, size: int) -> None:
    """Wherever a piece ends, in a string or an escape; and the bytes are the same."""
    data = json.dumps([value, ["[" * (MOST_NESTING + 1)]]).encode()
    assert read_in_pieces(data, size) == data


@given(VALUES, st.integers(min_value=1, max_value=9))
def test_too_many_open_brackets_are_found(value: object, size: int) -> None:
    """Behind any text."""
    data = json.dumps([value]).encode()[:-1] + b"," + b"[" * MOST_NESTING
    with pytest.raises(LoadError, match="inside one another"):
        read_in_pieces(data, size)
