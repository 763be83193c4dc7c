"""AttachDialog: the files that a person is about to send: names, smaller pictures, a caption. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_chat.client.events import UploadLimitsTold
from desktop_chat.client.upload_limits import UploadLimits
from desktop_chat.qt.dialogs.attachment_row import AttachmentRow
from desktop_chat.qt.i18n.sizes import size_text
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.network.file_preparation import PreparedFile
from desktop_chat.qt.network.file_preparer import (
    ChosenFile,
    FilePreparer,
    PreparationOrder,
    choices_in,
    drop_copy,
    rename,
)
from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import ScrollBar, Switch, make_button, make_label
from desktop_chat.qt.widgets.button_row import ButtonRow
from desktop_chat.qt.widgets.page_scroll import PageScroll

MOST_FILES = 20
_WIDTH = 520
_TALLEST = 640
"""Pixels, without a window behind."""
_CAPTION_LINES = 3
_PATIENCE_MS = 20_000
"""How long a picture may take to be decoded and encoded."""


class CaptionField(QPlainTextEdit):
    """Enter sends, Shift+Enter breaks the line, Tab goes on."""

    submitted = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBar(ScrollBar(ground="window"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        breaks = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not breaks:
            self.submitted.emit()
        else:
            super().keyPressEvent(event)


@dataclass(slots=True)
class _Item:
    choice: ChosenFile
    row: AttachmentRow
    bytes: int
    """Of the chosen file; 0 for a picture of the clipboard."""
    prepared: dict[bool, PreparedFile] = field(default_factory=dict)
    """By the wish to compress."""
    problems: dict[bool, str] = field(default_factory=dict)
    fits: bool = True


class AttachDialog(QDialog):
    """Prepares the files while the person looks at them. More files can be dropped."""

    sent = Signal(object, str)  # list[PreparedFile], the caption
    more_requested = Signal()  # the person wants to choose further files

    def __init__(
        self,
        room: str,
        room_key: str,
        limits: UploadLimits,
        preparer: FilePreparer,
        caption: str,
        parent: QWidget | None,
    ) -> None:
        """`room`: the shown name. `limits`: all known so far; `on_limits_told` brings more."""
        super().__init__(parent)
        self._room = room
        self._room_key = room_key
        self._limits = limits
        self._preparer = preparer
        self._items: dict[int, _Item] = {}
        self._count = 0
        self._is_sending = False
        self.caption_refusal: Callable[[str], str] = lambda caption: ""
        """Returns why a caption cannot be sent, or ""."""
        self._caption_problem = ""
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        width = parent.width() - 2 * Space.MEDIUM if parent is not None else _WIDTH
        self.setFixedWidth(min(_WIDTH, max(300, width)))
        self.heading_label = make_label("", "heading", wrap=True)
        self.limit_label = make_label("", "muted", wrap=True)
        self._area = PageScroll()
        self._area.setAccessibleName(self.tr("Files"))
        self._rows = QVBoxLayout(self._area.inside)
        self._rows.setContentsMargins(0, 0, Space.SMALL, 0)
        self._rows.setSpacing(Space.MEDIUM)
        self._rows.addStretch(1)
        self.more_button = make_button(self.tr("Add more…"), "link", "plus")
        self.compress_switch = Switch(self.tr("Compress pictures"))
        self.compress_switch.setChecked(True)
        self.compress_label = make_label("", "small", wrap=True)
        self.caption_field = CaptionField(caption)
        self.caption_field.setPlaceholderText(self.tr("Caption"))
        self.caption_field.setAccessibleName(self.tr("Caption"))
        self.problem_label = make_label("", "small", wrap=True)
        self.problem_label.setProperty("tone", "danger")
        self.cancel_button = make_button(self.tr("Cancel"))
        self.send_button = make_button(self.tr("Send"), "primary")
        self._lay_out()
        for button in (self.more_button, self.cancel_button):
            button.setAutoDefault(False)
        self.send_button.setDefault(True)
        self.more_button.clicked.connect(self.more_requested)
        self.compress_switch.toggled.connect(self.on_compress_toggled)
        self.caption_field.submitted.connect(self.on_send_clicked)
        self.caption_field.textChanged.connect(self.on_caption_changed)
        self.cancel_button.clicked.connect(self.reject)
        self.send_button.clicked.connect(self.on_send_clicked)
        preparer.prepared.connect(self.on_prepared)
        preparer.failed.connect(self.on_failed)
        self.finished.connect(self.on_finished)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.SMALL + Space.TINY)
        for part in (self.heading_label, self.limit_label):
            column.addWidget(part)
        column.addWidget(self._area, 1)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.compress_switch)
        column.addWidget(self.compress_label)
        column.addWidget(self.caption_field)
        column.addWidget(self.problem_label)
        column.addSpacing(Space.TINY)
        column.addLayout(ButtonRow(self.cancel_button, self.send_button))

    # Files

    def rows(self) -> list[AttachmentRow]:
        """Return the rows of all files."""
        return [item.row for item in self._items.values()]

    def add_choices(self, choices: Sequence[ChosenFile]) -> None:
        """Add files, up to MOST_FILES in all."""
        for choice in choices[: MOST_FILES - len(self._items)]:
            number = self._count = self._count + 1
            row = AttachmentRow(choice.path.name if choice.path is not None else choice.name)
            try:
                size = choice.path.stat().st_size if choice.path is not None else 0
            except OSError:
                size = 0
            self._items[number] = _Item(choice, row, size)
            row.removed.connect(lambda number=number: self.remove_file(number))
            self._rows.insertWidget(self._rows.count() - 1, row)
            self._order_preparation(number)
        self.show_state()

    def remove_file(self, number: int) -> None:
        """Send one file less. Without a file the dialog closes."""
        item = self._items.pop(number)
        for prepared in item.prepared.values():
            drop_copy(prepared)
        item.row.hide()
        item.row.deleteLater()
        if not self._items:
            self.reject()
            return
        self.caption_field.setFocus()
        self.show_state()

    def _order_preparation(self, number: int) -> None:
        """Have a file prepared as wanted now, unless done already."""
        item, compress = self._items[number], self.compress_switch.isChecked()
        if compress not in item.prepared and compress not in item.problems:
            item.row.show_waiting()
            order = PreparationOrder(number, compress)
            self._preparer.prepare(order, item.choice)
            QTimer.singleShot(_PATIENCE_MS, self, lambda: self._give_up(order))

    def _give_up(self, order: PreparationOrder) -> None:
        item = self._items.get(order.number)
        if item is not None and order.compress not in item.prepared:
            self.on_failed(order, self.tr("This picture takes too long to be read."))

    def on_prepared(self, order: PreparationOrder, prepared: PreparedFile) -> None:
        item = self._items.get(order.number)
        if item is None or order.compress in item.problems:
            drop_copy(prepared)
            return
        item.prepared[order.compress] = prepared
        self.show_state()

    def on_failed(self, order: PreparationOrder, reason: str) -> None:
        if order.number in self._items:
            self._items[order.number].problems.setdefault(order.compress, reason)
            self.show_state()

    def on_compress_toggled(self) -> None:
        for number in self._items:
            self._order_preparation(number)
        self.show_state()

    def on_limits_told(self, told: UploadLimitsTold) -> None:
        if told.room == self._room_key:
            self._limits = told.limits
            self.show_state()

    # State

    def show_state(self) -> None:
        """Show the files for sending, and whether sending is possible."""
        compress, items = self.compress_switch.isChecked(), self._items.values()
        for item in items:
            prepared, problem = item.prepared.get(compress), item.problems.get(compress, "")
            item.fits = not problem
            if problem:
                item.row.show_problem(translate_text(problem))
            elif prepared is not None:
                item.fits = item.row.show_prepared(prepared, item.bytes, self._limits)
        files = len(self._items)
        heading = self.tr("Send %Ln files to {0}", "", files).format(self._room)
        self.heading_label.setText(heading)
        self.setWindowTitle(literal_text(heading, TextSink.TITLE))
        limits = self._limits_text()
        self.limit_label.setText(limits)
        self.limit_label.setVisible(bool(limits))
        is_full = files >= MOST_FILES
        self.more_button.setEnabled(not is_full)
        tip = self.tr("At most %Ln files are sent at once.", "", MOST_FILES) if is_full else ""
        self.more_button.setToolTip(literal_text(tip, TextSink.TIP))
        self._show_compression()
        unfit = next((item.row for item in items if not item.fits), None)
        problem = self._problem_text(unfit is not None)
        self.problem_label.setText(problem)
        self.problem_label.setVisible(bool(problem))
        self._fit_height()
        if unfit is not None:
            self._area.ensureWidgetVisible(unfit)
        waits = any(compress not in item.prepared for item in items)
        self.send_button.setEnabled(not problem and not self._is_sending)
        self.send_button.setToolTip(literal_text(problem, TextSink.TIP))
        self.send_button.setAccessibleDescription(problem)
        self.send_button.setText(self.tr("Preparing…") if self._is_sending else self.tr("Send"))
        if self._is_sending and not waits:
            self._send_files()

    def _limits_text(self) -> str:
        """Return the known limits of the chat: kinds, size of a file, and a shortage of space."""
        limits, texts = self._limits, []
        if limits.most_bytes:
            texts.append(self.tr("This chat takes files up to {0}.").format(size_text(limits.most_bytes)))
        if limits.kinds:
            texts.append(self.tr("It takes pictures, sound and video only."))
        if limits.free_bytes is not None and not limits.has_space(limits.most_bytes or self._bytes_to_send()):
            texts.append(self.tr("There is space for {0}.").format(size_text(limits.free_bytes)))
        return " ".join(texts)

    def _problem_text(self, has_unfit: bool) -> str:
        """Return why the files cannot be sent now; "" if they can."""
        if has_unfit:
            return self.tr("Remove the files that cannot be sent.")
        size, free = self._bytes_to_send(), self._limits.free_bytes
        if free is not None and not self._limits.has_space(size):
            text = self.tr("The files have {0}, but this chat has space for {1} only.")
            return text.format(size_text(size), size_text(free))
        return self._caption_problem

    def _bytes_to_send(self) -> int:
        """Return the size of all files, as far as they are prepared."""
        compress = self.compress_switch.isChecked()
        return sum(
            item.prepared[compress].attachment.size for item in self._items.values() if compress in item.prepared
        )

    def _show_compression(self) -> None:
        """Offer compression if the size changes, and tell about the removal of the data of cameras."""
        known = [prepared for item in self._items.values() for prepared in item.prepared.values()]
        can_compress = any(prepared.is_compressible for prepared in known)
        has_pictures = any(prepared.attachment.width for prepared in known)
        self.compress_switch.setVisible(can_compress)
        self.compress_label.setVisible(has_pictures)
        self.compress_label.setText(
            self.tr("Pictures become smaller, and lose what the camera wrote: place, time and device.")
            if can_compress and self.compress_switch.isChecked()
            else self.tr("Pictures keep their pixels, and lose what the camera wrote: place, time and device.")
        )

    def on_send_clicked(self) -> None:
        """Send the files as soon as all are prepared, unless the caption cannot be sent."""
        self._caption_problem = self.caption_refusal(self.caption_field.toPlainText().strip())
        if self._caption_problem:
            self.caption_field.setFocus()
            self.show_state()
        elif self.send_button.isEnabled():
            self._is_sending = True
            self.show_state()

    def on_caption_changed(self) -> None:
        if self._caption_problem:
            self._caption_problem = ""
            self.show_state()

    def _send_files(self) -> None:
        compress, files = self.compress_switch.isChecked(), []
        for item in self._items.values():
            prepared = item.prepared.pop(compress)
            files.append(rename(prepared, item.row.new_name) if item.row.new_name else prepared)
        self.sent.emit(files, self.caption_field.toPlainText().strip())
        self.accept()

    def on_finished(self) -> None:
        """Delete the files that were made and are not sent."""
        self._preparer.close()
        for item in self._items.values():
            for prepared in item.prepared.values():
                drop_copy(prepared)
        self._items.clear()

    # The window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if choices_in(event.mimeData(), ""):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add_dropped(event.mimeData())
        event.acceptProposedAction()

    def add_dropped(self, mime: QMimeData) -> None:
        """Add dropped files, or a picture."""
        self.add_choices(choices_in(mime, self.tr("Picture")))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.caption_field.setFixedHeight(self.caption_field.fontMetrics().lineSpacing() * _CAPTION_LINES + 18)
        self._fit_height()
        self.caption_field.setFocus()
        self.caption_field.moveCursor(QTextCursor.MoveOperation.End)

    def _fit_height(self) -> None:
        """Be as high as all rows, but no higher than the window behind."""
        column, parent = self.layout(), self.parentWidget()
        if column is None or not self.isVisible():
            return
        self._area.setMinimumHeight(0)
        self._area.setMaximumHeight(0)
        others = column.totalHeightForWidth(self.width())
        rows = self.rows()
        least = rows[0].sizeHint().height() + Space.SMALL if rows else 0  # one file is always seen whole
        room = max(least, (parent.height() - Space.LARGE if parent is not None else _TALLEST) - others)
        height = min(room, self._area.inside.sizeHint().height())
        self._area.setFixedHeight(height)
        self.resize(self.width(), others + height)
