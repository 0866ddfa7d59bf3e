"""Code in a text: where programs stand in R Markdown and Quarto. It is told, and never run."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

# ```{r setup, echo=FALSE}: braces that begin with the name of a language.
_CHUNK = re.compile(
    r"(?m)^([ \t>]*)(`{3,}|~{3,})[ \t]*\{=?([A-Za-z][A-Za-z0-9_+-]*)([ \t,][^\n]*)?\}[ \t]*$"
)
# MyST fences much that is no program, and its cells of one have the language behind the braces.
_DIRECTIVES = frozenset({
    "abstract", "admonition", "bibliography", "figure", "footbibliography", "image", "include",
    "margin", "math", "note", "sidebar", "table", "tableofcontents", "tip", "toctree", "warning",
})  # fmt: skip
_CELLS = re.compile(r"(?m)^(?:`{3,}|:{3,})[ \t]*\{code-cell\}")
_CHUNKS = re.compile(r"(?ms)^[ \t]*(?P<mark>`{3,})[ \t]*\{r\b.*?^[ \t]*(?P=mark)[ \t]*$")
_CAPTION = re.compile(r"\b(?:cap|caption|fig\.cap|tbl?-cap|fig-cap)\s*[=:]\s*(?P<words>[^\n]*)")
_KEY = re.compile(r"(?<![\w.])@[A-Za-z0-9][\w:.-]*\w")
_INLINE = re.compile(r"(?<!`)`(?:r|\{[a-z]+\})[ \t][^`\n]+`")
# A Word file keeps what web pages add for the screen (menus, scripts) out of the text.
_ADVICE = (
    "this text has code in it, which is not run: if a number, a table or a picture of the review "
    "comes from code, render the text to Word (knit it) and import that file in place of this one"
)


@dataclass(frozen=True, slots=True)
class Code:
    """A text with its chunks as plain blocks of code, which no reader takes for headings."""

    text: str
    left: tuple[str, ...]


def _cited_in(chunk: str) -> list[str]:
    return [key for one in _CAPTION.finditer(chunk) for key in _KEY.findall(one["words"])]


def set_code_apart(text: str) -> Code:
    """Return a text for pandoc, who does not know `{r}`, and what of it is code that is not run."""
    chunks = [match for match in _CHUNK.finditer(text) if match[3] not in _DIRECTIVES]
    languages = Counter(match[3] for match in chunks)
    languages["Python"] += len(_CELLS.findall(text))
    inline = len(_INLINE.findall(text))
    told = [
        f"{count} block{'s' if count > 1 else ''} of {language} code: not run, and what "
        f"{'they print' if count > 1 else 'it prints'} is not in the text"
        for language, count in sorted(languages.items())
        if count
    ]
    cited = [key for chunk in _CHUNKS.finditer(text) for key in _cited_in(chunk[0])]
    if cited:
        keys = ", ".join(dict.fromkeys(cited))
        told.append(
            f"citations in captions that code makes ({keys}): they are printed, and not in the "
            "text; where a claim rests on one, enter it in data/mentions.yaml"
        )
    if inline:
        told.append(f"{inline} value{'s' if inline > 1 else ''} that code puts into a sentence")
    # First what to do, for it makes all that follows needless.
    left = [_ADVICE, *told] if told else []
    return Code(_CHUNK.sub(r"\1\2 \3", text), tuple(left))
