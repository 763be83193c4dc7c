"""The page of files: what people have sent, and how much space that takes. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu

from desktop_chat.net.control_values import FileRow, FileSpace
from desktop_chat.qt.i18n.sizes import size_text
from desktop_chat.qt.launcher.files_model import FILE_ROLE, FileOrder, FilesModel
from desktop_chat.qt.launcher.list_page import ListPage
from desktop_chat.qt.launcher.two_line_delegate import TwoLineDelegate
from desktop_chat.qt.theme import Space, appearance
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import RowList, ScrollBar, make_button, make_label
from desktop_chat.qt.widgets.choice_box import ChoiceBox

_ROOMY = 360
"""Width of the page, in pixels, below which the order stands on a line of its own; more for larger letters."""


class FilesPage(ListPage):
    """Shows FileRows and emits wishes."""

    opening_requested = Signal(object)  # FileRow
    copy_requested = Signal(object)  # FileRow
    deletion_requested = Signal(object)  # FileRow

    def __init__(self) -> None:
        self.model = FilesModel()
        super().__init__(
            RowList(self.model, TwoLineDelegate(), ScrollBar(), self.tr("Files")),
            self.tr("Search names, people and rooms"),
        )
        orders = (
            (FileOrder.NEWEST.value, self.tr("Newest first")),
            (FileOrder.LARGEST.value, self.tr("Largest first")),
            (FileOrder.NAME.value, self.tr("By name")),
            (FileOrder.PERSON.value, self.tr("By person")),
            (FileOrder.ROOM.value, self.tr("By room")),
        )
        self.order_box = ChoiceBox(orders, FileOrder.NEWEST)
        self.order_box.setAccessibleName(self.tr("Order"))
        self.space_label = make_label("", "small", wrap=True)
        self.delete_button = make_button(self.tr("Delete…"), "danger")
        self.copy_button = make_button(self.tr("Save as…"))
        self.open_button = make_button(self.tr("Open"), icon="external")
        self.delete_action = self.make_action(self.tr("Delete…"), "trash", Qt.Key.Key_Delete)
        self.copy_action = self.make_action(self.tr("Save as…"), "download")
        self.open_action = self.make_action(self.tr("Open"), "external")
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(Space.SMALL, 0, Space.SMALL, Space.SMALL)
        self._line.setSpacing(Space.SMALL)
        self._line.addWidget(self.space_label, 1)
        self._line.addWidget(self.order_box)
        self.compose(self.tr("Files"), (self.delete_button, self.copy_button, self.open_button), self._line)
        self._connect_parts()
        self._show_state()

    def _connect_parts(self) -> None:
        self.search_field.searched.connect(self.on_searched)
        self.order_box.activated.connect(self.on_order_chosen)
        self.view.selectionModel().currentChanged.connect(self._show_choice)
        self.view.activated.connect(self.open_action.trigger)
        for button, action, wish in (
            (self.open_button, self.open_action, self.opening_requested),
            (self.copy_button, self.copy_action, self.copy_requested),
            (self.delete_button, self.delete_action, self.deletion_requested),
        ):
            button.clicked.connect(action.trigger)
            action.triggered.connect(lambda _=False, wish=wish: self._ask_for(wish))

    def set_files(self, files: tuple[FileRow, ...], now: int) -> None:
        """Show the files, and keep the chosen one. `now`: Unix ms."""
        chosen = self.chosen_file()
        self.model.set_files(files, now)
        self._choose_file(chosen)

    def set_space(self, space: FileSpace | None) -> None:
        """Show how much all files take up; None while nothing is known."""
        if space is None:
            self.space_label.setText("")
            return
        count, size = self.tr("%Ln files", "", space.count), size_text(space.size)
        if space.most:
            size = self.tr("{size} of {most}").format(size=size, most=size_text(space.most))
        self.space_label.setText(f"{count} · {size}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the order below the space where the letters are large for the page."""
        super().resizeEvent(event)
        is_tight = self.width() < _ROOMY * appearance().zoom
        direction = QBoxLayout.Direction.TopToBottom if is_tight else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(direction)

    def set_running(self, *, running: bool) -> None:
        self.running = running
        if not running:
            self.model.set_files((), 0)
            self.set_space(None)
        self._show_state()

    def chosen_file(self) -> FileRow | None:
        index = self.view.currentIndex()
        return index.data(FILE_ROLE) if index.isValid() else None

    def on_searched(self, text: str) -> None:
        self.model.set_search_text(text)
        self.choose_row(0)
        self._show_state()

    def on_order_chosen(self) -> None:
        chosen = self.chosen_file()
        self.model.set_order(FileOrder(self.order_box.value))
        self._choose_file(chosen)

    def _choose_file(self, file: FileRow | None) -> None:
        self.choose_row(self.model.row_of(file.id) if file is not None else 0)
        self._show_state()

    def _ask_for(self, wish: SignalInstance) -> None:
        file = self.chosen_file()
        if file is not None:
            wish.emit(file)

    def make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addActions([self.open_action, self.copy_action, self.delete_action])
        return menu

    def _show_choice(self) -> None:
        file = self.chosen_file()
        reason = ""
        if file is not None and not opens_safely(file.media_type):
            reason = self.tr("Save this kind of file, and look at it before you open it.")
        self.open_button.setToolTip(literal_text(reason, TextSink.TIP))
        self.open_button.setAccessibleDescription(reason)
        for part in (self.open_button, self.open_action):
            part.setEnabled(file is not None and not reason)
        for part in (self.copy_button, self.copy_action, self.delete_button, self.delete_action):
            part.setEnabled(file is not None)

    def _show_state(self) -> None:
        self.order_box.setEnabled(self.model.file_count > 1)
        self._show_choice()
        self.show_list(
            count=self.model.file_count,
            stopped=self.tr("While it runs, you see here the pictures and files that people have sent."),
            nothing=(
                "paperclip",
                self.tr("No file yet"),
                self.tr("Pictures and files that people send are listed here, with their size."),
            ),
            not_found=(self.tr("No file found"), self.tr("Search for a name, a person or a room.")),
        )


def opens_safely(media_type: str) -> bool:
    """Return whether a program shows the kind of file and runs nothing of it."""
    return media_type.startswith(("image/", "audio/", "video/")) or media_type in ("text/plain", "application/pdf")
