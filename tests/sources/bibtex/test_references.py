import pytest

from kg.sources.bibtex.references import plain_value


@pytest.mark.parametrize(
    ("name", "written", "plain"),
    [
        ("type", "phdthesis", "PhD thesis"),
        ("type", "{Ph.D.} thesis", "Ph.D. thesis"),
        ("pubstate", "inpress", "in press"),
        ("title", "inpress", "inpress"),
        ("url", r"https://e.org/a\_b", "https://e.org/a_b"),
    ],
)
def test_a_word_of_biblatex_is_read_as_what_it_prints(name: str, written: str, plain: str) -> None:
    """In `type` and `pubstate` alone; what is verbatim has no LaTeX."""
    assert plain_value(name, written) == plain
