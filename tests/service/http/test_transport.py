from __future__ import annotations

import asyncio

from kg.service.http.transport import JoiningTransport


class Written:
    """A transport that remembers what was written."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.pieces: list[bytes] = []
        self.closed = False
        self.ended = asyncio.Event()

    def is_closing(self) -> bool:
        """Tell whether this is the end."""
        return self.closed

    def write(self, data: bytes) -> None:
        """Remember a piece, or raise as uvloop does when the client has gone."""
        if self.closed:
            raise RuntimeError(data)
        self.pieces.append(data)

    def close(self) -> None:
        """Remember that this was the end."""
        self.closed = True
        self.ended.set()

    def write_eof(self) -> None:
        """Remember that nothing more comes."""
        self.pieces.append(b"(end)")

    def resume_reading(self) -> None:
        """Read on."""


def write_all(*pieces: bytes, close: bool = False) -> Written:
    """Write pieces in one turn of a loop, then let it turn."""
    written = Written()

    async def play() -> None:
        transport = JoiningTransport(written, asyncio.get_running_loop())  # type: ignore[arg-type]
        for piece in pieces:
            transport.write(piece)
        if close:
            transport.close()
        await asyncio.sleep(0)

    asyncio.run(play())
    return written


def test_head_and_body_are_one_write() -> None:
    """What follows goes out as it comes."""
    assert write_all(b"HTTP/1.1 200 OK\r\n\r\n", b"a", b"b").pieces == [
        b"HTTP/1.1 200 OK\r\n\r\na", b"b"
    ]  # fmt: skip


def test_a_head_alone_goes_out_all_the_same() -> None:
    """By the next turn of the loop, or when the connection is closed."""
    assert write_all(b"HTTP/1.1 304 X\r\n\r\n").pieces == [b"HTTP/1.1 304 X\r\n\r\n"]
    written = write_all(b"HTTP/1.1 304 X\r\n\r\n", close=True)
    assert (written.pieces, written.closed) == ([b"HTTP/1.1 304 X\r\n\r\n"], True)


def test_a_go_ahead_is_not_held_back() -> None:
    """The client waits for it before it sends its body."""
    assert write_all(b"HTTP/1.1 100 Continue\r\n\r\n", b"x").pieces[0].endswith(b"\r\n\r\n")


def test_what_is_written_to_a_client_that_has_gone_is_dropped() -> None:
    """No error tells of it, neither now nor in the next turn of the loop."""
    written = Written()

    async def play() -> None:
        transport = JoiningTransport(written, asyncio.get_running_loop())  # type: ignore[arg-type]
        transport.write(b"HTTP/1.1 200 OK\r\n\r\n")
        written.closed = True
        await asyncio.sleep(0)
        transport.write(b"body")
        transport.write_whole(b"HTTP/1.1 200 OK\r\n\r\n")
        transport.end_writing()
        transport.resume_reading()

    asyncio.run(play())
    assert written.pieces == []


def test_who_still_sends_is_heard_to_the_end_of_patience() -> None:
    """The answer is ended at once, nothing follows it, and he who never ends is cut off."""
    written = Written()

    async def play() -> None:
        loop = asyncio.get_running_loop()
        transport = JoiningTransport(written, loop, lambda: 0.05)  # type: ignore[arg-type]
        transport.write_whole(b"answer")
        transport.close()
        transport.write_whole(b"more")
        assert transport.is_closing()
        assert not written.closed
        await asyncio.wait_for(written.ended.wait(), 5)

    asyncio.run(play())
    assert written.pieces == [b"answer", b"(end)"]


def test_who_lingers_can_be_closed_at_once() -> None:
    """As when the server ends."""
    written = Written()

    async def play() -> None:
        loop = asyncio.get_running_loop()
        transport = JoiningTransport(written, loop, lambda: 60.0)  # type: ignore[arg-type]
        transport.close()
        transport.close()

    asyncio.run(play())
    assert written.closed
