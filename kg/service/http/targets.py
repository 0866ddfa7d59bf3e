"""What a request asks for and of which host: request-target and Host, as RFC 9112 wants them.

https://www.rfc-editor.org/rfc/rfc9112#section-3.2
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# uri-host [ ":" port ] of RFC 3986; a host that is empty names no http server (RFC 9110, 4.2.1).
HOST = re.compile(
    rb"(?:\[[0-9A-Fa-f:.]++\]|(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})+)(?::[0-9]{0,5})?"
)
ABSOLUTE = re.compile(rb"https?://([^/?#]*+)(.*)", re.IGNORECASE | re.DOTALL)
WHOLE_SERVER = b"*"

HeaderLines = list[tuple[bytes, bytes]]


class TargetError(ValueError):
    """A request line or a Host that no server may answer; the text says why."""


class Target(NamedTuple):
    """What is asked for: `/path?query` or `*`, and the authority where the target names one."""

    origin_form: bytes
    authority: bytes | None = None


def parse_target(method: bytes, target: bytes) -> Target:
    """Parse a request-target in its origin, absolute or asterisk form; raise TargetError else."""
    if target.startswith(b"/") or target == WHOLE_SERVER:
        return Target(target)
    absolute = ABSOLUTE.fullmatch(target)
    if absolute is None:
        raise TargetError("The request line names nothing on this server")
    authority, rest = absolute.groups()
    if method == b"OPTIONS" and not rest:
        # A client of a proxy cannot send `*`: a bare authority stands for it (3.2.4).
        return Target(WHOLE_SERVER, authority)
    return Target(rest if rest.startswith(b"/") else b"/" + rest, authority)


def check_host(headers: HeaderLines, version: str, authority: bytes | None) -> None:
    """Raise TargetError unless there is one Host that can be one; HTTP/1.0 may leave it out."""
    hosts = [value for name, value in headers if name == b"host"]
    if len(hosts) > 1:
        raise TargetError("There is more than one Host header")
    if not hosts and version >= "1.1":
        raise TargetError("There is no Host header")
    if authority is not None:
        hosts.append(authority)
    for host in hosts:
        if not names_host(host):
            raise TargetError("The Host header does not name a host")


@lru_cache(maxsize=64)
def names_host(value: bytes) -> bool:
    """Tell whether a Host header names a host; few different ones come, on every request."""
    return HOST.fullmatch(value) is not None


def replace_host(headers: HeaderLines, authority: bytes) -> None:
    """Put the authority of an absolute target in the place of Host (3.2.2)."""
    headers[:] = [(b"host", authority), *(line for line in headers if line[0] != b"host")]
