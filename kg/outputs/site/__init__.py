"""The graph → the static site. `build_site` is the one way in."""

from kg.outputs.site.building import build_site

__all__ = ["build_site"]
