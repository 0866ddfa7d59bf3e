import re
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.latex.plain import decode_latex
from kg.outputs.documents.latex import escape_text
from kg.outputs.documents.word import Imprint
from kg.outputs.tables import TableSet, load_all_tables, render_tables
from kg.outputs.tables.latex import render_document, render_fragment
from kg.outputs.tables.table import Table
from tests.programs import require_program

AWKWARD = Table(
    "t",
    "50 % & more_of $it$",
    ("a", "[b]"),
    (
        ("[one]", "C:\\dir {x} ~ ^ #1"),
        ("*", "www.example.org/a-very-long_address/of/some/page.html?and=more"),
        ("", "• ‘quoted’ – Øvretveit"),
    ),
    merged=(0,),
    notes=("** see there",),
)
WIDE = Table("w", "Wide", tuple("abcdefghij"), (("some words in each of the cells here",) * 10,))


# Codes of one word, of broad letters, beside columns that would take the whole page.
LONG = "a sentence that goes on for a good while, and then for some more " * 9
CODES = Table("c", "Codes", ("code", "a", "b", "c"), (("1GcEYQ07X", LONG, LONG, LONG),))
# More columns than a page can hold in the usual type, one of them narrow; an address may be broken.
MANY = Table(
    "m",
    "Many",
    tuple(f"Judgement {number}" for number in range(20)),
    (("1a", *("Otorhinolaryngology", "https://example.org/a/very/long/address") * 9, "Low"),) * 30,
)
# What pdfLaTeX can print: Latin letters, signs of statistics, and all that TeX reads as its own.
SIGNS = "()\\{}$&#^_%~[]*'`\"<>,-–—?!|/@ aZé≤±⊕\u03b2ά²₂\xa0\xad\u2009\x0b\n"
HOSTILE = st.text(st.sampled_from(SIGNS), max_size=60) | st.text(
    st.characters(min_codepoint=32, max_codepoint=0xFF), max_size=60
)


def run_latex(table: Table, folder: Path, more: str = "") -> str:
    """Compile a table twice (a longtable learns its widths) and return what LaTeX said."""
    (folder / f"{table.name}.tex").write_text(render_fragment(table), encoding="utf-8")
    document = folder / "document.tex"
    text = render_document(table, Imprint(("Ann & Co.",), "en-GB"))
    end = r"\end{document}"
    document.write_text(text.replace(end, more + end), encoding="utf-8")
    quietly = ("-interaction=nonstopmode", "-halt-on-error")
    command = [require_program("pdflatex"), *quietly, str(document)]
    for _ in range(2):
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    said = done.stdout.decode(errors="replace")
    assert done.returncode == 0, said[-2000:]
    return said


def faults_in(said: str) -> list[str]:
    """Return what LaTeX found fault with."""
    return re.findall(r"(?:Overfull|LaTeX Warning|Missing character).*", said)


@pytest.mark.slow
@pytest.mark.needs("pdflatex")
@pytest.mark.parametrize(
    "table", [AWKWARD, WIDE, CODES, MANY], ids=["awkward", "wide", "codes", "many"]
)
def test_it_compiles_and_nothing_stands_out(table: Table, tmp_path: Path) -> None:
    """No sign of LaTeX in a cell does any harm, and no box is wider than its column."""
    assert not faults_in(run_latex(table, tmp_path))


def test_a_table_with_many_columns_is_set_in_smaller_type() -> None:
    """As in Word: no smaller than must be, and one that has room stays as it is."""
    assert r"\begingroup\fontsize{6}{7.2}\selectfont\setlength{\tabcolsep}{2pt}" in (
        render_fragment(MANY)
    )
    assert r"\begingroup\footnotesize\setlength{\LTcapwidth}" in render_fragment(WIDE)
    address = "https://example.org/a/very/long/address/of/some/page"
    few = Table("f", "Few", tuple("abcdefgh"), ((address,) * 8,))
    assert r"\footnotesize" in render_fragment(few)


@pytest.mark.slow
@pytest.mark.needs("pdflatex")
@settings(max_examples=8, derandomize=True, phases=[Phase.generate])
@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), min_size=20, max_size=60))
def test_no_text_breaks_a_document(rows: list[tuple[str, str, str]]) -> None:
    """Whatever stands in cells, heads, notes and caption: it compiles, and fits."""
    cells = tuple(rows)
    table = Table("t", cells[0][0], cells[1], cells, merged=(0,), notes=cells[2])
    with tempfile.TemporaryDirectory() as folder:
        assert not faults_in(run_latex(table, Path(folder)))


@given(HOSTILE)
def test_what_is_written_reads_back(text: str) -> None:
    """The reader of LaTeX makes the same text of it again; only layout and soft hyphens go."""
    kept = re.sub("[\x00-\x1f\x7f-\x9f\xad]", "", re.sub(r"[ \t\r\n]+", " ", text))
    read = decode_latex(escape_text(text)).replace("\u2009", " ").replace("\xad", "")
    assert " ".join(read.split()) == " ".join(kept.replace("\u2009", " ").split())


@pytest.mark.slow
@pytest.mark.needs("pdflatex")
@pytest.mark.parametrize("review", ["frost", "deep-rules", "trials"])
def test_the_tables_of_a_review_compile(
    review: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Each table of real reviews, and of one made up, fits its page."""
    store = request.getfixturevalue(f"{review.replace('-', '_')}_store")
    first, *others = load_all_tables(store)
    inputs = "".join(f"\\input{{{table.name}.tex}}\n" for table in others)
    for table in others:
        (tmp_path / f"{table.name}.tex").write_text(render_fragment(table), encoding="utf-8")
    assert not faults_in(run_latex(first, tmp_path, inputs))


def test_other_letters_name_the_engine() -> None:
    """A document with letters that pdfLaTeX does not know says which engine prints it."""
    plain, other = (Table("t", text, ("a",), (("b",),)) for text in ("Größe ≤ \u03b2", "文"))
    said = ["% !TeX program" in render_document(each, Imprint()) for each in (plain, other)]
    assert said == [False, True]


def test_a_merged_cell_is_printed_once() -> None:
    """It stands in the first of its rows, and a rule parts it from the next one."""
    table = Table("t", "T", ("g", "x"), (("one", "a"), ("one", "b"), ("two", "c")), merged=(0,))
    lines = render_fragment(table).splitlines()
    start = lines.index("one & a \\\\")
    assert lines[start : start + 4] == ["one & a \\\\", " & b \\\\", "\\midrule", "two & c \\\\"]


def test_a_form_may_have_two_files(tiny_store: Store) -> None:
    """Of LaTeX there is what a paper takes in, and a document that stands alone."""
    [table, *_] = load_all_tables(tiny_store)
    files = render_tables(TableSet((table,)), ["tex"])
    assert set(files) == {f"{table.name}.tex", f"{table.name}.document.tex"}
    assert f"\\input{{{table.name}.tex}}".encode() in files[f"{table.name}.document.tex"]


def test_a_number_keeps_its_sign() -> None:
    """A line may be broken behind a hyphen, and not behind the minus of a number."""
    assert escape_text("-8.30 (-12) 2-3 A-9") == r"\mbox{-}8.30 (\mbox{-}12) 2-3 A-9"


def test_a_p_value_keeps_its_sign() -> None:
    """Where a document says nothing of its encoding, a bare `<` prints another sign."""
    assert escape_text("p <0.001, n > 9") == r"p \textless{}0.001, n \textgreater{} 9"
