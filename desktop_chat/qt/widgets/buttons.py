"""Buttons: with a text and a role, or with an icon and a name. Return presses a button with the focus, as Space does.

Qt presses by Return on some systems only; on the others Return would do what the default button of a dialog does.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from desktop_chat.qt.theme import appearance, icon_side
from desktop_chat.qt.theme.icons import SIZE, set_themed_icon
from desktop_chat.qt.theme.literal_text import TextSink, literal_text

Role = Literal["primary", "secondary", "danger", "quiet", "link"]

_ICON_ROLES: dict[Role, str] = {
    "primary": "accent_text",
    "secondary": "text",
    "danger": "danger",
    "quiet": "link",
    "link": "link",
}


def press_by_return(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press a button that was given a Return. Return False for any other key."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class PushButton(QPushButton):
    """A push button that Return presses."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_return(self, event):
            super().keyPressEvent(event)


class ToolButton(QToolButton):
    """A tool button that Return presses."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_return(self, event):
            super().keyPressEvent(event)


def make_button(text: str, role: Role = "secondary", icon: str = "", parent: QWidget | None = None) -> QPushButton:
    """Make a push button. A window has one primary button at most. A link stands in line with the texts around it."""
    made = PushButton(literal_text(text, TextSink.CAPTION), parent)
    made.setProperty("role", role)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon:
        set_themed_icon(made, icon, _ICON_ROLES[role], 18, 4)
    return made


class IconButton(ToolButton):
    """A flat button with an icon only. `name`, the name of the action, is its tooltip and accessible name.

    The icon is drawn when the button is shown first: half of the buttons of a window are hidden at its start.
    `size` (of the icon) and `padding` (of both sides together, half of it beside a larger icon) are in pixels beside
    text of 100 %.
    """

    def __init__(
        self,
        icon: str,
        name: str,
        parent: QWidget | None = None,
        *,
        size: int = SIZE,
        padding: int = 16,
        role: str = "muted",
    ) -> None:
        super().__init__(parent)
        self._icon, self._role, self._size, self._padding = icon, role, size, padding
        self._was_shown = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoRaise(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_name(name)
        appearance().changed.connect(self.on_look_changed)
        self.on_look_changed()

    def on_look_changed(self) -> None:
        side = max(self._size + self._padding, icon_side(self._size) + self._padding // 2)
        self.setFixedSize(QSize(side, side))

    def set_icon(self, icon: str, role: str = "") -> None:
        """Show another icon. Without `role` the role stays."""
        self._icon, self._role = icon, role or self._role
        if self._was_shown:
            set_themed_icon(self, self._icon, self._role, self._size)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self.set_icon(self._icon)

    def set_name(self, name: str) -> None:
        """Change the name of the action."""
        self.setToolTip(literal_text(name, TextSink.TIP))
        self.setAccessibleName(name)
