"""The themes: a colour for each role. Widgets name roles, never colours."""

from __future__ import annotations

from desktop_chat.value_class import value


@value
class Theme:
    """A `#rrggbb` for each role. Surfaces carry text; `READABLE` lists the pairs that need contrast."""

    name: str
    dark: bool
    # Surfaces, from the back to the front.
    window: str  # behind everything: sidebars, the launcher's ground
    surface: str  # reading areas: timeline, lists, inputs
    raised: str  # cards, menus, pop-ups
    sunken: str  # wells: code, search fields, tracks
    hover: str
    pressed: str
    selected: str  # the chosen row of a list
    line: str  # hairlines between areas
    outline: str  # the edge of a control
    # Text.
    text: str
    muted: str
    faint: str
    selected_text: str
    # The one accent.
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_text: str  # on the accent
    accent_soft: str
    link: str  # the accent as text
    focus: str
    # Meanings.
    danger: str
    danger_hover: str
    danger_text: str  # on the danger colour
    danger_soft: str
    warning: str
    warning_soft: str
    success: str
    success_soft: str
    mention: str  # the ground of an entry with our nick
    code: str  # the ground of code within a line, on every ground of an entry
    # Details.
    selection: str  # ground of selected text
    selection_text: str
    tooltip: str
    tooltip_text: str
    shadow: str


LIGHT = Theme(
    name="light",
    dark=False,
    window="#f3f4f8",
    surface="#ffffff",
    raised="#ffffff",
    sunken="#eceef4",
    hover="#eaecf3",
    pressed="#dfe2ec",
    selected="#e4e4fb",
    line="#e1e4ec",
    outline="#b9bfcd",
    text="#1a1c26",
    muted="#535869",
    faint="#5f6476",
    selected_text="#2a2a86",
    accent="#5350d8",
    accent_hover="#4643c6",
    accent_pressed="#3a37ad",
    accent_text="#ffffff",
    accent_soft="#ecebfd",
    link="#4744cc",
    focus="#7a77ee",
    danger="#c62a3b",
    danger_hover="#ad2231",
    danger_text="#ffffff",
    danger_soft="#fdecee",
    warning="#8a5300",
    warning_soft="#fdf3df",
    success="#14703f",
    success_soft="#e5f5ec",
    mention="#fff6e0",
    code="#e5e8f0",
    selection="#c9c8fa",
    selection_text="#1a1c26",
    tooltip="#262936",
    tooltip_text="#f5f6fa",
    shadow="#2b2f45",
)

DARK = Theme(
    name="dark",
    dark=True,
    window="#14161c",
    surface="#1a1d25",
    raised="#232732",
    sunken="#101218",
    hover="#262a36",
    pressed="#2f3442",
    selected="#2f3060",
    line="#2b303c",
    outline="#4a5061",
    text="#e9ebf2",
    muted="#adb3c4",
    faint="#9ca2b5",
    selected_text="#e6e6ff",
    accent="#9391ff",
    accent_hover="#a6a4ff",
    accent_pressed="#7f7cf5",
    accent_text="#12122e",
    accent_soft="#292a4d",
    link="#aaa8ff",
    focus="#8d8bff",
    danger="#ff7b86",
    danger_hover="#ff939c",
    danger_text="#330a10",
    danger_soft="#3d2027",
    warning="#f0b95a",
    warning_soft="#3a2f1b",
    success="#5fd394",
    success_soft="#1b3529",
    mention="#352d1c",
    code="#2f3442",
    selection="#44459a",
    selection_text="#ffffff",
    tooltip="#e9ebf2",
    tooltip_text="#1a1d25",
    shadow="#000000",
)

HIGH_CONTRAST = Theme(
    name="contrast",
    dark=True,
    window="#000000",
    surface="#000000",
    raised="#000000",
    sunken="#000000",
    hover="#2a2a2a",
    pressed="#3d3d3d",
    selected="#123a7a",
    line="#8a8a8a",
    outline="#ffffff",
    text="#ffffff",
    muted="#eaeaea",
    faint="#d6d6d6",
    selected_text="#ffffff",
    accent="#8fd3ff",
    accent_hover="#b8e3ff",
    accent_pressed="#d6efff",
    accent_text="#000000",
    accent_soft="#10304a",
    link="#8fd3ff",
    focus="#ffe14d",
    danger="#ff9c9c",
    danger_hover="#ffbcbc",
    danger_text="#000000",
    danger_soft="#3a0d0d",
    warning="#ffd866",
    warning_soft="#332800",
    success="#7df0ad",
    success_soft="#063019",
    mention="#332b00",
    code="#3d3d3d",
    selection="#ffe14d",
    selection_text="#000000",
    tooltip="#ffffff",
    tooltip_text="#000000",
    shadow="#000000",
)

THEMES = (LIGHT, DARK, HIGH_CONTRAST)

_GROUNDS = ("window", "surface", "raised", "sunken", "hover")

READABLE: tuple[tuple[str, str], ...] = (
    *(
        (text, ground)
        for text in ("text", "muted", "faint", "link", "danger", "warning", "success")
        for ground in _GROUNDS
    ),
    *((text, "mention") for text in ("text", "muted", "faint", "link", "danger")),
    *((text, "code") for text in ("text", "muted", "faint", "link", "danger")),
    ("text", "pressed"),
    ("muted", "pressed"),
    ("text", "selected"),
    ("muted", "selected"),
    ("selected_text", "selected"),
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("accent_text", "accent_pressed"),
    ("danger_text", "danger"),
    ("danger_text", "danger_hover"),
    ("text", "accent_soft"),
    ("link", "accent_soft"),
    ("text", "danger_soft"),
    ("danger", "danger_soft"),
    ("text", "warning_soft"),
    ("warning", "warning_soft"),
    ("text", "success_soft"),
    ("success", "success_soft"),
    ("selection_text", "selection"),
    ("tooltip_text", "tooltip"),
)
"""Painted pairs of (text role, ground role); each has a contrast of at least 4.5:1 in every theme."""
