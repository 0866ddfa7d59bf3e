import pytest

from kg.sources.citations.spelling import read_spelling


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("M&uuml;ller&amp;Gr&#233; &ndash; end", "Müller & Gré – end"),
        (r"M\"uller and M{\"u}ller and M\"{u}ller end", "Müller and Müller and Müller end"),
        (r"Garc\'{\i}a, Garc{\'\i}a, Garc\'ia end", "Garcí a, Garcí a, García end"),
        (r"\v{S}im\'ak, \v Simak, \c{C}elik end", "Šimák , Šimak, Çelik end"),
        (r"\O stergaard, {\O}re, Wei\ss{}, \.Zuk end", "Østergaard, Øre, Weiß, Żuk end"),
        (r"R&D; AT&T, al\. Able, J\.A\. \LaTeX, \cite{a}, \% \& end", None),
    ],
)  # fmt: skip
def test_what_spells_a_letter_is_read_in_its_place(text: str, read: str | None) -> None:
    """What follows a word stands where it stood; all else stays as it is."""
    found = read_spelling(text)
    assert len(found) == len(text)
    assert found.index("end") == text.index("end")
    if read is None:
        assert found == text
    else:
        assert "".join(found.split()) == "".join(read.split())


def test_a_word_stays_one_word() -> None:
    """The blanks stand behind it."""
    assert read_spelling(r"{\'E}tal{\'\i}o, 2001") == "Étalío" + " " * 9 + ", 2001"
