"""PageScroll: a page that scrolls vertically, and to the side where its letters are too large. GUI thread."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QScrollBar, QWidget

from desktop_chat.qt.widgets.scroll_bar import ScrollBar


class PageScroll(QScrollArea):
    """A scroll area whose content, `inside`, has the width of the view. A control that takes the focus scrolls into
    sight."""

    def __init__(self, parent: QWidget | None = None, *, inside: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inside = inside or QWidget()
        self.inside.setProperty("ground", "window")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setVerticalScrollBar(ScrollBar(parent=self, ground="window"))
        self.setHorizontalScrollBar(ScrollBar(Qt.Orientation.Horizontal, self, ground="window"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.inside)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self.on_focus_changed)

    def scroll_by_key(self, event: QKeyEvent) -> bool:
        """Scroll by Page Up and Page Down, pressed below the page. Return False for other keys."""
        steps = {Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub}
        steps[Qt.Key.Key_PageDown] = QScrollBar.SliderAction.SliderPageStepAdd
        action = steps.get(Qt.Key(event.key()))
        if action is not None:
            self.verticalScrollBar().triggerAction(action)
        return action is not None

    def on_focus_changed(self) -> None:
        """Scroll to the control that has the focus now. Qt does so only if Tab came from within; a click moves nothing.

        `focusWidget` of the content is a widget of this program. The arguments of the signal may be of types that
        PySide6 would look for first.
        """
        widget: Any = self.inside.focusWidget()  # None without a focus, which PySide6's type stubs do not say
        if widget is not None and widget.hasFocus() and not QGuiApplication.mouseButtons():
            self.ensureWidgetVisible(widget)
