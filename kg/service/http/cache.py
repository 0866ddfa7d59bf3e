"""Whole replies kept in memory, the least recently used dropped first."""

from __future__ import annotations

from collections import OrderedDict

from kg.service.http.replies import Reply

# One reply may take an eighth of the room: a few large ones would push all small ones out.
LARGEST_SHARE = 8
Key = tuple[str | bytes, ...]


class ReplyCache:
    """Replies by what was asked; belongs to one dataset, so nothing in it grows stale."""

    def __init__(self, capacity: int) -> None:
        """Take the capacity in bytes."""
        self.size = 0
        self._capacity = capacity
        self._replies: OrderedDict[Key, Reply] = OrderedDict()

    def __len__(self) -> int:
        """Count the replies."""
        return len(self._replies)

    def get(self, key: Key) -> Reply | None:
        """Return the reply to a request asked before."""
        reply = self._replies.get(key)
        if reply is not None:
            self._replies.move_to_end(key)
        return reply

    def put(self, key: Key, reply: Reply) -> None:
        """Keep a reply, unless it would take too much of the room."""
        cost = weigh(key, reply)
        if cost * LARGEST_SHARE > self._capacity:
            return
        known = self._replies.pop(key, None)
        self.size += cost - (weigh(key, known) if known is not None else 0)
        self._replies[key] = reply
        while self.size > self._capacity:
            self.size -= weigh(*self._replies.popitem(last=False))


def weigh(key: Key, reply: Reply) -> int:
    """Return the bytes a reply costs: a query may be longer than its answer."""
    return sum(map(len, key)) + reply.weight
