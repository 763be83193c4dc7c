"""RoomSettingsDialog: the settings of a channel in ordinary words. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from desktop_chat.client.room_settings import LONGEST_LIMIT, RoomRule, RoomSettings, has_terms, letter_of
from desktop_chat.irc.isupport import ISupport
from desktop_chat.qt.dialogs.retention_box import RetentionBox
from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import Card, NumberField, Switch, make_button, make_label
from desktop_chat.qt.widgets.button_row import ButtonRow
from desktop_chat.qt.widgets.field_caption import add_captioned
from desktop_chat.qt.widgets.page_scroll import PageScroll

_MOST_PASSWORD = 60


class RoomSettingsDialog(QDialog):
    """Shows the settings; moderators change them. A field that the server does not support is greyed, with the
    reason."""

    saved = Signal(object, object)  # RoomSettings as shown at first, and as wanted
    lists_requested = Signal()  # bans, exceptions and invitations

    def __init__(
        self,
        name: str,
        settings: RoomSettings,
        support: ISupport,
        roles: Sequence[str],
        parent: QWidget | None,
        *,
        moderator: bool,
    ) -> None:
        """`roles`: a sentence for each role that somebody has."""
        super().__init__(parent)
        self._before = settings
        self._support = support
        self._moderator = moderator
        self._lacking: list[Switch] = []
        self.setWindowTitle(literal_text(self.tr("Settings of {0}").format(name), TextSink.TITLE))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(360, 360)
        self.resize(420, 620)
        self.switches: dict[RoomRule, Switch] = {}
        self.password_field = QLineEdit(settings.password)
        self.limit_field = NumberField(0, LONGEST_LIMIT, self.tr("Most people in the room"))
        self.retention_box = RetentionBox(settings.keep_days, support.retention_days or 0)
        self.fault_label = make_label("", "small", wrap=True)
        self.lists_button = make_button(self.tr("Bans and invitations…"))
        self.close_button = make_button(self.tr("Cancel") if moderator else self.tr("Close"))
        self.save_button = make_button(self.tr("Save"), "primary")
        self._lay_out(name, roles)
        self.lists_button.clicked.connect(self.lists_requested)
        self.close_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.on_save_clicked)
        self.password_field.textChanged.connect(self.on_password_edited)

    def _lay_out(self, name: str, roles: Sequence[str]) -> None:
        area = PageScroll()
        cards = QVBoxLayout(area.inside)
        cards.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.MEDIUM)
        cards.setSpacing(Space.MEDIUM)
        cards.addWidget(make_label(self.tr("Settings of {0}").format(name), "title", wrap=True))
        if not self._moderator:
            cards.addWidget(make_label(self.tr("Only moderators of the room change its settings."), "muted", wrap=True))
        cards.addWidget(self._make_entry_card())
        cards.addWidget(self._make_speech_card())
        cards.addWidget(self._make_room_card())
        cards.addWidget(self._make_roles_card(roles))
        cards.addStretch(1)
        footer = QVBoxLayout()
        footer.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.LARGE)
        footer.setSpacing(Space.SMALL)
        self.fault_label.setProperty("tone", "danger")
        self.fault_label.setVisible(False)
        footer.addWidget(self.fault_label)
        self.save_button.setDefault(self._moderator)
        self.lists_button.setAutoDefault(False)
        footer.addLayout(ButtonRow(self.lists_button, self.close_button, self.save_button))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addLayout(footer)
        self.save_button.setVisible(self._moderator)

    def _make_entry_card(self) -> Card:
        card = Card(self.tr("Who may enter"))
        self._add_rule(card, RoomRule.INVITED_ONLY, self.tr("Only invited people"))
        self._add_rule(card, RoomRule.ACCOUNTS_ONLY, self.tr("Only people with an account"))
        self._add_rule(card, RoomRule.ENCRYPTED_ONLY, self.tr("Only over an encrypted connection"))
        card.body.addWidget(make_label(self.tr("Password (empty: none)"), wrap=True))
        self.password_field.setAccessibleName(self.tr("Password (empty: none)"))
        self.password_field.setMaxLength(_MOST_PASSWORD)
        self.password_field.setReadOnly(not self._moderator)
        card.body.addWidget(self.password_field)
        card.body.addWidget(make_label(self.tr("Most people in the room (0: any number)"), wrap=True))
        self.limit_field.setValue(min(self._before.limit, LONGEST_LIMIT))
        self.limit_field.setEnabled(self._moderator)
        card.body.addWidget(self.limit_field)
        return card

    def _make_speech_card(self) -> Card:
        card = Card(self.tr("Who may speak"))
        self._add_rule(card, RoomRule.MEMBERS_SPEAK, self.tr("Only people in the room"))
        self._add_rule(card, RoomRule.MODERATED, self.tr("Only moderators and people with a voice"))
        self._add_rule(card, RoomRule.ACCOUNTS_SPEAK, self.tr("Only people with an account or a voice"))
        return card

    def _make_room_card(self) -> Card:
        card = Card(self.tr("The room"))
        self._add_rule(card, RoomRule.TOPIC_BY_MODERATORS, self.tr("Only moderators change the topic"))
        self._add_rule(card, RoomRule.HIDDEN, self.tr("Hidden from the list of rooms"))
        later_only = self.tr("New members see only what is said after they came")
        self._add_rule(card, RoomRule.NEWCOMERS_SEE_LATER, later_only)
        self._add_rule(card, RoomRule.NO_FORMATTING, self.tr("No colours and formatting in messages"))
        self._add_rule(card, RoomRule.NO_CTCP, self.tr("No requests to the programs of people (CTCP)"))
        self.retention_box.setEnabled(has_terms(self._support) and self._moderator)
        self.retention_box.setAccessibleDescription(self._retention_text())
        add_captioned(card.body, self.tr("Messages are kept"), self.retention_box)
        card.body.addWidget(make_label(self._retention_text(), "small", wrap=True))
        return card

    def _retention_text(self) -> str:
        days = self._support.retention_days
        if has_terms(self._support):
            return self.tr("What is older is deleted for good, and its files too.")
        if days is None:
            return self.tr("The server decides how long messages are kept.")
        if not days:
            return self.tr("The server keeps messages for good.")
        return self.tr("The server deletes messages after %n days.", "", days)

    def _make_roles_card(self, roles: Sequence[str]) -> Card:
        card = Card(self.tr("Roles"))
        for sentence in roles or (self.tr("Nobody has a role."),):
            card.body.addWidget(make_label(sentence, wrap=True))
        if self._moderator:
            card.body.addWidget(make_label(self.tr("The menu of a person changes the role."), "small", wrap=True))
        return card

    def _add_rule(self, card: Card, rule: RoomRule, text: str) -> None:
        switch = self.switches[rule] = Switch(text)
        switch.setChecked(rule in self._before.rules)
        possible = bool(letter_of(self._support, rule))
        switch.setEnabled(possible and self._moderator)
        if not possible:
            lack = self.tr("This server cannot do this.")
            switch.setAccessibleDescription(lack)
            switch.setToolTip(literal_text(lack, TextSink.TIP))
        card.body.addWidget(switch)
        if not possible:
            card.body.addWidget(make_label(self.tr("This server cannot do this."), "small", wrap=True))

    def wanted_settings(self) -> RoomSettings:
        """Return the settings as the controls say."""
        rules = frozenset(rule for rule, switch in self.switches.items() if switch.isChecked())
        return RoomSettings(rules, self.password_field.text(), self.limit_field.value(), self.retention_box.days)

    def on_password_edited(self) -> None:
        self._show_fault("")

    def on_save_clicked(self) -> None:
        password = self.password_field.text()
        if password[:1] == ":" or set(password) & set(" ,"):
            self._show_fault(self.tr("The password of a room has no spaces and no commas."))
            self.password_field.setFocus()
            return
        self.saved.emit(self._before, self.wanted_settings())
        self.accept()

    def _show_fault(self, fault: str) -> None:
        self.fault_label.setText(fault)
        self.fault_label.setVisible(bool(fault))
