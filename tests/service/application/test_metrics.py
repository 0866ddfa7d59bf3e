from __future__ import annotations

from kg.service.application.metrics import Metrics


def test_requests_are_counted_by_route_and_outcome() -> None:
    """Each pair has a counter, each route a histogram."""
    metrics = Metrics(lambda: None)
    metrics.count("sparql", "ok", 0.02)
    metrics.count("sparql", "ok", 20.0)
    metrics.count("sparql", "timeout", 10.0)
    text = metrics.render().decode()
    assert 'kg_requests_total{outcome="ok",route="sparql"} 2.0' in text
    assert 'kg_requests_total{outcome="timeout",route="sparql"} 1.0' in text
    assert 'kg_request_seconds_bucket{le="0.025",route="sparql"} 1.0' in text
    assert 'kg_request_seconds_count{route="sparql"} 3.0' in text


def test_plain_numbers_of_the_hot_path_are_shown() -> None:
    """Cache hits and reloads are read when they are asked for."""
    metrics = Metrics(lambda: None)
    metrics.hits, metrics.reloads = 7, 2
    text = metrics.render().decode()
    assert "kg_cache_hits_total 7.0" in text
    assert "kg_reloads_total 2.0" in text


def test_two_services_do_not_share_counters() -> None:
    """Nothing is registered for the whole process."""
    first, second = Metrics(lambda: None), Metrics(lambda: None)
    first.count("a", "ok", 0.1)
    assert 'route="a"' not in second.render().decode()
