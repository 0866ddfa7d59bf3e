"""The engine's own files: ontology, queries, templates. In a wheel they lie inside the package."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_INSTALLED = PACKAGE / "resources"


def resource_folder(name: str) -> Path:
    """Return the folder `ontology`, `queries` or `site`: of the wheel, or else of the checkout."""
    return (_INSTALLED if _INSTALLED.is_dir() else PACKAGE.parent) / name


def resource_files() -> list[Path]:
    """Return every file that shapes a build besides the project's own, sorted."""
    folders = [resource_folder(name) for name in ("ontology", "queries", "site")]
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return sorted([*found, *PACKAGE.rglob("*.py")])
