from kg.outputs.documents.prose import Run, join_runs, plain_text


def test_neighbours_of_one_look_are_one_run() -> None:
    """Runs without words go, and no look is lost."""
    runs = (Run("On "), Run("", bold=True), Run("tea"), Run("!", italic=True), Run("?", link="x"))
    joined = join_runs(runs)
    assert joined == (Run("On tea"), Run("!", italic=True), Run("?", link="x"))
    assert plain_text(joined) == "On tea!?"
