"""The page of a systematic review: tables, a chart of judgements, a diagram of the search."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.outputs.site.conftest import words_of
from tests.outputs.site.lines import lines_of
from tests.outputs.site.trees import read_page


def test_a_review_without_these_parts_has_no_such_page(status_site: Path) -> None:
    """Nor does any foot of a page lead there."""
    assert not (status_site / "systematic.html").exists()
    assert "systematic.html" not in (status_site / "index.html").read_text(encoding="utf-8")


def test_every_page_leads_there(trials_site: Path) -> None:
    """The foot of a page names it."""
    assert 'href="systematic.html"' in (trials_site / "index.html").read_text(encoding="utf-8")


def test_a_judgement_stands_in_its_domain(trials_site: Path) -> None:
    """Words and dots say it, so that no colour is needed; what is not judged is said."""
    text = "\n".join(
        " ".join(line.text.split()) for line in lines_of(trials_site / "systematic.html")
    )
    able, baker, cook = (
        next(line for line in text.splitlines() if line.startswith(name) and "●" in line)
        for name in ("Able 2010", "Baker 2012", "Cook 2015")
    )
    assert able.count("●○○ low") == 3
    assert (baker.count("●●○ some concerns"), baker.count("●○○ low")) == (2, 1)
    assert cook.count("not recorded") == 2


def test_two_origins_are_no_steps_of_each_other(trials_site: Path) -> None:
    """An arrow leads from step to step, and none from what one place gave to what another gave."""
    text = (trials_site / "systematic.html").read_text(encoding="utf-8")
    svg = text.partition('<svg viewBox="0 0 480')[2].partition("</svg>")[0]
    between = svg.partition(">Identified: Kettle")[2].partition(">Identified: Cup")
    assert between[1]
    assert "<path" not in between[0]
    assert svg.count("<path") == svg.count("<rect") - 2


def test_what_is_the_same_for_all_stands_once(trials_site: Path) -> None:
    """A domain without a place of its own has that of the whole judgement; all samples are told."""
    text = (trials_site / "systematic.html").read_text(encoding="utf-8")
    words = words_of(trials_site / "systematic.html")
    assert "Here stand: questions, effects, judgements, the search." in words
    assert "●○○ low | ●○○ low |" in words
    # What is wider than a phone scrolls in its own box; a drawing that shrank could not be read.
    assert text.count('class="table-scroll"') == text.count("<table")
    assert text.count('<figure class="flow" tabindex="0"') == text.count('<svg viewBox="0 0 480')
    style = (trials_site / "static" / "site.css").read_text(encoding="utf-8")
    assert ".flow svg" not in style
    assert re.search(r"\.flow\s*{\s*overflow-x:\s*auto", style)


def test_a_word_that_grades_nothing_has_no_dots(trials_site: Path) -> None:
    """It has no place among the others, and is no worse than the worst of them."""
    words = words_of(trials_site / "systematic.html")
    assert "●○○ low, ●●○ some concerns, ●●● high, – no information." in words
    assert "A word behind a dash has no place in it." in words
    assert words.count("A word behind a dash") == 1


def test_the_surest_word_has_all_its_dots(trials_site: Path) -> None:
    """Of certainty more dots are better, of a risk they show the place among the words alone."""
    words = words_of(trials_site / "systematic.html")
    assert "●●●● high, ●●●○ moderate, ●●○○ low, ●○○○ very low. The more dots" in words
    assert "●●● high, – no information. The dots show the place" in words


def test_the_diagram_has_its_words(trials_site: Path) -> None:
    """The picture has a name with every number, and a list below says the places."""
    text = (trials_site / "systematic.html").read_text(encoding="utf-8")
    assert text.count('role="img"') == 3
    assert "Screened: 110; Excluded at screening: 95; Sought for retrieval: 15" in text


def test_what_has_no_place_says_so_once(trials_site: Path) -> None:
    """A judgement or a number of the search without a place has nothing beside it."""
    words = words_of(trials_site / "systematic.html")
    assert "or has no place beside it, was entered without one" in words
    assert "Cook 2015 | ●●● high | not recorded | not recorded |" in words
    assert words.count("not anchored") == 4  # the second study of a question, and three effects


def test_a_claim_may_rest_on_an_effect(trials_site: Path) -> None:
    """Beside it stand the figures that it tells, and nothing says that no source is given."""
    words = words_of(trials_site / "sections" / "results.html")
    said = words.partition("Taken together, tea made adults fall asleep a little sooner.")[2]
    assert "The effect that the review gives: Time to fall asleep : mean difference -4.60" in said
    assert "No source given" not in words


def test_what_was_measured_stands_beside_an_effect(trials_site: Path) -> None:
    """Means with their spread, weights and heterogeneity; an outcome without has no such column."""
    words = words_of(trials_site / "systematic.html")
    assert "tea: 60, mean 21.40 (SD 9.0); hot water: 58, mean 24.50 (SD 8.75)" in words
    assert "-3.10 minutes | 61.5% | | as treated |" in words
    # Of whom it is, where a table gives an effect of some; another remark has its own place.
    assert "Baker 2012 (older people) | tea: 60" in words
    study = words_of(trials_site / "studies" / "baker.html")
    assert "mean difference -3.10 minutes (older people; 2 weeks; as treated)" in study
    assert "p = 0.015) minutes | | I² 18.0%; Q 1.22 (df 1, p = 0.27)" in words
    assert "Measure | Effect | Risk with the comparator" in words  # and no weight of awake
    assert "Difference in risk | Place | Able 2010 | tea: 10/40" in words


def test_what_is_told_of_groups_alone_stands_as_it_is_printed(trials_site: Path) -> None:
    """Nothing is worked out of it: there is no number of the effect, and its p value is told."""
    words = words_of(trials_site / "systematic.html")
    assert "Cook 2015 | mint tea: 7/30; hot water: 9/29" in words
    assert "not recorded (p = 0.40)" in words
    study = words_of(trials_site / "studies" / "cook.html")
    assert "What the review tells of its groups" in study
    assert "Awake after an hour : mint tea: 7/30; hot water: 9/29; p = 0.40" in study


def test_what_is_expected_of_so_many_people_stands_beside_an_effect(trials_site: Path) -> None:
    """With the comparator, with the intervention, and the difference, as the review prints them."""
    words = words_of(trials_site / "systematic.html")
    heads = "Risk with the comparator | Risk with the intervention | Difference in risk"
    assert words.count(heads) == 1
    risks = "310 per 1000 | 233.0 per 1000 (95% CI 96 to 403) | 77 fewer per 1000"
    assert risks in words
    study = words_of(trials_site / "studies" / "cook.html")
    assert "p = 0.40; 310 per 1000 with the comparator; 233.0 per 1000 (95% CI" in study
    assert "with the intervention; 77 fewer per 1000 (95% CI 214 fewer to 93 more)" in study


def test_a_study_has_its_effects_and_how_the_review_judges_it(trials_site: Path) -> None:
    """They stand on its page, the effects beside it among all studies and on its source's page."""
    effect = "Time to fall asleep : mean difference -6.5 (95% CI -11.0 to -2.0) minutes (4 weeks)"
    words = words_of(trials_site / "studies" / "able.html")
    assert effect in words
    assert "Risk of bias: Pot Tool (made up) Over all low How the cups were given out low" in words
    assert effect in words_of(trials_site / "studies.html")
    source = words_of(trials_site / "sources" / "A1.html")
    assert effect in source
    assert "The text cites it. What the review takes from it stands below." in source
    assert "No claim here rests on it" not in source


def test_every_record_has_its_anchor(trials_site: Path) -> None:
    """The address of an outcome, an effect, a question, a tool or a way is on the page."""
    text = (trials_site / "systematic.html").read_text(encoding="utf-8")
    pages = json.loads((trials_site / "pages.json").read_text(encoding="utf-8"))
    anchors = {page.partition("#")[2] for page in pages.values() if "systematic.html#" in page}
    assert len(anchors) == 13
    assert [one for one in anchors if f'id="{one}"' not in text] == []


def test_a_list_of_studies_has_no_empty_column(starter_site: Path, trials_site: Path) -> None:
    """Where nothing says what a study found, the list does not say of each that it found none."""
    words = words_of(starter_site / "studies.html")
    assert "A study of 40 clerks" in words
    assert "What it found" not in words
    assert "Choose a place" not in words_of(trials_site / "studies.html")


def test_the_first_page_leads_to_the_numbers(trials_site: Path) -> None:
    """A review without themes and topics offers what it has: no heading stands over nothing."""
    doors = next(read_page(trials_site / "index.html").find("div", kind="doors"))
    assert [link.attributes["href"] for link in doors.find("a")] == ["systematic.html"]


def test_what_no_term_sorts_may_still_be_given(trials_site: Path) -> None:
    """Where a study has a country or a kind in words alone, no list says that none is given."""
    for name in ("country", "design"):
        text = read_page(trials_site / f"without/{name}.html").text
        assert "Ruritania" in text
        assert f"No {name} is recorded" not in text
        assert f"no {name} recorded" not in text
    assert "not sorted by country" in read_page(trials_site / "without/country.html").text
    assert "no place recorded" in read_page(trials_site / "without/setting.html").text
