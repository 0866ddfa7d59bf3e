import os
import time

from benchmarks.edits import processor_time, put_word


def test_a_word_is_put_before_the_first_statement() -> None:
    """Whether it stands on the line of its name or below, and of no other claim."""
    plain = "claims:\n  - statement: One.\n  - statement: Two.\n"
    assert put_word("new", plain) == plain.replace("One", "new One")
    folded = "claims:\n  - statement: >-\n      One.\n  - statement: Two.\n"
    assert put_word("new", folded) == folded.replace("One", "new One")


def test_the_time_of_a_process_is_what_it_worked() -> None:
    """It grows with the work, and not with the clock."""
    before = processor_time(os.getpid())
    start = time.process_time()
    while time.process_time() - start < 0.1:
        pass
    assert 0.05 <= processor_time(os.getpid()) - before < 2
