from decimal import Decimal

import pytest

from kg.sources.tabled.headings.columns import Column, fault_of_role, measure_in, read_columns


def read(heading: str, *cells: str) -> Column:
    """Return what a column with a heading and some cells holds."""
    return read_columns([heading], {}, [[cell] for cell in cells or ("a",)])[0]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Study", "study"), ("Author (year)", "study"), ("Authors, year", "study"),
        ("Study or subgroup", "study"), ("Trial (first author, year)", "study"),
        ("Participants (studies)", "studies"), ("Ref.", "reference"), ("No. of studies", "studies"),
        ("95% CI", "interval"), ("95% CI: Lower", "low"), ("Upper 95% CI", "high"),
        ("Lower limit", "low"), ("ci.ub", "high"), ("Country", "country"), ("N", "sample"),
        ("Overall risk of bias", "overall"), ("Certainty of the evidence (GRADE)", "certainty"),
        ("Effect (95% CI)", "value"), ("Estimate", "value"), ("Follow-up", "timepoint"),
    ],
)  # fmt: skip
def test_clear_headings_say_what_is_below_them(heading: str, role: str) -> None:
    """Headings that are usual in reviews need no word of the author."""
    assert read(heading).role == role


@pytest.mark.parametrize(
    "heading",
    ["Weight", "SE", "Age, mean (SD)", "Walk: mean change (SD)", "P for trend",
     "Mean (SD)", "Walk", "n (%)", "Dose", "Selection of the result",
     "RR and OR", "Total"],
)  # fmt: skip
def test_what_no_heading_says_is_nothing(heading: str) -> None:
    """Nothing is guessed of a column."""
    assert read(heading).role == ""


@pytest.mark.parametrize(
    ("heading", "measure"),
    [
        ("RR (95% CI)", "RR"), ("Risk Ratio, M-H, Random, 95% CI", "Risk Ratio"), ("aOR", "aOR"),
        ("Adjusted OR (95% CI)", "adjusted OR"), ("SMD", "SMD"), ("log RR", "log RR"),
        ("Hedges’ g [95% CI]", "Hedges’ g"), ("Mean difference (95% CI)", "Mean difference"),
        ("SMD (SE)", "SMD"), ("g (s.e.)", "g"), ("Estimate (std. err.)", ""), ("Effect (SE)", ""),
    ],
)  # fmt: skip
def test_a_measure_is_named_as_it_is_printed(heading: str, measure: str) -> None:
    """Letters or words: the review chose them."""
    found = read(heading)
    assert (found.role, found.measure, found.group) == ("value", measure, "")


def test_other_words_beside_a_measure_are_kept_apart() -> None:
    """They may name an outcome; else nobody knows what they say."""
    assert read("Waking: OR (95% CI)").group == "waking"
    assert read("SE of log OR").group == "se"
    assert read("RR (90% CI)").level == Decimal(90)


@pytest.mark.parametrize(
    ("heading", "role", "arm"),
    [
        ("Walk (n/N)", "events/n", "Walk"), ("n/N: Usual evening", "events/n", "Usual evening"),
        ("Walk: Events", "events", "Walk"), ("Walk: Total", "n", "Walk"), ("n: Walk", "n", "Walk"),
        ("Events (walk)", "events", "walk"), ("Low-dose arm, N", "n", "Low-dose arm"),
        ("Walk: Mean (SD)", "mean/sd", "Walk"), ("Walk, mean ± SD", "mean/sd", "Walk"),
        ("Mean (SD), walk", "mean/sd", "walk"), ("Walk (mean (SEM))", "mean/se", "Walk"),
        ("Walk: $M \\pm SD$", "", ""), ("Walk: Mean $\\pm$ SD", "mean/sd", "Walk"),
        ("Walk: Mean", "mean", "Walk"), ("Walk: SD", "sd", "Walk"), ("SE: Walk", "se", "Walk"),
        ("Walk: median [IQR]", "median/iqr", "Walk"), ("Walk: Range", "range", "Walk"),
        ("Walk, median (range)", "median/range", "Walk"), ("Walk: min–max", "range", "Walk"),
    ],
)  # fmt: skip
def test_counts_belong_to_an_arm(heading: str, role: str, arm: str) -> None:
    """The rest of such a heading is the label of the arm."""
    found = read(heading)
    assert (found.role, found.arm) == (role, arm)


@pytest.mark.parametrize(
    ("heading", "cell", "role", "group"),
    [
        ("P value", "0.04", "p", ""), ("p", "<0.001", "p", ""), ("Effect: P", "NS", "p", ""),
        ("Waking: p-value", "0.04", "p", "waking"), ("I² (%)", "45", "i2", ""),
        ("I^2^", "45%", "i2", ""), ("$I^2$", "45%", "i2", ""), ("τ²", "0.1", "tau2", ""),
        ("$\\tau^2$", "0.1", "tau2", ""), ("Cochran's Q", "9", "q", ""),
        ("χ2 (df)", "9 (5)", "q/df", ""), ("Heterogeneity: P", "0.1", "p/heterogeneity", ""),
        ("Heterogeneity: I²", "45%", "i2", ""),
        ("P for heterogeneity", "0.1", "p/heterogeneity", ""),
        ("Weight (%)", "40", "weight", ""), ("Weight", "40%", "weight", ""),
        ("Weight: (%)", "40", "weight", ""), ("Waking: I²: (%)", "40", "i2", "waking"),
        ("Weight, IV, random", "40%", "weight", ""), ("Weight", "81 kg", "", ""),
        ("Weight", "81", "", ""), ("Heterogeneity", "I² = 45%", "heterogeneity", ""),
    ],
)  # fmt: skip
def test_statistics_are_known_by_their_letters(
    heading: str, cell: str, role: str, group: str
) -> None:
    """In any writing; a weight is a share only where a percent sign says so."""
    found = read(heading, cell)
    assert (found.role, found.group) == (role, group)


def test_the_small_n_counts_events_where_there_is_a_large_one() -> None:
    """*n* and *N* of one arm are two numbers."""
    found = read_columns(["Walk: n", "Walk: N", "Tea: n"], {}, [])
    assert [(one.role, one.arm) for one in found] == [
        ("events", "Walk"), ("n", "Walk"), ("n", "Tea")
    ]  # fmt: skip


def test_the_cells_have_a_say() -> None:
    """Figures under *Control* are no description; whole numbers of participants are a sample."""
    assert read("Control", "12/46").role == ""
    assert read("Control", "usual care").role == "comparator"
    assert read("Participants", "92", "1,089", "NR").role == "sample"
    assert read("Participants", "clerks").role == "participants"
    assert read("Studies", "3", "12").role == "studies"


def test_of_two_columns_that_say_the_same_the_first_counts() -> None:
    """A second *RR* column is not merged into it."""
    assert [one.role for one in read_columns(["RR", "RR"], {}, [])] == ["value", ""]


def test_an_author_may_say_what_a_column_holds() -> None:
    """What is told goes before the heading; what is nothing that a column holds is told."""
    told = {"Tea": "events/n of tea", "Effect on RR": "value", "N": "none"}
    found = read_columns([*told], told, [])
    assert [(one.role, one.arm, one.measure) for one in found] == [
        ("events/n", "tea", ""), ("value", "", "RR"), ("none", "", "")
    ]  # fmt: skip
    assert fault_of_role("n of tea") is None
    assert fault_of_role("mean/sd of tea") is None
    assert fault_of_role("p/heterogeneity") is None
    assert "nothing that a column can hold" in (fault_of_role("pots") or "")
    assert "are of an arm" in (fault_of_role("value of tea") or "")


def test_a_title_may_name_the_one_measure() -> None:
    """In the plural it is the same one; two are none."""
    assert measure_in("Waking at night: risk ratios") == "risk ratio"
    assert measure_in("RR or OR") == ""
    assert measure_in("for better or worse") == ""


def test_columns_of_programs_that_pool_are_known() -> None:
    """`metafor` and `meta` of R call the effect, its ends and the study so."""
    for heads in (
        ("slab", "yi", "vi", "ci.lb", "ci.ub"),
        ("studlab", "TE", "seTE", "lower", "upper"),
    ):
        columns = read_columns(heads, {}, [["Able 2001", "-0.4", "0.1", "-0.8", "0.0"]])
        assert [one.role for one in columns] == ["study", "value", "", "low", "high"]
