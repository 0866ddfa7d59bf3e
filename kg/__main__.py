"""The command line: `kg VERB`. Each verb is a module of `kg.commands` and is imported when used."""

from __future__ import annotations

import argparse
import errno
import importlib
import keyword
import os
import re
import shutil
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Protocol

from kg import __version__
from kg.errors import KgError, NoProject, UsageError
from kg.signals import unwound_by_signals

VERBS = {
    "check": "list every problem in the sources",
    "build": "make graph, site, tables and exports",
    "serve": "serve the site and the SPARQL endpoint",
    "query": "run a SPARQL query on the build",
    "tables": "regenerate the review's tables, or check them for drift",
    "bibliography": "write what the review says of each work, for Word, LaTeX and the web",
    "diff": "tell what differs between two states of a review",
    "release": "make a folder of all that is published, under a version",
    "collect": "bring the builds of many reviews into one collection",
    "export": "write the data in another form",
    "trace": "print the tree from a tip to its sources",
    "verify": "prove spans and citations against the source text",
    "import": "bring in references of other programs, or the text of the review",
    "mentions": "find the citations of the text, and draft their records",
    "records": "draft studies, effects and judgements from the tables of the text",
    "new": "start a project for another review",
    "mcp": "let an assistant ask the build, by the Model Context Protocol",
    "push": "load the build into another SPARQL engine",
    "preview": "build at each change, and show it in the browser with what is wrong",
    "watch": "the former name of preview",
}

# A disk is full, a share of it is used up, or a file may grow no more.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# What may be asked of a collection as of one review.
OF_COLLECTIONS = ("kg query", "kg serve", "kg mcp", "kg push")


class Command(Protocol):
    """What a module of `kg.commands` provides."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the verb's own arguments."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do the verb's job; return the exit status."""


def main(words: Sequence[str] | None = None) -> int:
    """Run a command line; return 0 fine, 1 problems found, 2 wrong usage, 130 stopped by Ctrl-C."""
    words = list(sys.argv[1:] if words is None else words)
    verb = _verb_in(words)
    try:
        with unwound_by_signals():
            parser, command = _parser_for(verb)
            if verb is not None and verb not in VERBS:
                near = get_close_matches(verb, VERBS, 1)
                hint = f"did you mean {near[0]}?" if near else "kg --help lists them"
                parser.error(f"there is no verb '{verb}'; {hint}")
            arguments = parser.parse_args(words)
            if command is None:
                parser.print_help()
                return 2
            arguments.folder = Path(arguments.folder).resolve()
            return command.run(arguments)
    except NoProject as error:
        return _report(_explained(error, arguments.folder))
    except (KgError, OSError, KeyboardInterrupt) as error:
        return _report(error)


def _verb_in(words: Sequence[str]) -> str | None:
    """Return the first word that is neither an option nor the folder, which may have any name."""
    left = iter(words)
    for word in left:
        if word == "-C":
            next(left, None)
        elif not word.startswith("-"):
            return word
    return None


def _explained(error: NoProject, folder: Path) -> UsageError:
    """Return what to say of a folder that is no project: it may be a collection."""
    settings = importlib.import_module("kg.collection.settings")  # rarely needed, and heavy
    if not settings.is_collection(folder):
        return error
    return UsageError(
        f"{folder}: this is a collection of reviews; {', '.join(OF_COLLECTIONS)} take it with -C, "
        "and kg collect --out makes it anew; this verb takes the folder of one review"
    )


def _report(error: KgError | OSError | KeyboardInterrupt) -> int:
    """Say what went wrong; return the exit status."""
    if isinstance(error, KeyboardInterrupt):
        return 130
    if isinstance(error, BrokenPipeError):
        # The reader of our output has gone; keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    elif isinstance(error, OSError):
        print(_words_for(error), file=sys.stderr)
    else:
        print(error, file=sys.stderr)
    return 2 if isinstance(error, UsageError) else 1


def _words_for(error: OSError) -> str:
    """Return the system's words: the disk is full, a file may not be read, a folder is none."""
    place, said = error.filename, error.strerror or str(error)
    if isinstance(error, shutil.Error) and isinstance(error.args[0], list):
        # Of a folder that is copied all files are told that could not be: the first will do.
        _, place, said = error.args[0][0]
        said = re.sub(r"^\[Errno \d+\] |: '.*", "", str(said), flags=re.DOTALL)
    # The store says it in words of its own around those of the system.
    is_full = error.errno in _NO_ROOM or any(os.strerror(one) in said for one in _NO_ROOM)
    if is_full and error.filename2:  # of a copy: it is there that room is wanted
        place = error.filename2
    remedy = "; make room there" if is_full else ""
    return f"{f'{place}: ' if place else ''}{said}; nothing was changed{remedy}"


def _parser_for(verb: str | None) -> tuple[argparse.ArgumentParser, Command | None]:
    """Return the parser; only the module of the verb at hand is imported."""
    parser = argparse.ArgumentParser(
        prog="kg", description="From a research review to evidence that people can trace."
    )
    parser.add_argument("--version", action="version", version=f"tiptrace {__version__}")
    parser.add_argument(
        "-C", dest="folder", default=".", metavar="DIR", help="the project's folder"
    )
    subparsers = parser.add_subparsers(metavar="VERB", title="verbs")
    command: Command | None = None
    for name, line in VERBS.items():
        sub = subparsers.add_parser(name, help=line, description=f"{line.capitalize()}.")
        sub.add_argument(
            "-C",
            dest="folder",
            default=argparse.SUPPRESS,
            metavar="DIR",
            help="the project's folder",
        )
        if name == verb:
            command = importlib.import_module(_module_of(name))
            command.add_arguments(sub)
    return parser, command


def _module_of(verb: str) -> str:
    """Return the module of a verb; Python keeps some words for itself."""
    return f"kg.commands.{verb}{'_' if keyword.iskeyword(verb) else ''}"


if __name__ == "__main__":
    sys.exit(main())
