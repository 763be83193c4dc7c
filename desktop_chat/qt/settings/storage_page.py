"""StoragePage: the size of the archive and of loaded files, export, and deletion. GUI thread."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.dialogs import clear_question, export_dialog
from desktop_chat.qt.i18n.sizes import size_text
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.settings.option_page import OptionPage
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.widgets import make_button
from desktop_chat.qt.widgets.choice_box import ChoiceBox

_PARTS = ("", "-wal")
"""What the names of the archive's files end with."""


class StoragePage(OptionPage):
    """Closed rooms keep messages until the person deletes the messages here, a thousand at a time."""

    _cleared = Signal()  # from the archive's thread

    def __init__(self, context: SettingsContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(context, title, parent)
        self._archive = context.controller.archive
        self._rooms: list[tuple[str, Room]] = []
        self.folder_button = make_button(self.tr("Open folder"))
        self.export_button = make_button(self.tr("Export…"))
        self.clear_button = make_button(self.tr("Delete…"), "danger")
        for button in (self.folder_button, self.export_button, self.clear_button):
            button.setAutoDefault(False)
        messages = self.add_card(self.tr("Messages on this computer"))
        self._size_row = self.add_option(messages, self.tr("Size"), self.folder_button)
        self.room_box = ChoiceBox((), "")
        self.add_option(messages, self.tr("Room to export"), self.room_box)
        self.add_option(messages, self.tr("Save as a web page, text or data"), self.export_button)
        self._clear_row = self.add_option(
            self.add_card(self.tr("Rooms that are closed")), self.tr("Delete their messages"), self.clear_button
        )
        self.empty_button = make_button(self.tr("Clear"))
        self.empty_button.setAutoDefault(False)
        self._files_row = self.add_option(
            self.add_card(self.tr("Pictures and files that were loaded")), self.tr("Size"), self.empty_button
        )
        self._loader = context.controller.file_loader
        self._loader.cache_measured.connect(self.on_cache_measured)
        self.empty_button.clicked.connect(self.on_empty_wanted)
        self.folder_button.clicked.connect(self.on_folder_wanted)
        self.export_button.clicked.connect(self.on_export_wanted)
        self.clear_button.clicked.connect(self.on_clear_wanted)
        self._cleared.connect(self.on_cleared, Qt.ConnectionType.QueuedConnection)
        self.refresh()

    def refresh(self) -> None:
        """Show the present sizes and rooms."""
        self._show_sizes()
        self._loader.measure_cache()
        self.room_box.clear()
        self._rooms = [
            (network.display_name, room)
            for network in self.context.controller.networks
            for room in network.rooms.values()
            if room.kind != "server"
        ]
        for number, (network, room) in enumerate(self._rooms):
            self.room_box.addItem(f"{shown_name(room.name)} · {network}", str(number))
        self.export_button.setEnabled(bool(self._rooms))
        self.room_box.setEnabled(bool(self._rooms))

    def on_empty_wanted(self) -> None:
        """Delete the files that were loaded. They are loaded again where they are shown."""
        self.empty_button.setEnabled(False)
        self._loader.measure_cache(clear=True)

    def on_cache_measured(self, size: int) -> None:
        limit = size_text(self._loader.cache.limit)
        self._files_row.show_help(self.tr("{0} of {1} at most").format(size_text(size), limit))
        self.empty_button.setEnabled(size > 0)

    def _show_sizes(self) -> None:
        whole, closed = self._archive.whole_count()
        size = size_text(archive_size(self._archive.path))
        self._size_row.show_help(self.tr("{0}, %Ln messages", "", whole).format(size))
        self._clear_row.show_help(self.tr("%Ln messages", "", closed))
        self.clear_button.setEnabled(closed > 0)

    def on_folder_wanted(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._archive.path.parent)))

    def on_export_wanted(self) -> None:
        """Export the chosen room."""
        network, room = self._rooms[self.room_box.currentIndex()]
        export_dialog.ExportDialog(self._archive, room, network, self._show_folder, self).open()

    def _show_folder(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def on_clear_wanted(self) -> None:
        """Delete the messages of closed rooms after a confirmation."""
        asked = clear_question.ClearQuestion(self._archive.whole_count()[1], self)
        asked.agreed.connect(self._clear_some)
        asked.open()

    def _clear_some(self) -> None:
        self.clear_button.setEnabled(False)

        def report() -> None:
            with suppress(RuntimeError):  # the window was closed, and Qt has deleted the page
                self._cleared.emit()

        self._archive.clear_closed_rooms(report)

    def on_cleared(self) -> None:
        """Go on while something is left to delete."""
        self._show_sizes()
        if self._archive.whole_count()[1]:
            self._clear_some()


def archive_size(path: Path) -> int:
    """Return the bytes of the archive's files."""
    size = 0
    for part in _PARTS:
        with suppress(OSError):
            size += path.with_name(path.name + part).stat().st_size
    return size
