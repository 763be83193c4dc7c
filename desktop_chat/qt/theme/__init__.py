"""The look of all windows: colours by role, sizes on one grid, and a style sheet made from both.

Read in this order: `roles` (the themes), `colour` (contrast, colours made from names), `accents` (the themes in other
colours), `choices` (density and times), `sizes` (spacing and fonts), `sheet` (the style sheet), `look` (the Appearance,
with the current theme), `icons` (line icons in the theme's colours), `literal_text` (foreign text for tooltips,
captions and titles).

A role is a purpose of a colour, such as `muted` or `danger`; a ground is the colour behind a text. Widgets with a paint
method of their own read `appearance().current` while painting and repaint on `appearance().changed`.
"""

from __future__ import annotations

from desktop_chat.qt.theme.choices import LookChoices
from desktop_chat.qt.theme.colour import avatar_colours, contrast_ratio, fill_area, name_colour, qcolor
from desktop_chat.qt.theme.look import Appearance, Mode, appearance
from desktop_chat.qt.theme.roles import DARK, HIGH_CONTRAST, LIGHT, THEMES, Theme
from desktop_chat.qt.theme.sizes import RADIUS, Space, Text, font_number, icon_side, label_edge, text_font

__all__ = [
    "DARK",
    "HIGH_CONTRAST",
    "LIGHT",
    "RADIUS",
    "THEMES",
    "Appearance",
    "LookChoices",
    "Mode",
    "Space",
    "Text",
    "Theme",
    "appearance",
    "avatar_colours",
    "contrast_ratio",
    "fill_area",
    "font_number",
    "icon_side",
    "label_edge",
    "name_colour",
    "qcolor",
    "text_font",
]
