import json
from pathlib import Path

import pytest

from kg.assembly import find_problems
from kg.errors import ProblemsFound, Severity, UsageError
from kg.model import Mention, Span
from kg.sources.folder.project import Project
from kg.sources.mentiondrafts import add_mentions, draft_project, problems_of_draft
from kg.sources.mentions import verify_mentions
from kg.sources.places.text import digest_of_text, read_held_text, verify_spans
from kg.sources.reading import read_sources
from tests.sources.cited import TEXTS, make_project

MENTION = Mention(
    order=7, printed="12", source="A1", section="one", span=Span(start=1, end=2, sha256="0" * 64)
)
LINES = f"""- order: 7
  printed: "12"
  source: A1
  section: one
  span: {{start: 1, end: 2, sha256: {"0" * 64}}}"""


def indented(indent: str) -> str:
    """Return the lines of the record, moved in."""
    return "".join(f"{indent}{line}\n" for line in LINES.split("\n"))


def drafted(folder: Path, style: str, text: str) -> Project:
    """Return a project whose citations are drafted."""
    project = make_project(folder, style, text)
    draft_project(project)
    return project


@pytest.mark.parametrize("style", TEXTS)
def test_a_draft_is_sound_in_every_style(tmp_path: Path, style: str) -> None:
    """`kg check` and `kg verify` find nothing wrong with what a draft makes."""
    text, codes = TEXTS[style]
    project = drafted(tmp_path / "tea", style, text)
    sources = read_sources(project).sources
    assert sources is not None
    assert [mention.source for mention in sources.mentions.mentions] == codes
    held = read_held_text(project.folder, sources.review.text)
    assert [*verify_spans(sources, held), *verify_mentions(sources, held)] == []
    graded = [one for one in find_problems(project) if one.severity is not Severity.NOTE]
    assert graded == []


@pytest.mark.parametrize("style", TEXTS)
def test_a_second_draft_changes_nothing(tmp_path: Path, style: str) -> None:
    """All that is found is entered already; the file is the same to the byte."""
    project = drafted(tmp_path / "tea", style, TEXTS[style][0])
    path = project.data / "mentions.yaml"
    before = path.read_bytes()
    draft, _, _ = draft_project(project)
    assert (draft.new, draft.kept) == ((), len(TEXTS[style][1]))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("style", "text", "scanned"),
    [("key", "So A1–A3.", "A1–A3"), ("pattern", "So <A1>, <A1; A2>–A3, <A1-A3>.", "A1-A3")],
)
def test_a_code_within_a_range_has_a_record(
    tmp_path: Path, style: str, text: str, scanned: str
) -> None:
    """It says the code that a reader knows, and what the text has in its place."""
    project = drafted(tmp_path / "tea", style, text)
    sources = read_sources(project).sources
    assert sources is not None
    within = [one for one in sources.mentions.mentions if one.scanned]
    assert [(one.printed, one.source, one.scanned) for one in within] == [("A2", "A2", scanned)]
    held = read_held_text(project.folder, sources.review.text)
    assert [*verify_spans(sources, held), *verify_mentions(sources, held)] == []
    assert draft_project(project)[0].new == ()


def test_what_a_person_changed_stays(tmp_path: Path) -> None:
    """A record that means another work by an erratum keeps its number and all that it says."""
    project = drafted(tmp_path / "tea", "doi", "So @A1 and [@A2].")
    path = project.data / "mentions.yaml"
    changed = path.read_text().replace("source: A2", "source: A3\n    erratum: E001 # seen")
    path.write_text(changed.replace("order: 2", "order: 9"))
    draft, _, _ = draft_project(project)
    assert draft.new == ()
    assert "source: A3\n    erratum: E001 # seen" in path.read_text()


def test_a_new_citation_gets_the_next_number(tmp_path: Path) -> None:
    """Numbers that are given stay; what is found later comes after them."""
    project = drafted(tmp_path / "tea", "doi", "So @A1 and [@A2].")
    path = project.data / "mentions.yaml"
    blocks = path.read_text().split("  - order: ")
    path.write_text(blocks[0] + "  - order: " + blocks[2])
    draft, _, _ = draft_project(project)
    assert [(one.order, one.source) for one in draft.new] == [(3, "A1")]


@pytest.mark.parametrize(
    ("style", "text", "message"),
    [
        ("author-year", "So (Baker, 2002).", "may mean A2 or A3"),
        ("doi", "So [@nobody].", "leads to no reference"),
        ("author-year", "It met in Europe (2001).", "may be a citation; enter"),
        ("author-year", "As the Board (2003) said.", "may be a citation of A5; if it is"),
        ("author-year", "So (Board 2003).", "leads to no reference, and may be A5; if it is"),
    ],
)
def test_what_is_not_clear_waits_for_a_person(
    tmp_path: Path, style: str, text: str, message: str
) -> None:
    """What may mean two works, or none, is told at its place and gets no record."""
    project = make_project(tmp_path / "tea", style, text)
    draft, review, held = draft_project(project)
    assert draft.new == ()
    [problem] = problems_of_draft(draft, review, held)
    assert message in problem.message
    assert problem.location.line == 3
    assert "order" not in (project.data / "mentions.yaml").read_text()


def test_a_key_that_nobody_has_is_told_once(tmp_path: Path) -> None:
    """One name for the work mends all of its citations; two that may be meant are told each."""
    project = make_project(tmp_path / "tea", "doi", "So [@nobody], [@nobody], @A1 and [@nobody].")
    draft, review, held = draft_project(project)
    [problem] = problems_of_draft(draft, review, held)
    assert "'nobody' leads to no reference" in problem.message
    assert problem.message.endswith("; it stands in 2 more places")
    project = make_project(tmp_path / "pots", "author-year", "So (Baker, 2002) and (Baker, 2002).")
    draft, review, held = draft_project(project)
    assert len([*problems_of_draft(draft, review, held)]) == 2


def test_an_identifier_that_leads_nowhere_may_be_imported(tmp_path: Path) -> None:
    """Manubot's texts cite so, and need no file of references: a list makes the records."""
    project = make_project(tmp_path / "tea", "doi", "So [@doi:10.1000/9], [@tag:x].")
    draft, review, held = draft_project(project)
    told = [one.message for one in problems_of_draft(draft, review, held)]
    assert ["kg import a list of such numbers" in one for one in told] == [True, False]


def test_what_a_text_lists_and_does_not_cite_is_drafted(tmp_path: Path) -> None:
    """Each such work is entered once, with the reason; `kg check` asks no more for its citation."""
    project = make_project(tmp_path / "tea", "latex", r"So \cite{A1}.\nocite{A1,A2,A3,A4,A5,lost}")
    draft, _, _ = draft_project(project)
    assert ([one.source for one in draft.listed], draft.unknown) == (["A2", "A3"], ("lost",))
    asked = [one for one in find_problems(project) if "No citation means" in one.message]
    assert asked == []
    sources = read_sources(project).sources
    assert sources is not None
    assert [one.source for one in sources.mentions.uncited] == ["A4", "A5", "A2", "A3"]
    written = (project.data / "mentions.yaml").read_bytes()
    assert draft_project(project)[0].listed == ()
    assert (project.data / "mentions.yaml").read_bytes() == written


def test_what_is_excluded_asks_no_more(tmp_path: Path) -> None:
    """An exclusion names what is printed, or the whole bracket."""
    project = make_project(tmp_path / "tea", "number", "A row is [7, 8].")
    path = project.data / "mentions.yaml"
    path.write_text(path.read_text() + 'exclusions:\n  - {token: "[7, 8]", reason: An interval.}\n')
    draft, review, held = draft_project(project)
    assert (len(draft.excluded), [*problems_of_draft(draft, review, held)]) == (2, [])


def test_a_text_without_an_outline_gives_no_records(tmp_path: Path) -> None:
    """A citation stands in a section: where there is none, the outline is asked for."""
    project = make_project(tmp_path / "tea", "doi", "So @A1.")
    path = project.data / "review.yaml"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("sections:")))
    draft, review, held = draft_project(project)
    assert (draft.new, len(draft.unplaced)) == ((), 1)
    [problem] = problems_of_draft(draft, review, held)
    assert "outline" in problem.message


def test_mentions_that_cannot_be_read_are_left_alone(tmp_path: Path) -> None:
    """A file with a fault is told, and never written anew."""
    project = make_project(tmp_path / "tea", "doi", "So @A1.")
    path = project.data / "mentions.yaml"
    path.write_text("mentions: [")
    with pytest.raises(ProblemsFound):
        draft_project(project)
    assert path.read_text() == "mentions: ["


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "# Every in-text citation. `kg mentions --draft` adds records and changes none.\n"
         "mentions:\n" + indented("  ")),
        ("# c\nuncited: []\n", "# c\nuncited: []\nmentions:\n" + indented("  ")),
        ("mentions: []\n", "mentions:\n" + indented("  ")),
        ("mentions:\n- order: 1\n  x: 2\n", "mentions:\n- order: 1\n  x: 2\n" + indented("")),
        (
            "mentions:\n    - {order: 1}  # c\n\n# of the next\nuncited: []\n",
            "mentions:\n    - {order: 1}  # c\n" + indented("    ")
            + "\n# of the next\nuncited: []\n",
        ),
        ("mentions:\n  - order: 1", "mentions:\n  - order: 1\n" + indented("  ")),
    ],
)  # fmt: skip
def test_records_come_after_those_that_stand_there(before: str, after: str) -> None:
    """Nothing else of the file changes: comments, indents and other lists stay."""
    assert add_mentions(before, [MENTION]) == after


def test_line_ends_stay_as_they_are() -> None:
    """A file of Windows gets lines of Windows."""
    text = add_mentions("mentions:\r\n  - order: 1\r\nuncited: []\r\n", [MENTION])
    assert text.count("\r\n") == text.count("\n") == 8


def test_a_list_in_brackets_is_not_written_into() -> None:
    """Records go on lines of their own; a list in square brackets has no place for them."""
    with pytest.raises(UsageError, match=r"mentions\.yaml:2:1: YAML003"):
        add_mentions("# c\nmentions: [{order: 1}]\n", [MENTION])


@pytest.mark.parametrize(
    ("style", "text", "end"),
    [
        ("doi", "So.[^1]", "[^1]: See [@A1], and\n    @A2."),
        ("number", "So.[^1]", "[^1]: See [1, 2]."),
        ("author-year", "So.[^a]", "[^a]: Able 2001, 4; *Pots and patience* (Leeds, 2002)."),
    ],
)
def test_what_notes_cite_at_the_very_end_is_drafted(
    style: str, text: str, end: str, tmp_path: Path
) -> None:
    """A note belongs to the body that its mark stands in, wherever its words are."""
    marked = drafted_to_the_end(tmp_path / "a", style, text, end)
    assert marked == ["A1", "A2"]
    assert drafted_to_the_end(tmp_path / "b", style, "So.", end) == []


def drafted_to_the_end(folder: Path, style: str, text: str, end: str) -> list[str]:
    """Return what is drafted of a text, and of what stands after the list of its references."""
    whole = f"{text}\n\nReferences\n\n{end}"
    project = make_project(folder, style, whole)
    review = project.data / "review.yaml"
    held = (folder / "text.txt").read_text()
    start = held.index("References")
    span = {"start": start, "end": len(held), "sha256": digest_of_text(held[start:])}
    section = json.dumps({"id": "list", "heading": "References", "span": span})
    content = review.read_text().replace("}]\ncodes:\n", f"}}, {section}]\ncodes:\n")
    review.write_text(f"{content}  last_section: list\n")
    draft, _, _ = draft_project(project)
    assert draft.open == ()
    return [one.source for one in draft.new]


@pytest.mark.parametrize(
    ("style", "text", "named"),
    [
        ("doi", "Able (2001) says so, and others (World Tea Board, 2003; Able 2001). [@A3]",
         ["Able (2001)", "World Tea Board, 2003", "Able 2001"]),
        ("latex", r"Able (2001) says so \cite{A3}.", ["Able (2001)"]),
        ("doi", "As Able (2001) [@A1] says, and Baker (2002) may be two works [@A3].", []),
        ("doi", "As [Able (2001), @A1] says, and Nobody (1999) is no work here [@A3].", []),
    ],
    ids=["Markdown", "LaTeX", "its key beside it, or two works", "in the words of a key, or none"],
)  # fmt: skip
def test_a_work_that_is_named_without_its_key_is_told(
    tmp_path: Path, style: str, text: str, named: list[str]
) -> None:
    """It is no citation until a person enters it; then it is one."""
    project = make_project(tmp_path / "tea", style, text)
    draft, review, held = draft_project(project)
    assert [one.printed for one in draft.doubtful] == named
    told = [one for one in problems_of_draft(draft, review, held) if one.severity is Severity.NOTE]
    assert len(told) == len(named)
    for one in draft.doubtful:
        mention = MENTION.model_copy(
            update={
                "order": 50 + one.start, "printed": one.printed, "source": one.sources[0],
                "section": "introduction",
                "span": Span(start=one.start, end=one.end, sha256=digest_of_text(one.printed)),
            }
        )  # fmt: skip
        path = project.data / "mentions.yaml"
        path.write_text(add_mentions(path.read_text(), [mention]))
    sources = read_sources(project).sources
    assert sources is not None
    assert [*verify_mentions(sources, held)] == []


def test_a_record_whose_citation_is_gone_is_told(tmp_path: Path) -> None:
    """A draft says of it what `kg verify` says, and leaves it where it is."""
    project = drafted(tmp_path / "tea", "doi", TEXTS["doi"][0])
    path = project.data / "mentions.yaml"
    stray = {**MENTION.model_dump(exclude_none=True), "order": 99}
    path.write_text(path.read_text() + f"  - {json.dumps(stray)}\n")
    draft, review, held = draft_project(project)
    assert [one.order for one in draft.stray] == [99]
    [problem] = problems_of_draft(draft, review, held)
    assert problem.code == "TXT012"
    assert "mentions/99: no citation stands here" in problem.message
    assert "take the record out" in problem.message
