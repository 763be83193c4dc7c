"""About: name, version and licence of this program. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.icons import app_picture
from desktop_chat.qt.widgets import make_button, make_label
from desktop_chat.version import VERSION


class About(QDialog):
    """The dialog. The button or Escape closes the dialog."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Desktop Chat"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(420)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(Space.HUGE, Space.HUGE, Space.HUGE, Space.LARGE)
        column.setSpacing(Space.SMALL)
        picture = QLabel()
        picture.setPixmap(app_picture(72))
        close = make_button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        for part in (
            picture,
            make_label("Desktop Chat", "title"),
            make_label(self.tr("Version {0}").format(VERSION), "muted"),
            make_label(self.tr("Host a chat with one click, join it with another."), "body", wrap=True),
            make_label(
                self.tr("It speaks IRC, is free software (MIT), and uses Qt {0}.").format(qVersion()),
                "small",
                wrap=True,
            ),
        ):
            if isinstance(part, QLabel):
                part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        column.addSpacing(Space.SMALL)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignHCenter)

    def showEvent(self, event: QShowEvent) -> None:
        """Set the height for the wrapped lines, as `Question` does."""
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))
        super().showEvent(event)
