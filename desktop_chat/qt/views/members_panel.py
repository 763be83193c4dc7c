"""MembersPanel: the people of the shown room. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_chat.client.events import Member
from desktop_chat.qt.models.members import MemberRole, MembersModel
from desktop_chat.qt.theme import Space
from desktop_chat.qt.views.bare_list_style import BARE_LIST
from desktop_chat.qt.views.member_delegate import MemberDelegate
from desktop_chat.qt.views.sidebar import header_height, paint_side_pane
from desktop_chat.qt.widgets import RowList, SearchField, make_label
from desktop_chat.qt.widgets.painted import Painted
from desktop_chat.qt.widgets.scroll_bar import ScrollBar

WIDTH = 216


class MembersPanel(Painted):
    """Shows a MembersModel. A double click or Enter opens direct messages; the right button opens the menu."""

    message_requested = Signal(str)
    context_requested = Signal(object, QPoint)  # Member, position on the screen

    def __init__(self, model: MembersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setFixedWidth(WIDTH)
        self.heading_label = make_label("", "strong")
        self.nobody_label = make_label(self.tr("People are shown while you are in this room."), "muted", wrap=True)
        self.search_field = SearchField(self.tr("Search people"))
        self.delegate = MemberDelegate()
        self.view = RowList(model, self.delegate, ScrollBar(ground="window"), self.tr("People in this room"))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.setStyleSheet(BARE_LIST)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self.on_people_changed)
        self.view.activated.connect(self.on_activated)
        self.search_field.searched.connect(model.set_filter)
        self.search_field.returnPressed.connect(self.on_search_entered)
        self.view.customContextMenuRequested.connect(self.on_context_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        self.heading_label.setFixedHeight(header_height())
        self.heading_label.setContentsMargins(Space.MEDIUM, 0, Space.MEDIUM, 0)
        self.nobody_label.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, 0)
        search = QHBoxLayout()
        search.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.TINY)
        search.addWidget(self.search_field)
        column.addWidget(self.heading_label)
        column.addLayout(search)
        column.addWidget(self.nobody_label)
        column.addWidget(self.view, 1)
        self.on_people_changed()

    def on_look_changed(self) -> None:
        self.heading_label.setFixedHeight(header_height())
        super().on_look_changed()

    def on_people_changed(self) -> None:
        """Show the number of people."""
        people = self._model.people_count
        self.heading_label.setText(f"{self.tr('People')} · {people}" if people else self.tr("People"))
        found = self._model.found_count
        self.search_field.setVisible(bool(people))
        self.nobody_label.setText(
            self.tr("Nobody here is called so.") if people else self.tr("People are shown while you are in this room.")
        )
        self.nobody_label.setVisible(not found)

    def begin_room(self) -> None:
        """Forget the search of the room that was shown before."""
        self.search_field.clear()

    def on_search_entered(self) -> None:
        """Move from the field to the first person found, and open direct messages if nobody else is found."""
        people = [row for row in range(self._model.rowCount()) if self._model.index(row).data(MemberRole.MEMBER)]
        if people:
            first = self._model.index(people[0])
            self.view.setCurrentIndex(first)
            self.view.setFocus()
            if len(people) == 1 and self.search_field.text():
                self.on_activated(first)

    def on_activated(self, index: QModelIndex) -> None:
        member = index.data(MemberRole.MEMBER)
        if isinstance(member, Member):
            self.message_requested.emit(member.nick)

    def on_context_wanted(self, at: QPoint) -> None:
        member = self.view.indexAt(at).data(MemberRole.MEMBER)
        if isinstance(member, Member):
            self.context_requested.emit(member, self.view.viewport().mapToGlobal(at))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_side_pane(self, line_at_start=True)
