"""What axe-core finds wrong with a page, by all of its rules or by some."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
# What is looked at, and by which rules. Colours take most of the time: they are looked at once for
# each way down the tree of elements, as the same way has the same style.
WHOLE = ("document", "{rules: {'target-size': {enabled: true}}}")
PAPER = ("document", "{}")
NO_COLOURS = "'color-contrast': {enabled: false}, 'link-in-text-block': {enabled: false}"
ALL_BUT_COLOURS = ("document", f"{{rules: {{{NO_COLOURS}}}}}")
WITH_TARGETS = ("document", f"{{rules: {{{NO_COLOURS}, 'target-size': {{enabled: true}}}}}}")
COLOURS = "{runOnly: ['color-contrast', 'link-in-text-block']}"
NEW_TEXT = ("{include: [['[data-new]']]}", COLOURS)
FRAME = ("{exclude: [['main']]}", COLOURS)
FOUND = """async () => (await axe.run(%s, {resultTypes: ['violations'], preload: false, ...%s}))
    .violations.map(item => `${item.id}: ${item.nodes[0].html.slice(0, 160)}`)"""


def find_violations(page: Page, what: tuple[str, str] = WHOLE) -> list[str]:
    """Return a line for each rule that a page breaks, with the first piece at fault."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return list(page.evaluate(FOUND % what))
