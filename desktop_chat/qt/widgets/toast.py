"""Toast: one sentence at the bottom of a window that disappears by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_chat.qt.theme import RADIUS, Space, appearance, qcolor
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import announcement
from desktop_chat.qt.widgets.buttons import PushButton
from desktop_chat.qt.widgets.labels import IconLabel, make_label
from desktop_chat.qt.widgets.painted import Painted

_SHOWN_MS = 5000
_EDGE = 24
_MOVING = frozenset((QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show))
"""Events of the window, or of the widget under the toast, after which the toast has another place."""


class Toast(Painted):
    """The one toast of a window; each `show_toast` replaces the sentence.

    A toast never takes the focus. An action doubles the time on screen; under the mouse the toast stays.
    """

    acted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._below: QWidget | None = None
        self._around: QWidget | None = None
        self._do: Callable[[], None] | None = None
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, 10, Space.MEDIUM, 10)
        row.setSpacing(Space.SMALL)
        self._icon = IconLabel("info", "tooltip_text", 18)
        self._text_label = make_label()
        self._text_label.setWordWrap(True)
        self._text_label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._action_button = PushButton()
        self._action_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._action_button.clicked.connect(self.on_action_clicked)
        row.addWidget(self._icon, 0)
        row.addWidget(self._text_label, 1)
        row.addWidget(self._action_button, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()
        self._apply_look()

    def show_toast(
        self,
        text: str,
        *,
        icon: str = "info",
        action: str = "",
        do: Callable[[], None] | None = None,
        shown_ms: int = _SHOWN_MS,
    ) -> None:
        """Show a sentence. A press on the action emits `acted` and calls `do`."""
        self._do = do
        self._icon.set_icon(icon)
        self._text_label.setText(text)
        self._action_button.setText(literal_text(action, TextSink.CAPTION))
        self._action_button.setVisible(bool(action))
        self.setAccessibleName(text)
        self._place_in_window()
        self.show()
        self.raise_()
        self._timer.start(shown_ms * (2 if action else 1))
        announcement.announce_text(self, text)

    def stand_above(self, widget: QWidget) -> None:
        """Show toasts centred above the widget, such as an input field, instead of over it."""
        self._below = widget
        widget.installEventFilter(self)

    def stand_within(self, widget: QWidget | None) -> None:
        """Show toasts at the bottom of the widget, such as a list above buttons; None for the whole window."""
        if self._around is not None:
            self._around.removeEventFilter(self)
        self._around = widget
        if widget is not None:
            widget.installEventFilter(self)

    def text(self) -> str:
        return self._text_label.text()

    def on_action_clicked(self) -> None:
        self.hide()
        self.acted.emit()
        if self._do is not None:
            self._do()

    def on_look_changed(self) -> None:
        super().on_look_changed()
        self._apply_look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING and self.isVisible() and watched in (self._window, self._below, self._around):
            self._place_in_window()
        return False

    def enterEvent(self, event: QEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(_SHOWN_MS // 2)

    def _apply_look(self) -> None:
        theme = appearance().current
        self._text_label.setStyleSheet(f"color: {theme.tooltip_text};")
        self._action_button.setStyleSheet(
            f"QPushButton {{ background: transparent; border: 1px solid {theme.tooltip_text};"
            f" color: {theme.tooltip_text}; padding: 3px 10px; font-weight: 600; }}"
            f" QPushButton:focus {{ border-width: 2px; padding: 2px 9px; }}"
        )

    def _place_in_window(self) -> None:
        """Move to the bottom centre, as wide as the sentence needs and within the window."""
        margins, label = self._row.contentsMargins(), self._text_label
        label.ensurePolished()
        wanted = label.fontMetrics().horizontalAdvance(label.text()) + 2
        wanted += label.contentsMargins().left() + label.contentsMargins().right()
        wanted += margins.left() + margins.right() + self._icon.width() + Space.SMALL
        if not self._action_button.isHidden():
            wanted += self._action_button.sizeHint().width() + Space.SMALL
        width = max(120, min(wanted, 560, self._window.width() - 2 * Space.MEDIUM))
        self.setFixedWidth(width)
        self.setFixedHeight(max(self._row.totalHeightForWidth(width), self._row.totalMinimumSize().height()))
        below, around = self._below, self._around
        if below is not None and below.isVisible():
            top = below.mapTo(self._window, below.rect().topLeft())
            middle, bottom = top.x() + below.width() // 2, top.y() - Space.SMALL
        elif around is not None and around.isVisible():
            top = around.mapTo(self._window, around.rect().topLeft())
            middle, bottom = top.x() + around.width() // 2, top.y() + around.height() - _EDGE
        else:
            middle, bottom = self._window.width() // 2, self._window.height() - _EDGE
        left = max(Space.MEDIUM, min(middle - width // 2, self._window.width() - width - Space.MEDIUM))
        self.move(left, bottom - self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(appearance().current.tooltip))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
