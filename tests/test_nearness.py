from kg.nearness import Nearest


def test_the_nearest_name_is_found() -> None:
    """A slip of a letter leads to the name that was meant; a stranger to none."""
    nearest = Nearest(["author", "title"])
    assert nearest.to("autor") == "author"
    assert nearest.to("quantum") is None


def test_lookups_come_to_an_end() -> None:
    """After many strangers there are no hints any more, and what was found stays found."""
    nearest = Nearest([f"field{number}" for number in range(100)])
    assert nearest.to("field7x") is not None
    for number in range(300):
        nearest.to(f"stranger{number}")
    assert nearest.to("field8x") is None
    assert nearest.to("field7x") is not None


def test_a_name_of_great_length_is_not_compared() -> None:
    """No time is spent on what cannot be a slip."""
    assert Nearest(["a" * 39]).to("a" * 41) is None
