"""The page of connected users. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.net.control_values import UserRow
from desktop_chat.qt.launcher.framed import Framed
from desktop_chat.qt.launcher.people_columns import COLUMNS, CellStyle, Column, detail_in_words, name_in_words
from desktop_chat.qt.launcher.people_model import ROW_ROLE, PeopleFilter, PeopleModel
from desktop_chat.qt.theme import Space, Text, appearance, fill_area, icon_side, qcolor, text_font
from desktop_chat.qt.theme.icons import icon_pixmap, set_themed_icon
from desktop_chat.qt.widgets import Badge, EmptyState, IconButton, ScrollBar, SearchField, make_title, paint_avatar
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption

Index = QModelIndex | QPersistentModelIndex

_ROW = 48
"""Pixels of the lowest row; large letters need more."""
_AIR = 5
"""Pixels above and below the two lines of a row."""
_AVATAR = 32
_LOCK = 18


class _Rows(RowDelegate):
    """Paints the cells that are more than text: avatar, name and role, and the lock."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = QStyledItemDelegate.sizeHint(self, option, index)
        if _style_of(index) is CellStyle.NAME:
            hint.setWidth(hint.width() + icon_side(_AVATAR) + Space.LARGE)
        return QSize(hint.width(), row_height())

    def paint_row(self, painter: QPainter, option: RowOption, index: Index) -> None:
        rect, selected = option.rect, option.is_chosen
        theme = appearance().current
        if selected:
            fill_area(painter, rect, qcolor(theme.selected))
        elif option.is_hovered:
            fill_area(painter, rect, qcolor(theme.hover))
        user: UserRow = index.data(ROW_ROLE)
        if _style_of(index) is CellStyle.LOCK:
            self._paint_lock(painter, rect, secure=user.secure)
        else:
            self._paint_name(painter, rect, user, theme.selected_text if selected else theme.text)

    @staticmethod
    def _paint_lock(painter: QPainter, rect: QRect, *, secure: bool) -> None:
        ratio, side = painter.device().devicePixelRatio(), icon_side(_LOCK)
        picture = icon_pixmap("lock" if secure else "lock-open", "success" if secure else "warning", side, ratio)
        painter.drawPixmap(rect.center() - QPoint(side // 2 - 1, side // 2 - 1), picture)

    @staticmethod
    def _paint_name(painter: QPainter, rect: QRect, user: UserRow, colour: str) -> None:
        theme = appearance().current
        side = icon_side(_AVATAR)
        top = rect.top() + (rect.height() - side) / 2
        paint_avatar(painter, QRectF(rect.left() + Space.SMALL, top, side, side), user.nick, theme)
        text = rect.adjusted(side + 2 * Space.SMALL + 2, _AIR, -Space.TINY, -_AIR)
        painter.setPen(qcolor(colour))
        painter.setFont(text_font(Text.STRONG))
        second = detail_in_words(user)
        leading = Qt.AlignmentFlag.AlignLeft
        upper = leading | (Qt.AlignmentFlag.AlignTop if second else Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(text, upper, _elide_text(painter, name_in_words(user), text.width()))
        if second:
            painter.setPen(qcolor(theme.muted))
            painter.setFont(text_font(Text.SMALL))
            painter.drawText(text, leading | Qt.AlignmentFlag.AlignBottom, _elide_text(painter, second, text.width()))


def row_height() -> int:
    """Return the pixels of a row with two lines in the current size of letters."""
    lines = (QFontMetrics(text_font(Text.STRONG)).height(), QFontMetrics(text_font(Text.SMALL)).height())
    return max(_ROW, sum(lines) + 2 * _AIR)


def _style_of(index: Index) -> CellStyle:
    return COLUMNS[index.column()].row.style


def _elide_text(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


class PeopleTable(QTableView):
    """The table of users. A click selects a whole row; a narrow table hides columns."""

    def __init__(self, people: PeopleFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(people)
        rows = _Rows(self)
        for column in COLUMNS:
            if column.row.style is not CellStyle.TEXT:
                self.setItemDelegateForColumn(column, rows)
        self.setVerticalScrollBar(ScrollBar(parent=self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
        self.setAccessibleName(self.tr("Connected people"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height())
        appearance().changed.connect(self.on_look_changed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column in COLUMNS:
            if column.row.width:
                self.setColumnWidth(column, column.row.width)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def on_look_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(row_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        for column in COLUMNS:
            self.setColumnHidden(column, width < column.row.shown_from)

    def chosen_user(self) -> UserRow | None:
        """Return the user in the selected row."""
        index = self.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() and self.selectionModel().hasSelection() else None


class PeoplePage(QWidget):
    """The table of users with its search field and the actions on a person."""

    message_requested = Signal(str)  # nick
    kick_requested = Signal(str)  # nick
    mute_requested = Signal(str)
    unmute_requested = Signal(str)
    ban_requested = Signal(object)  # UserRow
    moderator_requested = Signal(str, bool)  # nick, True to make a moderator
    bans_requested = Signal()
    announcement_requested = Signal()
    start_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._running = False
        self.model = PeopleModel(self)
        self.people = PeopleFilter(self.model, self)
        self.table = PeopleTable(self.people)
        self.search_field = SearchField(self.tr("Search people"))
        self.count = Badge()
        self.empty = EmptyState("users", "")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        self.message_action = self._make_action(self.tr("Message"), "message", Qt.Key.Key_Return)
        self.kick_action = self._make_action(self.tr("Kick…"), "kick", Qt.Key.Key_Delete)
        self.copy_action = self._make_action(self.tr("Copy address"), "copy", QKeySequence.StandardKey.Copy)
        self.mute_action = self._make_action("", "mic-off")
        self.ban_action = self._make_action(self.tr("Ban…"), "ban")
        self.moderator_action = self._make_action("", "shield")
        self.bans_button = IconButton("ban", self.tr("Bans"))
        self.announce_button = IconButton("megaphone", self.tr("Tell everybody…"))
        self._lay_out()
        self.search_field.searched.connect(self.on_searched)
        self.empty.acted.connect(self.start_requested)
        self.message_action.triggered.connect(self.on_message_triggered)
        self.kick_action.triggered.connect(self.on_kick_triggered)
        self.copy_action.triggered.connect(self.on_copy_triggered)
        self.mute_action.triggered.connect(self.on_mute_triggered)
        self.ban_action.triggered.connect(self.on_ban_triggered)
        self.moderator_action.triggered.connect(self.on_moderator_triggered)
        self.bans_button.clicked.connect(self.bans_requested)
        self.announce_button.clicked.connect(self.announcement_requested)
        self.table.activated.connect(self.on_message_triggered)
        self._show_state()

    def _make_action(self, text: str, icon: str, key: Qt.Key | QKeySequence.StandardKey | None = None) -> QAction:
        action = QAction(text, self.table)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        set_themed_icon(action, icon)
        self.table.addAction(action)
        return action

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.SMALL, Space.MEDIUM, Space.SMALL, Space.SMALL)
        head.setSpacing(Space.SMALL)
        head.addWidget(make_title(self.tr("People")))
        head.addWidget(self.count)
        head.addStretch(1)
        self.search_field.setMaximumWidth(280)
        head.addWidget(self.search_field, 4)
        head.addWidget(self.announce_button)
        head.addWidget(self.bans_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Framed(self._pages), 1)

    def set_users(self, users: tuple[UserRow, ...]) -> None:
        self.model.set_users(users)
        self.count.set_count(len(users))
        self._show_state()

    def set_running(self, *, running: bool) -> None:
        self._running = running
        self.bans_button.setEnabled(running)
        self.announce_button.setEnabled(running)
        self._show_state()

    def set_now(self, now: int) -> None:
        self.model.set_now(now)

    def on_searched(self, text: str) -> None:
        self.people.set_search_text(text)
        self._show_state()

    def on_message_triggered(self) -> None:
        user = self.table.chosen_user()
        if user is not None:
            self.message_requested.emit(user.nick)

    def on_kick_triggered(self) -> None:
        user = self.table.chosen_user()
        if user is not None:
            self.kick_requested.emit(user.nick)

    def on_mute_triggered(self) -> None:
        user = self.table.chosen_user()
        if user is not None:
            (self.unmute_requested if user.muted else self.mute_requested).emit(user.nick)

    def on_ban_triggered(self) -> None:
        user = self.table.chosen_user()
        if user is not None:
            self.ban_requested.emit(user)

    def on_moderator_triggered(self) -> None:
        user = self.table.chosen_user()
        if user is not None:
            self.moderator_requested.emit(user.nick, not user.moderator)

    def on_copy_triggered(self) -> None:
        user = self.table.chosen_user()
        if user is not None:
            QGuiApplication.clipboard().setText(user.host)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu at the mouse, or at the selected row if a key asked for it."""
        user = self.table.chosen_user()
        if user is None or self._pages.currentWidget() is not self.table:
            return
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.table.visualRect(self.table.currentIndex())
            at = self.table.viewport().mapToGlobal(rect.center())
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def make_menu(self) -> QMenu:
        """Return the menu of actions on the selected user."""
        user = self.table.chosen_user()
        muted, moderator = (user.muted, user.moderator) if user is not None else (False, False)
        self.mute_action.setText(self.tr("Unmute") if muted else self.tr("Mute…"))
        self.moderator_action.setText(self.tr("Remove moderator") if moderator else self.tr("Make moderator"))
        others = user is not None and user.role != "owner"
        menu = QMenu(self)
        menu.addAction(self.message_action)
        menu.addAction(self.copy_action)
        if others:
            menu.addSeparator()
            menu.addAction(self.moderator_action)
            menu.addSeparator()
            menu.addAction(self.mute_action)
            menu.addAction(self.kick_action)
            menu.addAction(self.ban_action)
        return menu

    def _show_state(self) -> None:
        self.search_field.setEnabled(self.model.rowCount() > 0)
        if not self._running:
            text = self.tr("While it runs, you see here who is connected.")
            self.empty.set_state("users", self.tr("The chat is not running"), text, self.tr("Start"))
        elif not self.model.rowCount():
            text = self.tr("Send somebody the link.")
            self.empty.set_state("users", self.tr("Nobody is here yet"), text)
        elif not self.people.rowCount():
            self.empty.set_state("search", self.tr("Nobody found"), self.tr("Search for a name, a room or an address."))
        else:
            self._pages.setCurrentWidget(self.table)
            return
        self._pages.setCurrentWidget(self.empty)
