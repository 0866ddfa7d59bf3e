"""Where and how to serve: what a server is told at its start, beside its data and its limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.service.application.app import Route


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where and how to serve."""

    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    log_descriptor: int = 2
    allowed_services: frozenset[str] = field(default_factory=frozenset)
    find_more_routes: Callable[[], tuple[Route, ...]] = tuple
    """What is answered by parts that stand on top of the service; they are imported by then."""
