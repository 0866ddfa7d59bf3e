import pytest

from kg.errors import KgError
from kg.model import Span
from kg.sources.moving.pagenumbers import Turn, Turning
from kg.sources.moving.repaging import repage, with_pages
from kg.sources.places.paging import Paging

DIGEST = "ab" * 32
SPAN = f"{{start: 12, end: 15, sha256: {DIGEST}}}"
NEW = Paging(("xii", "1", "2"), (0, 10, 20))
TURNS = {
    "5": Turn(("6",), is_whole=True),
    "6": Turn(("7",), is_whole=True),
    "7": Turn(("8", "9"), is_whole=True),
    "8": Turn(("3.12",), is_whole=False),
    "9": Turn(),
    "10": Turn(("unnumbered",), is_whole=True),
}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"- page: 7\n  span: {SPAN}\n", f"- page: 1\n  span: {SPAN}\n"),
        (f"- {{page: '7', span: {SPAN}}}\n", f"- {{page: 1, span: {SPAN}}}\n"),
        (f"- pages: 7-8\n  span: {SPAN}\n", f"- pages: 1\n  span: {SPAN}\n"),
        (
            f"- page: 7\r\n  span: {SPAN.replace('15', '22')}\r\n",
            f"- pages: 1-2\r\n  span: {SPAN.replace('15', '22')}\r\n",
        ),
        (
            f"sections:\n  - page: 7  # it begins there\n    span: {SPAN.replace('15', '22')}\n",
            f"sections:\n  - page: 1  # it begins there\n    span: {SPAN.replace('15', '22')}\n",
        ),
        (
            f"sections:\n  - page: 7\n    span: {SPAN.replace('12', '2')}\n",
            f"sections:\n  - pages: xii-1\n    span: {SPAN.replace('12', '2')}\n",
        ),
        ("- page: 5\n- page: 6\n", "- page: 6\n- page: 7\n"),
        ("- {a: {page: 5}, pages: 5-6}\n", "- {a: {page: 6}, pages: 6-7}\n"),
        ("- page: 8\n", '- page: "3.12"\n'),
        ("text: {pages: [5]}\n", "text: {pages: [5]}\n"),
        ("- page: 7\n- page: 9\n- page: 10\n", "- page: 7\n- page: 9\n- page: 10\n"),
    ],
    ids=[
        "beside", "in braces", "pages", "two", "section", "roman", "alone", "nested", "quoted",
        "the text's own", "waits",
    ],
)  # fmt: skip
def test_a_record_has_the_page_it_stands_on_now(before: str, after: str) -> None:
    """A page beside a span follows it, one alone goes with its words; all else stays."""
    assert repage("data/x.yaml", before, Turning(NEW, turns=TURNS)).content == after


def test_a_page_that_waits_is_asked_for_once() -> None:
    """All records of a file that stand on it are named in one problem."""
    content = "- page: 7\n- {a: 1, page: 7}\n- page: 9\n- page: 8\n- page: 10\n- page: A.1\n"
    told = [str(one) for one in repage("x", content, Turning(NEW, turns=TURNS)).waiting]
    assert [one.partition(";")[0].replace("of the old text", "") for one in told] == [
        "x:1:3: TXT025 page 7 : its words stand on 8-9 now",
        "x:3:3: TXT025 page 9 : none of its words is found in the new text",
        "x:4:3: TXT025 page 8 : it is worded otherwise now, on 3.12",
        "x:5:3: TXT025 page 10 : its words stand on a page without a number now",
        "x:6:3: TXT025 page A.1 : none of its words is found in the new text",
    ]
    assert told[0].endswith("(also in lines 2)")


def test_a_page_that_was_wrong_before_is_left() -> None:
    """What a person has to mend is not hidden by a move."""
    old = Span(start=2, end=5, sha256=DIGEST)
    turning = Turning(NEW, Paging(("4", "5"), (0, 10)), TURNS, {(12, 15, DIGEST): old})
    wrong, right = f"- page: 9\n  span: {SPAN}\n", f"- page: 4\n  span: {SPAN}\n"
    assert repage("x", wrong, turning).content == wrong
    assert repage("x", right, turning).content == right.replace("page: 4", "page: 1")


def test_without_turns_a_page_alone_stays() -> None:
    """Nobody knows which text it counts in."""
    done = repage("x", "- page: 5\n", Turning(NEW))
    assert (done.content, done.turned, done.waiting) == ("- page: 5\n", 0, ())


def test_a_page_over_two_lines_stops_the_move() -> None:
    """What cannot be rewritten in its place is told, and nothing is changed."""
    with pytest.raises(KgError, match=r"x:1: .*nothing was changed"):
        repage("x", "- page:\n    5\n", Turning(NEW, turns=TURNS))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"text:\n  sha256: {DIGEST}\n  note: x\n", f"{DIGEST}\n  pages: [xii, 1-2]\n  note: x\n"),
        (f"text: {{file: t, sha256: {DIGEST}}}\n", f"sha256: {DIGEST}, pages: [xii, 1-2]}}\n"),
        (f"text:\n  pages: [1,\n    2]\n  sha256: {DIGEST}\n", "pages: [xii, 1-2]\n  sha256"),
        (f"text:\n  pages:\n    - 1\n    - 2\n  sha256: {DIGEST}\n", "pages: [xii, 1-2]\n  sha"),
        ("title: x\n", "title: x\n"),
    ],
    ids=["below the digest", "in braces", "in place", "in place of a list", "no text"],
)  # fmt: skip
def test_a_file_says_how_its_text_is_numbered(before: str, after: str) -> None:
    """The numbers stand beside the digest of the text, in the manner of the file."""
    assert after in with_pages(before, ["xii", "1-2"])
