"""`kg watch`: the former name of `kg preview`, for one release."""

from __future__ import annotations

import argparse
import sys

from kg.commands import preview


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `kg preview` has."""
    preview.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do what `kg preview` does, and say so."""
    print("kg watch is kg preview now; this name goes with the next release", file=sys.stderr)
    return preview.run(arguments)
