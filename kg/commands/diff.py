"""`kg diff OLD NEW`: what differs between two states of a review, and what that touches."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping

from kg.comparison.difference import Difference, find_difference
from kg.comparison.htmlreport import render_html
from kg.comparison.jsonreport import render_json
from kg.comparison.markdownreport import render_markdown
from kg.comparison.textreport import render_text
from kg.errors import KgError, UsageError

FORMATS: Mapping[str, Callable[[Difference], str]] = {
    "text": render_text,
    "md": render_markdown,
    "json": render_json,
    "html": render_html,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the two states and the format."""
    what = "a folder or a zip of a project or build, a revision of git, or a digest of a build"
    parser.add_argument("old", help=what)
    parser.add_argument("new", help="the same, of the later state")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--draft", action="store_true", help="leave out what is not finished")


def run(arguments: argparse.Namespace) -> int:
    """Print the difference; return 0 where there is none, 1 where there is, as `diff` does.

    Raises UsageError (exit 2) where a state cannot be read.
    """
    try:
        found = find_difference(
            arguments.old, arguments.new, arguments.folder, draft=arguments.draft
        )
    except (KgError, OSError) as error:
        # Whoever asks for 1 means a difference: what could not be read is no difference.
        raise UsageError(str(error)) from error
    sys.stdout.write(FORMATS[arguments.format](found))
    return 0 if found.is_empty else 1
