"""Chromium for tests of pages: what is opened in it is watched."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")

INSISTS = "VOICE_STAR_TEST_MICROPHONE"
"""Set where tests that need other programs must run: one is missing then by mistake."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium. It skips a test for want of it, or fails it where it must be."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        reason = "needs Chromium: ./scripts/setup.sh dev"
        if os.environ.get(INSISTS):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Its sandbox does not work for root, who runs tests in containers.
        browser = playwright.chromium.launch(
            executable_path=program, chromium_sandbox=False
        )
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page, and what went on in it.

    Attributes:
        page: The page.
        requests: The addresses that it fetched, those of data cut short.
        complaints: What stood in the console, was thrown, or popped up.
    """

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        page = self.page
        page.on("request", lambda one: self.requests.append(one.url[:200]))
        page.on("console", lambda one: self.complaints.append(one.text))
        page.on("pageerror", lambda one: self.complaints.append(str(one)))
        page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()


@contextmanager
def opened(browser: Browser, path: Path, **options: Any) -> Iterator[Watched]:  # noqa: ANN401
    """Open a file in a window of its own, without a network."""
    context = browser.new_context(offline=True, **options)
    try:
        watched = Watched(context.new_page())
        watched.page.goto(path.as_uri())
        yield watched
    finally:
        context.close()
