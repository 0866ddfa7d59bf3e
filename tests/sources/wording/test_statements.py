from __future__ import annotations

import pytest

from kg.errors import Location
from kg.model import Settled
from kg.sources.folder.project import Project
from kg.sources.places.text import read_held_text
from kg.sources.reading import read_sources
from kg.sources.wording.doubts import find_doubts
from kg.sources.wording.statements import (
    Wording,
    check_wording,
    digest_of,
    find_wordings,
)
from kg.sources.wording.wordlists import WordLists, read_word_lists

PASSAGE = "It appears that sharing tea may bring several people together (A1)."
FAITHFUL = "Sharing tea seems to bring some people together, or it can."


@pytest.fixture(scope="module")
def lists() -> WordLists:
    """Return the lists for English."""
    found = read_word_lists("en-GB")
    assert found is not None
    return found


def doubted(statement: str, passage: str, lists: WordLists) -> set[str]:
    """Return the words that the check asks about."""
    return {word for doubt in find_doubts(statement, passage, lists) for word in doubt.words}


def test_a_faithful_statement_raises_no_doubt(lists: WordLists) -> None:
    """Other words of the same strength are kept words."""
    assert doubted(FAITHFUL, PASSAGE, lists) == set()


def test_a_term_of_the_field_says_no_degree(lists: WordLists) -> None:
    """*Deep* is a degree in *a deep dive*, and none in *deep learning*, the name of a thing."""
    passage, statement = (
        "Deep learning is learning with a deep net.",
        "Learning is done with a net.",
    )
    known = lists.with_terms(["deep learning", "net"])
    assert [*find_doubts("Learning is done.", "Deep learning is done.", lists)]
    assert not [*find_doubts("Learning is done.", "Deep learning is done.", known)]
    assert doubted(statement, passage, known) == {"deep"}
    assert not doubted("Deep learning is done.", "Learning is done.", known)


@pytest.mark.parametrize(
    ("statement", "passage", "word"),
    [
        pytest.param(
            "It is possible that teams change, and they share tea.",
            "Teams can share tea, with the possibility that teams change.",
            "can",
            id="bare can beside a possibility of the passage",
        ),
        pytest.param(
            "Cook holds that tea gives teams more calm. Baker fears that tea can do harm.",
            "Cook argues that drinking tea can offer tired teams: - gains in calm",
            "can",
            id="bare can, told in fewer words",
        ),
        pytest.param("Tea helps teams.", "Tea will help the tired teams.", "will", id="will"),
        pytest.param(
            "Good tea brings teams rest.", "Good tea allows teams rest.", "allows", id="letting"
        ),
        pytest.param(
            "They chose some chances. Tea has many gains for teams in work.",
            "Tea has many potential gains for teams.",
            "potential",
            id="a hedge before a noun that is kept",
        ),
        pytest.param("Tea guarantees calm.", "Tea does not guarantee calm.", "not", id="negation"),
        pytest.param("Tea became rich.", "Tea became more rich.", "more", id="comparison"),
        pytest.param("Tea was hot.", "Traditionally tea was hot.", "traditionally", id="custom"),
        pytest.param("Tea is hot water.", "Tea is basically hot water.", "basically", id="core"),
        pytest.param("Tea is much easier.", "Tea is easier.", "much easier", id="far more"),
        pytest.param("Able knew it was tea.", "Able thought it was tea.", "knew", id="a fact"),
        pytest.param("Tea transformed teams.", "Tea altered teams.", "transformed", id="strong"),
        pytest.param("Teams were forced.", "Teams were asked.", "forced", id="compelled"),
        pytest.param(
            "See how far teams share tea.",
            "As Able points out, teams share tea.",
            "points out",
            id="speaker gone, beside an order to see",
        ),
        pytest.param("Do not count on it alone.", "Tea is not enough.", "it", id="it, ordered"),
        pytest.param("For Able, it means calm.", "Tea means calm.", "it", id="it, after a name"),
    ],
)
def test_each_kind_that_strangers_found_missing_is_asked_about(
    statement: str, passage: str, word: str, lists: WordLists
) -> None:
    """Bare modals, strong verbs, lost speakers, negations and lone pronouns are named."""
    assert word in doubted(statement, passage, lists)


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        pytest.param("Good tea lets teams rest.", "Good tea allows teams rest.", id="let"),
        pytest.param("Tea is to help teams.", "Tea will help teams.", id="is to"),
        pytest.param("Tea fails to guarantee calm.", "Tea does not guarantee calm.", id="fails"),
        pytest.param("When tea is hot, it may spill.", "Hot tea may spill.", id="it is tea"),
        pytest.param("Able says that he likes tea.", "Able says he likes tea.", id="he is Able"),
    ],
)
def test_each_kind_has_other_words(statement: str, passage: str, lists: WordLists) -> None:
    """Other words of the same strength answer, and a pronoun with a noun before it is fine."""
    assert doubted(statement, passage, lists) == set()


@pytest.mark.parametrize(
    ("statement", "word"),
    [
        pytest.param("Sharing tea brings several people together.", "appears", id="hedge lost"),
        pytest.param("Sharing tea seems to bring people together.", "several", id="number lost"),
        pytest.param("Tea always seems to bring a few people together.", "always", id="absolute"),
        pytest.param("Tea seems to bring many people together.", "many", id="more than several"),
        pytest.param("Some may need tea: it must be shared.", "must", id="made a duty"),
        pytest.param("Because it is hot, tea may help some people.", "because", id="cause added"),
        pytest.param("A brave tea seems to bring some together.", "brave", id="judgement added"),
        pytest.param("In 1912 tea seems to bring some together.", "1912", id="figure added"),
        pytest.param("For tea, they seem to bring some friends.", "they", id="lone plural"),
        pytest.param("This seems to bring some people together.", "this", id="points back"),
        pytest.param("Tea is hot, so it may help some people.", "so", id="joined as cause"),
        pytest.param("Tea, for numerous friends, may help some.", "numerous", id="made many"),
    ],
)
def test_what_is_lost_or_added_is_asked_about(statement: str, word: str, lists: WordLists) -> None:
    """Hedges and numbers lost, and absolutes, causes and pointing words added, are named."""
    assert word in doubted(statement, PASSAGE, lists)


@pytest.mark.parametrize(
    "statement",
    [
        "It is not clear whether tea helps.",
        "Teas such as green tea help.",
        "This review is short.",
        "It cannot be told whether tea helps.",
    ],
    ids=["a dummy it", "such as", "this review", "it cannot"],
)
def test_a_word_that_points_nowhere_is_none_that_points_back(
    statement: str, lists: WordLists
) -> None:
    """A dummy *it* and a name with *this* need no sentence before them."""
    assert doubted(statement, statement, lists) == set()


@pytest.mark.parametrize(
    ("statement", "passage", "words"),
    [
        pytest.param(
            "Tea may help, and it warms.", "Tea may help, and it might warm.", {"might"}, id="own"
        ),
        pytest.param("Tea must be had in need.", "Tea is had in need.", {"must"}, id="no"),
        pytest.param("The will to share.", "The wish to share.", set(), id="set aside"),
        pytest.param("Every Cup Counts names tea.", "It names tea.", set(), id="in a name"),
        pytest.param("Tea is had there.", "Tea is had in the United States.", set(), id="last"),
        pytest.param("Tea is good.", "Tea may be good. " + "It is hot. " * 5, set(), id="summary"),
        pytest.param("Put it on the table.", "Put tea on the table.", {"it"}, id="second word"),
        pytest.param("Know that they share.", "Know that they share.", {"they"}, id="after a lead"),
    ],
)
def test_a_kept_word_answers_for_itself_alone(
    statement: str, passage: str, words: set[str], lists: WordLists
) -> None:
    """A word in both texts speaks for no other; names, set phrases and summaries are let be."""
    assert doubted(statement, passage, lists) == words


@pytest.mark.parametrize(
    ("statement", "passage", "word"),
    [
        pytest.param(
            "Hot tea calms the tired team. Cold milk may spoil quickly in summer.",
            "Hot tea may calm the tired team. Cold milk may spoil quickly in summer.",
            "may",
            id="kept in the other place",
        ),
        pytest.param(
            "Every form of tea draws on water. So Lee concludes that milk is wrong.",
            "Lee maintains that every form of tea draws on water, and concludes milk is wrong.",
            "maintains that",
            id="a speaker's word",
        ),
        pytest.param(
            "They made a survey of tea. They found it hard to pour.",
            "They made an extensive survey of tea rooms. They found it hard to pour.",
            "extensive",
            id="an adjective, with a like word elsewhere",
        ),
        pytest.param(
            "The pot is changed.",
            "When necessary the pot is changed.",
            "when necessary",
            id="condition",
        ),
        pytest.param(
            "Several teams share tea.", "Two teams share tea.", "two", id="number made vague"
        ),
        pytest.param(
            "Look at what tea does.",
            "Look at perspectives of staff on what tea does.",
            "perspectives of",
            id="whose view",
        ),
        pytest.param("Tea should be hot.", "Tea has to be hot.", "has to", id="duty made weaker"),
    ],
)
def test_what_is_lost_is_looked_for_where_it_belongs(
    statement: str, passage: str, word: str, lists: WordLists
) -> None:
    """A word that was kept in one place does not speak for one lost in another."""
    assert word in doubted(statement, passage, lists)


def test_what_is_settled_is_asked_again_when_either_side_changes() -> None:
    """A reason holds for one passage and one statement."""
    settled = Settled(
        words=("several",),
        kept="the sentence is about tea, not people",
        passage=digest_of(PASSAGE),
        statement=digest_of(FAITHFUL),
    )
    wording = Wording("claims/tea", FAITHFUL, PASSAGE, (settled,))
    assert wording.is_settled(["several"])
    assert not wording.is_settled(["several", "may"])
    assert not Wording("claims/tea", FAITHFUL + " So.", PASSAGE, (settled,)).is_settled(["several"])
    assert not Wording("claims/tea", FAITHFUL, PASSAGE + " So.", (settled,)).is_settled(["several"])


def test_the_check_tells_place_word_and_how_to_settle_it(lists: WordLists) -> None:
    """A problem has all that the curator's line needs."""
    wording = Wording("claims/tea", "Tea brings some people together.", PASSAGE, ())
    check = check_wording([(Location("data/claims/tea.yaml", 7), wording)], lists)
    said = {str(problem) for problem in check.problems}
    assert (check.statements, check.settled) == (1, 0)
    assert any(
        one.startswith(
            "data/claims/tea.yaml:7:1: WRD001 warning: claims/tea: the passage says 'appears'"
        )
        and digest_of(PASSAGE) in one
        for one in said
    )


def test_every_worded_record_with_a_passage_is_looked_at(
    tiny_project: Project,
) -> None:
    """Claims, positions, tips, their points, studies and stages are; ours without one are not."""
    sources = read_sources(tiny_project).sources
    assert sources is not None
    text = read_held_text(tiny_project.folder / "text.txt", sources.review.text)
    found = {one.path: one.statement for one in find_wordings(sources, text)}
    assert {
        "claims/pot-takes-trust",
        "tips/1",
        "studies/kettle",
        "debates/what-comes-first",
    } <= set(found)
    said = {one.statement for one in find_wordings(sources, text)}
    assert "Make tea for others." in said
    assert "Sit down together." not in said
