"""Tray: the icon in the system's tray, with the state of the chats, and a menu. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from desktop_chat.qt.theme import DARK, LIGHT, qcolor
from desktop_chat.qt.theme.icons import app_icon, icon_pixmap
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.views.quiet_menu import add_quiet_rows
from desktop_chat.value_class import value

_SHOWN_MS = 8_000
_SIZES = (16, 22, 24, 32, 48, 64)
_MOST = 99
"""The highest count that the icon shows as a number."""


@value
class TrayState:
    """The state told by the icon. `mentions` are part of `unread`."""

    unread: int = 0
    mentions: int = 0
    online: bool = True
    quiet: bool = False


class Tray(QObject):
    """Shows notifications too, on desktops without a better way."""

    is_ready = True

    clicked = Signal(str)  # "": a notification was clicked; which one, the system does not tell
    opened = Signal()
    quiet_chosen = Signal(object)  # the end of a term of quiet in Unix ms, 0 to end it
    settings_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = TrayState()
        self.menu = QMenu()
        self.icon = QSystemTrayIcon(app_icon(), self)
        self.icon.setContextMenu(self.menu)
        self.icon.messageClicked.connect(lambda: self.clicked.emit(""))
        self.icon.activated.connect(self.on_activated)
        self._fill_menu()
        self.show_state(self.state)
        self.icon.show()

    def _fill_menu(self) -> None:
        self.menu.clear()
        self.menu.addAction(self.tr("Open Desktop Chat")).triggered.connect(lambda: self.opened.emit())
        self.menu.addSeparator()
        add_quiet_rows(self.menu, self.quiet_chosen.emit, quiet=self.state.quiet)
        self.menu.addAction(self.tr("Settings…")).triggered.connect(lambda: self.settings_requested.emit())
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Quit")).triggered.connect(lambda: self.quit_requested.emit())

    def show_state(self, state: TrayState) -> None:
        """Show the state in icon, tooltip and menu."""
        before, self.state = self.state, state
        if before.quiet != state.quiet:
            self._fill_menu()
        if before != state:
            self.icon.setIcon(state_icon(state))
        self.icon.setToolTip(literal_text(self.state_text(), TextSink.TIP))

    def translate_again(self) -> None:
        """Show all texts in the present language."""
        self._fill_menu()
        self.show_state(self.state)

    def state_text(self) -> str:
        """Return the state in words."""
        state = self.state
        parts = [QApplication.applicationDisplayName()]
        if not state.online:
            parts.append(self.tr("offline"))
        if state.quiet:
            parts.append(self.tr("do not disturb"))
        if state.mentions:
            parts.append(self.tr("%n for you", "", state.mentions))
        elif state.unread:
            parts.append(self.tr("%n unread", "", state.unread))
        return ", ".join(parts)

    def show(self, key: str, title: str, text: str, *, reply: str = "", sound: bool = True) -> None:
        """Show a notification. Windows and macOS show no markup, and their settings decide about sounds."""
        self.icon.showMessage(
            literal_text(title, TextSink.PLAIN), literal_text(text, TextSink.PLAIN), app_icon(), _SHOWN_MS
        )

    def withdraw(self, key: str) -> None:
        """Do nothing: the system takes its notifications back by itself."""

    def on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.opened.emit()

    def close(self) -> None:
        """Remove the icon."""
        self.icon.hide()
        self.menu.deleteLater()


def find_tray(parent: QObject | None = None) -> Tray | None:
    """Return the tray icon, or None without a real tray. The caller must close it."""
    return Tray(parent) if QSystemTrayIcon.isSystemTrayAvailable() else None


def state_icon(state: TrayState) -> QIcon:
    """Return the application's icon with the marks of a state."""
    if state == TrayState():
        return app_icon()
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(_state_picture(state, size))
    return made


def _state_picture(state: TrayState, size: int) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if state.online else 0.45)
        painter.drawPixmap(0, 0, app_icon().pixmap(size, size))
        painter.setOpacity(1.0)
        if state.unread:
            _paint_count(painter, state.mentions, size)
        elif state.quiet:
            _paint_moon(painter, size)
    return picture


def _paint_count(painter: QPainter, mentions: int, size: int) -> None:
    """Paint a disc at the upper right: with a number for mentions, small and plain for other unread messages."""
    side = size * (0.62 if mentions else 0.42)
    disc = QRectF(size - side, 0, side, side)
    painter.setPen(QPen(qcolor("#ffffff"), max(1.0, size / 24)))
    painter.setBrush(qcolor(LIGHT.danger if mentions else DARK.accent))
    painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
    if mentions:
        font = painter.font()
        font.setPixelSize(max(6, round(side * (0.72 if mentions < 10 else 0.56))))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(qcolor("#ffffff"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(min(mentions, _MOST)))


def _paint_moon(painter: QPainter, size: int) -> None:
    """Paint a moon on a disc at the lower right."""
    side = round(size * 0.56)
    disc = QRectF(size - side, size - side, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(DARK.window))
    painter.drawEllipse(disc)
    moon = round(side * 0.8)
    painter.drawPixmap(disc.center().toPoint().x() - moon // 2, disc.center().toPoint().y() - moon // 2,
                       icon_pixmap("moon", DARK.warning, moon, 1.0))  # fmt: skip
