"""The list of software names what the site carries beside Python's packages."""

from __future__ import annotations

from typing import Any

from deploy.sbom import add_vendored
from kg import __version__

_RECORD = {
    "path": "vendor/a.js", "name": "a", "version": "1.0", "package": "pkg:npm/a@1.0",
    "licence": "MIT", "made": "by hand", "sha256": "0" * 64,
}  # fmt: skip


def test_a_vendored_file_is_a_part_of_the_whole() -> None:
    """It stands there with version, licence and digest, and the project depends on it."""
    bom: dict[str, Any] = {
        "metadata": {"component": {"bom-ref": "root"}},
        "components": [{"bom-ref": "rdflib"}],
        "dependencies": [{"ref": "root", "dependsOn": ["rdflib"]}, {"ref": "rdflib"}],
    }
    add_vendored(bom, [_RECORD])
    added = bom["components"][1]
    assert (added["name"], added["version"], added["purl"]) == ("a", "1.0", "pkg:npm/a@1.0")
    assert added["hashes"] == [{"alg": "SHA-256", "content": "0" * 64}]
    assert added["licenses"][0]["license"]["id"] == "MIT"
    assert bom["metadata"]["component"]["version"] == __version__
    assert bom["dependencies"][0]["dependsOn"] == ["rdflib", "site/static/vendor/a.js"]
    assert [entry["ref"] for entry in bom["dependencies"]].count("site/static/vendor/a.js") == 1
