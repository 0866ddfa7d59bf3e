from kg.imports.texts.documents import find_tables
from kg.imports.texts.grids import Grid
from kg.imports.texts.pandoc import Tree, parse_with_pandoc


def grid_of(html: str) -> Grid | str:
    """Return the first table of a piece of HTML."""
    tree = parse_with_pandoc(html.encode(), "html")
    assert isinstance(tree, Tree)
    return next(iter(find_tables(tree.blocks))).read()


def test_a_cell_over_rows_is_said_in_each() -> None:
    """Each row can be read by itself."""
    grid = grid_of(
        "<table><tr><th>Study</th><th>Year</th></tr><tr><td rowspan=2>Lee</td><td>2001</td></tr>"
        "<tr><td>2005</td></tr><tr><td>Ng</td><td>2009</td></tr></table>"
    )
    assert isinstance(grid, Grid)
    assert grid.rows == (("Lee", 2001), ("Lee", 2005), ("Ng", 2009))
    assert grid.merged


def test_a_cell_over_columns_stands_in_the_first() -> None:
    """A line that parts the table is no figure of the other columns."""
    grid = grid_of(
        "<table><tr><th>Study</th><th>n</th></tr><tr><td colspan=2>Trials</td></tr>"
        "<tr><td>Lee</td><td>20</td></tr></table>"
    )
    assert isinstance(grid, Grid)
    assert grid.rows == (("Trials", None), ("Lee", 20))


def test_heads_in_two_rows_become_one() -> None:
    """What stands above several columns is said in each."""
    grid = grid_of(
        "<table><thead><tr><th rowspan=2>Study</th><th colspan=2>Effect</th></tr>"
        "<tr><th>OR</th><th>95% CI</th></tr>"
        "</thead><tr><td>Lee</td><td>0.8</td><td>0.6–1.0</td></tr></table>"
    )
    assert isinstance(grid, Grid)
    assert grid.columns == ("Study", "Effect: OR", "Effect: 95% CI")


def test_the_first_row_serves_where_no_head_is_marked() -> None:
    """In many Word files and web pages nobody has said which row is the head."""
    grid = grid_of(
        "<table><tr><td>Study</td><td></td></tr><tr><td>Lee</td><td>007</td></tr></table>"
    )
    assert isinstance(grid, Grid)
    assert (grid.columns, grid.rows) == (("Study", "Column 2"), (("Lee", "007"),))
    assert grid.unnamed


def test_lists_and_notes_in_a_cell_are_one_line() -> None:
    """What a cell holds is put on one line; what does not show in it is gone."""
    grid = grid_of(
        "<table><tr><th>A</th><th>B</th></tr><tr><td><ul><li>one<li>two</ul></td>"
        "<td>a\u00a0<b>b</b>\u200b<sup>c</sup></td></tr></table>"
    )
    assert isinstance(grid, Grid)
    assert grid.rows == (("one; two", "a b^c^"),)


def test_a_line_above_is_the_caption() -> None:
    """A paragraph that begins as captions do is one; another is not."""
    table = "<table><tr><th>A</th></tr><tr><td>1</td></tr></table>"
    named, other = grid_of(f"<p>Table 2. Effects</p>{table}"), grid_of(f"<p>As below.</p>{table}")
    assert isinstance(named, Grid)
    assert isinstance(other, Grid)
    assert (named.caption, other.caption) == ("Table 2. Effects", "")


def test_a_table_of_heads_alone_is_none() -> None:
    """A table without rows is left, with the reason."""
    assert grid_of("<table><tr><th>A</th></tr></table>") == "it has no rows"


def test_a_name_before_the_caption_is_the_name() -> None:
    """Bookdown writes `(#tab:naps)` before a caption; readers see the caption alone."""
    grid = grid_of(
        "<table><caption>(#tab:naps) Naps</caption><tr><th>A</th></tr><tr><td>1</td></tr></table>"
    )
    assert isinstance(grid, Grid)
    assert (grid.id, grid.caption) == ("tab:naps", "Naps")


def test_lines_of_one_study_have_no_head() -> None:
    """What stands across all columns, or comes first, is a line as the others are."""
    rows = "".join(
        f"<tr><td>{label}</td><td colspan=2>{text}</td></tr>"
        for label, text in (("Methods", "Trial"), ("Participants", "Clerks"), ("Outcomes", "Calm"))
    )
    bias = "".join(
        f"<tr><td>{label}</td><td>{word}</td><td>{why}</td></tr>"
        for label, word, why in (("Bias", "Judgement", "Support"), ("Order", "Low", "A list"))
    )
    for name in ("<tr><th colspan=3>Able 1998</th></tr>", ""):
        grid = grid_of(f"<table>{name}{rows}{bias}</table>")
        assert isinstance(grid, Grid)
        assert grid.columns == ("Column 1", "Column 2", "Column 3")
        assert ("Methods", "Trial", None) in grid.rows
        assert grid.rows[0] == (("Able 1998", None, None) if name else ("Methods", "Trial", None))
        assert grid.rows[-1] == ("Order", "Low", "A list")
        assert not grid.unnamed


def test_studies_side_by_side_have_their_heads() -> None:
    """A column a study is another table than a line a fact."""
    grid = grid_of(
        "<table><tr><td>What</td><td>Lee</td><td>Ng</td></tr>"
        "<tr><td>Methods</td><td>Trial</td><td>Trial</td></tr>"
        "<tr><td>Participants</td><td>3</td><td>4</td></tr>"
        "<tr><td>Outcomes</td><td>Calm</td><td>Quiet</td></tr></table>"
    )
    assert isinstance(grid, Grid)
    assert grid.columns == ("What", "Lee", "Ng")
