"""SPARQL results in JSON → rows or a truth; what stands behind them is passed over.

What should be known beside them comes before them, where each reader passes over it.

Comunica tells there what it asked of others (`"metadata"`), where our parser takes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import msgspec
import pyoxigraph as ox

# The end of an answer that has nothing behind its rows.
_PLAIN_END = re.compile(rb"\]\s*+\}\s*+\}\s*+\Z")
_MOST_ENDING = 64


class _Solutions(msgspec.Struct):
    bindings: msgspec.Raw


class _Answer(msgspec.Struct, omit_defaults=True):
    head: msgspec.Raw = msgspec.Raw(b"{}")
    results: _Solutions | None = None
    boolean: bool | None = None


_ANSWER = msgspec.json.Decoder(_Answer)
_ENCODER = msgspec.json.Encoder()


def parse_results_json(body: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
    """Parse results; what is none raises SyntaxError or ValueError, while rows are read, too."""
    found = ox.parse_query_results(leave_known_members(body), format=ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions | ox.QueryBoolean)
    return found


def leave_known_members(body: bytes) -> bytes:
    """Return results with what stands behind their rows left out; what cannot be read as it is."""
    if _PLAIN_END.search(body[-_MOST_ENDING:]):
        return body
    try:
        return _ENCODER.encode(_ANSWER.decode(body))
    except msgspec.MsgspecError:  # broken off: the parser tells where
        return body


def add_warnings(body: bytes, warnings: Sequence[str]) -> bytes:
    """Add a member `warnings` to an answer; readers pass over members they do not know.

    It comes first: a reader that streams, as Oxigraph's, takes no member behind the results.
    """
    said = json.dumps(warnings, ensure_ascii=False).encode()
    return b'{"warnings":' + said + b"," + body.lstrip().removeprefix(b"{")
