"""NetworkForm: everything about one network: address, names, account, rooms, commands, proxy. GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from desktop_chat.client.chat_address import ChatAddress, parse_chat_address
from desktop_chat.client.known_networks import KNOWN_NETWORKS
from desktop_chat.client.network_options import NO_OPTIONS
from desktop_chat.client.network_setup import NetworkSetup
from desktop_chat.client.preferences import ServerRecord
from desktop_chat.client.secret_store import ACCOUNT, CONNECT_COMMANDS, PASSWORD, PROXY_PASSWORD
from desktop_chat.net.addresses import AddressError
from desktop_chat.qt.dialogs.network_sections import (
    AccountSection,
    EntrySection,
    FormFault,
    FormSection,
    NamesSection,
    ProxySection,
    choose_data,
)
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.theme.sheet import refresh_style
from desktop_chat.qt.widgets import Switch, make_button, make_label, make_line
from desktop_chat.qt.widgets.button_row import ButtonRow
from desktop_chat.qt.widgets.page_scroll import PageScroll

_WIDTH, _HEIGHT = 520, 640


class NetworkForm(QDialog):
    """Emits the filled-in form. Passwords and commands are disabled until `show_secrets`.

    `key`: the key of the network. `record`: the saved chat, None for a new network.
    """

    answered = Signal(object, bool)  # NetworkSetup, True to connect now

    def __init__(
        self, key: str, record: ServerRecord | None, names: tuple[str, str, str], parent: QWidget | None
    ) -> None:
        """`names`: nick, user name and real name of a person who fills in nothing."""
        super().__init__(parent)
        self.key = key
        self._record = record
        self._secrets: Mapping[str, str] = {}
        self._secrets_known = False
        self.names_section = NamesSection(*names)
        self.account_section = AccountSection()
        self.entry_section = EntrySection()
        self.proxy_section = ProxySection()
        self.place_section = FormSection(self.tr("Network"))
        self._make_place()
        self.connect_switch = Switch(self.tr("Connect at each start of the program"))
        self.entry_section.body.addWidget(self.connect_switch)
        self.fault_label = make_label("", "small", wrap=True)
        self.cancel_button = make_button(self.tr("Cancel"))
        self.save_button = make_button(self.tr("Save"))
        self.connect_button = make_button(self.tr("Save and connect"), "primary")
        self._lay_out()
        self._show_record()
        self._enable_secrets(enabled=False)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(lambda: self._give_answer(connect=False))
        self.connect_button.clicked.connect(lambda: self._give_answer(connect=True))

    def _make_place(self) -> None:
        section = self.place_section
        self.known_box = section.add_choice(
            self.tr("Known networks"),
            (("", self.tr("Another network")), *((known.address, known.name) for known in KNOWN_NETWORKS)),
        )
        self.address_field: QLineEdit = section.add_field(self.tr("Address"), "irc.example.org:6697", longest=2000)
        self.tls_switch = Switch(self.tr("Encrypted (TLS)"))
        section.body.addWidget(self.tls_switch)
        self.plain_label = make_label(
            self.tr("Without encryption others on the way can read everything, passwords too."), "small", wrap=True
        )
        self.plain_label.setProperty("tone", "warning")
        section.body.addWidget(self.plain_label)
        self.label_field: QLineEdit = section.add_field(self.tr("Name in the sidebar"), longest=60)
        self.password_field: QLineEdit = section.add_field(self.tr("Password of the server"), secret=True)
        self.known_box.activated.connect(self.on_known_chosen)
        self.address_field.textEdited.connect(self.on_address_edited)
        self.tls_switch.toggled.connect(self.on_tls_toggled)

    def _lay_out(self) -> None:
        title = self.tr("Network") if self._record is not None else self.tr("New network")
        self.setWindowTitle(literal_text(title, TextSink.TITLE))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(360, 420)
        self.resize(_WIDTH, _HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.scroll_area = PageScroll()
        inside = QVBoxLayout(self.scroll_area.inside)
        inside.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        inside.setSpacing(Space.MEDIUM)
        inside.addWidget(make_label(title, "title", wrap=True))
        for section in (
            self.place_section,
            self.names_section,
            self.account_section,
            self.entry_section,
            self.proxy_section,
        ):
            inside.addWidget(section)
        inside.addStretch(1)
        column.addWidget(self.scroll_area, 1)
        column.addWidget(make_line())
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.MEDIUM)
        self.fault_label.setProperty("tone", "danger")
        self.fault_label.hide()
        foot.setSpacing(Space.SMALL)
        foot.addWidget(self.fault_label)
        foot.addLayout(ButtonRow(self.cancel_button, self.save_button, self.connect_button))
        column.addLayout(foot)
        for button in (self.cancel_button, self.save_button):
            button.setAutoDefault(False)
        self.connect_button.setDefault(True)

    def _show_record(self) -> None:
        record = self._record
        options = record.options if record is not None else NO_OPTIONS
        self.names_section.show_names(record.nick if record is not None else "", options)
        self.account_section.show_account(record.account if record is not None else "", options)
        self.entry_section.show_rooms(options)
        self.proxy_section.show_connection(options)
        self.connect_switch.setChecked(record is None or record.connect)
        self.tls_switch.setChecked(record is None or record.tls)
        if record is not None:
            self.label_field.setText(record.label)
            self.label_field.setPlaceholderText(record.name)
            self.address_field.setText(str(record.address))
            choose_data(self.known_box, self.address_field.text())
        self.on_tls_toggled()

    # Secrets

    def show_secrets(self, secrets: Mapping[str, str]) -> None:
        """Show the kept secrets, masked, and the commands; allow changes."""
        self._secrets, self._secrets_known = secrets, True
        field: QLineEdit
        for name, field in self._secret_fields().items():
            field.setText(secrets.get(name, ""))
        self.entry_section.commands_edit.setPlainText(secrets.get(CONNECT_COMMANDS, ""))
        self._enable_secrets(enabled=True)

    def _secret_fields(self) -> dict[str, QLineEdit]:
        """Return the fields of secrets by their names in client/secret_store."""
        return {
            PASSWORD: self.password_field,
            ACCOUNT: self.account_section.password_field,
            PROXY_PASSWORD: self.proxy_section.password_field,
        }

    def _enable_secrets(self, *, enabled: bool) -> None:
        for field in (*self._secret_fields().values(), self.entry_section.commands_edit):
            field.setEnabled(enabled)

    def _changed_secrets(self) -> dict[str, str]:
        """Return the secrets that the person has changed; "" for a removed one."""
        if not self._secrets_known:
            return {}
        typed = {name: field.text() for name, field in self._secret_fields().items()}
        typed[CONNECT_COMMANDS] = self.entry_section.commands_edit.toPlainText().strip()
        return {name: secret for name, secret in typed.items() if secret != self._secrets.get(name, "")}

    # Events

    def on_known_chosen(self) -> None:
        """Fill in the address and the customs of a known network."""
        known = next((known for known in KNOWN_NETWORKS if known.address == self.known_box.currentData()), None)
        if known is None:
            self.address_field.setFocus()
            return
        self.address_field.setText(known.address)
        self.label_field.setText("" if self._record is not None else known.name)
        choose_data(self.account_section.service_box, known.service)
        self.on_address_edited()

    def on_address_edited(self) -> None:
        """Follow the port's custom about encryption."""
        self._show_fault("")
        try:
            self.tls_switch.setChecked(parse_chat_address(self.address_field.text()).tls)
        except AddressError:
            return

    def on_tls_toggled(self) -> None:
        self.plain_label.setVisible(not self.tls_switch.isChecked())

    def _give_answer(self, *, connect: bool) -> None:
        try:
            setup = self._read_setup()
        except FormFault as fault:
            self._show_fault(str(fault), fault.field)
            return
        self.answered.emit(setup, connect)
        self.accept()

    def _read_setup(self) -> NetworkSetup:
        """Return the filled-in form. Raises: FormFault."""
        try:
            place = parse_chat_address(self.address_field.text())
        except AddressError as error:
            raise FormFault(translate_text(str(error)), self.address_field) from None
        options = self.names_section.read_names(self._record.options if self._record is not None else NO_OPTIONS)
        options = self.account_section.read_account(options)
        options = self.proxy_section.read_connection(options)
        rooms = " ".join(dict.fromkeys((*self.entry_section.rooms_field.text().replace(",", " ").split(), place.room)))
        return NetworkSetup(
            self.key,
            ChatAddress(place.host, place.port, self.tls_switch.isChecked(), "", place.fingerprint),
            label=" ".join(self.label_field.text().split()),
            nick=self.names_section.nick(),
            account=self.account_section.account_field.text().strip(),
            connect=self.connect_switch.isChecked(),
            options=replace(options, rooms=rooms.strip()),
            secrets=self._changed_secrets(),
        )

    def _show_fault(self, fault: str, wrong: QWidget | None = None) -> None:
        self.fault_label.setText(fault)
        self.fault_label.setVisible(bool(fault))
        for line in self.findChildren(QLineEdit):
            if bool(line.property("invalid")) != (line is wrong):
                line.setProperty("invalid", line is wrong)
                refresh_style(line)
        if wrong is not None:
            wrong.setFocus()
            self.scroll_area.ensureWidgetVisible(wrong)
