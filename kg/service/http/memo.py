"""Requests by the very bytes they came in: what was parsed and checked once need not be again."""

from __future__ import annotations

from collections import OrderedDict

from kg.service.http.requests import Request

# 10 MiB at most, with the parts of each request: what is asked often is short.
MOST_REQUESTS = 1024
LONGEST_REQUEST = 4096


class RequestMemo:
    """Requests that came whole, in one piece; the one unused for longest is forgotten first."""

    def __init__(self) -> None:
        """Begin with none."""
        self._requests: OrderedDict[bytes, Request] = OrderedDict()

    def get(self, data: bytes) -> Request | None:
        """Return the request that these bytes were, if it is remembered."""
        request = self._requests.get(data)
        if request is not None:
            self._requests.move_to_end(data)
        return request

    def put(self, data: bytes, request: Request) -> None:
        """Remember what these bytes were, unless they are too many."""
        if len(data) > LONGEST_REQUEST:
            return
        self._requests[data] = request
        if len(self._requests) > MOST_REQUESTS:
            self._requests.popitem(last=False)
