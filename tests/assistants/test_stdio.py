from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import MCPError
from mcp.types import INVALID_REQUEST, PARSE_ERROR

from kg.assistants.stdio import LONGEST_LINE

pytestmark = pytest.mark.slow


@pytest.fixture
def server(tea: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Return `kg mcp` with nothing but pipes."""
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "-C", str(tea), "mcp"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        yield process
        process.kill()


def begin(server: subprocess.Popen[bytes]) -> None:
    """Shake hands as older clients do."""
    about = {
        "protocolVersion": "2025-06-18", "capabilities": {},
        "clientInfo": {"name": "test", "version": "0"},
    }  # fmt: skip
    told = send(server, {"id": 0, "method": "initialize", "params": about})
    assert told["result"]["serverInfo"]["name"] == "tiptrace"
    write(server, json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}).encode())


def write(server: subprocess.Popen[bytes], line: bytes) -> None:
    """Send a line."""
    assert server.stdin is not None
    server.stdin.write(line + b"\n")
    server.stdin.flush()


def send(server: subprocess.Popen[bytes], message: dict[str, Any]) -> dict[str, Any]:
    """Send a message and return the answer."""
    write(server, json.dumps({"jsonrpc": "2.0", **message}).encode())
    assert server.stdout is not None
    told: dict[str, Any] = json.loads(server.stdout.readline())
    return told


def call(server: subprocess.Popen[bytes], number: int, **arguments: object) -> dict[str, Any]:
    """Call the tool that traces a tip."""
    params = {"name": "trace_tip", "arguments": arguments}
    return send(server, {"id": number, "method": "tools/call", "params": params})


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_message_that_is_too_long_is_refused_under_its_number(
    run_mcp: Any, tea: Path, mode: str
) -> None:
    """It is never held whole, and whoever sent it hears why; the next one is answered."""
    with run_mcp(tea, mode=mode) as assistant:
        with pytest.raises(MCPError, match=f"longer than {LONGEST_LINE} bytes"):
            assistant.ask("record", record="x" * (3 * LONGEST_LINE))
        assert assistant.ask("trace_tip", tip=2)["title"] == "Wash it"


def test_what_is_no_message_is_answered(server: subprocess.Popen[bytes]) -> None:
    """Bytes, broken JSON and deep brackets have no number to answer to; they end nothing."""
    begin(server)
    lines = {
        b"\xff\xfe\x00": PARSE_ERROR,
        b"{": PARSE_ERROR,
        b"[" * 100_000: PARSE_ERROR,
        b'{"jsonrpc": "2.0", "id": "\\ud800"}': PARSE_ERROR,
        b"[]": INVALID_REQUEST,
        b'{"jsonrpc": "2.0", "id": {"a": 1}, "method": "tools/list"}': INVALID_REQUEST,
    }
    assert server.stdout is not None
    for line, code in lines.items():
        write(server, b"")  # an empty line is nothing
        write(server, line)
        told = json.loads(server.stdout.readline())
        assert (told["id"], told["error"]["code"]) == (None, code), line[:80]
    assert call(server, 7, tip=1)["id"] == 7


def test_it_ends_when_the_input_ends(server: subprocess.Popen[bytes]) -> None:
    """Without a word, and with its workers."""
    begin(server)
    _, errors = server.communicate(timeout=30)
    assert (server.returncode, errors) == (0, b"")


def test_it_ends_when_it_is_told_to(server: subprocess.Popen[bytes]) -> None:
    """Though the input stays open, and with the status of who was ended by SIGTERM."""
    begin(server)
    server.send_signal(signal.SIGTERM)
    assert server.wait(30) == 128 + signal.SIGTERM
    assert server.stderr is not None
    assert server.stderr.read() == b""


def test_messages_may_come_from_a_file(tea: Path, tmp_path: Path) -> None:
    """What was written down is answered like what is typed."""
    about = {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "t", "version": "0"},
    }
    path = tmp_path / "said.jsonl"
    path.write_text(
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": about}) + "\n"
    )
    with path.open() as given:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "-C", str(tea), "mcp"],
            stdin=given, capture_output=True, check=True, timeout=60,
        )  # fmt: skip
    assert json.loads(done.stdout)["id"] == 1


@pytest.mark.parametrize(("device", "told"), [("/dev/null", []), ("/dev/zero", [PARSE_ERROR])])
def test_a_device_is_an_input_that_ends(tea: Path, device: str, told: list[int]) -> None:
    """It is no fault; of what is there, and is no message, its sender is told."""
    with Path(device).open("rb") as given:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "-C", str(tea), "mcp"],
            stdin=given, capture_output=True, check=False, timeout=60,
        )  # fmt: skip
    codes = [json.loads(line)["error"]["code"] for line in done.stdout.splitlines()]
    assert (done.returncode, codes) == (0, told)


def test_a_newer_build_is_asked_without_a_restart(built: Any, run_mcp: Any) -> None:
    """When the link points elsewhere, answers are of the build that it points to."""
    link = built.folder / "build" / "current"
    newer = link.resolve().with_name("newer")
    shutil.copytree(link.resolve(), newer)
    manifest = json.loads((newer / "manifest.json").read_text())
    (newer / "manifest.json").write_text(json.dumps(manifest | {"digest": "e" * 64}))
    with run_mcp(built.folder) as assistant:
        assert assistant.ask("sparql", query="ASK {}")["build"] == manifest["digest"]
        other = link.with_name("other")
        other.symlink_to(os.path.relpath(newer, link.parent))
        other.rename(link)
        asked = (assistant.ask("sparql", query="ASK {}")["build"] for _ in range(10_000))
        assert "e" * 64 in asked
