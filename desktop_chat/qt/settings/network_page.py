"""NetworkPage: the saved chats, opened at the start or not. GUI thread."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desktop_chat.client.preferences import ServerRecord
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.dialogs import forget_question
from desktop_chat.qt.settings.option_page import OptionPage
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.views.network_forms import NetworkForms
from desktop_chat.qt.widgets import Card, Switch, make_button, make_label
from desktop_chat.qt.widgets.tab_order import order_tabs

_MOST_SHOWN = 100
"""Chats of the page, those that were used last."""


class NetworkPage(OptionPage):
    """A card for each joined chat, the latest first."""

    def __init__(self, context: SettingsContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(context, title, parent)
        self._shown: list[Card] = []
        self.network_forms = NetworkForms(context.controller, self)
        self.network_forms.saved.connect(self.refresh)
        self.add_button = make_button(self.tr("Add an IRC network…"))
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(lambda: self.network_forms.open_new(self))
        self.column.addWidget(self.add_button)
        self._nothing_label = make_label(self.tr("You have joined no chat yet."), "muted", wrap=True)
        self.column.addWidget(self._nothing_label)
        self.refresh()

    def refresh(self) -> None:
        """List the chats saved now."""
        for card in self._shown:
            self.remove_card(card)
        records = sorted(self.context.preferences.servers, key=lambda record: -record.used)[:_MOST_SHOWN]
        self._shown = [self._add_chat(record) for record in records]
        self._nothing_label.setVisible(not records)
        order_tabs(self.window())

    def _add_chat(self, record: ServerRecord) -> Card:
        name = shown_name(record.label or record.name) or str(record.address)
        card = self.add_card(name)
        where = self.tr("{0}, encrypted") if record.tls else self.tr("{0}, not encrypted")
        switch = Switch(self.tr("Open at the start"))
        switch.setChecked(record.connect)
        switch.toggled.connect(lambda on: self._keep_connect(record.network, on=on))
        place = self.tr("Hosted on this computer") if record.hosted else where.format(f"{record.host}:{record.port}")
        self.add_option(card, self.tr("Open at the start"), switch, place)
        if not record.hosted:
            setup_button = make_button(self.tr("Set up…"))
            setup_button.setAutoDefault(False)
            setup_button.clicked.connect(lambda: self.network_forms.open_saved(record.network, self))
            self.add_option(card, self.tr("Address, names, account, proxy and more"), setup_button)
            setup_button.setAccessibleName(self.tr("Set up {0}").format(name))
        button = make_button(self.tr("Forget…"), "danger")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.on_forget_wanted(record.network, name))
        self.add_option(card, self.tr("Leave and forget this chat"), button)
        button.setAccessibleName(self.tr("Forget {0}").format(name))
        return card

    def _keep_connect(self, network: str, *, on: bool) -> None:
        record = self.context.controller.settings.find_server(network)
        if record is not None:
            self.context.controller.settings.keep_server(replace(record, connect=on))

    def on_forget_wanted(self, network: str, name: str) -> None:
        """Forget the chat after a confirmation."""
        asked = forget_question.ForgetQuestion(name, self)
        asked.agreed.connect(lambda: self._forget(network))
        asked.open()

    def _forget(self, network: str) -> None:
        controller = self.context.controller
        opened = controller.find_network(network)
        if opened is not None:
            controller.remove_network(opened)
        controller.forget_chat(network)
        self.refresh()
