"""What a browser is given: pages as the files are now, and all else from a build of these files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import BuildError
from kg.outputs.site.live import LivePages
from kg.preview.whole import WholeBuild, is_built
from kg.service.answers.pages import find_page
from kg.sources.folder.project import Project

NOT_MADE = "this file cannot be made yet; kg build says why"


@dataclass(frozen=True, slots=True)
class Shown:
    """A state of the files that can be shown: its pages, the project, the digest of its files."""

    pages: LivePages
    project: Project
    inputs: str


@dataclass
class Showcase:
    """Files of the site by their paths. Before anything can be shown, those of the build in use."""

    current: Path
    shown: Shown | None = None
    whole: WholeBuild = field(default_factory=WholeBuild)
    _begun: str = ""

    def show(self, shown: Shown) -> None:
        """Give pages of another state from now on; a build of the last one is of no use."""
        if self.shown is None or self.shown.inputs != shown.inputs:
            self.whole.end()
        self.shown = shown

    def find(self, path: str) -> tuple[str, bytes] | None:
        """Return the name of a file of the site and its content, or None where there is none.

        `path` is what stands in an address. Raises KgError where it cannot be made.
        """
        shown = self.shown
        for name in _names_for(path) if shown is not None else ():
            content = shown.pages.file(name) if shown is not None else None
            if content is not None:
                return name, content
        if shown is not self.shown:  # its pages may have ended meanwhile
            return self.find(path)
        site = self._site_of_build() / "site"
        file = find_page(site, path) or find_page(site, f"{path}.html")
        return (file.name, file.read_bytes()) if file else None

    def complete(self) -> str:
        """Begin with the build of what is shown, once; return why it failed, or nothing yet."""
        shown = self.shown
        if shown is not None and shown.inputs != self._begun:
            self._begun = shown.inputs
            if not is_built(shown.project, shown.inputs):
                self.whole.begin(shown.project)
        return self.whole.fault

    def _site_of_build(self) -> Path:
        """Return the folder of a build of what is shown, which is made now where there is none.

        Raises BuildError where it cannot be made.
        """
        shown = self.shown
        while shown is not None and not is_built(shown.project, shown.inputs):
            failed = self.whole.begin(shown.project).wait() != 0
            # A further edit has ended it: then it is the files as they are now that are built.
            if failed and shown is self.shown:
                raise BuildError(self.whole.fault or NOT_MADE)
            shown = self.shown
        return self.current.resolve()


def _names_for(path: str) -> Iterator[str]:
    """Yield the files that an address may mean."""
    name = path.removeprefix("/")
    if not name or name.endswith("/"):
        yield f"{name}index.html"
    else:
        yield from (name, f"{name}.html")
