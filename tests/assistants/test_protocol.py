from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

import jsonschema
import pytest
from mcp import MCPError

from kg import __version__
from kg.assistants.protocol import Desk

if TYPE_CHECKING:
    from mcp.server.context import ServerRequestContext

    from kg.service.application.app import Service

pytestmark = pytest.mark.slow
TOOLS = ["search", "record", "trace_tip", "debate", "compare_work", "sparql"]
QUESTIONS: dict[str, dict[str, object]] = {
    "search": {"words": "tea"},
    "record": {"record": "tips/1"},
    "trace_tip": {"tip": 1},
    "debate": {"debate": "what-comes-first"},
    "compare_work": {"work": "B1"},
    "sparql": {
        "query": "SELECT ?s { ?s a <https://w3id.org/tiptrace/ontology#Finding> } ORDER BY ?s"
    },
}


def test_the_tools_are_listed_as_reading_only(assistant: Any) -> None:
    """Each with its schemas, and marked so that a client need not ask before it calls one."""
    tools = assistant.tools()
    assert list(tools) == TOOLS
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        assert tool.input_schema["additionalProperties"] is False
        jsonschema.Draft202012Validator.check_schema(tool.output_schema)
    assert assistant.client.server_info.version == __version__


@pytest.mark.parametrize("name", TOOLS)
def test_each_answer_can_be_checked(assistant: Any, name: str) -> None:
    """Claims by IRI, stance, basis, kind of source and caveats are in every answer."""
    told = assistant.ask(name, **QUESTIONS[name])
    jsonschema.validate(told, assistant.tools()[name].output_schema)
    assert told["claims"]
    for claim in told["claims"]:
        assert claim["claim"].startswith("https://example.org/tea/")
        for line in claim["evidence"]:
            assert line["stance"] in {"supports", "disputes", "qualifies", "illustrates"}
            assert line["stance_basis"] in {"stated", "read"}
            assert line["source"]["kind_of_source"]
    assert "This is one made-up review from 2005." in told["caveats"]
    assert "The review does not say what tea costs." in told["caveats"]
    assert any("no grades" in caveat for caveat in told["caveats"])


def test_a_tool_that_there_is_not_is_told(assistant: Any) -> None:
    """The error names those that there are, and repeats no control character."""
    with pytest.raises(MCPError, match=r"There is no tool 'drop\?'; the tools are: search, "):
        assistant.ask("drop\x07")


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("record", {"record": "../../etc/passwd"}),
        ("record", {"record": ["tips/1"]}),
        ("record", {"record": "x" * 500_000}),
        ("record", {"record": "tips/1\x00"}),
        ("record", {"record": "https://example.org/tea/none"}),
        ("record", {"record": "x:y"}),
        ("search", {"words": {"a": "b"}}),
        ("search", {"words": "tea", "kind": "claim' OR 1=1"}),
        ("trace_tip", {"tip": 10**40}),
        ("debate", {"debate": "debates/what-comes-first> } INSERT"}),
        ("compare_work", {"work": 'B1" } DELETE'}),
        ("sparql", {"query": "x" * 500_000}),
    ],
    ids=[
        "climbs", "list", "huge", "nul", "nobody", "scheme", "object", "kind", "number",
        "injected-iri", "injected-literal", "huge-query",
    ],
)  # fmt: skip
def test_hostile_arguments_are_refused_and_the_server_lives_on(
    assistant: Any, tool: str, arguments: dict[str, object]
) -> None:
    """One line of plain words without what was sent at length; the next call has its answer."""
    told = assistant.refusal(tool, **arguments)
    assert told.isprintable()
    assert len(told) < 400
    assert told.endswith(".")
    assert assistant.ask("trace_tip", tip=1)["number"] == 1


def test_the_list_of_tools_is_made_once() -> None:
    """To make its schemas takes long, and nobody else would be answered meanwhile."""
    desk = Desk(cast("Service", None))
    context = cast("ServerRequestContext[Any]", None)

    async def ask_twice() -> bool:
        return await desk.list(context, None) is await desk.list(context, None)

    assert asyncio.run(ask_twice())
