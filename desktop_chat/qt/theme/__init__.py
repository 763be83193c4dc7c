"""How everything looks: colours by role, sizes on one grid, one style sheet made from them.

`roles` holds the themes, `colour` the arithmetic of contrast, `sheet` the style sheet, `look` the one Appearance, which
knows the current theme. Widgets that paint themselves read `appearance().current` while painting and repaint on
`appearance().changed`. `literal_text` gives a foreign text the form that each place shows exactly.
"""

from __future__ import annotations

from desktop_chat.qt.theme.colour import avatar_colours, contrast_ratio, name_colour, qcolor
from desktop_chat.qt.theme.look import Appearance, Mode, appearance
from desktop_chat.qt.theme.roles import DARK, HIGH_CONTRAST, LIGHT, THEMES, Theme
from desktop_chat.qt.theme.sizes import RADIUS, Space, Text, text_font

__all__ = [
    "DARK",
    "HIGH_CONTRAST",
    "LIGHT",
    "RADIUS",
    "THEMES",
    "Appearance",
    "Mode",
    "Space",
    "Text",
    "Theme",
    "appearance",
    "avatar_colours",
    "contrast_ratio",
    "name_colour",
    "qcolor",
    "text_font",
]
