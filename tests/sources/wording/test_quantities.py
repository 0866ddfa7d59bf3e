from decimal import Decimal

import pytest

from kg.model import Sources, Span
from kg.model.effects import Arm, Effect, EffectFile
from kg.model.flow import FlowFile, FlowNumber
from kg.model.studies import StudyFile
from kg.sources.folder.project import Project
from kg.sources.places.text import digest_of_text, hold_text
from kg.sources.reading import read_sources
from kg.sources.wording.quantities import verify_figures


@pytest.fixture
def sources(tiny_project: Project) -> Sources:
    """Return what the tiny world says."""
    sources = read_sources(tiny_project).sources
    assert sources is not None
    return sources


def _span(passage: str) -> Span:
    return Span(start=0, end=len(passage), sha256=digest_of_text(passage))


def _messages(sources: Sources, passage: str, count: int) -> list[str]:
    flow = FlowFile(studies=FlowNumber(count=count, span=_span(passage)))
    told = verify_figures(sources.model_copy(update={"flow": flow}), hold_text("t.txt", passage))
    return [problem.message for problem in told]


@pytest.mark.parametrize(
    ("passage", "count"),
    [
        ("we found 1,482 records", 1482),
        ("we found 1 482 records", 1482),
        ("we found 1.482 records", 1482),
        ("we found 1482 records (38 twice)", 38),
        ("in 38.", 38),
        (r"we found 1{,}482 records", 1482),
        (r"we found 1\,482 records", 1482),
        (r"we found \num{1482} and 3\,000~records", 3000),
        ("Twelve studies", 12),
        ("twenty-three studies", 23),
        ("five hundred records", 500),
        ("aged 20 100 in all", 20),
    ],
)
def test_a_number_may_be_printed_in_many_ways(sources: Sources, passage: str, count: int) -> None:
    """Separators, full stops and words change no number."""
    assert _messages(sources, passage, count) == []


@pytest.mark.parametrize(
    "passage", ["0{.}69 [0{,}42; 1]", r"0$\cdot$69 [0$\cdot$42; 1]", r"$0{\cdot}69$ (0\cdot42, 1)"]
)
def test_a_point_of_latex_is_a_point(sources: Sources, passage: str) -> None:
    """Braces and signs around it are how it looks."""
    effect = Effect.model_validate(
        {"id": "one", "outcome": "calm", "study": "able", "measure": "OR", "value": "0.69",
         "low": "0.42", "high": "1", "span": _span(passage)}
    )  # fmt: skip
    more = sources.model_copy(update={"effects": EffectFile(effects=(effect,))})
    assert [*verify_figures(more, hold_text("t.txt", passage))] == []


@pytest.mark.parametrize(("passage", "count"), [("1,428 records", 1482), ("ten studies", 12)])
def test_a_number_of_the_search_that_its_passage_lacks_is_told(
    sources: Sources, passage: str, count: int
) -> None:
    """Each is one problem, which names the field and the number."""
    assert _messages(sources, passage, count) == [
        f"data/flow.yaml: studies is {count}, and its passage has no such number; mend one"
    ]


@pytest.mark.parametrize(("size", "told"), [(120, 0), (210, 1), (6, 0)])
def test_the_size_of_a_study_stands_in_its_passage(sources: Sources, size: int, told: int) -> None:
    """A few may be counted in a list; more than that are printed as a number."""
    passage = "A survey of 120 offices."
    study = sources.studies.studies[0]
    sample = study.samples[0].model_copy(update={"size": size})
    study = study.model_copy(update={"samples": (sample,), "span": _span(passage)})
    given = sources.model_copy(update={"studies": StudyFile(studies=(study,))})
    assert len([*verify_figures(given, hold_text("t.txt", passage))]) == told


@pytest.mark.parametrize(
    ("passage", "wrong"),
    [
        ("RR 0.31 (95% CI 0.20 to 0.48), 12 of 40", []),
        ("RR 0·31 (0·2–0·48), 12 of 40", []),
        ("down by 31% (20% to 48%), 12 of 40", []),
        ("\u2212.31 (-.20, -.48); 12/40", []),
        ("RR 0,31 (0,20; 0,48), 12 of 40", []),
        ("RR 0.30 (0.20 to 0.48), 12 of 40", ["value"]),
        ("RR 0.31 (0.20 to 0.84), 21 of 400", ["high", "n of 'tea'", "events of 'tea'"]),
    ],
)
def test_an_effect_has_the_figures_of_its_passage(
    sources: Sources, passage: str, wrong: list[str]
) -> None:
    """A slip of the pen is told; other ways to print the same number are none."""
    effect = Effect(
        id="x", outcome="awake", study="tea-survey", measure="RR", value=Decimal("0.31"),
        low=Decimal("0.20"), high=Decimal("0.48"), arms=(Arm(label="tea", n=40, events=12),),
        span=_span(passage),
    )  # fmt: skip
    given = sources.model_copy(update={"effects": EffectFile(effects=(effect,))})
    found = [*verify_figures(given, hold_text("t.txt", passage))]
    assert {one.code for one in found} <= {"TXT026"}
    assert [one.message.split(": ")[1].partition(" is ")[0] for one in found] == wrong


MEASURED = "SMD -0.31, p < 0.001, weight 12.5%; tea 21.40 (SD 9.0), I2 45.5%, Q 9.1, df 5, P = 0.11"


@pytest.mark.parametrize(
    ("passage", "wrong"),
    [
        (MEASURED, []),
        (
            MEASURED.replace("21.40", "24.10").replace("9.0", "8.0"),
            ["mean of 'tea'", "sd of 'tea'"],
        ),
        (MEASURED.replace("0.001", "0.01").replace("12.5", "15.2"), ["weight", "p"]),
        (MEASURED.replace("45.5%", "54.5%").replace("5,", "6,"), ["i2", "df"]),
        (MEASURED.replace("0.11", "0.12"), ["p of heterogeneity"]),
    ],
)
def test_what_was_measured_stands_in_its_passage(
    sources: Sources, passage: str, wrong: list[str]
) -> None:
    """Means, p values, weights and heterogeneity are figures as any other."""
    effect = Effect.model_validate(
        {
            "id": "x", "outcome": "awake", "pools": ("tea-survey",), "measure": "SMD",
            "value": "-0.31", "p": "<0.001", "weight": "12.5", "span": _span(passage),
            "arms": [{"label": "tea", "mean": "21.40", "sd": "9.0"}],
            "heterogeneity": {"i2": "45.5", "q": 9.1, "df": 5, "p": "0.11"},
        }
    )  # fmt: skip
    given = sources.model_copy(update={"effects": EffectFile(effects=(effect,))})
    found = [*verify_figures(given, hold_text("t.txt", passage))]
    assert [one.message.split(": ")[1].partition(" is ")[0] for one in found] == wrong
