"""AttachmentRow: one file in the dialog before it is sent. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_chat.client.safe_display import shown_name
from desktop_chat.client.upload_limits import UploadLimits
from desktop_chat.qt.i18n.sizes import size_text
from desktop_chat.qt.network.file_preparation import PreparedFile
from desktop_chat.qt.theme import RADIUS, Space, appearance, qcolor
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.theme.sheet import refresh_style
from desktop_chat.qt.widgets import IconButton, make_label
from desktop_chat.qt.widgets.painted import Painted

_SIDE = 56
_ICON = 24
_LONGEST_NAME = 120
_TELLING = ("image/", "video/")
"""Media types of files in which cameras write the place."""


class _Preview(Painted):
    """The picture in a square with round corners, or an icon."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(_SIDE, _SIDE))
        self._picture: QImage | None = None

    def set_picture(self, picture: QImage | None) -> None:
        self._picture = picture
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, area = appearance().current, QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            shape = QPainterPath()
            shape.addRoundedRect(area, RADIUS, RADIUS)
            painter.fillPath(shape, qcolor(theme.hover))
            if self._picture is None:
                pixmap = icon_pixmap("paperclip", theme.muted, _ICON, ratio_of(painter))
                painter.drawPixmap((_SIDE - _ICON) // 2, (_SIDE - _ICON) // 2, pixmap)
                return
            painter.setClipPath(shape)
            side = min(self._picture.width(), self._picture.height())
            source = QRectF((self._picture.width() - side) / 2, (self._picture.height() - side) / 2, side, side)
            painter.drawImage(area, self._picture, source)


class AttachmentRow(QWidget):
    """Shows a file with its name, which can be changed, and what will be sent."""

    removed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = _Preview()
        self.name_field = QLineEdit(name)
        self.name_field.setMaxLength(_LONGEST_NAME)
        self.name_field.setCursorPosition(0)
        self.name_field.setAccessibleName(self.tr("Name of the file"))
        self.remove_button = IconButton("close", self.tr("Remove {0}").format(shown_name(name)), size=18)
        self.detail_label = make_label(self.tr("Preparing…"), "small", wrap=True)
        self._was_renamed = False
        self.name_field.textEdited.connect(self._note_renamed)
        self.remove_button.clicked.connect(self.removed)
        first = QHBoxLayout()
        first.setSpacing(Space.SMALL)
        first.addWidget(self.name_field, 1)
        first.addWidget(self.remove_button)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(first)
        column.addWidget(self.detail_label)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self._preview, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    @property
    def new_name(self) -> str:
        """The name that the person has given; "" if the person has left the name as it is."""
        return self.name_field.text().strip() if self._was_renamed else ""

    def show_waiting(self) -> None:
        self._show_detail(self.tr("Preparing…"))

    def show_problem(self, text: str) -> None:
        self._show_detail(text, "danger")

    def show_prepared(self, prepared: PreparedFile, original_bytes: int, limits: UploadLimits) -> bool:
        """Show what will be sent. Return False if the file is beyond the limits.

        `original_bytes`: the size of the file that the person has chosen, 0 for a picture of the clipboard.
        """
        file = prepared.attachment
        self._preview.set_picture(prepared.thumbnail)
        if not self._was_renamed:
            self.name_field.setText(file.name)
            self.name_field.setCursorPosition(0)
        size = size_text(file.size)
        if not limits.takes_kind(file.media_type):
            self.show_problem(self.tr("This chat takes pictures, sound and video only."))
            return False
        if not limits.takes_size(file.size):
            text = self.tr("{0}: this chat takes files up to {1}.")
            self.show_problem(text.format(size, size_text(limits.most_bytes)))
            return False
        if original_bytes > file.size * 1.1:
            size = self.tr("{0} instead of {1}").format(size, size_text(original_bytes))
        parts = [f"{file.width} × {file.height}"] if file.width else []
        detail = " · ".join([*parts, size])
        if file.media_type.startswith(_TELLING) and not prepared.is_cleaned:
            detail += "\n" + self.tr("Sent as it is; it may tell where it was taken.")
        self._show_detail(detail)
        return True

    def _note_renamed(self) -> None:
        self._was_renamed = True

    def _show_detail(self, text: str, tone: str = "") -> None:
        self.detail_label.setText(text)
        if self.detail_label.property("tone") != tone:
            self.detail_label.setProperty("tone", tone)
            refresh_style(self.detail_label)
        self.name_field.setAccessibleDescription(text)
