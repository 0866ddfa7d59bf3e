from kg.comparison.changes import MOST_RENAMED, Changes, FieldChange, RecordChange
from kg.comparison.textreport import other_lines


def test_many_that_only_have_another_number_are_counted() -> None:
    """A few are told one by one, many as a number; what else changed in one is always told."""
    few = [_renamed(number) for number in range(1, MOST_RENAMED + 1)]
    assert Changes(tuple(few)).listed == tuple(few)
    changed = _renamed(99, FieldChange(("printed",), "A1", "A2"))
    many = Changes((*few, _renamed(50), changed))
    assert many.listed == (changed,)
    assert other_lines(many) == ["mentions: 11 have another number or name, and say the same"]


def _renamed(number: int, *fields: FieldChange) -> RecordChange:
    was = f"mentions/{number}"
    return RecordChange("renamed", f"mentions/{number + 1}", "", fields, was)
