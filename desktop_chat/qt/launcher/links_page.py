"""The page of invitation links: who may join, the links with their counts, and the way to revoke one. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from desktop_chat.net.code_words import read_words
from desktop_chat.net.control_values import EntryRule, LinkRow
from desktop_chat.qt.launcher.framed import Framed
from desktop_chat.qt.launcher.strings import moment_text
from desktop_chat.qt.launcher.two_line_delegate import TwoLineDelegate
from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets import EmptyState, ScrollBar, make_button, make_label, make_title
from desktop_chat.qt.widgets.button_row import ButtonRow
from desktop_chat.qt.widgets.choice_box import ChoiceBox
from desktop_chat.qt.widgets.field_caption import add_captioned


class LinksPage(QWidget):
    """Shows LinkRows and emits wishes."""

    rule_requested = Signal(str)  # an EntryRule
    new_requested = Signal()
    show_requested = Signal(object)  # LinkRow
    copy_requested = Signal(object)  # LinkRow
    revoke_requested = Signal(object)  # LinkRow
    start_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links: tuple[LinkRow, ...] = ()
        self._running = False
        rules = (
            (EntryRule.OPEN.value, self.tr("Everybody who can reach it")),
            (EntryRule.LINK.value, self.tr("People with an invitation link")),
            (EntryRule.APPROVAL.value, self.tr("People whom you let in")),
        )
        self.rule_box = ChoiceBox(rules, EntryRule.OPEN)
        self.rule_box.setAccessibleName(self.tr("Who may join"))
        self.view = QListWidget()
        self.view.setAccessibleName(self.tr("Links"))
        self.view.setVerticalScrollBar(ScrollBar(parent=self.view))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setItemDelegate(TwoLineDelegate(self.view))
        self.empty = EmptyState("link", "")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        self.new_button = make_button(self.tr("New link…"), icon="plus")
        self.revoke_button = make_button(self.tr("Revoke…"))
        self.show_button = make_button(self.tr("QR code…"), icon="qr-code")
        self.copy_button = make_button(self.tr("Copy link"), "primary", "copy")
        self._lay_out()
        self._connect_parts()
        self._show_state()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.SMALL, Space.MEDIUM, Space.SMALL, Space.SMALL)
        head.setSpacing(Space.SMALL)
        head.addWidget(make_title(self.tr("Links")))
        head.addStretch(1)
        rule = QVBoxLayout()
        rule.setContentsMargins(Space.SMALL, 0, Space.SMALL, Space.SMALL)
        rule.setSpacing(Space.TINY)
        add_captioned(rule, self.tr("Who may join"), self.rule_box)
        rule.addWidget(
            make_label(
                self.tr("People who joined by a link, or are in now, may always come again."), "small", wrap=True
            )
        )
        foot = ButtonRow(self.revoke_button, self.new_button, self.show_button, self.copy_button)
        foot.setContentsMargins(Space.SMALL, 0, Space.SMALL, Space.SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(rule)
        column.addWidget(Framed(self._pages), 1)
        column.addLayout(foot)

    def _connect_parts(self) -> None:
        self.rule_box.activated.connect(lambda _: self.rule_requested.emit(self.rule_box.value))
        self.new_button.clicked.connect(self.new_requested)
        self.empty.acted.connect(self.on_empty_acted)
        for button, wish in (
            (self.show_button, self.show_requested),
            (self.copy_button, self.copy_requested),
            (self.revoke_button, self.revoke_requested),
        ):
            button.clicked.connect(lambda _=False, wish=wish: self._ask_for(wish))
        self.view.currentRowChanged.connect(self._show_state)
        self.view.itemActivated.connect(lambda _: self._ask_for(self.show_requested))
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(lambda: self._ask_for(self.revoke_requested))

    def _ask_for(self, wish: SignalInstance) -> None:
        link = self.chosen_link()
        if link is not None:
            wish.emit(link)

    def on_empty_acted(self) -> None:
        if self._running:
            self.new_requested.emit()
        else:
            self.start_requested.emit()

    def set_running(self, *, running: bool) -> None:
        self._running = running
        self._show_state()

    def set_rule(self, rule: str) -> None:
        """Show who may join."""
        self.rule_box.choose_value(rule)

    def set_links(self, links: tuple[LinkRow, ...], now: int) -> None:
        """Show the links, the oldest first. The chosen link stays chosen, unless one is new: people make a link to
        send it. `now`: Unix ms."""
        chosen = self.chosen_link()
        before = {link.token for link in self._links}
        new = [link for link in links if link.token not in before] if before else []
        if new:
            chosen = new[-1]
        self._links = links
        self.view.clear()
        for link in links:
            self.view.addItem(f"{link_name(link)}\n{self._describe(link, now)}")
        tokens = [link.token for link in links]
        if tokens:
            self.view.setCurrentRow(tokens.index(chosen.token) if chosen is not None and chosen.token in tokens else 0)
        self._show_state()

    def chosen_link(self) -> LinkRow | None:
        row = self.view.currentRow()
        return self._links[row] if 0 <= row < len(self._links) else None

    def _describe(self, link: LinkRow, now: int) -> str:
        words = link_words(link)
        start = f"{words} · " if words and link.name else ""
        if not link.uses:
            return start + self.tr("Nobody has joined by it yet")
        came = self.tr("%n people joined by it", "", link.uses)
        if start:
            return start + came
        last = self.tr("the last one {when}").format(when=moment_text(link.used, now))
        return f"{came}, {last}"

    def _show_state(self) -> None:
        if not self._running:
            text = self.tr("Start the chat to make links.")
            self.empty.set_state("link", self.tr("The chat is not running"), text, self.tr("Start the chat"))
        else:
            text = self.tr("Give each group a link of its own: you see how many joined by it, and can revoke it.")
            self.empty.set_state("link", self.tr("No link yet"), text, self.tr("New link…"))
        shown = self._running and bool(self._links)
        self._pages.setCurrentWidget(self.view if shown else self.empty)
        self.rule_box.setEnabled(self._running)
        self.new_button.setVisible(shown)
        for button in (self.revoke_button, self.show_button, self.copy_button):
            button.setVisible(shown)
            button.setEnabled(self.chosen_link() is not None)
        chosen = self.chosen_link()
        has_words = chosen is not None and bool(link_words(chosen))
        self.copy_button.setText(self.tr("Copy words") if has_words else self.tr("Copy link"))


def link_name(link: LinkRow) -> str:
    """Return the host's name for the link, or else its words or token."""
    return link.name or link_words(link) or link.token


def link_words(link: LinkRow) -> str:
    """Return the code words of the link with spaces, "" for a link without words."""
    return read_words(link.token).replace("-", " ")
