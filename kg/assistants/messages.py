"""What is no message of JSON-RPC 2.0, and the answer that its sender waits for.

The SDK passes over what it cannot read on a line, and takes a call whose number is none for a
notice, to which nobody answers. https://www.jsonrpc.org/specification#error_object
"""

from __future__ import annotations

import json

import pydantic_core
from mcp.types import INVALID_REQUEST, PARSE_ERROR

# Of a message whose number cannot be read the answer has none, either.
_NO_NUMBER = None


def refuse_message(message: bytes | str) -> str:
    """Return the answer to what is no message, as a line of JSON; "" for what may be one."""
    try:
        read = pydantic_core.from_json(message)
    except ValueError:
        return _refuse(PARSE_ERROR, "This is no JSON; send one message of JSON-RPC 2.0.")
    fault = _find_fault(read)
    return _refuse(INVALID_REQUEST, f"{fault}; send one message of JSON-RPC 2.0.") if fault else ""


def refuse_unread(said: str) -> str:
    """Return the answer to a message that was not read to its end, as a line of JSON."""
    return _refuse(INVALID_REQUEST, said)


def _find_fault(message: object) -> str:
    fault = ""
    if isinstance(message, list):
        fault = "Several messages at once are not taken"
    elif not isinstance(message, dict):
        fault = "A message is an object"
    elif message.get("jsonrpc") != "2.0":
        fault = "jsonrpc is not '2.0'"
    elif "id" in message and not _is_number(message["id"]):
        fault = "id is neither a text nor a whole number"
    elif "method" in message and not isinstance(message["method"], str):
        fault = "method is no text"
    elif not {"method", "result", "error"} & message.keys():
        fault = "There is no method"
    return fault


def _is_number(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _refuse(code: int, said: str) -> str:
    error = {"code": code, "message": said}
    return json.dumps({"jsonrpc": "2.0", "id": _NO_NUMBER, "error": error})
