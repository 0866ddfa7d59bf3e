# ruff: noqa: E501 - requests are read best unbroken
from __future__ import annotations

import pytest

from kg.service.http.targets import Target, TargetError, check_host, parse_target, replace_host


@pytest.mark.parametrize(
    ("method", "target", "parsed"),
    [
        (b"GET", b"/a?b", Target(b"/a?b")), (b"GET", b"//a", Target(b"//a")), (b"OPTIONS", b"*", Target(b"*")),
        (b"GET", b"http://h/a?b", Target(b"/a?b", b"h")), (b"GET", b"HTTPS://h:1", Target(b"/", b"h:1")),
        (b"GET", b"http://h?b", Target(b"/?b", b"h")), (b"OPTIONS", b"http://h", Target(b"*", b"h")),
        (b"OPTIONS", b"http://h/", Target(b"/", b"h")),
    ],
)  # fmt: skip
def test_a_target_has_three_forms(method: bytes, target: bytes, parsed: Target) -> None:
    """Origin, absolute and asterisk form; OPTIONS of a bare authority is one of the server."""
    assert parse_target(method, target) == parsed


@pytest.mark.parametrize("target", [b"h:443", b"a", b"", b"ftp://h/", b"http:/a", b"?q"])
def test_other_targets_are_refused(target: bytes) -> None:
    """A name alone, another scheme, or nothing at all."""
    with pytest.raises(TargetError):
        parse_target(b"GET", target)


HOSTS = {
    "name": b"example.org", "port": b"localhost:8000", "empty-port": b"x:", "ipv4": b"127.0.0.1:1", "ipv6": b"[::1]:8000",
    "percent": b"a%20b", "underscore": b"my_host",
}  # fmt: skip
BAD_HOSTS = {
    "space": b"a b", "empty": b"", "markup": b"<b>", "path": b"a/b", "user": b"u@h", "list": b"a, b", "two-ports": b"a:1:2",
    "word-port": b"a:b", "long-port": b"a:123456", "open-bracket": b"[::1", "not-ascii": "é".encode(), "percent": b"a%2",
}  # fmt: skip


@pytest.mark.parametrize("host", HOSTS.values(), ids=HOSTS)
def test_one_host_passes(host: bytes) -> None:
    """With or without a port."""
    check_host([(b"host", host)], "1.1", None)


@pytest.mark.parametrize("host", BAD_HOSTS.values(), ids=BAD_HOSTS)
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_what_is_no_host_is_refused(host: bytes, version: str) -> None:
    """In a header of any version, and as the authority of a target."""
    with pytest.raises(TargetError):
        check_host([(b"host", host)], version, None)
    with pytest.raises(TargetError):
        check_host([(b"host", b"x")], version, host)


def test_only_http_1_0_may_leave_host_out() -> None:
    """And nobody may send two, not even alike."""
    check_host([(b"accept", b"*/*")], "1.0", None)
    with pytest.raises(TargetError):
        check_host([(b"accept", b"*/*")], "1.1", None)
    with pytest.raises(TargetError):
        check_host([(b"host", b"x"), (b"host", b"x")], "1.0", None)


def test_an_absolute_target_goes_before_host() -> None:
    """Whoever reads the header later finds the authority that was asked."""
    headers = [(b"accept", b"*/*"), (b"host", b"x")]
    replace_host(headers, b"y")
    assert headers == [(b"host", b"y"), (b"accept", b"*/*")]
