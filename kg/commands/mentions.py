"""`kg mentions`: find the citations of the text, and draft `data/mentions.yaml`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from kg.codes import errors_among
from kg.commands.summary import count_problems
from kg.errors import lines_of
from kg.sources.citations.found import Citation
from kg.sources.folder.project import load_project
from kg.sources.mentiondrafts import FILE, Draft, draft_project, problems_of_draft
from kg.sources.mentions import scheme_of
from kg.sources.moving.renumbering import number_mentions
from kg.sources.places.cited import cited_beside
from kg.sources.places.text import HeldText

_NAMED = 6  # keys that a line names
# What a style of `data/review.yaml` is called, where its name does not say all of it.
_STYLES = {"doi": "keys or identifiers (style: doi)"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the text and `--draft`."""
    parser.add_argument(
        "text",
        nargs="?",
        type=Path,
        help="the source text, or the folder that holds it (default: the project)",
    )
    parser.add_argument(
        "--draft", action="store_true", help=f"write a record for each citation into {FILE}"
    )
    parser.add_argument(
        "--renumber",
        action="store_true",
        help="then number all records as they stand in the text; what names one follows",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what was found and what a person has to look at; return 1 if there is anything."""
    project = load_project(arguments.folder)
    draft, review, text = draft_project(project, arguments.text, write=arguments.draft)
    problems = sorted(problems_of_draft(draft, review, text))
    # What is open in the text is what was asked for: it is told last, each citation of it.
    unread, found = (
        [one for one in problems if (one in draft.unread) is is_unread]
        for is_unread in (True, False)
    )
    print(render_draft(draft, scheme_of(review).style, text, written=arguments.draft))
    if arguments.renumber:
        print(f"{number_mentions(project)} records have another number now")
    print("\n".join([*lines_of(unread), *map(str, found), count_problems(problems)]))
    if (draft.new or draft.listed) and not arguments.draft:
        print("next: kg mentions --draft")
    elif draft.late and not arguments.renumber:
        print(_line_of_late(draft.late))
    return 1 if errors_among(problems) else 0


def render_draft(draft: Draft, style: str, text: HeldText, *, written: bool) -> str:
    """Return in a few lines what a draft found in a text, and what became of it."""
    cited = [one for one in draft.citations if one.role == "cites" and one not in draft.doubtful]
    defined = [one for one in draft.citations if one.role == "defines"]
    guess = " (which work has which is not known)" if _guessed(draft) else ""
    lines = [f"{_counted(cited)}, by {_STYLES.get(style, style)}{guess}"]
    if defined:
        lines[0] += f"; {len(defined)} more define a short name ({_counted([*cited, *defined])})"
    made = "written" if written else "to write (kg mentions --draft writes them)"
    records = "new record" if len(draft.new) == 1 else "new records"
    lines.append(
        f"{len(draft.new)} {records} {made}, {draft.kept} kept as they are, "
        f"{len(draft.excluded)} excluded, {len(draft.open) + len(draft.unplaced)} open"
    )
    lines += _lines_of_listed(draft, made)
    if not draft.citations and not draft.unlisted:
        lines.append(
            "none was found; if the text cites in another style, say it: "
            "codes: {style: number}, author-year, doi or latex, in data/review.yaml"
        )
    if draft.unlisted:
        is_one = draft.unlisted == 1
        works = "1 work" if is_one else f"{draft.unlisted} works"
        told = f"{works} that the Word file cites {'is' if is_one else 'are'} no reference yet"
        lines.append(f"{told}; next: kg import {cited_beside(Path(text.shown))}")
    return "\n".join(lines)


def _line_of_late(late: int) -> str:
    """Return what puts records in order that were drafted after others which stand behind them."""
    records = "1 new record stands" if late == 1 else f"{late} new records stand"
    return (
        f"{records} in the text before others that have lower numbers; kg mentions --renumber "
        "numbers all as they stand there (before anything is published)"
    )


def _lines_of_listed(draft: Draft, made: str) -> Iterator[str]:
    """Yield what the text has listed without citing it, and which keys of it lead nowhere."""
    if draft.listed:
        works = "1 work is" if len(draft.listed) == 1 else f"{len(draft.listed)} works are"
        yield f"{works} listed by the text and not cited (nocite): under uncited, {made}"
    if draft.unknown:
        shown = ", ".join(draft.unknown[:_NAMED]) + (", …" if len(draft.unknown) > _NAMED else "")
        keys = "1 key" if len(draft.unknown) == 1 else f"{len(draft.unknown)} keys"
        leads = "leads" if len(draft.unknown) == 1 else "lead"
        yield f"{keys} of that list (nocite) {leads} to no reference: {shown}"


def _counted(citations: list[Citation]) -> str:
    groups = len({one.group for one in citations})
    keys = "citations" if all(one.role == "cites" for one in citations) else "keys in all"
    return f"{len(citations)} {keys} in {groups} groups"


def _guessed(draft: Draft) -> bool:
    return any(one.guess for one in draft.citations)
