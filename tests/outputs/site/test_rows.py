from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from kg.errors import QueryError
from kg.outputs.alphabet import IN_ENGLISH, Alphabet
from kg.outputs.site.rows import Answers, Part


def test_iris_become_addresses(answers: Answers) -> None:
    """A column that holds an IRI of the review holds its address on the site."""
    assert answers.answer("tips").rows[0]["tip"] == "tips/1.html"


def test_a_column_without_a_value_is_none(answers: Answers) -> None:
    """Every row has every column, so that a template can rely on it."""
    answer = answers.answer("tips")
    assert all(set(row) == set(answer.columns) for row in answer.rows)
    assert None in {row["audience"] for row in answer.rows}


def test_numbers_and_truths_are_no_texts(answers: Answers) -> None:
    """A number can be counted with, and a truth asked, without parsing them again."""
    assert [row["number"] for row in answers.answer("tips").rows][:2] == [1, 2]
    assert {type(row["companion"]) for row in answers.answer("sources").rows} == {bool}


def test_a_part_holds_the_rows_of_its_key(answers: Answers) -> None:
    """An own part takes the rows whose first column is the value of the row above."""
    tips = answers.rows_of(Part("tips", {"points": Part("tip-points")}))
    assert all(point["tip"] == tip["tip"] for tip in tips for point in tip["points"])


def test_a_card_lays_its_columns_beside_the_row(answers: Answers) -> None:
    """A card adds what is known of the source and changes nothing of the row."""
    part = Part("implication-sources", {"card": Part("source-card", mode="card")})
    for row, plain in zip(answers.rows_of(part), answers.answer(part.query).rows, strict=True):
        assert plain.items() <= row.items()
        assert row["code"]


def test_all_rows_are_made_once_for_all_pages(answers: Answers) -> None:
    """What is made of them can so be made once, too."""
    every = Part("tips", mode="all")
    one, other = (answers.filled({}, {name: every})[name] for name in ("here", "there"))
    assert one is other
    assert one == answers.answer("tips").rows


def test_a_missing_query_is_named(answers: Answers) -> None:
    """A page that asks for a query that is not there says which."""
    with pytest.raises(QueryError, match=r"queries/pages/teapots\.rq"):
        answers.rows_of(Part("teapots"))


def test_asking_ahead_gives_the_same_rows(answers: Answers) -> None:
    """Queries that another core has asked answer as if they were asked when needed."""
    ahead = Answers(answers.store, answers.queries, answers.addresses)
    with ThreadPoolExecutor(max_workers=2) as beside:
        ahead.ask_ahead(["tips", "sources"], beside)
    for name in ("tips", "sources"):
        assert ahead.answer(name) == answers.answer(name)


def test_rows_go_in_the_order_of_the_alphabet(answers: Answers) -> None:
    """A query that says `alphabetical` has its rows in the language's order, groups kept whole."""
    reversed_order = Alphabet(tuple("ZYXWVUTSRQPONMLKJIHGFEDCBA"))
    other = Answers(answers.store, answers.queries, answers.addresses, alphabet=reversed_order)
    labels = [row["label"] for row in answers.answer("concepts").rows]
    assert len(labels) > 3
    assert labels == sorted(labels, key=IN_ENGLISH.key_of)
    assert [row["label"] for row in other.answer("concepts").rows] == sorted(
        labels, key=reversed_order.key_of
    )
    tips = [row["tip"] for row in other.answer("tip-concepts").rows]
    assert tips == [row["tip"] for row in answers.answer("tip-concepts").rows]
