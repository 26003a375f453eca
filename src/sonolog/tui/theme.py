"""The colours of the app: three themes, each readable at 4.5 to 1 and more (WCAG 2.2, success criterion 1.4.3)."""

from __future__ import annotations

from textual.theme import Theme

_SHARED = {"block-cursor-text-style": "bold"}

DARK = Theme(
    name="sonolog-dark",
    dark=True,
    primary="#4f8fd6",
    secondary="#8ab4e8",
    accent="#ffc069",
    success="#8fd694",
    warning="#ffd479",
    error="#ff9b9b",
    background="#101418",
    surface="#1a2027",
    panel="#232c36",
    foreground="#e6e9ec",
    variables={
        **_SHARED,
        "primary-background": "#22364d",
        "input-selection-background": "#2f6db3 60%",
        "block-cursor-background": "#2f6db3",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#2b3642",
        "text-muted": "#aeb6bf",
        "text-accent": "#ffc069",
        "text-success": "#8fd694",
        "text-warning": "#ffd479",
        "text-error": "#ff9b9b",
    },
)
LIGHT = Theme(
    name="sonolog-light",
    dark=False,
    primary="#1d5fa8",
    secondary="#2f4f73",
    accent="#7a4a00",
    success="#1c6b2a",
    warning="#7a4a00",
    error="#a3161f",
    background="#ffffff",
    surface="#f2f4f7",
    panel="#e3e8ee",
    foreground="#14181d",
    variables={
        **_SHARED,
        "primary-background": "#d3e1f1",
        "input-selection-background": "#9cc1ea",
        "block-cursor-background": "#1d5fa8",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#d6dde6",
        "text-muted": "#4a535e",
        "text-accent": "#7a4a00",
        "text-success": "#1c6b2a",
        "text-warning": "#7a4a00",
        "text-error": "#a3161f",
    },
)
CONTRAST = Theme(
    name="sonolog-contrast",
    dark=True,
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    success="#00ff66",
    warning="#ffff00",
    error="#ff9a9a",
    background="#000000",
    surface="#000000",
    panel="#000000",
    foreground="#ffffff",
    variables={
        **_SHARED,
        "primary-background": "#000000",
        "input-selection-background": "#555555",
        "block-cursor-background": "#ffff00",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#333333",
        "text-muted": "#ffffff",
        "text-accent": "#ffff00",
        "text-success": "#00ff66",
        "text-warning": "#ffff00",
        "text-error": "#ff9a9a",
    },
)
BY_SETTING = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST}
"""Setting to theme."""
