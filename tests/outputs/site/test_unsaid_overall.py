"""A tool by which the review judges domains alone, and none of its studies over all."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from kg.assembly import assemble_project
from kg.manifest import Manifest
from kg.outputs.site import build_site
from kg.outputs.writing import OutputWriter
from kg.sources.folder.project import load_project
from kg.timings import Timings
from tests.conftest import TRIALS
from tests.outputs.site.conftest import words_of


def test_a_tool_without_judgements_over_all_has_no_such_column(tmp_path: Path) -> None:
    """The line has its place beside the study, and a domain its own where it has one."""
    folder = tmp_path / "tea"
    shutil.copytree(TRIALS, folder, ignore=shutil.ignore_patterns("build"))
    path = folder / "data" / "appraisals.yaml"
    text = path.read_text(encoding="utf-8")
    # `cook` has no domains, so that nothing would be left of it.
    text = re.sub(r"\n  - \{tool: pot-tool, study: cook[^\n]*", "", text)
    head, _, rest = text.partition("\n  - tool: pot-tool\n")
    of_pot, tool, of_cup = rest.partition("\n  - tool: cup-scale\n")
    of_pot = re.sub(r"\n    overall: [^\n]*", "", of_pot)
    path.write_text(f"{head}\n  - tool: pot-tool\n{of_pot}{tool}{of_cup}", encoding="utf-8")
    made = assemble_project(load_project(folder), Timings())
    assert made.store is not None, made.problems
    base = load_project(folder).base
    manifest = Manifest("d" * 64, "i" * 64, "0", "Tea", base, {f"{base}graph/review": 1})
    build_site(made.store, manifest, OutputWriter(folder / "site"), folder / "none")
    words = words_of(folder / "site" / "systematic.html")
    risks = words.partition("Risk of bias")[2].partition("Certainty: ")[0]
    assert "Over all" not in risks
    assert "Able 2010 characters 1494 to 1514 | ●○○ low | ●○○ low" in risks
    assert "●●○ some concerns: The tea was known by its smell. characters 1515 to 1588" in risks
    study = words_of(folder / "site" / "studies" / "able.html")
    assert "Told in A1" in study
