"""A build that a server on this machine gives: a zip of it, or the data of its site.

Nothing is asked of another machine: a collection is made of what somebody has got and looked at.
No redirection is followed, no proxy is used, and what comes is bounded.
"""

from __future__ import annotations

import ipaddress
import math
import socket
import time
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from kg.collection.buildfiles import (
    DATASET,
    MOST_BYTES,
    MOST_DATA,
    BuildFiles,
    FolderFiles,
    LeftOut,
    ZipFiles,
)
from kg.errors import shorten_text

_SECONDS = 30  # without a word, and until it is said what comes
_MOST_SECONDS = 300  # from there to the end: here so much comes in a moment
_PIECE = 1 << 20
_OK = 200


class _Clocked(socket.socket):
    """A connection that ends at a moment, however little by little something comes.

    The time that a socket waits is that between two bytes, and begins anew with each.
    """

    ends = math.inf

    def end_after(self, seconds: float) -> None:
        """Let nothing more come when so much time has passed."""
        self._seconds, self.ends = seconds, time.monotonic() + seconds

    def recv_into(self, *args: Any, **named: Any) -> int:
        """Take what has come; raise LeftOut when the time is over."""
        left = self.ends - time.monotonic()
        if left > 0:
            self.settimeout(min(_SECONDS, left))
            with suppress(TimeoutError):
                return super().recv_into(*args, **named)
        if self.ends <= time.monotonic():
            raise LeftOut(f"it takes more than {self._seconds} s; fetch it yourself")
        raise TimeoutError("timed out")


def is_address(word: str) -> bool:
    """Say whether a word of the command line is an address and no path."""
    return "://" in word


def path_of_file(address: str) -> Path | None:
    """Return the path that a `file:` address names, or None for another kind of address."""
    parts = urlsplit(address)
    return Path(unquote(parts.path)) if parts.scheme == "file" else None


def fetch_build(address: str, folder: Path) -> BuildFiles:
    """Fetch a build into a folder: a zip where the address ends so, else the data of a site.

    Raises LeftOut where it is of another machine, does not answer, or gives too much.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or 80
    except ValueError:
        raise LeftOut("this is no address; write http://127.0.0.1:8000/") from None
    if parts.scheme != "http" or not _is_here(parts.hostname or ""):
        raise LeftOut(
            "only addresses of this machine are asked (http://127.0.0.1:8000/); "
            "fetch the build yourself, and give its folder or zip"
        )
    zipped = parts.path.endswith(".zip")
    path = parts.path if zipped else f"{parts.path.rstrip('/')}/{DATASET}"
    target = folder / ("build.zip" if zipped else DATASET)
    target.parent.mkdir(parents=True, exist_ok=True)
    with closing(HTTPConnection(str(parts.hostname), port, timeout=_SECONDS)) as connection:
        try:
            connection.connect()
            clocked = connection.sock = _Clocked(fileno=connection.sock.detach())
            clocked.end_after(_SECONDS)
            connection.request("GET", path, headers={"accept-encoding": "identity"})
            response = connection.getresponse()
            clocked.end_after(_MOST_SECONDS)
            _save(response, target, MOST_BYTES if zipped else MOST_DATA)
        except IncompleteRead:
            raise LeftOut("it broke off in the middle; try again") from None
        except OSError as error:
            raise LeftOut(f"it does not answer ({error}); is kg serve running there?") from error
        except HTTPException as error:
            # The words of the library quote what came, and that may be anything.
            said = shorten_text(ascii(str(error))[1:-1])
            raise LeftOut(f"it speaks no HTTP ({said}); is kg serve running there?") from error
    return ZipFiles(target) if zipped else FolderFiles(folder, from_server=True)


def _save(response: HTTPResponse, target: Path, most: int) -> None:
    if response.status != _OK:
        raise LeftOut(f"it answers {response.status}; give the address of a site or of a zip")
    if response.headers.get_content_type() == "text/html":
        raise LeftOut("it answers with a page, not with data; give the address of a site or a zip")
    if response.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise LeftOut("it packs what it sends, and was asked not to; give the folder or a zip")
    promised, size = response.length, 0
    with target.open("wb") as file:
        # What has come, and not a whole piece: one that is never full would be waited for.
        while piece := response.read1(_PIECE):
            size += len(piece)
            if size > most:
                raise LeftOut(f"it gives more than {most // 2**20} MiB; fetch it yourself")
            file.write(piece)
    # Half of a review may look like a whole one.
    if promised is not None and size < promised:
        raise LeftOut(f"it broke off after {size:,} of {promised:,} bytes; try again")


def _is_here(host: str) -> bool:
    """Say whether a host is this machine, whatever a name server says of it."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        # 127.1 is an address too: what the system takes for one is asked, and no name is looked up.
        try:
            return ipaddress.ip_address(socket.inet_ntoa(socket.inet_aton(host))).is_loopback
        except (OSError, ValueError):
            return False
