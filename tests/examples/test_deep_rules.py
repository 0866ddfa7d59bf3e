"""The second review, of another make than the first: checked, proved and built beside it."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from kg.assembly import find_problems
from kg.codes import errors_among, harden
from kg.model import Sources
from kg.pipeline import build_project
from kg.sources.folder.project import Project, load_project
from kg.sources.mentions import verify_mentions
from kg.sources.places.text import HeldText, read_held_text, verify_spans
from kg.sources.reading import read_sources
from kg.sources.wording.doubts import find_doubts
from kg.sources.wording.statements import find_wordings
from kg.sources.wording.wordlists import read_word_lists
from kg.timings import Timings
from tests.outputs.site.conftest import words_of
from tests.outputs.site.lines import pages_on_the_review
from tests.sharing import make_once

# What the text holds, counted by hand on it: groups in brackets, and the keys that they name.
REFERENCES, CITATIONS, SHORT_NAMES, TIPS = 127, 134, 6, 10


@pytest.fixture(scope="module")
def project(root: Path) -> Project:
    """Return the project in `examples/`."""
    return load_project(root / "examples" / "deep-rules")


@pytest.fixture(scope="module")
def sources(project: Project) -> Sources:
    """Return everything that its data say."""
    reading = read_sources(project)
    assert reading.sources is not None, "\n".join(map(str, reading.problems))
    return reading.sources


@pytest.fixture(scope="module")
def text(root: Path, sources: Sources) -> HeldText:
    """Return the text of the review, or skip where it is not beside this checkout."""
    path = root.parent / "shared" / "reviews" / "deep-rules" / "text.md"
    if not path.is_file():
        pytest.skip("the text of deep-rules is not beside this checkout")
    return read_held_text(path, sources.review.text)


@pytest.fixture(scope="module")
def site(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of its site, which no test may change."""

    def build(part: Path) -> None:
        copied = part / "deep-rules"
        left_out = shutil.ignore_patterns("build", "text.txt")
        shutil.copytree(project.folder, copied, ignore=left_out)
        build_project(load_project(copied), Timings())

    return make_once(tmp_path_factory, "deep-rules", build) / "deep-rules/build/current/site"


def test_the_counts_are_those_of_the_text(sources: Sources) -> None:
    """Each reference, each citation and each tip of the text is there once."""
    doubles = [one.code for one in sources.references if one.same_as]
    assert (len(sources.references), doubles) == (REFERENCES, ["wgOFUxdw"])
    assert len(sources.mentions.mentions) == CITATIONS
    assert [tip.number for tip in sources.tips.tips] == [*range(1, TIPS + 1)]


def test_each_tip_says_what_to_do(sources: Sources) -> None:
    """A tip has points of practice from the text, and its chapter has claims with evidence."""
    chapters = {claim.section or file.section for file in sources.claims for claim in file.claims}
    for tip in sources.tips.tips:
        assert any(point.span for point in tip.practice), tip.number
        assert tip.section in chapters


def test_what_is_claimed_has_evidence(sources: Sources) -> None:
    """At least eighty claims rest on sources; each of the others says that it has none."""
    claims = [claim for file in sources.claims for claim in file.claims]
    assert sum(bool(claim.evidence) for claim in claims) >= 80
    assert [claim.id for claim in claims if bool(claim.evidence) == claim.unsourced] == []


@pytest.mark.slow
def test_nothing_is_left_to_warn_of(project: Project) -> None:
    """The example has no error and no warning: it is held to `--strict`."""
    assert errors_among(harden(find_problems(project))) == []


@pytest.mark.slow
def test_every_place_is_proved(sources: Sources, text: HeldText) -> None:
    """Every passage and every citation stands where the data say, and no citation is left out."""
    assert [*verify_spans(sources, text), *verify_mentions(sources, text)] == []
    body = text.text
    keys = [key for group in re.findall(r"\[@[^\]]+\]", body) for key in group.split(";")]
    assert len(keys) == CITATIONS + SHORT_NAMES


@pytest.mark.slow
def test_no_sentence_is_borrowed(sources: Sources, text: HeldText) -> None:
    """No statement shares a run of eight words with the text: lists of names may be as printed."""
    held = _words(re.sub(r"\[@[^\]]*\]", " ", text.text))
    runs = {tuple(held[place : place + 8]) for place in range(len(held))}
    for one in find_wordings(sources, text):
        said = _words(one.statement)
        found = [tuple(said[place : place + 8]) for place in range(len(said) - 7)]
        assert [run for run in found if run in runs] == [], one.path


@pytest.mark.slow
def test_every_word_is_settled(sources: Sources, text: HeldText) -> None:
    """No hedge is lost and no strong word added without a reason."""
    lists = read_word_lists(sources.review.language)
    assert lists is not None
    labels = [label for one in sources.concepts.concepts for label in (one.label, *one.alt_labels)]
    known = lists.with_terms(labels)
    for one in find_wordings(sources, text):
        doubts = find_doubts(one.statement, one.passage, known, one.around)
        assert [doubt for doubt in doubts if not one.is_settled(doubt.words)] == [], one.path


@pytest.mark.slow
def test_the_site_has_a_page_for_each(site: Path) -> None:
    """Ten tips and 126 works have pages, and the text of the review is nowhere."""
    pages = [path.name for path in (site / "tips").iterdir()]
    assert sum(bool(re.fullmatch(r"[0-9]+\.html", name)) for name in pages) == TIPS
    assert len([*(site / "sources").glob("*.html")]) >= REFERENCES - 1
    assert not [*site.rglob("text.txt")]


@pytest.mark.slow
def test_the_site_has_no_word_of_the_other_review(site: Path) -> None:
    """What is printed comes from the data: no page names what only Frost's review has."""
    strange = re.compile(r"Frost|research in practice|multi-?agency|Every Child|appendix [0-9]")
    # The pages of the ontology have examples of its terms, and they are from the first review.
    pages = {path: unescape(path.read_text(encoding="utf-8")) for path in pages_on_the_review(site)}
    assert len(pages) > REFERENCES
    found = {path.name: match[0] for path, page in pages.items() if (match := strange.search(page))}
    assert found == {}


@pytest.mark.slow
def test_a_review_without_classes_is_asked_for_none(site: Path) -> None:
    """Its sources are in no classes, so that no page says of one that its class is not given."""
    assert (site / "themes").is_dir()
    pages = {path.relative_to(site).as_posix(): words_of(path) for path in site.rglob("*.html")}
    assert [path for path, words in pages.items() if "No class given" in words] == []


def test_lines_that_stand_apart_are_counted_and_follow(site: Path) -> None:
    """So many as a tip says stand apart have their side beside them, and come after the others."""
    for number in range(1, TIPS + 1):
        page = words_of(site / f"tips/{number}.html")
        said, _, apart = page.partition("What the authors say")
        told = re.search(r"(\d+) of them stand apart, further down\.", said)
        assert "is not sorted" not in page, number
        ways = re.findall(r"\. (?:Speaks for it|Limits it, or speaks against it) ", apart)
        assert told is not None, number
        assert int(told[1]) == len(ways), number


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())
