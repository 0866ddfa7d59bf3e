from kg.model import Sources


def test_a_file_that_is_not_there_says_nothing() -> None:
    """What stands in its place is equal to such a file with nothing in it."""
    missing = {
        name: field.default_factory
        for name, field in Sources.model_fields.items()
        if field.default_factory is not None
    }
    assert "tips" in missing
    for name, make in missing.items():
        empty = make()  # type: ignore[call-arg]
        assert empty == type(empty)(), name
