from __future__ import annotations

from urllib.parse import unquote

import pytest

from kg.formats import CSV, HTML, JSON
from kg.service.answers.querying import (
    LONGEST_LINK,
    hash_job,
    link_warnings,
    make_job,
    make_links,
    negotiate,
)
from kg.service.http.formats import RESULTS
from kg.service.http.limits import Limits
from kg.service.http.problems import ProblemError
from kg.service.sparql.guard import Verdict
from kg.service.sparql.protocol import Operation
from kg.service.worker.wire import Job

SELECT = Verdict("SELECT", volatile=False)


@pytest.mark.parametrize(
    ("wanted", "accept", "media_type"),
    [
        ("csv", "application/json", "text/csv"),
        ("application/sparql-results json", "", "application/sparql-results+json"),
        ("", "text/csv;q=0.5, text/html", "text/html"),
        ("php", "text/csv", "text/csv"),
        ("", "", "application/sparql-results+json"),
    ],
)
def test_the_name_goes_before_accept(wanted: str, accept: str, media_type: str) -> None:
    """A name of the client's own gives way to an Accept header that says something."""
    assert negotiate(wanted, accept, RESULTS)[1] == media_type


@pytest.mark.parametrize(("wanted", "accept"), [("php", ""), ("php", "*/*"), ("", "image/png")])
def test_what_cannot_be_had_is_told(wanted: str, accept: str) -> None:
    """The problem names what there is."""
    with pytest.raises(ProblemError, match="text/csv") as caught:
        negotiate(wanted, accept, RESULTS)
    assert caught.value.slug == "not-acceptable"


def test_a_hash_stands_for_query_dataset_and_bindings() -> None:
    """Not for the form of the answer: the log tells the same question from another."""
    jobs = [
        Job("ASK {}", "json"),
        Job("ASK { }", "json"),
        Job("ASK {}", "json", default_graphs=["x:g"]),
        Job("ASK {}", "json", named_graphs=["x:g"]),
        Job("ASK {}", "json", bindings={"x": "<x:g>"}),
    ]
    assert len({hash_job(job) for job in jobs}) == len(jobs)
    assert hash_job(Job("ASK {}", "xml", coding="br")) == hash_job(jobs[0])


def test_only_tables_have_a_heading_and_fewer_rows() -> None:
    """What a person looks at is cut sooner than what a program reads."""
    limits = Limits(rows=100, table_rows=10)
    operation = Operation("SELECT * {}", 1.0, title="Tips")
    table = make_job(operation, HTML, "", {}, limits)
    assert (table.title, table.rows) == ("Tips", 10)
    data = make_job(operation, JSON, "", {}, limits)
    assert (data.title, data.rows) == ("", 100)


def test_links_lead_to_the_other_formats() -> None:
    """Those of a question are its own; a long query has none, as no address would hold it."""
    links = make_links(Operation("SELECT * {}", 1.0), SELECT)
    assert links[CSV.name] == "/sparql?query=SELECT%20%2A%20%7B%7D&format=csv"
    assert HTML.name not in links
    assert make_links(Operation("SELECT * {}", 1.0, links={"csv": "/q"}), SELECT) == {"csv": "/q"}
    assert make_links(Operation("x" * (LONGEST_LINK + 1), 1.0), SELECT) == {}


def test_the_head_of_an_answer_is_no_place_for_a_long_warning() -> None:
    """Proxies refuse a head beyond 8 kB; the body of an answer in JSON has more of it."""
    for letter in "xü":
        [(name, told)] = link_warnings([f"tt:{letter * 60_000} is no term"] * 5)
        assert (name, told.count(b"rel=")) == (b"link", 5)
        assert 4000 < len(told) < 8000
        assert unquote(told.decode("ascii").rpartition("''")[2]).endswith(f"{letter}…")
    short = link_warnings(["tt:tée is no term"])[0][1].decode("ascii")
    assert short.endswith("''tt%3At%C3%A9e%20is%20no%20term")
