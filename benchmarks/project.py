"""A made-up project of any size: `python -m benchmarks.project 3000 FOLDER`.

Each reference has a claim with its passage, an evidence line and a citation. What is written is
read by earlier releases as well (from 0.3.0), so that two can be measured on the same files.
"""

from __future__ import annotations

import argparse
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

CHAPTER = 100  # references a chapter, and so claims a file
CLASSES = (("A", "Trials", "primary-research"), ("B", "Reasoning", "secondary-research"))


@dataclass(slots=True)
class Draft:
    """The text as it grows; spans are counted in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, words: str) -> tuple[int, str]:
        """Add words; return where they start, and their span as YAML."""
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        digest = hashlib.sha256(words.encode()).hexdigest()
        return start, f"{{start: {start}, end: {self.length}, sha256: {digest}}}"


def code_of(number: int) -> str:
    """Return the code of a reference: `A1`, `B2`, `A3`."""
    return f"{CLASSES[(number - 1) % len(CLASSES)][0]}{number}"


def write_project(size: int, folder: Path) -> None:
    """Write a project of so many references into a folder, which is made."""
    (folder / "data" / "claims").mkdir(parents=True)
    draft, mentions, sections = Draft(), ["mentions:"], []
    for chapter, first in enumerate(range(1, size + 1, CHAPTER), start=1):
        numbers = range(first, min(first + CHAPTER, size + 1))
        sections.append(_write_chapter(chapter, numbers, draft, mentions, folder))
    heading = "lists\n"
    _, span = draft.add(heading)
    sections.append(f"  - {{id: lists, heading: lists, span: {span}}}")
    text = "".join(draft.parts)
    _write(folder / "text.txt", text)
    _write(folder / "data" / "mentions.yaml", "\n".join([*mentions, ""]))
    _write(folder / "data" / "references.bib", "\n".join(map(_entry, range(1, size + 1))))
    _write(folder / "data" / "review.yaml", _review(text, sections))
    settings = 'title = "A made-up review"\nbase = "https://example.org/size/"\n'
    _write(folder / "tiptrace.toml", settings)


def _write_chapter(
    chapter: int, numbers: range, draft: Draft, mentions: list[str], folder: Path
) -> str:
    """Add a chapter to the text, its claims to a file and its citations; return its section."""
    name, start = f"chapter-{chapter}", draft.length
    draft.add(f"{name}\n")
    lines = [f"section: {name}", "claims:"]
    for number in numbers:
        code = code_of(number)
        _, span = draft.add(f"Work {number} came out at {number * 7}.")
        draft.add(" (")
        _, cited = draft.add(code)
        draft.add(")\n")
        mentions.append(
            f"  - {{order: {number}, printed: {code}, source: {code}, section: {name}, "
            f"span: {cited}}}"
        )
        lines += [
            f"  - id: claim-{number}",
            "    kind: finding",
            f"    statement: Piece {number} gives {number * 7}.",
            f"    span: {span}",
            "    evidence:",
            f"      - {{source: {code}, stance: supports, mentions: [{number}]}}",
        ]
    _write(folder / "data" / "claims" / f"{name}.yaml", "\n".join([*lines, ""]))
    whole = "".join(draft.parts)[start:]
    digest = hashlib.sha256(whole.encode()).hexdigest()
    span = f"{{start: {start}, end: {draft.length}, sha256: {digest}}}"
    draft.parts = ["".join(draft.parts)]
    return f"  - {{id: {name}, heading: chapter {chapter}, span: {span}}}"


def _entry(number: int) -> str:
    letter = code_of(number)[0]
    # Names that are much alike would be told as such, one by one.
    journal = hashlib.sha256(str(number % 53).encode()).hexdigest()[:8]
    return (
        f"@article{{{code_of(number)},\n"
        f"  author = {{Family{number % 997}, Given and Other{number % 89}, G.}},\n"
        f"  title = {{Made-up Work {number}}},\n"
        f"  journal = {{Annals {journal}}},\n"
        f"  volume = {{{number % 40 + 1}}},\n"
        f"  number = {{{number % 4 + 1}}},\n"
        f"  year = {{{1950 + number % 70}}},\n"
        f"  evidenceclass = {{{letter}}}\n}}\n"
    )


def _review(text: str, sections: list[str]) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()
    classes = "\n".join(
        f"  - {{code: {letter}, label: {label}, plural: {label.lower()}, kind: {kind}, "
        f"definition: Made up., printed_label: {label}, list_heading: {label}}}"
        for letter, label, kind in CLASSES
    )
    head = f"""id: size
title: A made-up review
creators: [Sam Size]
publisher: Nobody
year: 2020
rights: Made up to be measured.
summary: Made up to be measured.
caution: Nothing here is true.
text: {{file: text.txt, sha256: {digest}}}
codes:
  printed: "[AB][0-9]+"
  scanned: "(?<=[(])[AB][0-9]+(?=[)])"
  first_section: chapter-1
  last_section: lists
evidence_classes:
{classes}
sections:
"""
    return head + "\n".join([*sections, ""])


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Write a project of the size and into the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int, help="how many references")
    parser.add_argument("folder", type=Path, nargs="?", help="a new folder (project-SIZE)")
    arguments = parser.parse_args()
    folder = arguments.folder or Path(f"project-{arguments.size}")
    write_project(arguments.size, folder)
    print(f"wrote {arguments.size:,} references into {folder}")


if __name__ == "__main__":
    main()
