from pyoxigraph import RdfFormat, Store

from kg.catalogues import ENGLISH
from kg.outputs.tables import load_table_set
from kg.outputs.tables.support import load_supported_tables
from kg.outputs.tables.table import Table

CLAIMS = (
    # Of the passage: by words, by the concept of a row, by a number, and one at no cell.
    ("teamed", "Three teams worked in youth justice.", 10, 30, ""),
    ("nursery", "The smallest of them met in a kindergarten.", 30, 40, "early-years"),
    ("counted", "The largest had 27 people, all of them new.", 35, 60, ""),
    ("left-out", "Nobody asked the neighbours.", 50, 70, ""),
    ("empty", "In the nursery there was a cost.", 60, 75, ""),
    # Of another passage of the same section.
    ("elsewhere", "Youth justice teams, nursery, 27.", 200, 300, ""),
)


def world() -> Store:
    """Return a graph with one table of two rows, the last cell empty, and claims around it."""
    lines = ["""
@prefix : <https://example.org/> . @prefix tt: <https://w3id.org/tiptrace/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix dcterms: <http://purl.org/dc/terms/> .
:teams a tt:DataTable ; dcterms:title "The teams" ; tt:inSection :s ; oa:hasSelector :span .
:span oa:start 0 ; oa:end 100 . :m9 tt:order 9 ; tt:mentionsSource :A1 . :A1 tt:code "A1" .
:line tt:forClaim :counted ; tt:basedOn :m9 .
:row1 a tt:TableRow ; tt:inTable :teams ; tt:order 1 .
:row2 a tt:TableRow ; tt:inTable :teams ; tt:order 2 ; tt:about :early-years .
:c1 tt:inRow :row1 ; tt:order 1 ; tt:columnLabel "Field" ; tt:cellText "the justice of youth" .
:c2 tt:inRow :row1 ; tt:order 2 ; tt:columnLabel "Size" ; tt:cellNumber 27 .
:c3 tt:inRow :row2 ; tt:order 1 ; tt:columnLabel "Field" ; tt:cellText "nursery" .
:c4 tt:inRow :row2 ; tt:order 2 ; tt:columnLabel "Cost" .
"""]  # fmt: skip
    for name, statement, start, end, concept in CLAIMS:
        lines.append(f':{name} a tt:Claim ; tt:inSection :s ; tt:statement "{statement}" .')
        lines.append(f":{name} oa:hasSelector :at-{name} . :at-{name} oa:start {start} .")
        lines.append(f":at-{name} oa:end {end} .")
        lines += [f":{name} tt:about :{concept} ."] if concept else []
    store = Store()
    store.load("\n".join(lines).encode(), format=RdfFormat.TURTLE)
    return store


def made() -> Table:
    """Return the one table that is made of it."""
    [table] = load_supported_tables(world(), ENGLISH)
    return table


def test_each_cell_has_the_claims_that_speak_for_it() -> None:
    """By half of its words, its number, or the concept of its row; and their citations."""
    table = made()
    assert table.heads == ("row", "column", "cell", "listed", "claims", "citations")
    assert table.rows[0][:5] == ("1", "Field", "the justice of youth", "yes", CLAIMS[0][1])
    assert table.rows[1] == ("1", "Size", "27", "yes", CLAIMS[2][1], "citation 9: A1")
    assert table.rows[2][4] == f"{CLAIMS[1][1]} • {CLAIMS[4][1]}"


def test_what_the_table_lacks_is_told() -> None:
    """An empty cell that a claim fills, and a claim that stands at no cell."""
    rows = made().rows
    assert rows[3][1:5] == ("Cost", "", "no: the table leaves it empty", CLAIMS[4][1])
    assert rows[4][:5] == ("", "", "", "no: the text has it", CLAIMS[3][1])
    assert len(rows) == 5


def test_each_line_names_its_row_and_the_note_says_how_it_was_found() -> None:
    """Nobody takes what was found by words for what somebody has judged."""
    table = made()
    assert [record.rpartition("/")[2] for record in table.records] == [
        "row1", "row1", "row2", "row2", "teams",
    ]  # fmt: skip
    assert "Nobody has judged it" in table.notes[0]


def test_the_tables_of_a_review_are_among_the_derived_ones(tiny_store: Store) -> None:
    """What the text states has its derived table, under the name of the printed one."""
    tables = {table.name: table for table in load_table_set(tiny_store, "derived").tables}
    assert tables["effects"].caption == "What tea does, with what the text has for each cell"
    assert {row[2] for row in tables["effects"].rows} >= {"quarrels", "output"}
