"""The sections of a network's form: each card shows a part of a saved chat, and reads the part back. GUI thread."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from desktop_chat.client.certificate import certificate_fingerprint
from desktop_chat.client.login_services import LoginService
from desktop_chat.client.network_options import ENCODINGS, NO_CERTIFICATE_FILE, SENDS_ENCODED, NetworkOptions
from desktop_chat.client.proxy_address import DEFAULT_PORTS, ProxyAddress, ProxyKind, parse_proxy
from desktop_chat.net.addresses import AddressError
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.widgets import Card, Switch, make_button, make_label
from desktop_chat.qt.widgets.choice_box import ElidedComboBox
from desktop_chat.qt.widgets.field_caption import add_captioned

_LONGEST = 400
"""Characters of a field."""
_COMMAND_LINES = 4
_MOST_FILE = 262_144
"""Bytes of a certificate's file."""


class FormFault(Exception):
    """A field that cannot be used. The text is a sentence for the person."""

    def __init__(self, sentence: str, field: QWidget) -> None:
        super().__init__(sentence)
        self.field = field


class FormSection(Card):
    """A card of fields below captions, which fits into a narrow window with large letters."""

    def add_row(self, caption: str, field: QWidget) -> None:
        """Add a caption and a field below it."""
        add_captioned(self.body, caption, field)

    def add_field(self, caption: str, hint: str = "", *, secret: bool = False, longest: int = _LONGEST) -> QLineEdit:
        """Add and return a field for a line of text."""
        field = QLineEdit()
        field.setMaxLength(longest)
        field.setPlaceholderText(hint)
        if secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.add_row(caption, field)
        return field

    def add_choice(self, caption: str, rows: tuple[tuple[str, str], ...]) -> QComboBox:
        """Add and return a box with these (value, text) rows."""
        box = ElidedComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for data, text in rows:
            box.addItem(text, data)
        self.add_row(caption, box)
        return box


def choose_data(box: QComboBox, data: str) -> None:
    """Choose the row of the value; the first row for an unknown value."""
    box.setCurrentIndex(max(0, box.findData(data)))


class NamesSection(FormSection):
    """The person's names on this network."""

    def __init__(self, default_nick: str, default_user: str, default_name: str) -> None:
        super().__init__(QCoreApplication.translate("NetworkForm", "You"))
        translate = QCoreApplication.translate
        self.nick_field: QLineEdit = self.add_field(translate("NetworkForm", "Name"), default_nick, longest=60)
        self.others_field: QLineEdit = self.add_field(translate("NetworkForm", "Other names, if it is taken"), "")
        self.user_field: QLineEdit = self.add_field(translate("NetworkForm", "User name"), default_user, longest=20)
        self.realname_field: QLineEdit = self.add_field(
            translate("NetworkForm", "Real name"), default_name, longest=100
        )
        self._defaults = default_nick, default_name
        self.nick_field.textChanged.connect(self.on_nick_typed)
        self.on_nick_typed()

    def on_nick_typed(self) -> None:
        """Show what empty fields mean beside the nick."""
        default_nick, default_name = self._defaults
        nick = self.nick() or default_nick
        self.others_field.setPlaceholderText(f"{nick}_ {nick}__")
        self.realname_field.setPlaceholderText(default_name if nick == default_nick else nick)

    def show_names(self, nick: str, options: NetworkOptions) -> None:
        self.nick_field.setText(nick)
        self.others_field.setText(options.other_nicks)
        self.user_field.setText(options.username)
        self.realname_field.setText(options.realname)

    def nick(self) -> str:
        """Return the nick. Spaces become underscores, as everywhere."""
        return "_".join(self.nick_field.text().split())

    def read_names(self, options: NetworkOptions) -> NetworkOptions:
        return replace(
            options,
            other_nicks=" ".join(self.others_field.text().replace(",", " ").split()),
            username=self.user_field.text().strip(),
            realname=" ".join(self.realname_field.text().split()),
        )


class AccountSection(FormSection):
    """The account, and the certificate that the person presents."""

    def __init__(self) -> None:
        translate = QCoreApplication.translate
        super().__init__(translate("NetworkForm", "Account"))
        self.account_field: QLineEdit = self.add_field(
            translate("NetworkForm", "Account"), translate("NetworkForm", "None")
        )
        self.password_field: QLineEdit = self.add_field(
            translate("NetworkForm", "Password of the account"), secret=True
        )
        self.service_box = self.add_choice(
            translate("NetworkForm", "Without SASL, log in by"),
            (
                (LoginService.AUTOMATIC, translate("NetworkForm", "NickServ, if encrypted")),
                (LoginService.NICKSERV, "NickServ"),
                (LoginService.PASSWORD_FIRST, translate("NetworkForm", "NickServ, password first (OFTC)")),
                (LoginService.AUTHSERV, "AuthServ"),
                (LoginService.Q, "Q (QuakeNet)"),
                (LoginService.X, "X (Undernet)"),
                (LoginService.NONE, translate("NetworkForm", "Nothing")),
            ),
        )
        self.certificate_box = self.add_choice(
            translate("NetworkForm", "Certificate to show"),
            (
                ("", translate("NetworkForm", "My own one for this network")),
                ("file", translate("NetworkForm", "From a file…")),
                (NO_CERTIFICATE_FILE, translate("NetworkForm", "None")),
            ),
        )
        self.file_field: QLineEdit = self.add_field(
            translate("NetworkForm", "File with certificate and key (PEM)"), longest=1000
        )
        self.file_button = make_button(translate("NetworkForm", "Choose…"))
        self.body.addWidget(self.file_button)
        self.certificate_box.currentIndexChanged.connect(self.on_certificate_chosen)
        self.file_button.clicked.connect(self.on_file_wanted)
        self.on_certificate_chosen()

    def show_account(self, account: str, options: NetworkOptions) -> None:
        self.account_field.setText(account)
        choose_data(self.service_box, options.service)
        chosen = options.certificate
        is_file = bool(chosen) and chosen != NO_CERTIFICATE_FILE
        choose_data(self.certificate_box, "file" if is_file else chosen)
        self.file_field.setText(chosen if is_file else "")

    def read_account(self, options: NetworkOptions) -> NetworkOptions:
        """Return the options with the values of the fields. Raises: FormFault."""
        chosen = str(self.certificate_box.currentData())
        if chosen == "file":
            chosen = self.file_field.text().strip()
            _require_certificate(chosen, self.file_field)
        return replace(options, service=str(self.service_box.currentData()), certificate=chosen)

    def on_certificate_chosen(self) -> None:
        from_file = self.certificate_box.currentData() == "file"
        self.file_field.setVisible(from_file)
        self.file_button.setVisible(from_file)

    def on_file_wanted(self) -> None:
        title = QCoreApplication.translate("NetworkForm", "Certificate")
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
        dialog = QFileDialog(self, title, home, "PEM (*.pem *.crt *.cer *.key);;* (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.file_field.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _require_certificate(name: str, field: QWidget) -> None:
    """Raise FormFault unless the file has a certificate and its key."""
    translate = QCoreApplication.translate
    try:
        path = Path(name)
        content = path.read_bytes() if 0 < path.stat().st_size <= _MOST_FILE else b""
    except (OSError, ValueError):
        raise FormFault(translate("NetworkForm", "The certificate's file cannot be read."), field) from None
    if not certificate_fingerprint(content) or b"PRIVATE KEY-----" not in content:
        raise FormFault(translate("NetworkForm", "The file must contain a certificate and its key (PEM)."), field)


class EntrySection(FormSection):
    """The rooms and the commands after connecting."""

    def __init__(self) -> None:
        translate = QCoreApplication.translate
        super().__init__(translate("NetworkForm", "After connecting"))
        self.rooms_field: QLineEdit = self.add_field(translate("NetworkForm", "Rooms to enter"), "#tea, #milk")
        self.commands_edit = QPlainTextEdit()
        self.commands_edit.setTabChangesFocus(True)
        self.commands_edit.setPlaceholderText("/msg Bot hello\nMODE $nick +x")
        lines = self.commands_edit.fontMetrics().lineSpacing() * _COMMAND_LINES
        self.commands_edit.setFixedHeight(lines + 20)
        self.add_row(translate("NetworkForm", "Commands to run, one in each line"), self.commands_edit)

    def show_rooms(self, options: NetworkOptions) -> None:
        self.rooms_field.setText(options.rooms)


class ProxySection(FormSection):
    """The way to the network, and the encoding of old programs there."""

    def __init__(self) -> None:
        translate = QCoreApplication.translate
        super().__init__(translate("NetworkForm", "Connection"))
        self.kind_box = self.add_choice(
            translate("NetworkForm", "Proxy"),
            (
                ("", translate("NetworkForm", "None")),
                (ProxyKind.SOCKS5.value, "SOCKS5 (Tor, SSH)"),
                (ProxyKind.HTTP.value, "HTTP CONNECT"),
            ),
        )
        self.place_field: QLineEdit = self.add_field(translate("NetworkForm", "Address of the proxy"), "127.0.0.1:9050")
        self.user_field: QLineEdit = self.add_field(translate("NetworkForm", "User name at the proxy"))
        self.password_field: QLineEdit = self.add_field(translate("NetworkForm", "Password at the proxy"), secret=True)
        self.encoding_box = self.add_choice(
            translate("NetworkForm", "Encoding of messages that are not UTF-8"),
            (("", translate("NetworkForm", "Western (cp1252)")), *((name, name) for name in ENCODINGS[1:])),
        )
        self.sending_switch = Switch(translate("NetworkForm", "Send in this encoding too"))
        why = translate("NetworkForm", "For networks whose people use old programs. Otherwise messages leave as UTF-8.")
        self.sending_switch.setAccessibleDescription(why)
        self.body.addWidget(self.sending_switch)
        self.body.addWidget(make_label(why, "small", wrap=True))
        self.kind_box.currentIndexChanged.connect(self.on_kind_chosen)
        self.on_kind_chosen()

    def show_connection(self, options: NetworkOptions) -> None:
        try:
            proxy = options.proxy_address()
        except AddressError:
            proxy = None
        choose_data(self.kind_box, proxy.kind.value if proxy is not None else "")
        self.place_field.setText(proxy.place if proxy is not None else "")
        self.user_field.setText(proxy.user if proxy is not None else "")
        choose_data(self.encoding_box, options.encoding)
        self.sending_switch.setChecked(options.sending == SENDS_ENCODED)

    def read_connection(self, options: NetworkOptions) -> NetworkOptions:
        """Return the options with the values of the fields. Raises: FormFault."""
        sending = SENDS_ENCODED if self.sending_switch.isChecked() else ""
        options = replace(options, encoding=str(self.encoding_box.currentData()), sending=sending)
        kind = str(self.kind_box.currentData())
        if not kind:
            return replace(options, proxy="")
        try:
            place = parse_proxy(f"{kind}://{self.place_field.text().strip()}")
        except AddressError as error:
            raise FormFault(translate_text(str(error)), self.place_field) from None
        proxy = ProxyAddress(place.kind, place.host, place.port, self.user_field.text().strip())
        return replace(options, proxy=str(proxy))

    def on_kind_chosen(self) -> None:
        kind = str(self.kind_box.currentData())
        for field in (self.place_field, self.user_field, self.password_field):
            field.setVisible(bool(kind))
        if kind:
            self.place_field.setPlaceholderText(f"127.0.0.1:{DEFAULT_PORTS[ProxyKind(kind)]}")
