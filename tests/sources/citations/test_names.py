import pytest

from tests.sources.citations.made import found, meant, reference

ABLE = reference("able", "Able", year=2001)
PAIR = reference("pair", "Able", "Baker", year=2002)
PAIR_AGAIN = reference("pair3", "Able", "Baker", year=2003)
THREE_A = reference("zebra", "Cook", "Dean", "East", year=2004, title="Zebras at the kettle")
THREE_B = reference("apple", "Cook", "Dean", "East", year=2004, title="Apples in the canteen")
BERG = reference("berg", "van der|Berg", year=2011)
BODY = reference("body", "World Tea Board", year=2019, aliases=("WTB 2019",))
ACCENT = reference("accent", "García Márquez", year=1982)
PRESS = reference("press", "Ford", year=None, dated="in press")
COOKS = reference("cooks", "Cook", "Dean", "East", year=2001, title="Cooks")
NO_DATE = reference("nodate", "Gray", year=None)
ALL = (ABLE, PAIR, PAIR_AGAIN, THREE_A, THREE_B, BERG, BODY, ACCENT, PRESS, NO_DATE, COOKS)


@pytest.mark.parametrize(
    ("text", "printed", "code"),
    [
        ("It holds (Able, 2001).", "Able, 2001", "able"),
        ("It holds (Able 2001: 3).", "Able 2001", "able"),
        ("It holds [Able 2001].", "Able 2001", "able"),
        ("It holds (see also A. Able, 2001, p. 3).", "Able, 2001", "able"),
        ("As Able (2001) says", "Able (2001)", "able"),
        ("Able's (2001, p. 5) view", "Able's (2001, p. 5)", "able"),
        ("(as Able (2001) says)", "Able (2001)", "able"),
        ("in Cook et al.'s (2001) and", "Cook et al.'s (2001)", "cooks"),
        ("and Cook et al.’s\n(2001) work", "Cook et al.’s (2001)", "cooks"),
        ("the `calm' (Able, 2001), `sleepy' or `mild' one", "Able, 2001", "able"),
        ("(3PSM, Able \\& Baker, 2002)", "Able \\& Baker, 2002", "pair"),
        ("Able and Baker\n(2002)", "Able and Baker (2002)", "pair"),
        ("(Able & Baker, 2002)", "Able & Baker, 2002", "pair"),
        ("(Able &amp; Baker, 2002)", "Able &amp; Baker, 2002", "pair"),
        (
            "Garc&iacute;a&nbsp;M&#225;rquez (1982)",
            "Garc&iacute;a&nbsp;M&#225;rquez (1982)",
            "accent",
        ),
        ("(Able et al., 2002)", "Able et al., 2002", "pair"),
        (r"(Garc\'{\i}a M{\'a}rquez, 1982)", r"Garc\'{\i}a M{\'a}rquez, 1982", "accent"),
        (r"(Able \& Baker, 2002)", r"Able \& Baker, 2002", "pair"),
        (r"\textit{Able et~al.} (2002)", r"Able et~al.} (2002)", "pair"),
        (r"(Able \emph{et al.}, 2002)", r"Able \emph{et al.}, 2002", "pair"),
        (r"(Able {\em et al.}~2002)", r"Able {\em et al.}~2002", "pair"),
        ("{van der Berg} (2011)", "van der Berg} (2011)", "berg"),
        ("Able *et al.* (2002)", "Able *et al.* (2002)", "pair"),
        ("**Able et al.** (2002)", "Able et al.** (2002)", "pair"),
        ("<em>Able et al.</em> (2002)", "Able et al.</em> (2002)", "pair"),
        ("Able u.\u00a0a. (2002)", "Able u. a. (2002)", "pair"),
        ("Able u.a. (2002)", "Able u.a. (2002)", "pair"),
        (r"Able m.\ fl.\ (2002)", r"Able m.\ fl.\ (2002)", "pair"),
        ("(Able et coll., 2002)", "Able et coll., 2002", "pair"),
        ("Able i in. (2002)", "Able i in. (2002)", "pair"),
        ("(u.a. Able 2001)", "Able 2001", "able"),
        ("World Tea Board [TB] (2019)", "World Tea Board [TB] (2019)", "body"),
        ("(World Tea Board [TB], 2019)", "World Tea Board [TB], 2019", "body"),
        ("Van der Berg (2011)", "Van der Berg (2011)", "berg"),
        ("(Berg, 2011)", "Berg, 2011", "berg"),
        ("(World Tea Board, 2019)", "World Tea Board, 2019", "body"),
        ("WTB (2019)", "WTB (2019)", "body"),
        ("Garcia-Marquez (1982)", "Garcia-Marquez (1982)", "accent"),
        ("(Ford, in press)", "Ford, in press", "press"),
        ("(Gray, n.d.)", "Gray, n.d.", "nodate"),
    ],
)
def test_names_and_year_lead_to_a_work(text: str, printed: str, code: str) -> None:
    """In the sentence or in brackets, with *and*, *&* or *et al.*, a work is found."""
    assert meant(text, "author-year", *ALL) == [(printed, code)]


def test_several_works_in_one_bracket_are_several_citations() -> None:
    """Works are parted by semicolons; years of the same names share what is printed."""
    text = "(Able, 2001; Able & Baker, 2002, 2003)"
    assert meant(text, "author-year", *ALL) == [
        ("Able, 2001", "able"),
        ("Able & Baker, 2002, 2003", "pair"),
        ("Able & Baker, 2002, 2003", "pair3"),
    ]


def test_the_list_says_which_letter_is_which() -> None:
    """2004a is the work that the text's own list calls so, whatever the order of the entries."""
    text = (
        "Cook et al. (2004a, b)\n\n"
        "Cook, Dean and East (2004a). Apples in the canteen.\n"
        "Cook, Dean and East (2004b). Zebras at the kettle.\n"
    )
    assert [code for _, code in meant(text, "author-year", *ALL)] == ["apple", "zebra"]


@pytest.mark.parametrize("joined", ["and", "&", "und", r"\&", ", and"])
@pytest.mark.parametrize("text", ["Zed {} Able (2001)", "(Zed {} Able, 2001)"])
def test_a_work_of_two_is_not_that_of_the_second(text: str, joined: str) -> None:
    """It leads nowhere, and is told so."""
    assert [code for _, code in meant(text.format(joined), "author-year", *ALL)] == [""]


def test_a_comma_parts_clauses() -> None:
    """In a sentence it need not join two names."""
    assert meant("So says Zed, Able (2001) not.", "author-year", *ALL) == [("Able (2001)", "able")]


def test_the_list_may_be_spelled_in_latex() -> None:
    """A title is found though its letters are commands."""
    tea = reference("tea", "Cook", year=2004, title="Thé for all people")
    pot = reference("pot", "Cook", year=2004, title="Pöts for all people")
    text = (
        "Cook (2004a)\n\n"
        'Cook (2004a). P\\"ots for all people.\n'
        "Cook (2004b). Th\\'e for all people.\n"
    )
    assert [code for _, code in meant(text, "author-year", tea, pot)] == ["pot"]


def test_two_works_that_fit_are_both_told() -> None:
    """Where no letter tells two works apart, both may be meant."""
    assert meant("(Cook et al., 2004)", "author-year", *ALL) == [
        ("Cook et al., 2004", "zebra apple")
    ]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("(Nobody, 1999)", True),
        ("(Nobody et al. 1999)", True),
        ("Nobody and Other (1999)", True),
        ("(Zed, Able & Baker, 2002)", True),
        ("in Europe (1999)", False),
        ("(Summit 1999)", False),
    ],
)
def test_names_that_nobody_knows_are_told(text: str, sure: bool) -> None:
    """What looks like names and a year leads nowhere; a place and a year may be no citation."""
    [citation] = found(text, "author-year", *ALL)
    assert (citation.sources, citation.sure) == ((), sure)


@pytest.mark.parametrize(
    "text", ["(May 2001)", "(n = 2001)", "In 2001, Able", "(Table 3, 2001)", "(2001)"]
)
def test_a_year_without_names_is_no_citation(text: str) -> None:
    """Months, counts, tables and years alone cite nothing."""
    assert found(text, "author-year", *ALL) == []


BOARD = reference("board", "Board", year=2019)
BANK = reference("bank", "Bank Board", year=2019)


@pytest.mark.parametrize(
    ("text", "printed", "sure"),
    [
        ("It holds (Board 2019).", "Board 2019", True),
        ("It holds (Tea Board, 2019).", "Tea Board, 2019", True),
        ("As the Tea Board (2019) says", "Tea Board (2019)", True),
        ("As the Board (2019) says", "Board (2019)", False),
        ("It was said (Board, 2019; Able, 2001).", "Board, 2019", True),
    ],
)
def test_the_last_words_of_a_body_are_told_with_the_work_and_cite_nothing(
    text: str, printed: str, *, sure: bool
) -> None:
    """A program that takes a body for a person prints its last word: a person says what it is."""
    one = found(text, "author-year", *ALL)[0]
    assert (one.printed, one.sources, one.like, one.sure) == (printed, (), ("body",), sure)


def test_initials_of_a_body_are_told_with_the_work() -> None:
    """Where no alias says so, initials are not taken for its name, but the work is named."""
    bank = reference("bank", "Bank of Kettles", year=2020)
    one = found("As BK (2020) says", "author-year", bank)[0]
    assert (one.printed, one.sources, one.like, one.sure) == ("BK (2020)", (), ("bank",), True)


def test_what_a_body_is_called_goes_before_its_last_word() -> None:
    """A work of that very name is meant; else each body that ends so is named."""
    said = "(Board, 2019)"
    assert meant(said, "author-year", BODY, BOARD, BANK) == [("Board, 2019", "board")]
    assert found(said, "author-year", BODY, BANK)[0].like == ("body", "bank")


@pytest.mark.parametrize("text", ["(Board, 2018)", "the board (2019)", "(Tree, 2019)"])
def test_another_year_or_a_small_letter_is_no_body(text: str) -> None:
    """Only a work of the same year is named, and only for what is printed as a name."""
    assert not [one for one in found(text, "author-year", *ALL) if one.like]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("[Able (2001)](#able)", ["Able (2001)"]),
        ("[Able (2001, p. 3)](#able)", ["Able (2001, p. 3)"]),
        ("[see Able (2001) and Baker (2002)]", ["Able (2001)", "Baker (2002)"]),
        ("[Able, 2001](#able)", ["Able, 2001"]),
        ("[Able](#a_(b)) ([2001](#able))", ["Able (2001)"]),
        ("([Able](#able), [2001](#able); [Baker](#b), [2002](#b))", ["Able, 2001", "Baker, 2002"]),
        ("Able ([2001](#able))", ["Able (2001)"]),
    ],
)
def test_a_citation_in_a_link_is_printed_whole(text: str, printed: list[str]) -> None:
    """Its own bracket closes within the link's, and half of it may stand in a link of its own."""
    works = (reference("able", "Able"), reference("baker", "Baker", year=2002))
    assert [
        (one.printed, one.sources) for one in found(f"So {text} says.", "author-year", *works)
    ] == [(one, (one.partition(" ")[0].lower().rstrip(","),)) for one in printed]


def test_each_letter_of_a_work_that_a_list_has_twice_cites_it() -> None:
    """A list made by a program has what its library has, and parts it from itself."""
    able = reference("able", "Able", year=2001, title="Tea and quarrels in offices")
    text = (
        "So (Able 2001a) and (Able 2001b).\n\nAble A. 2001a. Tea and quarrels in offices.\n\n"
        "Able A. 2001b. Tea and quarrels in offices.\n"
    )
    assert meant(text, "author-year", able) == [("Able 2001a", "able"), ("Able 2001b", "able")]


def test_as_many_names_as_tell_two_works_apart_cite_one() -> None:
    """APA goes on naming authors until two works of one year differ."""
    first = ("Able", "Baker", "Cook", "Dunn", "Eng")
    one = reference("one", *first, "Ferro", "Gale", "Hill", "Ito")
    other = reference("other", *first, "Gale", "Ferro", "Hill", "Ito")
    listed = ", ".join(first)
    text = f"So ({listed}, Ferro, et al., 2001; {listed}, Gale, et al., 2001)."
    assert [code for _, code in meant(text, "author-year", one, other)] == ["one", "other"]
    [citation] = found("So (Able et al., 2001).", "author-year", one, other)
    assert citation.sources == ("one", "other")
