import pytest
from pydantic import ValidationError

import kg.model
from kg.model import CompanionTable, DataTable, Evidence, Record, Span, Tip

SPAN = {"start": 1, "end": 2, "sha256": "0" * 64}


def test_records_cannot_change() -> None:
    """A record is a value: nothing may be set on it."""
    span = Span.model_validate(SPAN)
    with pytest.raises(ValidationError):
        span.start = 5


def test_a_span_runs_forward() -> None:
    """An end at or before the start is refused."""
    with pytest.raises(ValidationError, match="ends before it starts"):
        Span.model_validate(SPAN | {"end": 1})


@pytest.mark.parametrize("origin", [{}, {"source": "A1", "study": "match"}])
def test_an_evidence_line_has_one_origin(origin: dict[str, str]) -> None:
    """A line comes from a source or from a study, never both, never neither."""
    with pytest.raises(ValidationError, match="either a source or a study"):
        Evidence.model_validate({"stance": "supports", **origin})


TABLE = {"id": "t", "kind": "table", "title": "T", "span": SPAN, "columns": ["a", "b"]}


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        pytest.param({"rows": [["x"]]}, "2 cells", id="a-cell-too-few"),
        pytest.param({"rows": [["x", 1, None]]}, "2 cells", id="a-cell-too-many"),
        pytest.param({"rows": [["x", 1]], "row_concepts": ["a", "b"]}, "a row", id="concepts"),
    ],
)
def test_a_table_is_a_grid(more: dict[str, object], fault: str) -> None:
    """Each row has a cell for each column, in the review's tables and in a companion's."""
    with pytest.raises(ValidationError, match=fault):
        DataTable.model_validate(TABLE | {"section": "s"} | more)
    with pytest.raises(ValidationError, match=fault):
        CompanionTable.model_validate(TABLE | more)


def test_the_path_is_made_from_the_id() -> None:
    """A record's path is its IRI without the review's base."""
    tip = Tip.model_validate(
        {
            "number": 7,
            "title": "T",
            "statement": "S",
            "practice": [],
            "section": "s",
            "addresses": [],
            "span": SPAN,
        }
    )
    assert tip.path == "tips/7"


def test_every_public_name_is_exported_once() -> None:
    """`kg.model` offers every record class, sorted."""
    assert list(kg.model.__all__) == sorted(set(kg.model.__all__))
    classes = [value for value in vars(kg.model).values() if isinstance(value, type)]
    assert {kind.__name__ for kind in classes if issubclass(kind, Record)} <= set(kg.model.__all__)
