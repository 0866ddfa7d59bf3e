import pytest

from kg.model import DataTable
from kg.sources.places.anchors import span_of
from kg.sources.places.text import hold_text
from kg.sources.tabled.sheets.passages import find_rows

PIPES = "| study | n |\n|---|--:|\n| Núñez | 12 |\n| Baker | 120 |\n"
FRAMED = (
    "+-----+----+\n| s   | n  |\n+=====+====+\n| Núñez | 12 |\n|  2001 |  |\n"
    "+-----+----+\n| Baker | 120 |\n+---+---+"
)
LATEX = (
    "\\begin{tabular}{lr}\\toprule\nstudy & n \\\\ \\midrule\n"
    "N{\\'u}{\\~n}ez & 12 \\\\[2pt]\nBaker & 120 \\\\ \\bottomrule\n\\end{tabular}"
)


LONG = (
    "\\begin{longtable}{lr}\\toprule\nstudy & n \\\\ \\midrule\n\\endhead\n\\bottomrule\n"
    "\\endlastfoot\nN{\\'u}{\\~n}ez & 12 \\\\\n\\rowcolor{gray!10}Baker & 120 \\\\ \\end{longtable}"
)


def table_of(text: str, *rows: tuple[str, int]) -> DataTable:
    """Return a table that is the whole of a text."""
    return DataTable(
        id="t", kind="table", title="T", section="s", columns=("study", "n"), rows=rows,
        span=span_of(text, 0, len(text)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        (PIPES, ["| Núñez | 12 |", "| Baker | 120 |"]),
        (FRAMED, ["| Núñez | 12 |\n|  2001 |  |", "| Baker | 120 |"]),
        (LATEX, ["N{\\'u}{\\~n}ez & 12", "Baker & 120"]),
        (LONG, ["N{\\'u}{\\~n}ez & 12", "Baker & 120"]),
    ],
    ids=["pipes", "frames", "latex", "longtable"],
)
def test_each_row_has_its_passage(text: str, passages: list[str]) -> None:
    """Of Markdown it is the line, of LaTeX what stands between two ends of rows."""
    held = hold_text("text.txt", text)
    table = table_of(text, ("Núñez", 12), ("Baker", 120))
    spans = find_rows(table, held)
    assert [held.passage(span) for span in spans if span is not None] == passages
    assert all(held.holds(span) for span in spans if span is not None)


def test_a_row_that_is_not_found_has_the_passage_of_the_table() -> None:
    """So it has where the text is not at hand, or is another one."""
    held = hold_text("text.txt", PIPES)
    table = table_of(PIPES, ("Cook", 7), ("Baker", 120))
    first, second = find_rows(table, held)
    assert first == table.span
    assert second is not None
    assert held.passage(second) == "| Baker | 120 |"
    assert find_rows(table, None) == [table.span, table.span]
    assert find_rows(table, hold_text("text.txt", "other")) == [table.span, table.span]


def test_a_row_with_formulas_is_found() -> None:
    """A cell says what people read; its passage has the formula, or a command of the text's own."""
    row = "Spread: $\\tau^2$ = 1.5; \\isq = 54\\% & 2"
    head = "\\newcommand{\\isq}{$I^2$}\\begin{tabular}{lr} A & 1"
    text = f"{head} \\\\ {row} \\\\ \\end{{tabular}}"
    [_, span] = find_rows(
        table_of(text, ("A", 1), ("Spread: τ² = 1.5; I² = 54%", 2)), hold_text("t", text)
    )
    assert span is not None
    assert text[span.start : span.end] == row


def test_tags_and_addresses_are_no_words_of_a_row() -> None:
    """A cell of two lines, or with a link, stands in its row all the same."""
    row = "| Núñez<br/>2001 [PMID 7](https://cups.example.org/7) | 12 |"
    text = f"| study | n |\n|---|--:|\n{row}\n| Baker | 120 |\n"
    held = hold_text("text.txt", text)
    spans = find_rows(table_of(text, ("Núñez 2001 PMID 7", 12), ("Baker", 120)), held)
    assert [held.passage(one) for one in spans if one is not None] == [row, "| Baker | 120 |"]
