import importlib
from pathlib import Path

import pytest

import benchmarks

MODULES = sorted(path.stem for path in Path(benchmarks.__path__[0]).glob("[!_]*.py"))


@pytest.mark.parametrize("name", MODULES)
def test_every_benchmark_finds_what_it_takes_from_others(name: str) -> None:
    """One that was renamed stops a benchmark that nobody has run since."""
    importlib.import_module(f"benchmarks.{name}")
