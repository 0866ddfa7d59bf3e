from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kg.builds import take_snapshot
from kg.commands.preview import Preview
from kg.preview.desk import Desk
from kg.preview.server import serve_preview
from kg.preview.showcase import Showcase
from kg.sources.folder.project import Project
from tests.browser.conftest import IN_EACH_BROWSER

pytestmark = pytest.mark.slow

Edit = Callable[[str, str, str], Project]


@IN_EACH_BROWSER
def test_an_open_page_shows_what_is_saved_and_what_is_wrong(
    edit: Edit, tiny_project: Project, page: Page
) -> None:
    """A change shows on the page by itself; a fault shows with its link, and goes when mended."""
    preview = Preview(Desk(tiny_project.folder), Showcase(tiny_project.current))
    preview.show(take_snapshot(tiny_project))
    with serve_preview(0, preview.showcase, preview.desk) as server:
        page.goto(f"{server.address}tips/2.html")
        told, box = page.locator("main"), page.locator("#kg-preview")
        expect(told).to_contain_text("Wash the pot after use.")
        edit("data/tips.yaml", "Wash the pot after use.", "Wash the pot at once.")
        preview.show(take_snapshot(tiny_project))
        expect(told).to_contain_text("Wash the pot at once.")
        expect(box).to_have_count(0)
        edit("data/tips.yaml", "title: Wash it", "titel: Wash it")
        preview.show(take_snapshot(tiny_project))
        expect(box).to_contain_text("YAML003")
        place = tiny_project.folder / "data" / "tips.yaml"
        link = box.get_by_role("link", name="data/tips.yaml:24:5:", exact=True)
        expect(link).to_have_attribute("href", f"vscode://file{place}:24:5")
        edit("data/tips.yaml", "titel: Wash it", "title: Wash it")
        preview.show(take_snapshot(tiny_project))
        expect(box).to_have_count(0)
    assert not tiny_project.current.exists(), "no build was needed for it"
