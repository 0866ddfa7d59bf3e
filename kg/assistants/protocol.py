"""The tools in the Model Context Protocol: what they are, and a call with its answer."""

from __future__ import annotations

from typing import Any

from mcp import MCPError
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp.types import Tool as ToolOnWire

from kg import __version__
from kg.assistants import answers
from kg.assistants import arguments as given
from kg.assistants.arguments import Refusal, quote_plainly, read_arguments
from kg.assistants.asking import Asker, say_problem
from kg.assistants.tools import Searcher, Tool, run_sparql, show_record
from kg.assistants.trails import compare_work, show_debate, trace_tip
from kg.service.application.app import Service
from kg.service.http.problems import ProblemError

INSTRUCTIONS = (
    "These tools read a research review that was taken apart into claims, each with its evidence "
    "and the passage that says it. Begin with search. Cite each claim by its IRI, tell its marks "
    "and the caveats of the answer, and never turn kinds of source into grades. What the tools do "
    "not give, the review may still say: tell that you did not find it, not that it is not there."
)
NAME = "tiptrace"


# All but the search, which has an index to keep.
FOLLOWING = (
    Tool(
        "record",
        "A record",
        "Tell all that is said of one record, and the address of the passage that says it.",
        given.RecordArguments,
        answers.RecordAnswer,
        show_record,
    ),
    Tool(
        "trace_tip",
        "What a tip rests on",
        "Trace a practice tip to the sources listed for it, and to the claims that speak for "
        "it, limit it or are on its subject.",
        given.TipArguments,
        answers.TipAnswer,
        trace_tip,
    ),
    Tool(
        "debate",
        "The sides of a debate",
        "Show each position of a debate with its stance, who takes it and on what evidence.",
        given.DebateArguments,
        answers.DebateAnswer,
        show_debate,
    ),
    Tool(
        "compare_work",
        "A work in each review",
        "Tell what each review says with one work, and with which stance; find the work by "
        "code, DOI, ISBN, PubMed number or IRI.",
        given.WorkArguments,
        answers.WorkAnswer,
        compare_work,
    ),
    Tool(
        "sparql",
        "SPARQL",
        "Run a query of SPARQL 1.1 that only reads, within the limits of the service.",
        given.SparqlArguments,
        answers.TableAnswer,
        run_sparql,
    ),
)


def list_tools(searcher: Searcher) -> dict[str, Tool]:
    """Return the tools by name."""
    search = Tool(
        "search",
        "Search",
        "Find tips, claims, debates, concepts, sources and other records by words. "
        "Claims and debates that are found are told whole, with stance and kind of source.",
        given.SearchArguments,
        answers.SearchAnswer,
        searcher.search,
    )
    return {tool.name: tool for tool in (search, *FOLLOWING)}


class Desk:
    """Where calls come in: each is answered of the build that is served when it comes."""

    def __init__(self, service: Service) -> None:
        """Take the service whose workers answer."""
        self._service = service
        self._tools = list_tools(Searcher())
        # Their schemas take a sixth of a second, in which nobody else would be answered.
        self._shown = ListToolsResult(tools=[describe_tool(tool) for tool in self._tools.values()])

    async def list(
        self, _: ServerRequestContext[Any], __: PaginatedRequestParams | None
    ) -> ListToolsResult:
        """List the tools."""
        return self._shown

    async def call(
        self, _: ServerRequestContext[Any], params: CallToolRequestParams
    ) -> CallToolResult:
        """Answer a call; a refusal is an answer of one sentence, marked as an error."""
        tool = self._tools.get(params.name)
        if tool is None:
            told = f"There is no tool '{quote_plainly(params.name)}'"
            raise MCPError(INVALID_PARAMS, f"{told}; the tools are: {', '.join(self._tools)}.")
        try:
            answer = await self._answer(tool, params.arguments)
        except ProblemError as problem:
            return refuse(say_problem(problem))
        except Refusal as refusal:
            return refuse(refusal)
        told = answer.model_dump_json(exclude_none=True)
        return CallToolResult(
            content=[TextContent(type="text", text=told)],
            structured_content=answer.model_dump(mode="json", exclude_none=True),
        )

    async def _answer(self, tool: Tool, arguments: dict[str, Any] | None) -> answers.Answer:
        asked = read_arguments(tool.arguments, arguments)
        generation = self._service.generation
        if generation is None:
            raise Refusal("Nothing is served yet; ask again in a moment.")
        with generation.borrowed():
            return await tool.run(Asker(generation), asked)


def refuse(refusal: Refusal) -> CallToolResult:
    """Make the answer to what is refused."""
    return CallToolResult(content=[TextContent(type="text", text=str(refusal))], is_error=True)


def describe_tool(tool: Tool) -> ToolOnWire:
    """Describe a tool as an assistant is shown it: it reads, and asks nobody else."""
    return ToolOnWire(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.arguments.model_json_schema(),
        output_schema=tool.answer.model_json_schema(mode="serialization"),
        annotations=ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


def make_protocol(service: Service) -> Server[Any]:
    """Make the server of the protocol on a service."""
    desk = Desk(service)
    return Server(
        NAME,
        version=__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=desk.list,
        on_call_tool=desk.call,
    )
