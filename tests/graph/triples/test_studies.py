from collections.abc import Callable

from kg.graph.iris import Iris
from kg.graph.triples.studies import triples_for_schemes, triples_for_studies
from kg.model import Sample, SchemeFile, Sources

Facts = Callable[..., set[tuple[str, str, str]]]


def test_a_study_says_where_it_is_reported(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """A study without a code is reported in no source."""
    said = facts(triples_for_studies(tiny.studies, tiny_iris))
    reported = {fact for fact in said if fact[1] == "reportedIn"}
    assert reported == {("studies/tea-survey", "reportedIn", "sources/A2")}
    assert ("studies/tea-survey", "sampleSize", "120") in said


def test_a_study_has_a_short_label(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """`short_label` where the data give one, the label itself where they do not."""
    first = tiny.studies.studies[0]
    named = first.model_copy(update={"id": "named", "short_label": "Offices (UK)"})
    file = tiny.studies.model_copy(update={"studies": (first, named)})
    said = facts(triples_for_studies(file, tiny_iris))
    assert ("studies/tea-survey", "shortLabel", "Survey of offices") in said
    assert ("studies/named", "shortLabel", "Offices (UK)") in said


def test_a_study_tells_unsaid_from_unknown(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """Only what a reader looked for in vain is said to be unsaid."""
    said = facts(triples_for_studies(tiny.studies, tiny_iris))
    unsaid = {value for subject, name, value in said if name == "leavesUnsaid"}
    assert unsaid == {"designStudyDetail", "countryStudyDetail"}


def test_a_study_is_sorted_by_terms(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """Each facet leads to the terms of its list, and what the curator read there is told."""
    said = facts(triples_for_studies(tiny.studies, tiny_iris))
    study = "studies/tea-survey"
    assert {
        (study, "hasDesign", "designs/survey"),
        (study, "hasSetting", "settings/kitchen"),
        (study, "hasPopulation", "populations/offices"),
        (study, "hasCountry", "countries/ruritania"),
        (study, "readByCurator", "countryStudyDetail"),
        (study, "hasFinding", "claims/fewer-quarrels"),
        (study, "inShort", "claims/fewer-quarrels"),
    } <= said


def test_each_sample_keeps_its_unit(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """Every number stands with what it counts; the study's own size is the highest of them."""
    samples = (Sample(size=6, unit="services"), Sample(size=115, unit="staff"))
    study = tiny.studies.studies[0].model_copy(update={"samples": samples})
    file = tiny.studies.model_copy(update={"studies": (study,)})
    said = facts(triples_for_studies(file, tiny_iris))
    sizes = {(name, value) for subject, name, value in said if "#sample" in subject}
    assert {("size", "6"), ("unit", "services"), ("size", "115"), ("unit", "staff")} <= sizes
    own = {(name, value) for subject, name, value in said if subject == "studies/tea-survey"}
    assert {value for name, value in own if name == "sampleSize"} == {"115"}
    assert {value for name, value in own if name == "sampleUnit"} == {"staff"}


def test_of_equal_samples_the_first_stands_for_the_study(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """Eight families and eight agencies are eight families, as the record has them first."""
    samples = (Sample(size=8, unit="families"), Sample(size=8, unit="agencies"))
    study = tiny.studies.studies[0].model_copy(update={"samples": samples})
    file = tiny.studies.model_copy(update={"studies": (study,)})
    said = facts(triples_for_studies(file, tiny_iris))
    assert ("studies/tea-survey", "sampleUnit", "families") in said


def test_a_list_of_terms_is_a_scheme(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """A term stands in the scheme of its list; only what has none above it is on top."""
    said = facts(triples_for_schemes(tiny.schemes, tiny_iris))
    assert {
        ("settings", "title", "Settings of studies"),
        ("settings/kitchen", "inScheme", "settings"),
        ("settings/kitchen", "broader", "settings/office"),
        ("settings/office", "topConceptOf", "settings"),
        ("settings/office", "altLabel", "workplace"),
    } <= said
    assert ("settings/kitchen", "topConceptOf", "settings") not in said


def test_no_list_makes_no_scheme(tiny_iris: Iris, facts: Facts) -> None:
    """A project without terms has no empty schemes."""
    assert facts(triples_for_schemes(SchemeFile(), tiny_iris)) == set()
