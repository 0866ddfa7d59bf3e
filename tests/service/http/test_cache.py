from __future__ import annotations

from kg.service.http.cache import ReplyCache
from kg.service.http.replies import OVERHEAD, Reply


def test_the_least_recently_used_reply_goes_first() -> None:
    """A reply that was asked for again outlives one that was not."""
    cache = ReplyCache(10 * (OVERHEAD + 78))
    for number in range(9):
        cache.put((str(number),), Reply(200, [], b"x" * 76))
    assert cache.get(("0",)) is not None
    for number in range(9, 12):
        cache.put((str(number),), Reply(200, [], b"x" * 76))
    assert cache.get(("0",)) is not None
    assert cache.get(("1",)) is None
    assert cache.size <= 10 * (OVERHEAD + 78)


def test_a_reply_too_large_is_not_kept() -> None:
    """One answer may not push out all others; the same key twice is counted once."""
    cache = ReplyCache(8 * (OVERHEAD + 1000))
    cache.put(("large",), Reply(200, [], b"x" * 3000))
    assert len(cache) == 0
    cache.put(("small", b"query"), Reply(200, [], b"x" * 10))
    cache.put(("small", b"query"), Reply(200, [], b"x" * 10))
    assert cache.size == 10 + 10 + OVERHEAD
