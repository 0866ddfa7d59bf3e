"""An assistant that asks: the SDK's own client, and `kg mcp` as a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.types import Tool

TT = "https://w3id.org/tiptrace/ontology#"
TEA = "https://example.org/tea/"
COCOA = "https://example.org/cocoa/"


@dataclass(frozen=True)
class Assistant:
    """A client of a server that runs."""

    portal: BlockingPortal
    client: Client

    def ask(self, tool: str, **arguments: object) -> dict[str, Any]:
        """Call a tool and return its answer, which its text tells as well."""
        result = self.portal.call(self.client.call_tool, tool, arguments)
        assert not result.is_error, result.content[0].text
        assert json.loads(result.content[0].text) == result.structured_content
        return result.structured_content

    def refusal(self, tool: str, **arguments: object) -> str:
        """Call a tool that refuses, and return what it says."""
        result = self.portal.call(self.client.call_tool, tool, arguments)
        assert result.is_error
        assert result.structured_content is None
        [content] = result.content
        return content.text

    def tools(self) -> dict[str, Tool]:
        """Return the tools by name."""
        return {tool.name: tool for tool in self.portal.call(self.client.list_tools).tools}


@contextmanager
def run_assistant(folder: Path, *words: str, mode: str = "auto") -> Iterator[Assistant]:
    """Run `kg mcp` on a project until the block ends."""
    command = ["-m", "kg", "-C", str(folder), "mcp", *words]
    server = StdioServerParameters(command=sys.executable, args=command, env=dict(os.environ))
    with start_blocking_portal() as portal:
        client = Client(stdio_client(server), mode=mode)
        with portal.wrap_async_context_manager(client) as entered:
            yield Assistant(portal, entered)


@pytest.fixture(scope="session")
def tea(_tiny_build: Path) -> Path:
    """Return the folder of the tiny world with a build, which no test may change."""
    return _tiny_build


@pytest.fixture(scope="session")
def assistant(tea: Path) -> Iterator[Assistant]:
    """Return an assistant that asks the tiny world."""
    with run_assistant(tea) as found:
        yield found


@pytest.fixture
def run_mcp() -> Callable[..., Any]:
    """Return the way to run an assistant of one's own."""
    return run_assistant


@pytest.fixture(scope="session")
def two_reviews(tea: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Return an assistant that asks two reviews, which have a work in common by its DOI."""
    folder = tmp_path_factory.mktemp("two") / "tea"
    shutil.copytree(tea, folder, symlinks=True)
    store = ox.Store(str(folder / "build" / "current" / "store"))
    store.load(SECOND_REVIEW.encode(), format=ox.RdfFormat.TRIG)
    store.flush()
    del store
    with run_assistant(folder) as found:
        yield found


SECOND_REVIEW = f"""
PREFIX : <{COCOA}>
PREFIX tea: <{TEA}>
PREFIX tt: <{TT}>
PREFIX dcterms: <http://purl.org/dc/terms/>
GRAPH <{TEA}graph/review> {{
  tea:sources\\/B1 tt:hasIdentifier :one .
  :one tt:ofIdentifierScheme tt:doiIdentifierScheme ; tt:value "10.1000/pot" ;
    tt:ofIdentifiedKind tt:workIdentifiedKind .
  :review a tt:Review ; dcterms:title "Cocoa at work" ; dcterms:issued "2010" ;
    dcterms:rights "None." ; dcterms:description "Of cocoa." ; dcterms:language "en" ;
    tt:caution "This review is of cocoa." .
  :section a tt:Section ; tt:heading "cups" ; dcterms:isPartOf :review .
  :source a tt:Source ; tt:code "7" ; dcterms:title "On pots" ; tt:hasIdentifier :two .
  :two tt:ofIdentifierScheme tt:doiIdentifierScheme ; tt:value "10.1000/pot" ;
    tt:ofIdentifiedKind tt:workIdentifiedKind .
  :chapter a tt:Source ; tt:code "8" ; tt:entryType "incollection" ; tt:hasIdentifier :three .
  :three tt:ofIdentifierScheme tt:doiIdentifierScheme ; tt:value "10.1000/pot" ;
    tt:ofIdentifiedKind tt:workIdentifiedKind .
  :other a tt:Source ; tt:code "B2" .
  :tips\\/1 a tt:Tip ; tt:number 1 .
  :tips\\/7 a tt:Tip ; tt:number 7 .
  :claim a tt:Finding ; tt:statement "A pot needs no trust." ; tt:inSection :section .
  :line tt:forClaim :claim ; tt:fromSource :source ;
    tt:stance tt:disputes ; tt:stanceBasis tt:stated .
}}
"""
