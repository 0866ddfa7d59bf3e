import pytest

from tests.sources.citations.made import found, meant, reference

WORKS = tuple(
    reference(f"w{number}", title=f"Work of tea number {number}", aliases=(str(number),))
    for number in range(1, 13)
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("shown [12].", ["12"]),
        ("shown[3,4].", ["3", "4"]),
        ("shown [1, 3–5; 7].", ["1", "3", "4", "5", "7"]),
        ("shown [3-5]", ["3", "4", "5"]),
        ("shown [1]–[3]", ["1", "2", "3"]),
        (r"shown \[5\]", ["5"]),
        (r"shown [2,\ 6]", ["2", "6"]),
        ("shown [see 2, p. 3]", ["2"]),
        ("shown [2](#ref-2)", ["2"]),
        ("shown.²", ["2"]),
        ("shown³⁻⁵,⁷ and", ["3", "4", "5", "7"]),
        ("shown^1,3–4^", ["1", "3", "4"]),
        ("shown<sup>3-5</sup>", ["3", "4", "5"]),
        ("shown.$^{2,3}$", ["2", "3"]),
        (r"shown\textsuperscript{12}", ["12"]),
        ("shown [4] and [5, appendix], [6, Suppl. 2]", ["4", "5", "6"]),
    ],
)
def test_numbers_are_read_in_every_form(text: str, numbers: list[str]) -> None:
    """In brackets or raised, one or many, each number is a citation; so is each of a range."""
    citations = found(text, "number", *WORKS)
    assert [one.key for one in citations] == numbers
    assert [one.sources for one in citations] == [(f"w{number}",) for number in numbers]
    assert all(text[one.start : one.end] == one.printed for one in citations)


@pytest.mark.parametrize(
    "text",
    [
        "5 m² and 10³ and R² and χ²",
        "chi<sup>2</sup> of 3 cm<sup>2</sup>",
        "x[0], [1.2, 3.4], [^2], [2020-01-02], [a, 1]",
        "![1](figure.png)",
        "[2]: https://example.org/",
        "`a[1]`",
    ],
)
def test_what_only_looks_like_a_number_is_not_found(text: str) -> None:
    """Exponents, indexes, intervals, footnotes, pictures and code cite nothing."""
    assert found(text, "number", *WORKS) == []


def test_the_list_of_the_text_numbers_the_works() -> None:
    """Where no alias says what 2 is, the text's own list does; its numbers cite nothing."""
    tea, pot = (
        reference("tea", title="Tea in the office"),
        reference("pot", title="Pots of tin and clay"),
    )
    text = "So [2].\n\n[1] A. Pots of tin and clay.\n[2] B. Tea in the office.\n[3] C. Unknown.\n"
    assert meant(text, "number", tea, pot) == [("2", "tea")]


ROUND = (
    reference("tea", title="Tea in the office", aliases=("1",)),
    reference("pot", title="Pots of tin and clay", aliases=("2",)),
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("So it is (1). It holds.(2) Here (1,2), (1) there.", ["1", "2", "1", "2"]),
        ("Shown\n(1–2)", ["1", "2"]),
        ("It is so: (1) tea, (2) pots", []),
        ("We had 12 (1) or 13 (2).\n\n(1) One.\n(2) Two.", []),
        ("See Table (1) and (2) there", []),
        ("As did Able et al. (1). So did Bell et al. (2) there", ["1", "2"]),
        ("Shown (3) here", []),
        ("Shown [1] or (2)", ["1"]),
    ],
)
def test_numbers_in_round_brackets_cite_where_nothing_else_does(
    text: str, numbers: list[str]
) -> None:
    """Where they cite most of the works, and do not count what is said."""
    assert [one.key for one in found(text, "number", *ROUND)] == numbers


_CITED = ". ".join(f"So it was shown ({number})" for number in range(1, 12))


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        # Work 12 is cited at the end: here 12 comes long before its turn, twice.
        (f"Of the women (12) and men (12) some. {_CITED}. Late (12).", ["12", "12"]),
        # After its turn only who is counted tells, and a sentence that goes on.
        (f"{_CITED}. Late (12). Of the women (7) and men (5) some; tea (3) and pots.", ["7", "5"]),
        (f"{_CITED}. Late (12). It is so for women (7). For men, too (5).", []),
        # What no work has is asked as well.
        (f"{_CITED}. Late (12). There were more (30) and fewer.", ["30"]),
        # A number whose turn it is cites, whoever stands before it.
        (f"It is so for women (1) and men (2) there. {_CITED[42:]}. Late (12).", []),
        # A thing may be numbered, or cited; several numbers cite.
        (f"{_CITED}. Late (12). In a model (7). In each study (3,5). It is so (VAP) (4).", ["7"]),
        # A table may be one of the work that is cited; the text's own has a capital.
        (f"{_CITED}. Late (12). Within a table (8). See Table (2) and Figure (3).", ["8"]),
        # Works that people turned round, each cited once more later, are no counts.
        (
            ". ".join(f"So it was shown ({n})" for n in (1, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12))
            + ". Again it was shown (3). So it was there (2).",
            [],
        ),
        # Where a list has another order, the order tells nothing.
        (". ".join(f"So it was shown ({n})" for n in (4, 1, 12, 3, 9, 2, 8, 10, 11)) + ".", []),
    ],
)
def test_a_number_in_round_brackets_that_may_count_is_asked(text: str, doubtful: list[str]) -> None:
    """`women (30)` looks like a citation; what speaks against it makes it a question."""
    citations = found(text, "number", *WORKS)
    assert [one.key for one in citations if not one.sure] == doubtful
    assert len([one for one in citations if one.sure]) >= 9


def test_without_a_list_the_order_of_the_references_is_a_guess() -> None:
    """Nothing says what 2 is: the second reference is as good as any, and is marked as a guess."""
    [citation] = found("So [2].", "number", reference("tea"), reference("pot"))
    assert (citation.sources, citation.guess) == (("pot",), True)


def test_a_number_that_no_work_has_is_told() -> None:
    """A number beyond the list leads nowhere; a year in brackets may be no citation."""
    citations = found("So [99] and [2020].", "number", *WORKS)
    assert [(one.sources, one.sure) for one in citations] == [((), True), ((), False)]


def test_a_number_of_an_entry_goes_before_a_short_title_in_another() -> None:
    """A title of few words stands in other entries, too; each work has its own number."""
    works = (
        reference("short", title="Pots and kettles", aliases=("1",)),
        reference("long", title="Pots and kettles in the office", aliases=("2",)),
    )
    text = (
        "So [1], so [2].\n\n1. A. Pots and kettles. 2001.\n2. B. Pots and kettles in the office.\n"
    )
    assert meant(text, "number", *works)[:2] == [("1", "short"), ("2", "long")]


def test_marks_of_notes_cite_where_the_notes_are_the_list() -> None:
    """`[^2]` leads to the entry that is a note; a note of other words is no citation."""
    works = (
        reference("tea", title="Tea in the office"),
        reference("pot", title="Pots of tin and clay"),
    )
    text = (
        "So.[^2] So.[^1,2] Aside.[^3]\n\n[^1]: A. Tea in the office.\n"
        "[^2]: B. Pots of tin and clay.\n[^3]: Thanks to all.\n"
    )
    assert meant(text, "number", *works) == [("2", "pot"), ("1", "tea"), ("2", "pot")]


@pytest.mark.parametrize(("raised", "label"), [("¹,²", "{}"), ("^1,2^", "^{}^")])
def test_what_leads_to_an_affiliation_cites_nothing(raised: str, label: str) -> None:
    """Numbers behind authors are those before the lines below; farther on they are citations."""
    one, two = (label.format(sign) for sign in ("¹²" if label == "{}" else "12"))
    text = f"Ann Able{raised}\n\n{one}Tea School\n{two} Pot Office\n\nSo it is.{one}\n"
    assert [one.start for one in found(text, "number", *WORKS)] == [
        text.rindex(one) + len(one) // 2
    ]


def test_a_list_with_raised_numbers_is_no_affiliation() -> None:
    """What stands before it cites."""
    work = reference("tea", title="Tea in the office", aliases=("1",))
    assert meant("So.¹\n\n¹ Able A. Tea in the office.\n", "number", work)[0] == ("¹", "tea")


@pytest.mark.parametrize(
    ("text", "numbers", "printed"),
    [
        ("[1](#a)–[3](#c)", ["1", "2", "3"], "[1]–[3]"),
        ("[[1](#a)–[3](#c)]", ["1", "2", "3"], "[1]–[3]"),
        ("^[1](#a)–[3](#c)^", ["1", "2", "3"], "[1]–[3]"),
        ("[^2^](#b)", ["2"], "2"),
        ("[<sup>2</sup>](#b)", ["2"], "2"),
        ("[²](#b)", ["2"], "²"),
    ],
)
def test_numbers_in_links_are_read_as_without(text: str, numbers: list[str], printed: str) -> None:
    """A range goes from link to link, and what stands before a link says what is raised."""
    citations = found(f"It was shown{text} there.", "number", *WORKS)
    assert [one.key for one in citations] == numbers
    assert {one.printed for one in citations} == {printed}


def test_each_number_of_a_work_that_a_list_has_twice_cites_it() -> None:
    """A list made by a program has what its library has."""
    tea = reference("tea", "Able", title="Tea and quarrels in offices")
    text = (
        "So [1] and [2].\n\n[1] Able A. Tea and quarrels in offices.\n"
        "[2] Able A. Tea and quarrels in offices.\n"
    )
    assert meant(text, "number", tea)[:2] == [("1", "tea"), ("2", "tea")]


def test_what_is_cited_in_words_is_asked() -> None:
    """Behind the word there are numbers of the list; a bracket cites by itself."""
    text = (
        "It [1]. So say refs. 2 and 3, Ref. 4–5, reference 6; [see refs 7, 8], reference 9.5 mg.\n"
    )
    citations = found(text, "number", *WORKS)
    assert [one.key for one in citations if one.sure] == ["1", "7", "8"]
    assert [one.key for one in citations if not one.sure] == ["2", "3", "4", "5", "6"]
