"""Whole replies kept in memory, the least recently used dropped first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from kg.service.replies import Reply

LARGEST_SHARE = 8


class ReplyCache:
    """Replies by what was asked; belongs to one dataset, so nothing in it grows stale."""

    def __init__(self, capacity: int) -> None:
        """Take the capacity in bytes."""
        self.size = 0
        self._capacity = capacity
        self._replies: OrderedDict[Hashable, Reply] = OrderedDict()

    def __len__(self) -> int:
        """Count the replies."""
        return len(self._replies)

    def get(self, key: Hashable) -> Reply | None:
        """Return the reply to a request asked before."""
        reply = self._replies.get(key)
        if reply is not None:
            self._replies.move_to_end(key)
        return reply

    def put(self, key: Hashable, reply: Reply) -> None:
        """Keep a reply, unless it would take too much of the room."""
        if reply.weight * LARGEST_SHARE > self._capacity:
            return
        known = self._replies.pop(key, None)
        self.size += reply.weight - (known.weight if known is not None else 0)
        self._replies[key] = reply
        while self.size > self._capacity:
            _, dropped = self._replies.popitem(last=False)
            self.size -= dropped.weight
