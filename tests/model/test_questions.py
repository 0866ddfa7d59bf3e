from __future__ import annotations

import pytest
from pydantic import ValidationError

from kg.model import Question, Sources

WHOLE = {"id": "tea", "label": "Does tea help?", "population": "p", "intervention": "i",
         "comparator": "c", "outcomes": [{"id": "sleep", "label": "Sleep"}]}  # fmt: skip


def test_a_question_and_its_outcomes_have_names(trials: Sources) -> None:
    """Others name both: a study is compared for a question, an effect is on an outcome."""
    [question] = trials.questions.questions
    assert question.path == "review-questions/tea-before-bed"
    named = [one.path for one in question.outcomes]
    assert named == ["outcomes/falling-asleep", "outcomes/awake", "outcomes/dreams"]


@pytest.mark.parametrize("part", ["population", "intervention", "outcomes"])
def test_a_question_says_whom_what_and_by_what(part: str) -> None:
    """Without one of these it is no such question; it may look at one thing beside nothing else."""
    Question.model_validate(WHOLE)
    with pytest.raises(ValidationError, match=part):
        Question.model_validate({name: value for name, value in WHOLE.items() if name != part})
    with pytest.raises(ValidationError, match=part):
        Question.model_validate(WHOLE | {part: [] if part == "outcomes" else ""})
