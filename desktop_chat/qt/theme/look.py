"""Appearance: the current theme, one object for the whole application. Thread: GUI."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from desktop_chat.qt.theme.accents import accented_theme
from desktop_chat.qt.theme.choices import NO_CHOICES, LookChoices
from desktop_chat.qt.theme.colour import qcolor
from desktop_chat.qt.theme.roles import DARK, HIGH_CONTRAST, LIGHT, Theme
from desktop_chat.qt.theme.sheet import style_sheet
from desktop_chat.qt.theme.sizes import BODY_PIXELS

STYLE = "Fusion"
STYLED = "styled"
"""The property of an application that was created with the argument `-style`.

If the style is set later, PySide6 creates the types of all styles; the start window takes less time than that.
"""


class Mode(StrEnum):
    """The theme that a person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Appearance(QObject):
    """The current theme, with the style sheet, palette and font of the application.

    `changed` is emitted once style sheet and palette are in place; listeners renew icons and drop caches.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.current: Theme = LIGHT
        self.mode = Mode.SYSTEM
        self.zoom = 1.0
        self.choices = NO_CHOICES
        self._system_is_calm = False
        self._app: QApplication | None = None
        self._system_font: QFont | None = None

    def apply_mode(
        self,
        app: QApplication,
        mode: Mode | str = Mode.SYSTEM,
        *,
        zoom: float = 1.0,
        choices: LookChoices = NO_CHOICES,
    ) -> None:
        """Apply a theme to the application; may be called at any time. `zoom` scales all text, from 0.75 to 2."""
        if self._app is not app:
            self._app = app
            self._system_font = QFont(app.font())
            if app.property(STYLED) is None:
                app.setStyle(STYLE)
            app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
            app.screenAdded.connect(self._on_screen_added)
        self.mode = Mode(mode)
        self.zoom = min(2.0, max(0.75, zoom))
        self.choices = choices
        self._apply_theme(app)

    @property
    def is_calm(self) -> bool:
        """True if nothing should move: by the person's choice, or else by the desktop's setting."""
        return self.choices.motion == "little" or (self.choices.motion == "system" and self._system_is_calm)

    def follow_system_motion(self, calm: bool) -> None:
        """Note whether the desktop asks for little motion (qt/app/desktop_motion)."""
        before, self._system_is_calm = self.is_calm, calm
        if self.is_calm != before:
            self.changed.emit()

    def _on_screen_added(self) -> None:
        self.changed.emit()  # a new screen may have finer pixels, and icons are drawn for the connected screens

    def _on_scheme_changed(self) -> None:
        if self.mode is Mode.SYSTEM and self._app is not None and self._theme_for(self._app) is not self.current:
            self._apply_theme(self._app)

    def _theme_for(self, app: QApplication) -> Theme:
        return accented_theme(self._plain_theme_for(app), self.choices.accent)

    def _plain_theme_for(self, app: QApplication) -> Theme:
        match self.mode:
            case Mode.LIGHT:
                return LIGHT
            case Mode.DARK:
                return DARK
            case Mode.CONTRAST:
                return HIGH_CONTRAST
        return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _apply_theme(self, app: QApplication) -> None:
        self.current = self._theme_for(app)
        app.setFont(self._base_font())
        app.setPalette(theme_palette(self.current))
        app.setStyleSheet(style_sheet(self.current, app.font()))
        self.changed.emit()

    def _base_font(self) -> QFont:
        """Return the system's font, enlarged to `BODY_PIXELS` if it is smaller: people read chats for hours."""
        font = QFont(self._system_font) if self._system_font is not None else QFont()
        pixels = QFontInfo(font).pixelSize()
        points = QFontInfo(font).pointSizeF()
        font.setPointSizeF(points * max(1.0, BODY_PIXELS / max(1, pixels)) * self.zoom)
        return font


def theme_palette(theme: Theme) -> QPalette:
    """Return the palette for all that Qt paints without the style sheet: item views, text cursors, native dialogs."""
    made = QPalette()
    group, role = QPalette.ColorGroup, QPalette.ColorRole
    for kind, value in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.window),
        (role.Text, theme.text),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.danger),
        (role.ToolTipBase, theme.tooltip),
        (role.ToolTipText, theme.tooltip_text),
        (role.PlaceholderText, theme.faint),
        (role.Link, theme.link),
        (role.LinkVisited, theme.link),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.selection_text),
        (role.Accent, theme.accent),
        (role.Light, theme.hover),
        (role.Midlight, theme.line),
        (role.Mid, theme.outline),
        (role.Dark, theme.outline),
        (role.Shadow, theme.shadow),
    ):
        made.setColor(group.All, kind, qcolor(value))
    for kind in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, kind, qcolor(theme.faint))
    return made


@cache
def appearance() -> Appearance:
    """Return the application's Appearance."""
    return Appearance()
