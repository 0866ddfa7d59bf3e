from kg.model.headings import heading_for_place, is_unnamed, printed_heading


def test_what_stands_for_a_heading_is_none() -> None:
    """A page shows no heading where the review prints none; one that is printed stays."""
    assert is_unnamed(heading_for_place(2))
    assert printed_heading(heading_for_place(2)) == ""
    assert printed_heading("Column of tea") == "Column of tea"
