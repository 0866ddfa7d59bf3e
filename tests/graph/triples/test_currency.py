from collections.abc import Callable
from datetime import date

from kg.graph.iris import Iris
from kg.graph.triples.currency import triples_for_currency
from kg.model import CurrencyCheck, CurrencyFile, CurrencySubject

Facts = Callable[..., set[tuple[str, str, str]]]

CHECK = CurrencyCheck(
    status="replaced",
    known="The rules are gone.",
    replaced_by="Rules for steeping",
    replaced_by_link="https://example.org/steeping",
    witness="https://example.org/boiling",
    checked_on=date(2020, 2, 29),
)
READ = CurrencyCheck(
    status="in-doubt",
    known="They may go.",
    witness="https://example.org/news",
    read_on=date(2019, 5, 1),
)


def _file(*checks: CurrencyCheck) -> CurrencyFile:
    subject = CurrencySubject(
        id="boiling", title="Rules", group="law", of=("concepts/pot", "sources/D1"), checks=checks
    )
    return CurrencyFile(subjects=(subject,))


def test_a_check_says_what_was_seen_where_and_when(tiny_iris: Iris, facts: Facts) -> None:
    """Status, words, witness and day stand on the check, which its subject has."""
    said = facts(triples_for_currency(_file(CHECK, READ), tiny_iris))
    node = "currency/boiling#check-2020-02-29"
    assert {
        ("currency/boiling", "concerns", "concepts/pot"),
        ("currency/boiling", "concerns", "sources/D1"),
        ("currency/boiling", "hasCheck", node),
        (node, "currencyStatus", "replacedCurrencyStatus"),
        (node, "replacedBy", "Rules for steeping"),
        (node, "replacementPage", "steeping"),
        (node, "witness", "boiling"),
        (node, "checkedOn", "2020-02-29"),
        (node, "order", "1"),
        ("currency/boiling#check-2019-05-01", "readOn", "2019-05-01"),
    } <= said
    assert {fact for fact in said if fact[1] in {"checkedOn", "readOn"} and "2019" in fact[0]} == {
        ("currency/boiling#check-2019-05-01", "readOn", "2019-05-01")
    }


def test_what_nobody_checked_has_no_status(tiny_iris: Iris, facts: Facts) -> None:
    """A subject without checks says what it is, and nothing of how it stands."""
    said = facts(triples_for_currency(_file(), tiny_iris))
    assert {fact[1] for fact in said} == {"type", "label", "subjectGroup", "concerns"}
