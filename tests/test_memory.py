from kg.memory import Memory, call


def test_what_is_known_is_not_worked_out_again() -> None:
    """Texts count by what they say, other values by which object they are."""
    asked: list[object] = []

    def length(text: str, more: list[int]) -> int:
        asked.append(text)
        return len(text) + len(more)

    memory, more = Memory(), [1]
    assert memory.recall(length, "tea", more) == 4
    assert memory.recall(length, b"tea".decode(), more) == 4
    assert asked == ["tea"]
    assert memory.recall(length, "tea", [1, 2]) == 5
    assert asked == ["tea", "tea"]


def test_a_number_is_no_truth() -> None:
    """Values that Python takes for equal are told apart by their kinds."""
    memory = Memory()
    assert [memory.recall(repr, one) for one in (1, True)] == ["1", "True"]
    assert memory.recall(dict, a=1) == {"a": 1}
    assert memory.recall(dict, b=1) == {"b": 1}


def test_what_nobody_asks_for_is_forgotten() -> None:
    """Kept is what was asked for since the last round, and no more."""
    memory = Memory()
    first = memory.recall(list, "tea")
    memory.end_round()
    assert memory.recall(list, "tea") is first
    memory.end_round()
    memory.end_round()
    assert memory.recall(list, "tea") is not first


def test_equal_values_become_one_object() -> None:
    """Under a name the value of before stays, until another one is given."""
    memory = Memory()
    first = memory.settle("a", [1])
    assert memory.settle("a", [1]) is first
    assert memory.settle("b", [1]) is not first
    assert memory.settle("a", [2]) == [2]
    assert memory.settle("a", [1]) is not first
    assert memory.settle("a", (1,)) == (1,)


def test_who_remembers_nothing_calls_plainly() -> None:
    """Each call gives a value of its own."""
    assert call(list, "ab") == ["a", "b"]
    assert call(list, "ab") is not call(list, "ab")
