from pathlib import Path

import pytest

from kg.imports.texts.joining import join_files


def test_files_beside_a_latex_text_are_joined(tmp_path: Path) -> None:
    r"""`\input` and `\include` bring their files, with or without an ending, in those too."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "one.tex").write_text("One \\input{parts/two}")
    (tmp_path / "parts" / "two.tex").write_text("two")
    text = "a \\input{parts/one}\n% \\input{parts/two}\nb \\include{parts/two.tex} c\n"
    joined = join_files(text, "latex", tmp_path)
    assert joined.text == "a One two\n% \\input{parts/two}\nb two c\n"
    assert [path.name for path in joined.files] == ["one.tex", "two.tex", "two.tex"]
    assert joined.left == []


@pytest.mark.parametrize(
    ("preamble", "came"),
    [
        ("", "One Two Three"),
        ("\\includeonly{one,\n  two.tex}\n", "One Two \\include{three}"),
        ("% \\includeonly{one}\n", "One Two Three"),
        ("\\includeonly{}\n", "\\include{one} \\include{two} \\include{three}"),
    ],
    ids=["none", "two-of-three", "in-a-comment", "of-nothing"],
)
def test_files_that_latex_does_not_print_stay_out(preamble: str, came: str, tmp_path: Path) -> None:
    r"""`\includeonly` chooses what `\include` brings, never what `\input` does; it is told."""
    for name in ("one", "two", "three", "four"):
        (tmp_path / f"{name}.tex").write_text(name.capitalize())
    opening = f"{preamble}\\begin{{document}}\n\\input{{four}} "
    text = f"{opening}\\include{{one}} \\include{{two}} \\include{{three}}\n\\includeonly{{one}}"
    joined = join_files(text, "latex", tmp_path)
    assert joined.text == f"{preamble}\\begin{{document}}\nFour {came}\n\\includeonly{{one}}"
    assert bool(joined.left) == ("\\include{three}" in came)
    assert all("three" in one and "take \\includeonly out" in one for one in joined.left)


def test_files_beside_a_markdown_text_are_joined(tmp_path: Path) -> None:
    """Quarto's include and R Markdown's child bring theirs."""
    (tmp_path / "_a.qmd").write_text("A\n")
    (tmp_path / "b.Rmd").write_text("B\n")
    text = '{{< include _a.qmd >}}\n\n```{r, child = "b.Rmd"}\n```\nend\n'
    assert join_files(text, "markdown", tmp_path).text == "A\n\n\nB\n\nend\n"


@pytest.mark.parametrize(
    "name", ["../secret", "{0}/secret", "link", "missing", "plot.pdf", "|date"]
)
def test_other_files_stay_outside(name: str, tmp_path: Path) -> None:
    """What lies elsewhere, is a link to elsewhere, is missing or is no text is told and left."""
    folder = tmp_path / "paper"
    folder.mkdir()
    (tmp_path / "secret.tex").write_text("secret")
    (folder / "link.tex").symlink_to(tmp_path / "secret.tex")
    (folder / "plot.pdf").write_text("secret")
    text = f"\\input{{{name.format(tmp_path)}}}\n"
    joined = join_files(text, "latex", folder)
    assert (joined.text, joined.files) == (text, [])
    assert len(joined.left) == 1


def test_files_within_files_end_somewhere(tmp_path: Path) -> None:
    """A long row of files, each in the one before, is followed a few times, and told."""
    for number in range(12):
        (tmp_path / f"a{number}.tex").write_text(f"a \\input{{a{number + 1}}}")
    joined = join_files("\\input{a0}", "latex", tmp_path)
    assert joined.text.startswith("a a a")
    assert "too many" in joined.left[0]


def test_plain_text_takes_in_nothing(tmp_path: Path) -> None:
    """Words that look like a command are words there."""
    (tmp_path / "a.tex").write_text("a")
    assert join_files("\\input{a}", "plain", tmp_path).text == "\\input{a}"


@pytest.mark.parametrize(
    "command",
    [
        "\\subfile{parts/one}", "\\import{parts/}{one}", "\\subimport{parts}{one.tex}",
        "\\import{./parts/}{one}", "\\input parts/one",
    ],
)  # fmt: skip
def test_other_commands_of_latex_take_files_in(command: str, tmp_path: Path) -> None:
    """What can be set by itself brings its body; what stands around that is for its program."""
    (tmp_path / "parts").mkdir()
    head = "\\documentclass[../main.tex]{subfiles}\n\\usepackage{tea}\n\\begin{document}"
    (tmp_path / "parts" / "one.tex").write_text(f"{head}One\\end{{document}}\n")
    joined = join_files(f"a {command}\nb", "latex", tmp_path)
    assert (joined.text, joined.left) == ("a One\nb", [])
    lost = join_files(command.replace("one", "lost") + "\n", "latex", tmp_path)
    assert len(lost.left) == 1


@pytest.mark.parametrize(
    "chunk",
    [
        "```{r child=c('a.Rmd', \"b.Rmd\")}\n```",
        "```{r}\n#| child: [a.Rmd, b.Rmd]\n```".replace("[a.Rmd, b.Rmd]", "['a.Rmd', 'b.Rmd']"),
    ],
)
def test_a_chunk_may_take_in_several_files(chunk: str, tmp_path: Path) -> None:
    """In the order in which it names them."""
    (tmp_path / "a.Rmd").write_text("A\n")
    (tmp_path / "b.Rmd").write_text("B\n")
    joined = join_files(f"{chunk}\nend\n", "markdown", tmp_path)
    assert joined.text == "A\n\n\nB\n\nend\n"
    assert [one.name for one in joined.files] == ["a.Rmd", "b.Rmd"]


def test_a_chunk_may_say_its_child_below_its_head(tmp_path: Path) -> None:
    """As newer documents have it, in quotes or not."""
    (tmp_path / "a.Rmd").write_text("A\n")
    assert join_files("```{r}\n#| child: a.Rmd\n```\n", "markdown", tmp_path).text == "A\n\n"


def test_a_file_of_tex_itself_is_nothing_to_look_for(tmp_path: Path) -> None:
    """It lies beside no text, and has no words in it."""
    text = "\\input{glyphtounicode}\nA\n"
    joined = join_files(text, "latex", tmp_path)
    assert (joined.text, joined.left) == (text, [])


@pytest.mark.parametrize("names_itself", [True, False])
def test_what_takes_itself_in_comes_once(names_itself: bool, tmp_path: Path) -> None:
    """Of a circle each file comes once, and the line that closes it is told."""
    main, part = tmp_path / "main.tex", tmp_path / "part.tex"
    part.write_text(f"P \\input{{{'part' if names_itself else 'main.tex'}}}")
    main.write_text("M \\input{part} end")
    joined = join_files(main.read_text(), "latex", tmp_path, main)
    assert [path.name for path in joined.files] == ["part.tex"]
    assert joined.text.count("M ") == joined.text.count("P ") == 1
    [told] = joined.left
    assert "takes itself in" in told
