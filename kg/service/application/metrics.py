"""What the service counts, in Prometheus' text format."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from kg.service.application.generation import Generation

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Counters of requests; cache hits are counted in a plain number, on the hot path."""

    def __init__(self, current: Callable[[], Generation | None]) -> None:
        """Take a way to look at the generation being served."""
        self.hits = 0
        self.reloads = 0
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "kg_requests",
            "Requests by route and outcome.",
            ["route", "outcome"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "kg_request_seconds",
            "Time to the answer, cache hits left out.",
            ["route"],
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._children: dict[tuple[str, str], tuple[Counter, Histogram]] = {}
        self._registry.register(StateCollector(self, current))

    def count(self, route: str, outcome: str, seconds: float) -> None:
        """Count one request that was not a cache hit."""
        # The library looks labels up under a lock; what it found is kept, to save that.
        known = self._children.get((route, outcome))
        if known is None:
            known = self._requests.labels(route, outcome), self._seconds.labels(route)
            self._children[route, outcome] = known
        known[0].inc()
        known[1].observe(seconds)

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
        hits = CounterMetricFamily("kg_cache_hits", "Requests answered from the cache.")
        hits.add_metric([], self._metrics.hits)
        yield hits
        reloads = CounterMetricFamily("kg_reloads", "Datasets taken into service.")
        reloads.add_metric([], self._metrics.reloads)
        yield reloads
        generation = self._current()
        if generation is not None:
            yield from self._describe(generation)

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
