"""A text that takes in others (LaTeX's input, Quarto's include, knitr's child) → one text.

Only plain text files in the folder of the text, or below it, are taken in, so that a text from a
stranger cannot bring in what its reader has elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.imports.texts.characters import decode_any
from kg.sources.folder.files import MOST_BYTES, is_inside, read_plain_file

_MOST_FILES = 500
_DEEPEST = 8
_QUOTED = re.compile(r"'[^'\n]+'|\"[^\"\n]+\"")
# A part that can be set by itself has a head of its own, which says nothing of the whole.
# What a text takes in of TeX itself: no words of anybody's.
_OF_TEX = frozenset({"glyphtounicode", "glyphtounicode.tex"})
_BODY = re.compile(
    r"\A(?:(?!\\begin\{document\}).)*?\\documentclass(?:(?!\\begin\{document\}).)*"
    r"\\begin\{document\}(?P<body>.*?)(?:\\end\{document\}.*)?\Z",
    re.DOTALL,
)
_LATEX = (".tex", ".latex")
_SUFFIXES = (".tex", ".latex", ".qmd", ".rmd", ".md", ".markdown", ".txt")
# Comments of LaTeX are matched, too, so that what stands in one is passed over.
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "latex": re.compile(
        r"(?<!\\)%[^\n]*"
        r"|\\(?:input|(?P<chosen>(?:subfile)?include)|subfile|loadglsentries(?:\[[^\]\n]*\])?)\s*"
        r"\{(?P<name>[^}\n]+)\}"
        r"|\\(?:sub)?(?:import|inputfrom|includefrom)\*?\s*\{(?P<folder>[^}\n]*)\}\s*"
        r"\{(?P<file>[^}\n]+)\}"
        r"|\\input[ \t]+(?P<bare>[\w./-]*\w)(?=\s)"
    ),
    "markdown": re.compile(
        r"\{\{<[ \t]*include[ \t]+(?P<name>[^ \t\n>]+)[ \t]*>\}\}"
        r"|(?m:^```+[ \t]*\{r[^}\n]*\bchild[ \t]*=[ \t]*"
        r"(?P<child>['\"][^'\"\n]+['\"]|c\([^()\n]+\))[^}\n]*\}[ \t]*\n```+[ \t]*$)"
        r"|(?m:^```+[ \t]*\{r[^}\n]*\}[ \t]*\n#\|[ \t]*child:[ \t]*(?P<option>[^\n]+)\n```+[ \t]*$)"
    ),
}
# LaTeX takes in only those files that its preamble lists here; the first list counts.
_CHOICE = re.compile(r"(?<!\\)%[^\n]*|\\begin\{document\}|\\includeonly\s*\{(?P<names>[^{}]*)\}")


@dataclass(slots=True)
class Joined:
    """A text with the files that it takes in, and those of them that were not found or refused.

    `only` are the files that LaTeX takes in by `include`, where the text chooses some.
    """

    text: str
    files: list[Path] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    only: frozenset[str] | None = None
    _passed: list[str] = field(default_factory=list)

    def passes(self, match: re.Match[str]) -> bool:
        """Return whether LaTeX passes over what a command names, and keep its name."""
        told = match.groupdict()
        if self.only is None or not told.get("chosen") or _plain(told["name"]) in self.only:
            return False
        self._passed.append(told["name"].strip()[:80])
        return True

    def tell_passed(self) -> None:
        """Tell which files stayed outside by the author's choice."""
        if self._passed:
            names = ", ".join(dict.fromkeys(self._passed))
            self.left.append(
                f"files that \\includeonly leaves out ({names}): LaTeX does not print them, "
                "and they did not come; take \\includeonly out if they are part of the review"
            )


@dataclass(frozen=True, slots=True)
class _Part:
    """A file that is taken in, and its words."""

    path: Path
    text: str


def join_files(text: str, marks: str, folder: Path | None, file: Path | None = None) -> Joined:
    """Return a text with every file that it takes in from its folder (None: it has none).

    `file` is where the text itself stands, so that it is seen where a part takes in the whole.
    """
    joined = Joined(text)
    pattern = _PATTERNS.get(marks)
    if pattern is not None:
        joined.only = _chosen_in(text) if marks == "latex" else None
        joined.text = _join(text, pattern, folder, joined, () if file is None else (file,))
        joined.tell_passed()
    return joined


def _chosen_in(text: str) -> frozenset[str] | None:
    """Return the files that the preamble chooses, or None where it takes all in."""
    for match in _CHOICE.finditer(text):
        if match["names"] is not None:
            return frozenset(map(_plain, match["names"].split(",")))
        if match[0].startswith("\\"):
            break
    return None


def _plain(name: str) -> str:
    return "".join(name.split()).removesuffix(".tex")


def _join(
    text: str,
    pattern: re.Pattern[str],
    folder: Path | None,
    joined: Joined,
    outer: tuple[Path, ...],
) -> str:
    parts: list[str] = []
    at = 0
    for match in pattern.finditer(text):
        if joined.passes(match):
            continue
        taken = [
            _join(found.text, pattern, folder, joined, (*outer, found.path))
            for name in _names_in(match)
            if (found := _read(name, folder, joined, outer)) is not None
        ]
        if taken:
            parts += [text[at : match.start()], "\n\n".join(taken)]
            at = match.end()
    return "".join([*parts, text[at:]])


def _names_in(match: re.Match[str]) -> list[str]:
    """Return the files that a command takes in: one, or those that a chunk of knitr lists."""
    told = {name: words for name, words in match.groupdict().items() if words}
    if "file" in told:
        return [f"{told.get('folder', '').rstrip('/') or '.'}/{told['file']}"]
    listed = told.get("child") or told.get("option") or ""
    quoted = [one[1:-1] for one in _QUOTED.findall(listed)]
    return quoted or [one for one in (told.get("name"), told.get("bare"), listed.strip()) if one]


def _read(name: str, folder: Path | None, joined: Joined, outer: tuple[Path, ...]) -> _Part | None:
    """Return the text of a file that is taken in, or None where it stays outside."""
    path = _find(name, folder)
    if path is None and name.strip() in _OF_TEX:
        return None
    if path is None:
        joined.left.append(f"the file {name[:80]} is taken in by the text, and is not beside it")
        return None
    if any(path.samefile(one) for one in outer if one.is_file()):
        joined.left.append(
            f"the file {name[:80]} takes itself in, by way of {outer[-1].name[:80]}; it came once: "
            "take that line out"
        )
        return None
    size = sum(one.stat().st_size for one in [*joined.files, path])
    if len(outer) > _DEEPEST or len(joined.files) >= _MOST_FILES or size > MOST_BYTES:
        joined.left.append(f"the file {name[:80]} was not taken in: too many, or too large in all")
        return None
    content = read_plain_file(path, within=folder)
    text = content if isinstance(content, str) else decode_any(content)
    if isinstance(content, str) or not isinstance(text, str):
        joined.left.append(f"the file {name[:80]} was not taken in: it is no text in UTF-8")
        return None
    joined.files.append(path)
    body = _BODY.sub(lambda found: found["body"], text) if path.suffix in _LATEX else text
    return _Part(path, body)


def _find(name: str, folder: Path | None) -> Path | None:
    if folder is None or "\0" in name:
        return None
    stem = name.strip().strip("\"'")
    for path in (folder / stem, folder / f"{stem}.tex"):
        if path.suffix.lower() in _SUFFIXES and path.is_file() and is_inside(path, folder):
            return path
    return None
