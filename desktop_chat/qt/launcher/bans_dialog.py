"""BansDialog: all bans and mutes, and the way to lift a ban. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.net.control_values import BanRow
from desktop_chat.qt.launcher.bans_model import BAN_ROLE, BansFilter, BansModel
from desktop_chat.qt.launcher.framed import Framed
from desktop_chat.qt.launcher.two_line_delegate import TwoLineDelegate
from desktop_chat.qt.theme import Space
from desktop_chat.qt.views.bare_list_style import BARE_LIST
from desktop_chat.qt.widgets import Badge, EmptyState, ScrollBar, SearchField, Toast, make_button, make_label
from desktop_chat.qt.widgets.button_row import ButtonRow


class BansDialog(QDialog):
    """The list of bans with buttons, which emit requests."""

    lift_requested = Signal(object)  # BanRow
    address_requested = Signal()  # ban an address
    name_requested = Signal()  # free a reserved name

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Bans"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(400, 360)
        self.resize(420, 480)
        self.model = BansModel(self)
        self.bans = BansFilter(self.model, self)
        self.view = self._make_view()
        self.empty = EmptyState("shield", "")
        self.search_field = SearchField(self.tr("Search bans"))
        self.count = Badge()
        self.add_button = make_button(self.tr("Ban an address…"))
        self.free_button = make_button(self.tr("Free a name…"))
        self.lift_button = make_button(self.tr("Lift"))
        self.done_button = make_button(self.tr("Done"), "primary")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        self.toast = Toast(self)
        self._lay_out()
        self._connect_signals()
        self._show_state()

    def _make_view(self) -> QListView:
        view = QListView()
        view.setModel(self.bans)
        view.setStyleSheet(BARE_LIST)
        view.setItemDelegate(TwoLineDelegate(view))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollBar(ScrollBar(parent=view))
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAccessibleName(self.tr("Bans"))
        return view

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.SMALL, Space.MEDIUM, Space.SMALL, Space.SMALL)
        head.setSpacing(Space.SMALL)
        head.addWidget(make_label(self.tr("Bans"), "title"))
        head.addWidget(self.count)
        head.addStretch(1)
        self.search_field.setMaximumWidth(240)
        head.addWidget(self.search_field, 4)
        footer = QWidget()
        row = ButtonRow(self.free_button, self.add_button, self.lift_button, self.done_button)
        row.setContentsMargins(Space.SMALL, 0, Space.SMALL, Space.SMALL)
        footer.setLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Framed(self._pages), 1)
        column.addWidget(footer)
        self.toast.stand_above(footer)

    def _connect_signals(self) -> None:
        for button in (self.add_button, self.free_button, self.lift_button):
            button.setAutoDefault(False)
        self.done_button.setDefault(True)
        self.search_field.searched.connect(self.on_searched)
        self.add_button.clicked.connect(self.address_requested)
        self.free_button.clicked.connect(self.name_requested)
        self.lift_button.clicked.connect(self.on_lift_clicked)
        self.done_button.clicked.connect(self.accept)
        self.view.selectionModel().selectionChanged.connect(self._show_state)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.on_lift_clicked)

    def set_bans(self, bans: tuple[BanRow, ...], now: int) -> None:
        """Show all bans in force. `now`: Unix ms."""
        self.model.set_bans(bans, now)
        self.count.set_count(len(bans))
        self._show_state()

    def chosen_ban(self) -> BanRow | None:
        found = self.view.selectionModel().selectedIndexes()
        return found[0].data(BAN_ROLE) if found else None

    def on_searched(self, text: str) -> None:
        self.bans.set_search_text(text)
        self._show_state()

    def on_lift_clicked(self) -> None:
        ban = self.chosen_ban()
        if ban is not None:
            self.lift_requested.emit(ban)

    def _show_state(self) -> None:
        self.search_field.setEnabled(self.model.rowCount() > 0)
        self.lift_button.setEnabled(self.chosen_ban() is not None)
        if not self.model.rowCount():
            text = self.tr("People whom you mute or ban are listed here. You can undo it.")
            self.empty.set_state("shield", self.tr("Nobody is banned"), text)
        elif not self.bans.rowCount():
            self.empty.set_state("search", self.tr("Nobody found"), self.tr("Search for a name, an address or why."))
        else:
            self._pages.setCurrentWidget(self.view)
            return
        self._pages.setCurrentWidget(self.empty)
