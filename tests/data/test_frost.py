"""The real review: a rule a test. A failing one says which record to mend."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from kg.assembly import find_problems
from kg.codes import errors_among, harden
from kg.model import Claim, Record, Sources
from kg.model.studies import FACETS, StudyFact
from kg.sources.folder.project import load_project
from kg.sources.reading import read_sources

pytestmark = pytest.mark.slow

CLASSES = {"A": 38, "B": 32, "C": 5, "D": 17}


@pytest.fixture(scope="module")
def frost(root: Path) -> Sources:
    """Return everything that data/ says."""
    reading = read_sources(load_project(root))
    assert reading.sources is not None, "\n".join(map(str, reading.problems))
    return reading.sources


@pytest.fixture(scope="module")
def claims(frost: Sources) -> list[Claim]:
    """Return every claim of the review."""
    return [claim for file in frost.claims for claim in file.claims]


@pytest.mark.slow
def test_nothing_is_left_to_warn_of(root: Path) -> None:
    """The real review has no error and no warning: it is held to `--strict`."""
    assert errors_among(harden(find_problems(load_project(root)))) == []


def test_all_92_references_are_there(frost: Sources) -> None:
    """A1–A38, B1–B32, C1–C5, D1–D17, in order, each in the class of its letter."""
    wanted = [f"{letter}{n}" for letter, last in CLASSES.items() for n in range(1, last + 1)]
    assert [reference.code for reference in frost.references] == wanted
    assert all(reference.code[0] == reference.evidence_class for reference in frost.references)


def test_both_printed_lists_hold_every_source_once(frost: Sources) -> None:
    """The classified and the alphabetical list have 92 entries for 92 sources."""
    assert frost.printings is not None
    codes = sorted(reference.code for reference in frost.references)
    for entries in (frost.printings.classified, frost.printings.alphabetical):
        assert sorted(entry.source for entry in entries) == codes


def test_labels_that_the_scan_lost_are_marked(frost: Sources) -> None:
    """A15, C3 and C5 have no label in the classified list."""
    assert frost.printings is not None
    lost = [entry.source for entry in frost.printings.classified if entry.label is None]
    assert lost == ["A15", "C3", "C5"]


def test_citations_are_numbered_in_reading_order(frost: Sources) -> None:
    """127 mentions, numbered from 1, each after the one before."""
    mentions = frost.mentions.mentions
    assert [mention.order for mention in mentions] == list(range(1, 128))
    starts = [mention.span.start for mention in mentions]
    assert starts == sorted(set(starts))


def test_codes_that_name_another_work(frost: Sources) -> None:
    """Three citations print the code of another work; each has its erratum."""
    wrong = {
        (mention.printed, mention.source, mention.erratum)
        for mention in frost.mentions.mentions
        if mention.printed != mention.source
    }
    assert wrong == {("D10", "D8", "E001"), ("D9", "D11", "E002"), ("D3", "D15", "E003")}


def test_cited_and_uncited_make_all(frost: Sources) -> None:
    """Each source is either cited in the body or listed as uncited, never both."""
    cited = {mention.source for mention in frost.mentions.mentions}
    uncited = {item.source for item in frost.mentions.uncited}
    assert cited | uncited == {reference.code for reference in frost.references}
    assert not cited & uncited


def test_every_citation_is_used_by_some_claim(frost: Sources, claims: list[Claim]) -> None:
    """No mention goes without an evidence line that rests on it."""
    used = {order for claim in claims for line in claim.evidence for order in line.mentions}
    missing = {mention.order for mention in frost.mentions.mentions} - used
    assert not missing, f"mentions without an evidence line: {sorted(missing)}"


def test_evidence_lines_name_the_source_of_their_citations(
    frost: Sources, claims: list[Claim]
) -> None:
    """An evidence line from A9 rests on citations of A9 (or of what A9 is cited through)."""
    sources = {mention.order: mention.source for mention in frost.mentions.mentions}
    for claim in claims:
        for line in claim.evidence:
            for order in line.mentions:
                if line.source is not None:
                    assert sources[order] in {line.source, line.via}, claim.id


def test_the_23_conclusions(claims: list[Claim]) -> None:
    """Six blocks of 4, 5, 5, 3, 3, 3 bullets, each with evidence or said to have none."""
    conclusions = [claim for claim in claims if claim.kind == "conclusion"]
    by_section = Counter(str(claim.section) for claim in conclusions)
    assert by_section == {
        "education-and-learning-conclusion": 4,
        "sharing-information-conclusion": 5,
        "barriers-and-facilitators-conclusion": 5,
        "change-and-outcomes-conclusion": 3,
        "co-location-conclusion": 3,
        "management-support-conclusion": 3,
    }
    assert all(claim.evidence or claim.unsourced for claim in conclusions)


def test_tips_implications_and_tables(frost: Sources) -> None:
    """19 tips, 17 implications, 17 rows with 126 codes of 25 sources, none of class C."""
    assert frost.implications is not None
    assert frost.appendices is not None
    assert [tip.number for tip in frost.tips.tips] == list(range(1, 20))
    assert len(frost.implications.implications) == 17
    assert [len(element.parts) for element in frost.implications.elements] == [5, 5, 7]
    codes = [code for row in frost.appendices.findings.rows for code in row.codes]
    assert (len(frost.appendices.findings.rows), len(codes), len(set(codes))) == (17, 126, 25)
    assert not any(code.startswith("C") for code in codes)


def test_one_practical_item_has_no_partner(frost: Sources) -> None:
    """Respect for professional identities corresponds to no row of Appendix 1."""
    assert frost.appendices is not None
    assert frost.appendices.practical is not None
    groups = frost.appendices.practical.groups
    alone = [item.id for group in groups for item in group.items if not item.implications]
    assert len(groups) == 4
    assert len(alone) == 1
    assert "identit" in alone[0]


def test_the_jet_table(frost: Sources) -> None:
    """Six levels; a blank cell is null; the one positive count for reaction is 27."""
    [table] = [table for table in frost.tables.tables if table.id == "jet-outcomes"]
    rows = {row[0]: row[1:] for row in table.rows}
    assert [row[1:] for row in table.rows] == [
        (27, None, None, None),
        (14, None, 2, None),
        (24, None, None, None),
        (12, None, 1, None),
        (21, 3, 1, None),
        (9, 4, 1, None),
    ], rows


def test_the_ladder_of_partnership(frost: Sources) -> None:
    """Five rungs, 0 to 4."""
    levels = {c.level: c.id for c in frost.concepts.concepts if c.level is not None}
    assert levels == {
        0: "no-partnership",
        1: "co-operation",
        2: "collaboration",
        3: "co-ordination",
        4: "merger",
    }


def test_study_sizes_are_the_printed_ones(frost: Sources) -> None:
    """Every number that the text counts by: 852 students, 250 children, 115 professionals."""
    sizes = {
        study.id: [(sample.size, sample.unit) for sample in study.samples]
        for study in frost.studies.studies
        if study.samples
    }
    assert sizes == {
        "match": [(5, "multiagency teams")],
        "study-a4": [(6, "professions")],
        "study-a7": [(3, "authorities")],
        "study-a9": [
            (250, "children"),
            (32, "offices of public children's services"),
            (24, "counties"),
        ],
        "study-a12": [(180, "children")],
        "study-a24": [(1, "primary school")],
        "study-a27": [(852, "students")],
        "study-a29": [(8, "families"), (8, "agencies")],
        "study-a31": [(1, "local authority")],
        "study-a32": [(1, "training scheme")],
        "study-a34": [
            (6, "multiagency services"),
            (115, "professionals"),
            (25, "families"),
            (18, "children and young people"),
        ],
        "study-b16": [(21, "Master's courses")],
    }


def test_somebody_looked_for_every_detail_of_a_study(frost: Sources) -> None:
    """Each detail of each study is told in words or by terms, or known to be unsaid."""
    for study in frost.studies.studies:
        for fact in get_args(StudyFact):
            fields = ("samples",) if fact == "sample_size" else (fact, FACETS.get(fact, fact))
            assert fact in study.unsaid or any(map(study.has, fields)), (study.id, fact)


def test_a_country_that_the_text_does_not_name_is_our_reading(frost: Sources) -> None:
    """Sheffield, Leicester and a title that speaks of Britain name no country of a study."""
    countries = {
        study.id: (study.countries, "country" in study.read)
        for study in frost.studies.studies
        if study.countries
    }
    assert countries == {
        "study-a9": (("united-states",), False),
        "study-a17": (("north-america",), False),
        "study-a31": (("united-kingdom",), True),
        "study-a32": (("united-kingdom",), True),
        "study-a34": (("united-kingdom",), False),
        "study-b16": (("united-kingdom",), True),
    }


def test_the_author_s_own_study_has_no_code(frost: Sources) -> None:
    """MATCh is a study of its own, reported in no coded source."""
    [match] = [study for study in frost.studies.studies if study.id == "match"]
    assert match.source is None
    assert frost.implications is not None
    assert frost.implications.study == "match"


def test_debates_have_positions_on_more_than_one_side(frost: Sources) -> None:
    """A debate without two positions is none."""
    for debate in frost.debates.debates:
        assert len(debate.positions) >= 2, debate.id


def test_four_companions(frost: Sources) -> None:
    """The four related documents are there under their codes."""
    assert sorted(one.code for one in frost.companions) == ["S000", "S001", "S003", "S004"]


def test_no_code_of_a_fault_is_lost(frost: Sources) -> None:
    """The faults are E001 to E161, and every code that a suspected one had leads to one of them."""
    faults = frost.errata.errata
    assert [one.id for one in faults] == [f"E{number:03}" for number in range(1, len(faults) + 1)]
    former = sorted(code for one in faults for code in one.formerly)
    assert former == [f"S{number:03}" for number in range(1, 34)]


def test_notes_name_errata_that_exist(frost: Sources) -> None:
    """A note that speaks of E042 means a record of data/errata.yaml."""
    known = {erratum.id for erratum in frost.errata.errata}
    known |= {companion.code for companion in frost.companions}
    for text in _texts(frost):
        named = set(re.findall(r"\b[ES]\d{3}\b", text))
        assert named <= known, text


def _texts(record: Record) -> list[str]:
    found: list[str] = []
    for name in type(record).model_fields:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Record):
                found += _texts(item)
            elif isinstance(item, str) and name in {"note", "proof", "reason"}:
                found.append(item)
    return found


def test_no_note_names_the_id_of_a_claim(claims: list[Claim]) -> None:
    """Notes are read on pages, where ids say nothing: name the place or the people instead."""
    ids = {claim.id for claim in claims}
    notes = {
        claim.id: " ".join(filter(None, [claim.note, *(line.note for line in claim.evidence)]))
        for claim in claims
    }
    naming = {name: set(re.findall(r"[\w-]+", note)) & ids for name, note in notes.items()}
    assert {name: found for name, found in naming.items() if found} == {}


def test_no_sentence_is_borrowed(root: Path, source_texts: Path, frost: Sources) -> None:
    """No project file shares a run of nine words with the running text of a source.

    Headings, titles and addresses are facts and carry over, and so do the cells of tables: the
    accepted copies hold nothing else.
    """
    tool = source_texts.parent / "tools" / "borrowed.py"
    done = subprocess.run(
        [sys.executable, tool], cwd=root, capture_output=True, text=True, check=False
    )
    found = re.findall(r"^(\S+:\d+): (.*?)  \[", done.stdout, re.MULTILINE)
    facts = [section.heading for section in frost.review.sections]
    facts += [companion.title for companion in frost.companions]
    facts += [item.value for companion in frost.companions for item in companion.identifiers]
    known = " | ".join(" ".join(re.findall(r"[a-z0-9]+", fact.lower())) for fact in facts)
    prose = [(place, run) for place, run in found if run not in known and "http" not in run]
    assert [one for one in prose if not one[0].startswith("data/accepted/")] == []
