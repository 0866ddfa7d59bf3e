"""A head that cannot be answered → the problem that it has: what the parser does not say.

https://www.rfc-editor.org/rfc/rfc9112
"""

from __future__ import annotations

import re

from kg.service.http.problems import ProblemError
from kg.service.http.targets import HeaderLines

SPOKEN = ("1.0", "1.1")
KNOWN = frozenset(
    (b"GET", b"HEAD", b"POST", b"OPTIONS", b"PUT", b"PATCH", b"DELETE", b"TRACE", b"CONNECT")
)
_LINE = re.compile(
    rb"(?P<method>[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}+) (?P<target>[^ \r\n]++) "
    rb"HTTP/(?P<version>\d\.\d)\r\n"
)
_LONGEST = 4096
_ASCII = 128


def explain_head(said: bytes, otherwise: str) -> ProblemError:
    """Say what is wrong with what a parser gave up at; `otherwise` where that does not show."""
    line = _LINE.match(said[:_LONGEST])
    if line is None:
        return ProblemError("malformed", otherwise)
    version, method = line["version"].decode(), line["method"]
    if version not in SPOKEN:
        return ProblemError("version", f"It is HTTP/{version}.")
    if method not in KNOWN:
        return ProblemError("method-unknown", f"It is {method.decode()}.")
    if any(byte >= _ASCII for byte in line["target"]):
        told = "The address has letters that a request has as percent escapes: %C3%A9 for é."
        return ProblemError("malformed", told)
    return ProblemError("malformed", otherwise)


def check_coding(headers: HeaderLines, version: str) -> None:
    """Raise ProblemError for a body in a transfer coding that is not read here (6.1)."""
    codings = [value.strip().lower() for name, value in headers if name == b"transfer-encoding"]
    if codings and version == "1.0":
        raise ProblemError("malformed", "HTTP/1.0 has no Transfer-Encoding.")
    if codings and codings != [b"chunked"]:
        raise ProblemError("transfer-coding", "The only Transfer-Encoding read here is chunked.")
