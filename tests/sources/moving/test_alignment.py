from kg.sources.moving.alignment import Alignment, Block, align_texts
from tests.growth import grows_evenly

OLD = "One two three four five six seven. Eight nine ten eleven twelve thirteen, fourteen."


def test_what_stands_in_both_is_paired() -> None:
    """Each block is the same in both texts, and what was put in is in none."""
    new = OLD.replace("seven.", "seven (VII).")
    alignment = align_texts(OLD, new)
    assert [OLD[one.old : one.old + one.length] for one in alignment.blocks] == [
        new[one.new : one.new + one.length] for one in alignment.blocks
    ]
    assert sum(one.length for one in alignment.blocks) >= len(OLD) - 1
    assert alignment.place(OLD.index("Eight")) == new.index("Eight")


def test_lines_that_are_wrapped_anew_are_the_same_words() -> None:
    """White space is no word: a passage ends where its last word does."""
    new = OLD.replace(" ", "\n")
    start, end = align_texts(OLD, new).bounds(OLD.index("Eight"), OLD.index(" twelve"))
    assert new[start:end] == "Eight\nnine\nten\neleven"


def test_a_passage_that_was_reworded_lies_between_what_stays() -> None:
    """The ends of a passage that are gone are where the text goes on as it did."""
    new = OLD.replace("Eight nine ten", "And then")
    passage = OLD.index("Eight"), OLD.index(" eleven")
    start, end = align_texts(OLD, new).bounds(*passage)
    assert new[start:end].strip() == "And then"
    taken_out = OLD.replace("Eight nine ten ", "")
    start, end = align_texts(OLD, taken_out).bounds(*passage)
    assert taken_out[start:end].strip() == ""


def test_texts_without_a_common_word_share_nothing() -> None:
    """Two texts may have no place in common; nothing is made up."""
    assert align_texts("a b c", "x y z").blocks == ()
    assert align_texts("a b c", "x y z").bounds(0, 1) == (0, 0)


def test_turned_round_it_leads_back() -> None:
    """From the new text to the old one the same blocks hold."""
    alignment = Alignment((Block(0, 4, 3),))
    assert alignment.turned().place(5) == 1


def test_a_long_text_of_few_words_is_compared_in_time() -> None:
    """Words that stand there thousands of times do not make each be held against each."""

    def align(times: int) -> None:
        old = "tea pot " * times
        assert align_texts(old, f"{old} and milk").place(len(old) - 2) == len(old) - 2
        assert align_texts(f"a {old}", f"b {old}").place(2) == 2
        many = [f"w{number % 150}" for number in range(times)]
        align_texts(" ".join(many), " ".join(reversed(many)))

    assert grows_evenly(align, 20_000)
