from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.sources.folder.buildhome import BuildHome


def test_a_link_in_a_place_leads_nowhere_else(tmp_path: Path) -> None:
    """What is built would be written, or read, outside of it."""
    place = BuildHome(tmp_path / "here")
    place.build.mkdir(parents=True)
    (place.build / "builds").mkdir()
    place.current.symlink_to("builds")
    assert place.check_inside(place.current) == place.folder / "build" / "current"
    place.current.unlink()
    place.current.symlink_to(tmp_path)
    with pytest.raises(UsageError, match="a link leads out of the project"):
        place.check_inside(place.current)


@pytest.mark.parametrize("verb", ["mcp", "push", "serve"])
def test_what_asks_a_build_or_sends_it_reads_no_review(verb: str) -> None:
    """The model of a review takes as long to import as all that these verbs do need."""
    told = f"import kg.commands.{verb}, sys; print(*sys.modules)"
    command = [sys.executable, "-c", told]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert {"kg.model", "kg.sources.folder.project", "pydantic"}.isdisjoint(done.stdout.split())
