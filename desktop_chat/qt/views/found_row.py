"""FoundRow: a chat on the network as a button. GUI thread."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_chat.client.safe_display import shown_name
from desktop_chat.lan.found_chats import FoundChat
from desktop_chat.qt.theme import Space
from desktop_chat.qt.views.chat_row import ChatRow
from desktop_chat.qt.widgets import IconLabel, make_label


class FoundRow(ChatRow):
    """A click joins the chat."""

    def __init__(self, chat: FoundChat, parent: QWidget | None = None) -> None:
        super().__init__(chat.beacon.id, shown_name(chat.beacon.name), "", parent)
        self.chat = chat
        self.lock_icon = IconLabel("lock", "muted", 16)
        self.lock_icon.setToolTip(self.tr("Not everybody may join"))
        self.hint_label = make_label(self.tr("Press Enter"), "small")
        self.row.addWidget(self.lock_icon)
        self.row.addWidget(self.hint_label)
        self.row.setContentsMargins(Space.SMALL, 0, Space.SMALL + 4, 0)
        self.set_preselected(False)
        self.set_chat(chat)

    def set_chat(self, chat: FoundChat) -> None:
        """Show the present facts."""
        self.chat = chat
        name, host = shown_name(chat.beacon.name), shown_name(chat.beacon.host) or chat.address.host
        people = self.tr("%n people", "", chat.beacon.people) if chat.beacon.people else self.tr("nobody there yet")
        line = self.tr("on {0} · {1}").format(host, people)
        self.set_texts(name, line)
        self.lock_icon.setVisible(chat.beacon.locked)
        locked = self.tr("It has a password") if chat.beacon.locked else ""
        self.setAccessibleName(self.tr("Join {0}, {1}").format(name, line))
        self.setAccessibleDescription(locked)

    def set_preselected(self, preselected: bool) -> None:
        super().set_preselected(preselected)
        self.hint_label.setVisible(preselected)
