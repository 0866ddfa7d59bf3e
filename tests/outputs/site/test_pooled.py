"""Tips whose claims tell an effect of several studies; a study of which only a number is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.assembly import assemble_project
from kg.manifest import Manifest
from kg.outputs.site import build_site
from kg.outputs.writing import OutputWriter
from kg.sources.folder.project import load_project
from kg.timings import Timings
from tests.conftest import TRIALS
from tests.outputs.site.conftest import words_of

CLAIMS = """
  - {id: awake, kind: finding, statement: Fewer were awake., effects: [able-awake], page: 2}
  - {id: six-trials, kind: finding, statement: Six trials agree., effects: [six], page: 2}
  - {id: both, kind: finding, statement: Taken together fewer wait., effects: [six], page: 2,
     evidence: [{source: A1, stance: supports}]}
  - {id: counted, kind: finding, statement: Some woke., effects: [cook-awake], page: 2}
"""
SIX = """
  - {id: six, outcome: awake, pooled: 6, measure: RR, value: 0.8, page: 2}
"""
STUDY = """
  - {id: dee, label: Dee 2019, sample: n = 64, summary: A trial., section: results, page: 2}
"""
TIPS = """tips:
""" + "".join(
    f"  - {{number: {number}, title: Tea, statement: Drink tea., section: introduction, page: 2,\n"
    f"     also_on: [{{claims: [{claim}], why: It is about tea.}}], backed_by: [{claim}]}}\n"
    for number, claim in enumerate(("tea-shortens-the-wait", "awake", "six-trials"), 1)
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the made-up review of trials, with three tips on its effects."""
    folder = tmp_path_factory.mktemp("pooled") / "tea"
    shutil.copytree(TRIALS, folder, ignore=shutil.ignore_patterns("build"))
    for name, more in (("claims/results", CLAIMS), ("effects", SIX), ("studies", STUDY)):
        path = folder / "data" / f"{name}.yaml"
        path.write_text(path.read_text("utf-8").rstrip() + more, encoding="utf-8")
    (folder / "data" / "tips.yaml").write_text(TIPS, encoding="utf-8")
    made = assemble_project(load_project(folder), Timings())
    assert made.store is not None, made.problems
    assert "CHK-tip-without-source" not in {one.code for one in made.problems}
    base = load_project(folder).base
    manifest = Manifest("d" * 64, "i" * 64, "0", "Tea", base, {f"{base}graph/review": 1})
    build_site(made.store, manifest, OutputWriter(folder / "site"), folder / "none")
    return folder / "site"


@pytest.mark.parametrize(
    ("tip", "verdict", "line"),
    [
        (
            1,
            "The review’s own pooling of 2 studies.",
            "The review’s own pooling of 2 studies: Able 2010 , Baker 2012 .",
        ),
        (2, "One study of 81 adults (Able 2010).", "It is of one study: Able 2010 ."),
        (
            3,
            "The review’s own pooling of 6 studies.",
            "risk ratio 0.8. The review’s own pooling of 6 studies.",
        ),
    ],
    ids=["named", "of-one", "counted"],
)
def test_a_tip_says_on_whose_pooling_it_rests(
    site: Path, tip: int, verdict: str, line: str
) -> None:
    """Beside the figures, in the box, and on the sheet; nobody is told that nothing is recorded."""
    words = words_of(site / "tips" / f"{tip}.html")
    assert f"What this rests on {verdict}" in words
    assert line in words
    assert "We have recorded no study" not in words
    assert verdict in words_of(site / "tips" / f"{tip}-sheet.html")


def test_the_pooled_studies_are_links_in_the_box(site: Path) -> None:
    """Which they are stands behind the box; where the review does not say, nothing is opened."""
    text = (site / "tips" / "1.html").read_text("utf-8").partition('id="reported"')[2]
    assert 'href="../studies/baker.html"' in text.partition("</details>")[0]
    assert 'id="reported"' not in (site / "tips" / "3.html").read_text("utf-8")


def test_a_number_without_its_unit_is_told_as_one(site: Path) -> None:
    """Of `n = 64` no page says that nothing is recorded of how many."""
    words = words_of(site / "studies" / "dee.html")
    assert "n = 64" in words
    assert "how many" not in words.partition("Not recorded here")[2].lower()
    assert "Dee 2019 | not recorded | n = 64 |" in words_of(site / "studies.html")


def test_a_claim_may_rest_on_what_is_told_of_groups(site: Path) -> None:
    """It is no effect that the review gives, and is not called one."""
    words = words_of(site / "sections" / "results.html")
    said = words.partition("Some woke.")[2].partition("; p = 0.40")[0]
    assert said.endswith(
        "What the review tells of each group: Awake after an hour : mint tea: 7/30; hot water: 9/29"
    )
    assert "The effect that the review gives" not in said


def test_what_several_trials_gave_together_is_no_finding_of_one(site: Path) -> None:
    """The page of a source says that it supports the claim, not that it found so itself."""
    words = words_of(site / "sources" / "A1.html")
    before, _, after = words.partition("Other claims it bears on")
    assert "Taken together fewer wait." not in before
    assert "supports" in after.partition("Taken together fewer wait.")[2][:20]
