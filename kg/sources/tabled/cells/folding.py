"""The words of a heading or a cell, as they are compared with others."""

from __future__ import annotations

import re

from kg.words import fold_text


def fold_heading(heading: str) -> str:
    """Return the words of a heading, without marks, brackets and footnotes."""
    bare = re.sub(r"\^[^^]*\^|[*†‡§¶]", "", heading).replace("№", "No. ")
    return " ".join(re.findall(r"[^\W_]+", fold_text(bare)))
