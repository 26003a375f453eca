"""The page as a browser shows it, and what goes to and fro behind it."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, WebSocket

PATIENCE = 20_000
"""Milliseconds a page may take to show something."""


def open_page(browser: Browser, address: str, asked: list[str], drawn: list[bytes] | None = None) -> Page:
    """Open the page; ``asked`` gets the addresses it asks, ``drawn`` what the app draws."""
    page = browser.new_page(viewport={"width": 1000, "height": 640}, ignore_https_errors=True)
    page.on("request", lambda request: asked.append(request.url))

    def keep(frame: str | bytes) -> None:
        if drawn is not None and isinstance(frame, bytes):
            drawn.append(frame)

    def watch(opened: WebSocket) -> None:
        asked.append(opened.url.replace("ws", "http", 1))
        opened.on("framereceived", keep)

    page.on("websocket", watch)
    page.goto(address)
    page.wait_for_selector("body.-first-byte", timeout=PATIENCE)
    return page
