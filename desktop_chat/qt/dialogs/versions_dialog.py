"""VersionsDialog: what an edited message said before. Thread: GUI."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop_chat.client.earlier_texts import EarlierText
from desktop_chat.client.entry import Entry
from desktop_chat.client.mentions import name_people
from desktop_chat.client.safe_display import shown_name
from desktop_chat.irc.formatting import conceal_spoilers
from desktop_chat.irc.server_time import parse_time
from desktop_chat.qt.theme import Space
from desktop_chat.qt.timeline.strings import full_time
from desktop_chat.qt.widgets import make_button, make_label
from desktop_chat.qt.widgets.button_row import ButtonRow
from desktop_chat.qt.widgets.labels import make_reachable
from desktop_chat.qt.widgets.page_scroll import PageScroll


class VersionsDialog(QDialog):
    """Lists the texts, the newest first. Texts can be selected. The button or Escape closes the dialog."""

    def __init__(
        self,
        entry: Entry,
        earlier: Sequence[EarlierText],
        parent: QWidget | None,
        names: Callable[[str], str] = shown_name,
    ) -> None:
        """`names` returns the text to show for a nick."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Earlier versions"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(420, 360)
        area = PageScroll()
        rows = QVBoxLayout(area.inside)
        rows.setContentsMargins(0, 0, Space.SMALL, 0)
        rows.setSpacing(Space.TINY)
        versions = [EarlierText(entry.text, entry.edited_at), *reversed(earlier)]
        for number, version in enumerate(versions):
            time = full_time(parse_time(version.at) or entry.time)
            rows.addWidget(make_label(self.tr("{0} (now)").format(time) if number == 0 else time, "small", wrap=True))
            label = make_label(name_people(conceal_spoilers(version.text), names), "body", wrap=True)
            make_reachable(label)
            rows.addWidget(label)
            rows.addSpacing(Space.SMALL)
        rows.addStretch(1)
        area.setAccessibleName(self.tr("Versions of the message, the newest first"))
        close = make_button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(make_label(self.tr("Earlier versions"), "heading"))
        column.addWidget(area, 1)
        column.addLayout(ButtonRow(close))
        close.setFocus()
