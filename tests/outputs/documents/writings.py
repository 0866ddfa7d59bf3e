"""A writing with every kind of block and every look, and text that forms could misread."""

from kg.outputs.documents.prose import Block, Run, Writing

LINK = "https://example.org/a_b?c=1&d=%7B2%7D"
WRITING = Writing(
    "50 % of <tea> & more",
    "en-GB",
    (
        Block("heading", (Run("Class A_1"),), 1),
        Block(
            "entry",
            (
                Run("A1", bold=True),
                Run(" Øster, E. (2001). "),
                Run("On #tea", italic=True),
                Run(". H"),
                Run("2", lowered=True),
                Run("O and x"),
                Run("2", raised=True),
                Run(", "),
                Run("Able", small_caps=True),
                Run(". "),
                Run(LINK, link=LINK),
            ),
        ),
        Block("item", (Run("[supports]"), Run(": it *helps*."))),
        Block("item", (Run("a second\nline"),)),
        Block("text", (Run("1. no list, - no item"),)),
    ),
)
