"""PrivacyPage: the things that others learn of the person, and the blocked people. GUI thread."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_chat.client.block_list import ACCOUNT_BLOCK
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.settings.option_page import OptionPage
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.widgets import make_button, make_label
from desktop_chat.qt.widgets.tab_order import order_tabs

_MOST_SHOWN = 200
"""Blocked people of the list; those behind them follow once some are unblocked."""


class PrivacyPage(OptionPage):
    """What is sent beside messages, the person's certificates, and the blocked people of all open chats."""

    def __init__(self, context: SettingsContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(context, title, parent)
        card = self.add_card(self.tr("You and the others"))
        self.tell_typing_switch = self.add_switch(card, self.tr("Tell others when I am typing"), "tell_typing")
        self.tell_read_switch = self.add_switch(
            card,
            self.tr("Share what I have read with my other devices"),
            "tell_read",
            self.tr("Nobody else is told."),
        )
        self.previews_switch = self.add_switch(
            card,
            self.tr("Show previews of links"),
            "link_previews",
            self.tr("Your program asks each site for its page, so the site learns your address, and that you read."),
        )
        self.previews_switch.toggled.connect(lambda: context.controller.previews_changed.emit())
        self.one_key_switch = self.add_switch(
            card,
            self.tr("Use one certificate for all new servers"),
            "one_key",
            self.tr("Without it no two servers can tell that you are the same person."),
        )
        self._blocked_card = self.add_card(self.tr("Blocked people"))
        self._nobody_label = make_label(self.tr("You have blocked nobody."), "muted", wrap=True)
        self._blocked_card.body.addWidget(self._nobody_label)
        self.refresh()

    def refresh(self) -> None:
        """List the blocked people."""
        self.clear_options(self._blocked_card)
        blocked = [(network, name) for network in self.context.controller.networks for name in network.session.blocked]
        self._nobody_label.setVisible(not blocked)
        for network, name in blocked[:_MOST_SHOWN]:
            self._add_blocked(network, name)
        order_tabs(self.window())

    def _add_blocked(self, network: Network, name: str) -> None:
        account = name.removeprefix(ACCOUNT_BLOCK)
        text = shown_name(account)
        if account != name:
            text = self.tr("{0} (account)").format(text)
        button = make_button(self.tr("Unblock"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._unblock(network, name))
        self.add_option(self._blocked_card, text, button, network.display_name)
        button.setAccessibleName(self.tr("Unblock {0}").format(text))

    def _unblock(self, network: Network, name: str) -> None:
        if network in self.context.controller.networks:
            network.unblock(name)
        self.refresh()
