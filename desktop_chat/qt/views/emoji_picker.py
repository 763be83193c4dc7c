"""EmojiPicker: choose an emoji by group, by search, or from the recent ones. Thread: GUI."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QLocale,
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QListView,
    QMenu,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.client.emoji_catalogue import TONES, Emoji, emoji_catalogue
from desktop_chat.client.emoji_groups import EmojiGroup
from desktop_chat.qt.models.item_list import Index, ItemListModel
from desktop_chat.qt.theme import RADIUS, Space, Text, appearance, fill_area, qcolor, text_font
from desktop_chat.qt.theme.emoji_font import emoji_font
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.views.bare_list_style import BARE_LIST
from desktop_chat.qt.widgets import ElidedLabel, ScrollBar, SearchField, make_label
from desktop_chat.qt.widgets.buttons import ToolButton
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption
from desktop_chat.qt.widgets.told_role import tell_role

_FOUND = 200
"""Results of a search at most."""
_COLUMNS, _ROWS = 9, 7
_EMOJI = Qt.ItemDataRole.UserRole + 1
_HAND = "👋"

_SIGNS = {
    EmojiGroup.SMILEYS: "😀",
    EmojiGroup.PEOPLE: "👋",
    EmojiGroup.NATURE: "🐻",
    EmojiGroup.FOOD: "🍎",
    EmojiGroup.TRAVEL: "🚗",
    EmojiGroup.ACTIVITIES: "⚽",
    EmojiGroup.OBJECTS: "💡",
    EmojiGroup.SYMBOLS: "💜",
    EmojiGroup.FLAGS: "🏁",
}


class _EmojiModel(ItemListModel[Emoji]):
    """Emoji in a skin tone."""

    def __init__(self) -> None:
        super().__init__()
        self.tone = 0

    def item_data(self, item: Emoji, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return item.with_tone(self.tone)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.name
        return item if role == _EMOJI else None


class _EmojiDelegate(RowDelegate):
    """Paints an emoji in the middle of its cell."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(cell_size(), cell_size())

    def paint_row(self, painter: QPainter, option: RowOption, index: Index) -> None:
        theme, cell = appearance().current, option.rect.adjusted(1, 1, -1, -1)
        chosen = option.is_chosen
        if chosen or option.is_hovered:
            painter.setPen(QPen(qcolor(theme.focus), 1.5) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(theme.selected if chosen else theme.hover))
            painter.drawRoundedRect(QRectF(cell).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.setFont(_emoji_font())
        painter.setPen(qcolor(theme.text))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(index.data()))


class _EmojiGrid(QListView):
    """Arrows move; the dialog gets letters, Enter, and Up in the first line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        first_line = self.currentIndex().isValid() and self.visualRect(self.currentIndex()).top() <= 0
        up = event.key() == Qt.Key.Key_Up and first_line and not self.verticalScrollBar().value()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if up or enter or (event.text() and event.text().isprintable()):
            event.ignore()
        else:
            super().keyPressEvent(event)


class EmojiPicker(QDialog):
    """Opens beside a place of the window. Letters search, arrows move, Enter and a click choose, Escape closes."""

    chosen = Signal(str)  # an emoji in the skin tone
    tone_chosen = Signal(int)  # 0 to 5, as in Emoji.with_tone

    def __init__(self, recent: Sequence[str], tone: int, parent: QWidget) -> None:
        """`recent`: the emoji to offer first. `tone`: the skin tone as in Emoji.with_tone."""
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Choose an emoji"))
        self._catalogue = emoji_catalogue(QLocale().name()[:2])
        known = [one for text in recent if (one := self._catalogue.find_emoji(text)) is not None]
        self._first = list(dict.fromkeys((*known, *self._catalogue.groups[EmojiGroup.SMILEYS])))
        """Nearly every emoji that a person wants, without a look into the groups."""
        self._model = _EmojiModel()
        self._model.tone = tone if 0 <= tone <= len(TONES) else 0
        self.field = SearchField(self.tr("Search emoji"))
        self.view = _EmojiGrid()
        self.nothing_label = make_label(self.tr("Nothing found."), "muted")
        self.font_label = make_label(
            self.tr("Emoji look like boxes here? Install a font for them, such as Noto Color Emoji."), "small"
        )
        self.name_label = ElidedLabel()
        self._groups = QButtonGroup(self)
        self._set_up_view()
        self._lay_out()
        self.field.searched.connect(self.on_searched)
        self._groups.idClicked.connect(self.on_group_clicked)
        self.view.clicked.connect(self._choose_index)
        self.view.selectionModel().currentChanged.connect(self._show_name)
        self.on_searched("")
        self.field.setFocus()

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self._model)
        view.setItemDelegate(_EmojiDelegate(view))
        view.setViewMode(QListView.ViewMode.IconMode)
        view.setMovement(QListView.Movement.Static)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        view.setVerticalScrollBar(ScrollBar(ground="raised"))
        view.setMouseTracking(True)
        view.setAccessibleName(self.tr("Emoji"))
        view.setStyleSheet(BARE_LIST)

    def _lay_out(self) -> None:
        self.nothing_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.TINY)
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(0)
        for number, (sign, name) in enumerate(self._group_names()):
            button = _make_sign_button(sign, name)
            button.setCheckable(True)
            tell_role(button, QAccessible.Role.PageTab)
            self._groups.addButton(button, number)
            row.addWidget(button, 1)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        column.addWidget(self.nothing_label, 1)
        self.font_label.setWordWrap(True)
        self.font_label.setVisible(not emoji_font().family)
        column.addWidget(self.font_label)
        foot = QHBoxLayout()
        foot.addWidget(self.name_label, 1)
        self.tone_button = _make_sign_button(_HAND, self.tr("Skin tone"))
        self.tone_button.clicked.connect(self.open_tone_menu)
        foot.addWidget(self.tone_button)
        column.addLayout(foot)
        self._show_tone()
        bar = self.view.verticalScrollBar().sizeHint().width()
        width = _COLUMNS * cell_size() + bar + 2 * Space.SMALL + 6
        self.resize(width, self.sizeHint().height() - self.view.sizeHint().height() + _ROWS * cell_size())

    def _group_names(self) -> list[tuple[str, str]]:
        """Return sign and name of each group; the recent emoji come first."""
        return [
            ("🕘", self.tr("Recent")),
            (_SIGNS[EmojiGroup.SMILEYS], self.tr("Smileys")),
            (_SIGNS[EmojiGroup.PEOPLE], self.tr("People")),
            (_SIGNS[EmojiGroup.NATURE], self.tr("Animals and nature")),
            (_SIGNS[EmojiGroup.FOOD], self.tr("Food and drink")),
            (_SIGNS[EmojiGroup.TRAVEL], self.tr("Travel and places")),
            (_SIGNS[EmojiGroup.ACTIVITIES], self.tr("Activities")),
            (_SIGNS[EmojiGroup.OBJECTS], self.tr("Objects")),
            (_SIGNS[EmojiGroup.SYMBOLS], self.tr("Symbols")),
            (_SIGNS[EmojiGroup.FLAGS], self.tr("Flags")),
        ]

    def open_beside(self, place: QRect) -> None:
        """Open above a rectangle of the screen, or below it if there is no room; never outside of the screen."""
        screen = QGuiApplication.screenAt(place.center()) or QGuiApplication.primaryScreen()
        area = screen.availableGeometry()
        self.resize(min(self.width(), area.width()), min(self.height(), area.height()))
        top = place.top() - self.height() - Space.TINY
        if top < area.top():
            top = min(place.bottom() + Space.TINY, area.bottom() + 1 - self.height())
        left = max(area.left(), min(place.right() - self.width(), area.right() + 1 - self.width()))
        self.move(left, max(area.top(), top))
        self.show()

    # What is shown

    def on_searched(self, text: str) -> None:
        """Show the results of a search; without a text the recent emoji and the smileys."""
        if text:
            self._groups.setExclusive(False)
            for button in self._groups.buttons():
                button.setChecked(False)
            self._groups.setExclusive(True)
            self._show_emoji(self._catalogue.search(text, _FOUND))
        else:
            self._groups.button(0).setChecked(True)
            self.on_group_clicked(0)

    def on_group_clicked(self, number: int) -> None:
        if self.field.text():
            self.field.blockSignals(True)
            self.field.clear()
            self.field.blockSignals(False)
        self._show_emoji(self._first if number == 0 else self._catalogue.groups[tuple(EmojiGroup)[number - 1]])

    def _show_emoji(self, emoji: Sequence[Emoji]) -> None:
        emoji = [one for one in emoji if emoji_font().can_draw(one.text)]
        self._model.set_items(emoji)
        self.view.setVisible(bool(emoji))
        self.nothing_label.setVisible(not emoji)
        self.view.scrollToTop()
        self.view.setCurrentIndex(self._model.index(0))
        self._show_name()

    def _show_name(self) -> None:
        one = self.view.currentIndex().data(_EMOJI)
        name = f"{one.name}  :{one.shortcodes[0]}:" if isinstance(one, Emoji) else ""
        self.name_label.setText(name)
        self.field.setAccessibleDescription(name)

    # The skin tone

    def open_tone_menu(self) -> None:
        menu = QMenu(self)
        hand = self._catalogue.find_emoji(_HAND)
        for tone, name in enumerate(self._tone_names()):
            sign = hand.with_tone(tone) if hand is not None else _HAND
            action = menu.addAction(literal_text(f"{sign}  {name}", TextSink.CAPTION))
            action.setCheckable(True)
            action.setChecked(tone == self._model.tone)
            action.triggered.connect(lambda _checked, tone=tone: self.set_tone(tone))
        menu.exec(self.tone_button.mapToGlobal(self.tone_button.rect().topLeft()))
        menu.deleteLater()

    def _tone_names(self) -> tuple[str, ...]:
        return (
            self.tr("Neutral"),
            self.tr("Light"),
            self.tr("Medium light"),
            self.tr("Medium"),
            self.tr("Medium dark"),
            self.tr("Dark"),
        )

    def set_tone(self, tone: int) -> None:
        """Show all emoji of hands and people in another skin tone."""
        self._model.tone = tone
        self.view.viewport().update()
        self._show_tone()
        self.tone_chosen.emit(tone)

    def _show_tone(self) -> None:
        hand = self._catalogue.find_emoji(_HAND)
        if hand is not None:
            self.tone_button.setText(literal_text(hand.with_tone(self._model.tone), TextSink.CAPTION))

    # Choosing

    def _choose_index(self, index: QModelIndex) -> None:
        if index.isValid():
            text = str(index.data())
            self.close()
            self.chosen.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys that the field and the grid leave."""
        in_field = self.field.hasFocus()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose_index(self.view.currentIndex())
            case Qt.Key.Key_Down if in_field and self._model.rowCount():
                self.view.setFocus()
            case Qt.Key.Key_Up if self.view.hasFocus():
                self.field.setFocus()
            case Qt.Key.Key_Escape:
                self.close()
            case _ if not in_field and event.text().isprintable() and event.text():
                self.field.setFocus()
                self.field.insert(event.text())
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.raised))
            painter.setPen(QPen(qcolor(theme.outline), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def cell_size() -> int:
    """Return the width and height of a cell of the grid in pixels."""
    return max(36, QFontMetrics(_emoji_font()).height() + 10)


def _emoji_font() -> QFont:
    font = QFont(text_font(Text.BODY))
    font.setPointSizeF(font.pointSizeF() * 1.5)
    return font


def _make_sign_button(sign: str, name: str) -> QToolButton:
    """Return a flat button with an emoji. `name` is its tooltip and accessible name."""
    button = ToolButton()
    button.setText(literal_text(sign, TextSink.CAPTION))
    button.setToolTip(literal_text(name, TextSink.TIP))
    button.setAccessibleName(name)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setMinimumHeight(32)
    return button
