"""MaskListsDialog: the bans, exceptions and invitations of a channel, added and removed by moderators. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.client.events import ListedMask
from desktop_chat.client.room_bans import nick_mask
from desktop_chat.qt.dialogs.room_ban_question import TERMS
from desktop_chat.qt.i18n.mask_texts import term_text
from desktop_chat.qt.models.mask_list import MaskListModel, MaskRole
from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import EmptyState, RowList, ScrollBar, make_button, make_label
from desktop_chat.qt.widgets.button_row import ButtonRow
from desktop_chat.qt.widgets.choice_box import ElidedComboBox
from desktop_chat.qt.widgets.row_delegate import RowDelegate

_MOST_MASK = 200


class MaskListsDialog(QDialog):
    """Shows one list at a time. The receiver of the signals asks the server, and calls `set_masks`."""

    list_requested = Signal(str)  # mode letter
    added = Signal(str, str, int)  # mode letter, mask, minutes (0: until it is removed)
    removed = Signal(str, str)  # mode letter, mask

    def __init__(
        self,
        name: str,
        letters: str,
        delegate: RowDelegate,
        parent: QWidget | None,
        *,
        moderator: bool,
        terms: bool,
    ) -> None:
        """`letters`: the modes of the lists that the server has. `delegate` paints a mask. `terms`: the server can set
        a term."""
        super().__init__(parent)
        self.setWindowTitle(literal_text(self.tr("Bans and invitations of {0}").format(name), TextSink.TITLE))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(360, 360)
        self.resize(420, 560)
        self.list_box = ElidedComboBox()
        self.list_box.setAccessibleName(self.tr("List"))
        for letter in letters:
            self.list_box.addItem(self._list_text(letter), letter)
        self.model = MaskListModel(self)
        self.view = RowList(self.model, delegate, ScrollBar(), self.tr("Masks"))
        self.empty = EmptyState("shield", self.tr("Asking the server…"))
        self.name_field = QLineEdit()
        self.term_box = ElidedComboBox()
        self.add_button = make_button(self.tr("Add"))
        self.remove_button = make_button(self.tr("Remove"))
        self.done_button = make_button(self.tr("Done"), "primary")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        self._moderator = moderator
        self._lay_out(name, terms=terms)
        self._connect_signals()
        self._show_buttons()

    def _lay_out(self, name: str, *, terms: bool) -> None:
        hint = self.tr("Name, or mask such as *!*@host")
        self.name_field.setPlaceholderText(hint)
        self.name_field.setAccessibleName(hint)
        self.name_field.setMaxLength(_MOST_MASK)
        self.term_box.setAccessibleName(self.tr("How long"))
        for minutes in TERMS:
            self.term_box.addItem(term_text(minutes) if minutes else self.tr("until it is removed"), minutes)
        self.term_box.setEnabled(terms)
        lack = self.tr("This server has no terms for bans.")
        self.term_box.setAccessibleDescription("" if terms else lack)
        self.lack_label = make_label(lack, "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.SMALL)
        column.addWidget(make_label(self.tr("Bans and invitations of {0}").format(name), "heading", wrap=True))
        column.addWidget(self.list_box)
        column.addWidget(self._pages, 1)
        adding = QWidget()
        lines = QVBoxLayout(adding)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.SMALL)
        lines.addWidget(self.name_field)
        line = QHBoxLayout()
        line.setSpacing(Space.SMALL)
        line.addWidget(self.term_box, 1)
        line.addWidget(self.add_button)
        lines.addLayout(line)
        lines.addWidget(self.lack_label)
        self.lack_label.setVisible(not terms)
        column.addWidget(adding)
        adding.setVisible(self._moderator)
        column.addLayout(ButtonRow(self.remove_button, self.done_button))
        self.remove_button.setVisible(self._moderator)

    def _connect_signals(self) -> None:
        for button in (self.add_button, self.remove_button, self.done_button):
            button.setAutoDefault(False)  # Return in the field adds, and closes nothing
        self.list_box.currentIndexChanged.connect(self.on_list_chosen)
        self.name_field.textChanged.connect(self._show_buttons)
        self.name_field.returnPressed.connect(self.on_add_clicked)
        self.add_button.clicked.connect(self.on_add_clicked)
        self.remove_button.clicked.connect(self.on_remove_clicked)
        self.done_button.clicked.connect(self.accept)
        self.view.selectionModel().selectionChanged.connect(self._show_buttons)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.on_remove_clicked)

    def _list_text(self, letter: str) -> str:
        texts = {
            "b": self.tr("Banned and muted"),
            "e": self.tr("Exceptions: no ban concerns them"),
            "I": self.tr("Always invited"),
            "q": self.tr("Muted"),
        }
        return texts[letter]

    @property
    def letter(self) -> str:
        """The mode of the shown list."""
        return str(self.list_box.currentData() or "")

    def set_masks(self, letter: str, masks: Sequence[ListedMask]) -> None:
        """Show the masks of a list, if it is the chosen one."""
        if letter != self.letter:
            return
        self.model.set_masks(masks)
        self.empty.set_state("shield", self.tr("Nobody is in this list"))
        self._pages.setCurrentWidget(self.view if masks else self.empty)
        self._show_buttons()

    def on_list_chosen(self) -> None:
        self.model.set_masks(())
        self.empty.set_state("shield", self.tr("Asking the server…"))
        self._pages.setCurrentWidget(self.empty)
        self._show_buttons()
        self.list_requested.emit(self.letter)

    def on_add_clicked(self) -> None:
        """Add what was typed: a mask, or the mask of a name."""
        typed = "".join(self.name_field.text().split())
        if not typed:
            return
        mask = typed if set(typed) & set("!@:*$~") else nick_mask(typed)
        self.name_field.clear()
        self.added.emit(self.letter, mask, self.term_box.currentData() if self.term_box.isEnabled() else 0)

    def on_remove_clicked(self) -> None:
        chosen = self.view.selectionModel().selectedIndexes()
        listed = chosen[0].data(MaskRole.MASK) if chosen else None
        if isinstance(listed, ListedMask) and self._moderator:
            self.removed.emit(self.letter, listed.mask)

    def _show_buttons(self) -> None:
        self.add_button.setEnabled(bool(self.name_field.text().strip()))
        self.remove_button.setEnabled(bool(self.view.selectionModel().selectedIndexes()))
