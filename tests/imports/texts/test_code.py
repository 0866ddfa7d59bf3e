from kg.imports.texts.code import set_code_apart


def test_chunks_are_blocks_of_code_for_every_reader() -> None:
    """`{r}` and what is said of a chunk are put as pandoc knows them; lines stay lines."""
    text = "```{r setup, echo=FALSE}\n# x\n```\n\n~~~{python}\ny\n~~~\n\n```{.r}\nz\n```\n"
    code = set_code_apart(text)
    assert code.text == "``` r\n# x\n```\n\n~~~ python\ny\n~~~\n\n```{.r}\nz\n```\n"
    assert code.left[0].endswith(
        "render the text to Word (knit it) and import that file in place of this one"
    )
    assert code.left[1:] == (
        "1 block of python code: not run, and what it prints is not in the text",
        "1 block of r code: not run, and what it prints is not in the text",
    )


def test_fences_of_myst_are_told_for_what_they_are() -> None:
    """A cell is code; a note, a list of references or a table is none."""
    text = "```{code-cell} ipython3\nx\n```\n\n```{bibliography}\n```\n\n```{note}\ny\n```\n"
    assert set_code_apart(text).left[1:] == (
        "1 block of Python code: not run, and what it prints is not in the text",
    )
    assert set_code_apart("```{table} By {cite:p}`a`\nx\n```\n").left == ()


def test_citations_in_captions_of_chunks_are_told() -> None:
    """They are printed, though they stand in no text; what code says elsewhere is nobody's."""
    text = (
        '```{r f, fig.cap="Effects [@able2001; -@bell:2002]."}\nplot(x@y)\n```\n\n'
        '```{r}\n#| fig-cap: "After @cole2003."\nkable(x, caption = "By [@able2001]")\n```\n'
    )
    [said] = [one for one in set_code_apart(text).left if "captions" in one]
    assert "(@able2001, @bell:2002, @cole2003)" in said
    plain = "```{r}\nplot(x@y)\n```\n"
    assert not [one for one in set_code_apart(plain).left if "captions" in one]


def test_values_within_sentences_are_counted() -> None:
    """R Markdown's and Quarto's are; code that is merely shown is none."""
    code = set_code_apart("It is `r x` and `{python} y`, not `read.csv`.")
    assert code.left[1] == "2 values that code puts into a sentence"


def test_a_text_without_code_has_nothing_to_tell() -> None:
    """It goes to pandoc as it is."""
    assert set_code_apart("# A\n\n```\nx\n```\n").left == ()
