"""The questions before an act on people: duration, reason, person or address, or words for everybody. GUI thread."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from desktop_chat.net.addresses import is_loopback
from desktop_chat.net.control_values import UserRow
from desktop_chat.net.neighbourhood import numeric_address
from desktop_chat.qt.dialogs.question import MAX_REASON_LENGTH, ActQuestion
from desktop_chat.qt.launcher import strings
from desktop_chat.qt.launcher.people_columns import name_in_words
from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import make_label
from desktop_chat.qt.widgets.choice_box import ElidedComboBox
from desktop_chat.qt.widgets.wrapped_boxes import WrappedRadioButton
from desktop_chat.value_class import value

TERMS = (600, 3600, 86400, 604800, 0)
"""Seconds; 0: for good."""
MAX_ANNOUNCEMENT_LENGTH = 200
"""Characters; the server cuts a notice at 400 bytes."""
_NETWORK_BITS = {4: 24, 6: 64}
"""The width of the network around an address, by the version of IP: what one place mostly has."""
_FIRST = 2  # below the heading and the text


class TermQuestion(ActQuestion):
    """Asks for the duration and an optional reason."""

    answered = Signal(int, str)  # seconds (0: for good), reason

    def __init__(self, icon: str, title: str, text: str, action: str, term: int, parent: QWidget | None) -> None:
        super().__init__(icon, title, text, action, "danger", parent)
        self.term_box = ElidedComboBox()
        for seconds in TERMS:
            self.term_box.addItem(strings.term_text(seconds), seconds)
        self.term_box.setCurrentIndex(TERMS.index(term))
        self.reason_field = QLineEdit()
        self.reason_field.setPlaceholderText(self.tr("Shown to them; optional"))
        self.reason_field.setMaxLength(MAX_REASON_LENGTH)
        self._lay_out()
        self.add_buttons()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(Space.MEDIUM)
        form.setVerticalSpacing(Space.SMALL)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field in ((self.tr("How long"), self.term_box), (self.tr("Why"), self.reason_field)):
            name = make_label(text)
            name.setBuddy(field)
            name.setMinimumHeight(field.sizeHint().height())
            field.setAccessibleName(text)
            form.addRow(name, field)
        self.column.addLayout(form)

    def ask_first(self, *fields: QWidget) -> None:
        """Place these controls above duration and reason."""
        for field in reversed(fields):
            self.column.insertWidget(_FIRST, field)

    def on_go_clicked(self) -> None:
        self.answered.emit(self.term_box.currentData(), self.reason_field.text().strip())
        super().on_go_clicked()


@value
class BanTarget:
    """Whom a ban may be about."""

    caption: str
    whom: Mapping[str, str]
    """The arguments of the request `ban`."""
    done: str
    """The sentence after the ban."""


def ban_targets(user: UserRow) -> tuple[BanTarget, ...]:
    """Return what can be banned of a user: the person, the name, the address and its network. The person is first."""
    translate = QCoreApplication.translate
    nick, name = user.nick, name_in_words(user)
    by_person = translate("BanQuestion", "{nick}, under any name").format(nick=name)
    if user.account:
        by_person = translate("BanQuestion", "The account {account}, under any name").format(account=user.account)
    banned = translate("BanQuestion", "{nick} is banned").format(nick=name)
    targets = [
        BanTarget(by_person, {"nick": nick}, banned),
        BanTarget(
            translate("BanQuestion", "Everybody with the name {nick}").format(nick=nick),
            {"mask": f"{nick}!*@*"},
            translate("BanQuestion", "Nobody can join as {nick}").format(nick=nick),
        ),
    ]
    address = numeric_address(user.host)
    if address is None or is_loopback(user.host):
        return tuple(targets)
    network = ipaddress.ip_network((address, _NETWORK_BITS[address.version]), strict=False)
    nobody = translate("BanQuestion", "Nobody can join from {address}")
    for caption, place in (
        (translate("BanQuestion", "Everybody at {address}"), str(address)),
        (translate("BanQuestion", "Everybody in the network {address}"), str(network)),
    ):
        targets.append(BanTarget(caption.format(address=place), {"address": place}, nobody.format(address=place)))
    return tuple(targets)


class BanQuestion(TermQuestion):
    """Bans a person, a name, an address or a network."""

    def __init__(self, user: UserRow, parent: QWidget | None) -> None:
        title = self.tr("Ban {nick}?").format(nick=name_in_words(user))
        text = self.tr("A banned person is disconnected and cannot come back.")
        super().__init__("ban", title, text, self.tr("Ban"), 0, parent)
        self._targets = ban_targets(user)
        self.radios = [WrappedRadioButton(literal_text(target.caption, TextSink.CAPTION)) for target in self._targets]
        self.radios[0].setChecked(True)
        self.ask_first(*self.radios)

    @property
    def target(self) -> BanTarget:
        """What the person has chosen."""
        return next(target for target, radio in zip(self._targets, self.radios, strict=True) if radio.isChecked())


class AddressQuestion(TermQuestion):
    """Bans an address or a network, even if nobody is connected from there."""

    def __init__(self, parent: QWidget | None) -> None:
        title = self.tr("Ban an address")
        text = self.tr("Nobody can join from there. A whole network is written as 10.0.0.0/24.")
        super().__init__("ban", title, text, self.tr("Ban"), 0, parent)
        self.address_field = QLineEdit()
        self.address_field.setPlaceholderText("192.168.1.20")
        self.address_field.setAccessibleName(self.tr("Address or network"))
        self.address_field.setMaxLength(60)
        self.ask_first(self.address_field)
        self.go_button.setEnabled(False)
        self.address_field.textChanged.connect(self.on_address_changed)
        self.address_field.setFocus()

    def on_address_changed(self, text: str) -> None:
        self.go_button.setEnabled(bool(text.strip()))


class NameQuestion(ActQuestion):
    """Frees a name that an absent guest has reserved."""

    answered = Signal(str)

    def __init__(self, parent: QWidget | None) -> None:
        title = self.tr("Free a name")
        text = self.tr("A guest's name is reserved for a day, and for 30 days once they have come back.")
        super().__init__("user", title, text, self.tr("Free"), "primary", parent)
        self.name_field = self.add_field(self.tr("Name"), 60)
        self.add_buttons()
        self.go_button.setEnabled(False)
        self.name_field.textChanged.connect(self.on_name_changed)
        self.name_field.setFocus()

    def on_name_changed(self, text: str) -> None:
        self.go_button.setEnabled(bool(text.strip()))

    def on_go_clicked(self) -> None:
        self.answered.emit(self.name_field.text().strip())
        super().on_go_clicked()


class AnnouncementQuestion(ActQuestion):
    """Asks for what everybody shall be told."""

    answered = Signal(str)

    def __init__(self, parent: QWidget | None) -> None:
        title, text = self.tr("Tell everybody something"), self.tr("Everybody who is connected sees it, in any room.")
        super().__init__("megaphone", title, text, self.tr("Send"), "primary", parent)
        self.message_field = self.add_field(self.tr("Your words"), MAX_ANNOUNCEMENT_LENGTH)
        self.add_buttons()
        self.go_button.setEnabled(False)
        self.message_field.textChanged.connect(self.on_text_changed)
        self.message_field.setFocus()

    def on_text_changed(self, text: str) -> None:
        self.go_button.setEnabled(bool(text.strip()))

    def on_go_clicked(self) -> None:
        self.answered.emit(self.message_field.text().strip())
        super().on_go_clicked()
