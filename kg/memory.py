"""What functions gave, kept while they are asked with the same values: nothing is done twice.

For who builds again and again (`kg preview`). All others call their functions plainly.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# Told apart by what they are; of everything else it counts which object it is, for to compare
# what a whole file says takes longer than many a function does.
_PLAIN = (str, bytes, int, bool, frozenset, type(None))


class Recall(Protocol):
    """How a function of values alone is called where somebody may know already what it gives."""

    def __call__(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the function gives for these values, which nobody may change afterwards."""


def call(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function: what one does who remembers nothing."""
    return function(*args, **kwargs)


@dataclass(slots=True)
class Memory:
    """Results by function and values, and values by name, from one round of work to the next."""

    # With the values: as long as they are kept, no other object can take the id of one.
    _results: dict[Hashable, tuple[object, object]] = field(default_factory=dict)
    _asked: set[Hashable] = field(default_factory=set)
    _settled: dict[str, object] = field(default_factory=dict)

    def recall(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a function gave for these values before; call it where that is not known."""
        key = (function, *map(_sign, args), *((name, _sign(one)) for name, one in kwargs.items()))
        self._asked.add(key)
        if key not in self._results:
            self._results[key] = (args, kwargs), function(*args, **kwargs)
        found: T = self._results[key][1]  # type: ignore[assignment]
        return found

    def settle(self, name: str, value: T) -> T:
        """Return the value that was given under a name before where the two are equal."""
        before = self._settled.get(name)
        if type(before) is type(value) and before == value:
            return before
        self._settled[name] = value
        return value

    def end_round(self) -> None:
        """Forget the results that nobody has asked for since the last round."""
        self._results = {key: self._results[key] for key in self._asked}
        self._asked = set()


def _sign(value: object) -> Hashable:
    return (type(value), value) if isinstance(value, _PLAIN) else id(value)
