"""What the service counts, in Prometheus' text format."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from kg.service.application.generation import Generation

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@dataclass(slots=True)
class RouteNumbers:
    """What was answered on a route."""

    outcomes: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    buckets: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    """How many answers took so long, by the least bucket that has room for them."""


class Metrics:
    """Counters of requests, in plain numbers: the library's own have a lock each."""

    def __init__(self, current: Callable[[], Generation | None]) -> None:
        """Take a way to look at the generation being served."""
        self.hits = 0
        self.reloads = 0
        self._registry = CollectorRegistry()
        self.routes: dict[str, RouteNumbers] = {}
        self._registry.register(StateCollector(self, current))

    def count(self, route: str, outcome: str, seconds: float) -> None:
        """Count one request that was not a cache hit."""
        numbers = self.routes.get(route)
        if numbers is None:
            numbers = self.routes[route] = RouteNumbers()
        numbers.outcomes[outcome] = numbers.outcomes.get(outcome, 0) + 1
        numbers.seconds += seconds
        numbers.buckets[bisect_left(BUCKETS, seconds)] += 1

    def render(self) -> bytes:
        """Render all metrics."""
        return generate_latest(self._registry)


class StateCollector(Collector):
    """Gauges read off the service at the moment they are asked for."""

    def __init__(self, metrics: Metrics, current: Callable[[], Generation | None]) -> None:
        """Take the metrics with the plain numbers, and the way to the generation."""
        self._metrics = metrics
        self._current = current

    def collect(self) -> Iterator[Metric]:
        """Yield one family for each thing looked at."""
        yield from self._describe_routes()
        hits = CounterMetricFamily("kg_cache_hits", "Requests answered from the cache.")
        hits.add_metric([], self._metrics.hits)
        yield hits
        reloads = CounterMetricFamily("kg_reloads", "Datasets taken into service.")
        reloads.add_metric([], self._metrics.reloads)
        yield reloads
        generation = self._current()
        if generation is not None:
            yield from self._describe(generation)

    def _describe_routes(self) -> Iterator[Metric]:
        """Yield what was counted of requests, and the time they took."""
        requests = CounterMetricFamily(
            "kg_requests", "Requests by route and outcome.", labels=["route", "outcome"]
        )
        taken = HistogramMetricFamily(
            "kg_request_seconds", "Time to the answer, cache hits left out.", labels=["route"]
        )
        for route, numbers in sorted(self._metrics.routes.items()):
            for outcome, number in sorted(numbers.outcomes.items()):
                requests.add_metric([route, outcome], number)
            limits = [*map(str, BUCKETS), "+Inf"]
            buckets = [*zip(limits, accumulate(numbers.buckets), strict=True)]
            taken.add_metric([route], buckets, numbers.seconds)
        yield requests
        yield taken

    def _describe(self, generation: Generation) -> Iterator[Metric]:
        workers = GaugeMetricFamily("kg_workers", "Workers and waiting jobs.", labels=["state"])
        for state, number in generation.pool.count_states().items():
            workers.add_metric([state], number)
        yield workers
        ends = CounterMetricFamily("kg_worker_ends", "Workers ended.", labels=["reason"])
        for reason, number in sorted(generation.pool.exits.items()):
            ends.add_metric([reason], number)
        yield ends
        cache = GaugeMetricFamily("kg_cache_bytes", "Size of the cache of answers.")
        cache.add_metric([], generation.cache.size)
        yield cache
        dataset = GaugeMetricFamily("kg_dataset", "The dataset served.", labels=["digest"])
        dataset.add_metric([generation.catalogue.digest], 1)
        yield dataset
