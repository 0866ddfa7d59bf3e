from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client, MCPError
from mcp.types import INVALID_REQUEST, PARSE_ERROR

from tests.assistants.conftest import Assistant
from tests.assistants.test_protocol import QUESTIONS
from tests.service.conftest import Running, run_serve

pytestmark = pytest.mark.slow
ACCEPT = "application/json, text/event-stream"
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}


@pytest.fixture(scope="module")
def served(tea: Path) -> Iterator[Running]:
    """Return `kg serve` on the tiny world."""
    with run_serve(tea) as running:
        yield running


@contextmanager
def ask_by_http(running: Running, mode: str) -> Iterator[Assistant]:
    """Connect the SDK's own client to a service until the block ends."""
    with start_blocking_portal() as portal:
        client = Client(f"{running.address}mcp", mode=mode)
        with portal.wrap_async_context_manager(client) as entered:
            yield Assistant(portal, entered)


def post(running: Running, message: object, **headers: str) -> httpx.Response:
    """Send a message as a client without the SDK does."""
    body = message if isinstance(message, str) else json.dumps(message)
    told = {"Accept": ACCEPT, "Content-Type": "application/json"}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return running.client.post("/mcp", content=body, headers={**told, **named})


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_each_tool_answers_as_over_standard_input(
    served: Running, assistant: Any, mode: str
) -> None:
    """Older clients, which shake hands first, and newer ones get the very same answers."""
    with ask_by_http(served, mode) as other:
        assert [*other.tools()] == [*assistant.tools()]
        for tool, asked in QUESTIONS.items():
            assert other.ask(tool, **asked) == assistant.ask(tool, **asked)


def test_a_refusal_is_an_answer(served: Running) -> None:
    """What is refused over standard input is refused here in the same words."""
    with ask_by_http(served, "auto") as other:
        assert "There is no record 'tips/99'" in other.refusal("record", record="tips/99")
        assert "read-only" in other.refusal("sparql", query="DELETE WHERE { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("headers", "named"),
    [
        ({"Host": "evil.example"}, "Host"),
        ({"Host": "evil.example:80"}, "Host"),
        ({"Host": "localhost"}, "Host"),
        ({"Origin": "https://evil.example"}, "Origin"),
        ({"Origin": "null"}, "Origin"),
        ({"Origin": "http://localhost"}, "Origin"),
    ],
)
def test_strangers_are_refused(served: Running, headers: dict[str, str], named: str) -> None:
    """A page of another site, by its own name or one that it had point here, gets no answer."""
    reply = post(served, LIST, **headers)
    assert reply.status_code == 403
    assert reply.json()["type"] == "/-/problems#stranger"
    assert reply.json()["detail"].startswith(f"The {named} header names another")


def test_the_service_itself_is_no_stranger(served: Running, tea: Path) -> None:
    """Its own address by each of its names, and the one that clients see, may ask."""
    port = httpx.URL(served.address).port
    own = f"http://localhost:{port}"
    assert post(served, LIST, Host=f"localhost:{port}", Origin=own).is_success
    with run_serve(tea, "--public-url", "https://tea.example/") as running:
        assert post(running, LIST, Host="tea.example", Origin="https://tea.example").is_success
        assert post(running, LIST, Host="evil.example").status_code == 403


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("{", PARSE_ERROR),
        ("\x00", PARSE_ERROR),
        ("[]", INVALID_REQUEST),
        ("7", INVALID_REQUEST),
        ({"jsonrpc": "1.0", "method": 7}, INVALID_REQUEST),
        (LIST | {"id": {"a": 1}}, INVALID_REQUEST),
        (LIST | {"id": 1.5}, INVALID_REQUEST),
        (LIST | {"id": True}, INVALID_REQUEST),
        (LIST | {"id": None}, INVALID_REQUEST),
        ({"jsonrpc": "2.0", "id": 1}, INVALID_REQUEST),
    ],
)
def test_what_is_no_message_is_refused(served: Running, message: object, code: int) -> None:
    """With an answer that has no number, for none can be read; the next question is answered."""
    reply = post(served, message)
    told = reply.json()
    assert (reply.status_code, told["error"]["code"], told["id"]) == (400, code, None)
    assert post(served, LIST).is_success


def test_other_methods_and_large_bodies_are_refused(served: Running) -> None:
    """Nothing is streamed and no session kept, so there is nothing to get or to delete."""
    for method in ("GET", "DELETE", "PUT"):
        reply = served.client.request(method, "/mcp")
        assert reply.status_code == 405
        assert reply.headers["allow"] == "POST, OPTIONS"
    assert post(served, '"' + "x" * (9 << 20) + '"').status_code == 413


def test_what_is_too_large_is_refused_in_the_protocol(served: Running) -> None:
    """The SDK's client, who sends all before it reads, is told why, and asks the next question."""
    told = post(served, '"' + "x" * (9 << 20) + '"').json()
    assert (told["error"]["code"], told["id"]) == (INVALID_REQUEST, None)
    with ask_by_http(served, "auto") as other:
        with pytest.raises(MCPError, match="body is larger than 262144 bytes"):
            other.ask("search", words="x" * (9 << 20))
        assert other.tools()


def test_questions_are_counted(served: Running) -> None:
    """Under one name, with what came of them."""

    def count(outcome: str) -> float:
        sought = f'kg_requests_total{{outcome="{outcome}",route="mcp"}}'
        lines = served.client.get("/-/metrics").text.splitlines()
        [line] = [one for one in lines if one.startswith(sought)]
        return float(line.split()[-1])

    post(served, LIST), post(served, LIST, Host="evil.example")
    before = count("ok"), count("stranger")
    post(served, LIST), post(served, LIST, Host="evil.example")
    assert (count("ok"), count("stranger")) == (before[0] + 1, before[1] + 1)
