"""RoomForm: the name and the settings of a new room, in ordinary words. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.client.room_plan import RoomPlan
from desktop_chat.client.room_settings import RoomRule, has_terms, letter_of
from desktop_chat.irc.isupport import ISupport
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.dialogs.retention_box import RetentionBox
from desktop_chat.qt.theme.sheet import refresh_style
from desktop_chat.qt.widgets import make_label
from desktop_chat.qt.widgets.field_caption import add_captioned
from desktop_chat.qt.widgets.wrapped_boxes import WrappedCheckBox, WrappedRadioButton

_LONGEST_TOPIC = 300
"""Characters, where the server announces no limit."""


class RoomForm(ActQuestion):
    """Asks for a RoomPlan. A field that the server does not support is greyed, with the reason.

    `full_name` adds the sign of a channel to a name.
    """

    answered = Signal(object)  # RoomPlan

    def __init__(
        self, network: str, support: ISupport, full_name: Callable[[str], str], parent: QWidget | None
    ) -> None:
        title, text = self.tr("New room"), self.tr("On {0}. You become its moderator.").format(network)
        super().__init__("hash", title, text, self.tr("Make the room"), "primary", parent)
        self._full_name = full_name
        self.name_field = self.add_field(self.tr("Name of the room"), 60)
        self.topic_field = self.add_field(self.tr("Topic (optional)"), support.number_value("TOPICLEN", _LONGEST_TOPIC))
        self.column.addWidget(make_label(self.tr("Who may enter"), "strong"))
        self.open_radio = WrappedRadioButton(self.tr("Everybody"))
        self.account_radio = WrappedRadioButton(self.tr("With an account"))
        self.invited_radio = WrappedRadioButton(self.tr("Invited only"))
        self.password_radio = WrappedRadioButton(self.tr("With a password"))
        for radio in (self.open_radio, self.account_radio, self.invited_radio, self.password_radio):
            self.column.addWidget(radio)
        self.open_radio.setChecked(True)
        self.password_field = self.add_field(self.tr("Password"), 60)
        self.password_field.setVisible(False)
        self.hidden_box = WrappedCheckBox(self.tr("Hidden from the list"))
        self.column.addWidget(self.hidden_box)
        self.later_box = WrappedCheckBox(self.tr("New members see only what is said after they came"))
        self.column.addWidget(self.later_box)
        self.retention_box = RetentionBox(0, support.retention_days or 0)
        add_captioned(self.column, self.tr("Messages are kept"), self.retention_box)
        lacks = []
        if not letter_of(support, RoomRule.NEWCOMERS_SEE_LATER):
            self.later_box.setEnabled(False)
            lacks.append(self.tr("The server decides whether newcomers see earlier messages."))
        if not has_terms(support):
            self.retention_box.setEnabled(False)
            lacks.append(self.tr("The server decides how long messages are kept."))
        if "R" not in support.chanmodes[3]:
            self.account_radio.setEnabled(False)
            lacks.append(self.tr("It cannot limit a room to people with an account."))
        self.lacks_label = make_label(" ".join(lacks), "small", wrap=True)
        self.lacks_label.setVisible(bool(lacks))
        self.column.addWidget(self.lacks_label)
        for control in (self.later_box, self.retention_box, self.account_radio):
            if not control.isEnabled():
                control.setAccessibleDescription(self.lacks_label.text())
        self.fault_label = make_label("", "small", wrap=True)
        self.fault_label.setProperty("tone", "danger")
        self.fault_label.setVisible(False)
        self.column.addWidget(self.fault_label)
        self.name_field.textChanged.connect(self.on_changed)
        self.password_field.textChanged.connect(self.on_changed)
        self.password_radio.toggled.connect(self.on_changed)
        self.add_buttons()
        self.on_changed()
        self.name_field.setFocus()

    def on_changed(self) -> None:
        """Show the password's field where it belongs, and allow to go on once everything is there."""
        by_password = self.password_radio.isChecked()
        if self.password_field.isHidden() == by_password:
            self.password_field.setVisible(by_password)
            self.fit_height()
        self._show_fault("")
        ready = bool(self.name_field.text().strip()) and (bool(self.password_field.text()) or not by_password)
        self.go_button.setEnabled(ready)

    def on_go_clicked(self) -> None:
        name = self.name_field.text().strip()
        password = self.password_field.text() if self.password_radio.isChecked() else ""
        if set(name) & set(",\x07"):
            self._show_fault(self.tr("The name of a room has no commas."))
        elif password[:1] == ":" or any(char in password for char in " ,"):
            self._show_fault(self.tr("The password of a room has no spaces and no commas."))
        else:
            flags = "i" if self.invited_radio.isChecked() else "R" if self.account_radio.isChecked() else ""
            flags += "s" if self.hidden_box.isChecked() else ""
            flags += RoomRule.NEWCOMERS_SEE_LATER if self.later_box.isChecked() else ""
            topic = " ".join(self.topic_field.text().split())
            keep_days = self.retention_box.days
            self.answered.emit(RoomPlan(self._full_name(name), topic, flags, password, keep_days))
            super().on_go_clicked()

    def _show_fault(self, fault: str) -> None:
        if fault == self.fault_label.text():
            return
        self.fault_label.setText(fault)
        self.fault_label.setVisible(bool(fault))
        self.name_field.setProperty("invalid", bool(fault))
        refresh_style(self.name_field)
        self.fit_height()
