from kg.outputs.tables.markdown import render_markdown
from kg.outputs.tables.table import Table


def test_caption_and_notes_stand_around_the_table() -> None:
    """A mark of a note is no mark of Markdown, nor is a bar in a cell."""
    table = Table("t", "A *table*", ("a|b",), (("<x> | y",),), notes=("** see there",))
    assert render_markdown(table) == (
        "Table: A \\*table\\*\n\n| a\\|b |\n| --- |\n| <x> \\| y |\n\n\\*\\* see there\n"
    )
