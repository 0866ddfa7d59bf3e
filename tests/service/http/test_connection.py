"""The inside of uvicorn that we build on is the one that we built on.

uvicorn promises none of it. Where a test fails after an upgrade: read what changed there, see
whether connection.py and httpguard.py still do right, then put down here what is so now.
"""

from __future__ import annotations

import hashlib
import inspect
import io
import re
import textwrap
import tokenize
from collections.abc import Callable

import pytest
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from kg.service.http.connection import RELIED_ON
from kg.service.http.cycle import PlainCycle
from kg.service.http.httpguard import GuardedProtocol

# What each method that we override or call says, but for comments and blanks.
DIGESTS = {
    "__init__": "c0420ad3043ac9a9",
    "connection_made": "8c1d055fd33a60ae",
    "connection_lost": "25fdeb43f2dff0cb",
    "data_received": "e74b210e3c04f336",
    "on_message_begin": "c456bff183cd087c",
    "on_url": "5ffd0eec34d77755",
    "on_header": "b89cbbc6db2adf3a",
    "on_headers_complete": "8dfdf4fc3b4fb184",
    "on_message_complete": "87e5be1faf503bb8",
    "on_response_complete": "bf257afb094e5d0f",
    "send_400_response": "3057fb5eed9b3410",
}
_SPACE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}


def digest_of(method: Callable[..., object]) -> str:
    """Return the digest of what a method says, whatever its layout."""
    source = textwrap.dedent(inspect.getsource(method))
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    # Python 3.12 cuts f-strings in pieces: without blanks, all versions say the same.
    said = "".join("".join(token.string for token in tokens if token.type not in _SPACE).split())
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def sets(owner: type, name: str) -> bool:
    """Tell whether a class sets an attribute of its own."""
    source = inspect.getsource(owner)
    return f"self.{name} =" in source or f"self.{name}:" in source


def test_uvicorn_still_has_what_is_relied_on() -> None:
    """Each name is a method of its protocol, or set by it."""
    for name in RELIED_ON:
        assert hasattr(HttpToolsProtocol, name) or sets(HttpToolsProtocol, name)


def test_each_method_that_is_overridden_is_held() -> None:
    """None is overridden without being named, none is named without a digest."""
    above = vars(HttpToolsProtocol)
    ours = GuardedProtocol.__mro__[: GuardedProtocol.__mro__.index(HttpToolsProtocol)]
    overridden = {name for layer in ours for name in vars(layer) if name in above}
    assert {name for name in overridden if not name.startswith("__")} <= set(RELIED_ON)
    assert set(DIGESTS) == {name for name in RELIED_ON if name in above} | {"__init__"}


@pytest.mark.parametrize("name", DIGESTS)
def test_a_method_of_uvicorn_is_as_it_was(name: str) -> None:
    """What we call above us, or leave out, still does the same."""
    assert digest_of(getattr(HttpToolsProtocol, name)) == DIGESTS[name]


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (RequestResponseCycle, "response_complete"),
        (RequestResponseCycle, "keep_alive"),
        (FlowControl, "write_paused"),
        (ServerState, "default_headers"),
    ],
)
def test_the_parts_of_uvicorn_know_what_is_asked(owner: type, name: str) -> None:
    """A cycle knows whether it is complete, the flow whether it waits, the server its headers."""
    assert sets(owner, name)


def test_our_cycle_has_what_uvicorn_asks_of_one() -> None:
    """It stands in the place of uvicorn's; only bodies and ASGI are not its business."""
    asked = set(re.findall(r"cycle\.(\w+)", inspect.getsource(HttpToolsProtocol)))
    assert {"keep_alive", "disconnected"} < asked
    assert asked - {"body", "run_asgi"} <= set(dir(PlainCycle))
