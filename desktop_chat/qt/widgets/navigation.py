"""Navigation: the buttons that choose a page, as a rail beside a wide page or a bar above a narrow page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QSizePolicy, QToolButton, QWidget

from desktop_chat.qt.theme import Space, appearance, fill_area, qcolor
from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets.buttons import ToolButton
from desktop_chat.qt.widgets.painted import Painted
from desktop_chat.qt.widgets.told_role import tell_role

_RAIL = 168
_NO_LIMIT = 1 << 20
_GAP = 6


class Navigation(Painted):
    """A group of buttons, one of them checked. Arrow keys move through the group."""

    chosen = Signal(int)

    def __init__(self, pages: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        """Make a button for each (icon, title) in `pages`."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Pages"))
        tell_role(self, QAccessible.Role.PageTabList)
        self._icons = [icon for icon, _ in pages]
        self.buttons = [self._make_button(icon, title) for icon, title in pages]
        self._group = QButtonGroup(self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setSpacing(Space.TINY)
        for number, button in enumerate(self.buttons):
            self._group.addButton(button, number)
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._group.idToggled.connect(self.on_toggled)
        self._wide: bool | None = None
        self.set_wide(wide=False)
        self.choose_page(0)

    def _make_button(self, icon: str, title: str) -> QToolButton:
        made = ToolButton()
        made.setText(literal_text(title, TextSink.CAPTION))
        made.setCheckable(True)
        made.setAutoRaise(True)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAccessibleName(title)
        tell_role(made, QAccessible.Role.PageTab)
        set_themed_icon(made, icon, "muted", gap=_GAP)
        return made

    def choose_page(self, page: int) -> None:
        self.buttons[page].setChecked(True)

    def on_toggled(self, page: int, checked: bool) -> None:
        set_themed_icon(self.buttons[page], self._icons[page], "link" if checked else "muted", gap=_GAP)
        if checked:
            self.chosen.emit(page)

    def set_wide(self, *, wide: bool) -> None:
        """Become a rail with texts beside the icons, or a bar with texts below the icons."""
        if wide == self._wide:
            return
        self._wide = wide
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if wide else directions.LeftToRight)
        edge = Space.SMALL if wide else Space.TINY
        self._row.setContentsMargins(edge, Space.MEDIUM if wide else edge, edge, edge)
        self._row.setStretch(len(self.buttons), 1 if wide else 0)
        styles = Qt.ToolButtonStyle
        for number, button in enumerate(self.buttons):
            button.setToolButtonStyle(styles.ToolButtonTextBesideIcon if wide else styles.ToolButtonTextUnderIcon)
            button.setToolTip("")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setMinimumHeight(40 if wide else 52)
            self._row.setStretch(number, 0 if wide else 1)
        self._fit_rail()

    def _fit_rail(self) -> None:
        """Give a rail room for its longest title; a bar takes all width."""
        longest = max(button.sizeHint().width() for button in self.buttons) + 2 * Space.SMALL
        self.setMinimumWidth(max(_RAIL, longest) if self._wide else 0)
        self.setMaximumWidth(max(_RAIL, longest) if self._wide else _NO_LIMIT)

    def on_look_changed(self) -> None:
        super().on_look_changed()
        self._fit_rail()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Replace texts that do not fit beside each other by icons with tooltips."""
        super().resizeEvent(event)
        if self._wide:
            return
        room = self.width() // len(self.buttons) - Space.MEDIUM
        fits = all(button.fontMetrics().horizontalAdvance(button.accessibleName()) <= room for button in self.buttons)
        styles = Qt.ToolButtonStyle
        for button in self.buttons:
            button.setToolButtonStyle(styles.ToolButtonTextUnderIcon if fits else styles.ToolButtonIconOnly)
            button.setToolTip("" if fits else literal_text(button.accessibleName(), TextSink.TIP))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.surface))
            painter.setPen(qcolor(theme.line))
            if not self._wide:
                painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
            elif self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
                painter.drawLine(self.rect().topRight(), self.rect().bottomRight())
            else:
                painter.drawLine(self.rect().topLeft(), self.rect().bottomLeft())
