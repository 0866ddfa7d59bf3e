"""What the pages know besides the graph: their build, and the questions with answers."""

from __future__ import annotations

from dataclasses import dataclass

from kg.manifest import Manifest
from kg.outputs.site.rows import Row


@dataclass(frozen=True, slots=True)
class Facts:
    """Given to each page's view."""

    manifest: Manifest
    questions: tuple[Row, ...] = ()
