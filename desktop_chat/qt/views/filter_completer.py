"""FilterCompleter: a list of filters below a search field while a person types one. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QMenu, QWidget

from desktop_chat.client.safe_display import shown_name
from desktop_chat.client.search_filters import KEYS, complete_filter, suggest_filters, unfinished_filter
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets.completion_list import make_completion_list

Names = Callable[[], tuple[Sequence[tuple[str, str]], Sequence[str]]]
"""Returns the people to suggest, each as nick and shown name, and the rooms."""
_FILTER = int(Qt.ItemDataRole.UserRole)


class FilterCompleter(QCompleter):
    """Completes the last part of the field; all other parts stay."""

    completed = Signal()

    def __init__(self, field: QLineEdit, names: Names) -> None:
        super().__init__(field)
        self._field = field
        self._names = names
        self._choices = QStandardItemModel(self)
        self._list = make_completion_list(self.tr("Filters"))
        self.setPopup(self._list)
        self.setModel(self._choices)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setWidget(field)
        field.textEdited.connect(self.on_edited)
        self.activated.connect(self.on_activated)

    def on_edited(self, typed: str) -> None:
        """Show the filters that the last part may become."""
        people, rooms = self._names()
        self._choices.clear()
        for text in suggest_filters(unfinished_filter(typed), people, rooms, date.today()):
            item = QStandardItem(self.describe_filter(text))
            item.setData(text, _FILTER)
            self._choices.appendRow(item)
        if self._choices.rowCount():
            self._list.setMinimumWidth(self._list.sizeHintForColumn(0) + 2 * self._list.frameWidth())
            self.complete()
        else:
            self._list.hide()

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return the text of the field with this filter."""
        return complete_filter(self._field.text(), str(index.data(_FILTER)))

    def on_activated(self, typed: str) -> None:
        """Take the text of a chosen filter into the field."""
        self._field.setText(typed)
        self._field.setFocus()
        self.completed.emit()
        self.on_edited(typed)

    def describe_filter(self, text: str) -> str:
        """Return a filter with what it means; a filter with a value speaks for itself."""
        meanings = {
            "from:": self.tr("messages of a person"),
            "in:": self.tr("in a room"),
            "before:": self.tr("before a day"),
            "after:": self.tr("from a day on"),
            "has:link": self.tr("with a link"),
            "has:file": self.tr("with a file"),
        }
        shown = shown_name(text) if text not in meanings else text
        return f"{shown}  {meanings[text]}" if text in meanings else shown

    def make_menu(self, parent: QWidget) -> QMenu:
        """Return a menu of all filters."""
        menu = QMenu(parent)
        for key in KEYS:
            action = menu.addAction(literal_text(self.describe_filter(key), TextSink.CAPTION))
            action.triggered.connect(lambda _=False, key=key: self._begin_filter(key))
        return menu

    def _begin_filter(self, key: str) -> None:
        typed = self._field.text()
        self.on_activated(complete_filter(f"{typed} " if typed and not typed[-1].isspace() else typed, key))
