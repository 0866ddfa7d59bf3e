"""What the workflows of a new project install: the Tiptrace that made it, if others can have it."""

from __future__ import annotations

import json
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from kg import __version__

NAME = "tiptrace"
FILE = "requirements.txt"
_NEEDED = f"{NAME}[authors]"
_HEAD = "# What the workflows install. A later version goes here, and nowhere else.\n"
# No address is made up for it: until a registry has it, only its author knows where it can be had.
_FOLDER = (
    "# Tiptrace came from a folder of this machine, which no other has. As long as no package\n"
    "# registry has it, put its git repository in place of the line below:\n"
    f"# {_NEEDED} @ git+https://…\n"
)


def render_requirement() -> str:
    """Return the file: a version of the registry's, or the commit that was installed from git."""
    try:
        origin = _read_origin(distribution(NAME))
    except PackageNotFoundError:
        origin = {}
    source = origin.get("vcs_info", {})
    if source.get("vcs") == "git" and str(origin["url"]).startswith("https://"):
        return f"{_HEAD}{_NEEDED} @ git+{origin['url']}@{source['commit_id']}\n"
    return f"{_HEAD}{_FOLDER if origin else ''}{_NEEDED}=={__version__}\n"


def _read_origin(package: Distribution) -> dict[str, dict[str, str]]:
    """Return what an installer notes of a package that is from no registry.

    Source: https://packaging.python.org/en/latest/specifications/direct-url/.
    """
    noted = package.read_text("direct_url.json")
    return json.loads(noted) if noted else {}
