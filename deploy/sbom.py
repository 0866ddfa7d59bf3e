"""Adds to a list of software what the site carries beside Python's packages.

`python -m deploy.sbom MADE LIST`: MADE is what cyclonedx-py wrote of the packages, as CycloneDX;
LIST is the same with every file of site/vendored.toml.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path
from typing import Any

from kg import __version__

RECORDS = Path(__file__).resolve().parents[1] / "site" / "vendored.toml"


def component_of(record: dict[str, str]) -> dict[str, Any]:
    """Return a vendored file as a component of CycloneDX 1.6."""
    component = {
        "type": "library",
        "bom-ref": f"site/static/{record['path']}",
        "name": record["name"],
        "version": record["version"],
        "description": record["made"],
        "licenses": [{"license": {"id": record["licence"], "acknowledgement": "declared"}}],
        "hashes": [{"alg": "SHA-256", "content": record["sha256"]}],
    }
    return component | ({"purl": record["package"]} if "package" in record else {})


def add_vendored(bom: dict[str, Any], records: list[dict[str, str]]) -> None:
    """Add vendored files to a list; what it describes depends on them, and has a version."""
    components = [component_of(record) for record in records]
    bom["components"] = [*bom["components"], *components]
    references = [component["bom-ref"] for component in components]
    whole = bom["metadata"]["component"]["bom-ref"]
    bom["metadata"]["component"]["version"] = __version__
    # One entry says on what a component depends: a second one for the same would not be valid.
    [own] = [entry for entry in bom["dependencies"] if entry["ref"] == whole]
    own["dependsOn"] = sorted([*own.get("dependsOn", ()), *references])
    bom["dependencies"] += [{"ref": reference} for reference in references]


def main() -> None:
    """Read one list, write the other."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("made", type=Path)
    parser.add_argument("list", type=Path)
    words = parser.parse_args()
    bom = json.loads(words.made.read_text(encoding="utf-8"))
    add_vendored(bom, tomllib.loads(RECORDS.read_text(encoding="utf-8"))["file"])
    words.list.write_text(json.dumps(bom, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
