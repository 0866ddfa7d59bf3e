from kg.timings import Timings


def test_steps_are_kept_in_order_and_announced() -> None:
    """Whoever waits hears each step's name when it begins."""
    heard: list[str] = []
    timings = Timings(announce=heard.append)
    with timings.step("read"):
        assert heard == ["read"]
    with timings.step("write"):
        pass
    assert [name for name, _ in timings.steps] == ["read", "write"]


def test_the_table_ends_with_the_sum() -> None:
    """A line a step, in milliseconds, and one for all."""
    timings = Timings(steps=[("read", 0.5), ("write", 1.25)])
    assert timings.table().splitlines() == [
        "    500.0 ms  read",
        "   1250.0 ms  write",
        "   1750.0 ms  all steps",
    ]
