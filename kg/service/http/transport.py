"""A transport that makes fewer writes, and none to a client that has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any


class JoiningTransport:
    """A transport that writes the head of a response together with the first piece of its body.

    Two writes to a socket cost twice the time of one, and small answers are most answers.
    """

    def __init__(
        self,
        transport: asyncio.Transport,
        loop: asyncio.AbstractEventLoop,
        patience: Callable[[], float] = lambda: 0.0,
    ) -> None:
        """Take the real transport, and what tells for how long the client may go on sending."""
        self._transport = transport
        self._loop = loop
        self._patience = patience
        self._lingers = False
        self._head = b""

    def write_whole(self, data: bytes) -> None:
        """Write a response that is complete."""
        self._flush()
        self._write(data)

    def write(self, data: bytes) -> None:
        """Write a piece; a head waits for what follows it in the same turn of the loop."""
        if self._head:
            data, self._head = self._head + data, b""
        elif data.startswith(b"HTTP/1.1 ") and not data.startswith(b"HTTP/1.1 100"):
            self._head = data
            self._loop.call_soon(self._flush)
            return
        self._write(data)

    def close(self) -> None:
        """Write what waits, then close; of a client who is still sending, when it has ended.

        To close before would reset the connection, and many clients then lose the answer. It is
        what web servers call lingering: https://nginx.org/r/lingering_close
        """
        self._flush()
        patience = 0.0 if self._lingers or self._transport.is_closing() else self._patience()
        if patience:
            self._transport.write_eof()
            self._transport.resume_reading()
            self._lingers = True
            self._loop.call_later(patience, self._transport.close)
        else:
            self._transport.close()

    def is_closing(self) -> bool:
        """Tell whether the connection has ended, or is about to; asked for every request."""
        return self._lingers or self._transport.is_closing()

    def end_writing(self) -> None:
        """Write what waits, then say that nothing more comes; the client may still send."""
        self._flush()
        if not self.is_closing():
            self._transport.write_eof()

    def pause_reading(self) -> None:
        """Stop reading, if there is still anything to read from."""
        if not self.is_closing():
            self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Go on reading, if there is still anything to read from."""
        if not self._transport.is_closing():
            self._transport.resume_reading()

    def __getattr__(self, name: str) -> Any:
        """Leave the rest to the real transport."""
        return getattr(self._transport, name)

    def _write(self, data: bytes) -> None:
        # A client may go at any moment, and uvloop then raises RuntimeError, which is no
        # ConnectionError: nobody who writes an answer can be expected to know that.
        if not self.is_closing():
            self._transport.write(data)

    def _flush(self) -> None:
        if self._head:
            head, self._head = self._head, b""
            self._write(head)
