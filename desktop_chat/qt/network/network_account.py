"""NetworkAccount: a person's account on one server: made, logged in to, kept. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from desktop_chat.client.connection_events import (
    AccountChanged,
    AccountRegistered,
    DeviceCodeTold,
    LoginRefused,
    ProofWanted,
    RegistrationRefused,
    VerificationWanted,
)
from desktop_chat.client.events import Event
from desktop_chat.client.session import Session
from desktop_chat.clock import now_ms
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.network import password_proof
from desktop_chat.qt.network.secret_loader import SecretLoader

REGISTRATION_EVENTS = AccountRegistered | VerificationWanted | RegistrationRefused
ACCOUNT_EVENTS = ProofWanted | AccountChanged | LoginRefused | DeviceCodeTold | REGISTRATION_EVENTS


class NetworkAccount(QObject):
    """The password goes to the SecretLoader once the server has accepted it."""

    changed = Signal()  # logged in, or out
    kept = Signal(str)  # log in to this account from now on, "" for none
    login_refused = Signal(str, str)  # the account, and a sentence of the server
    registered = Signal(str)  # the account is made
    code_wanted = Signal(str, str)  # the account, and a sentence of the server: a code is on its way by mail
    device_code_told = Signal(str, str)  # the account, and the words of the code
    registration_refused = Signal(str)  # a sentence of the server

    def __init__(
        self,
        session: Session,
        secrets: SecretLoader,
        apply: Callable[[Sequence[Event]], None],
        reconnect: Callable[[], None],
        parent: QObject,
    ) -> None:
        """`apply` applies Events of the Session; `reconnect` ends the connection, if there is one, and connects."""
        super().__init__(parent)
        self._session = session
        self._secrets = secrets
        self._apply = apply
        self._reconnect = reconnect
        self._password = ""
        """Of the account that is being made."""
        self._is_new_device = False
        """The person has just logged in here; the rooms of the account follow."""
        self._nick_before = ""
        """The nick that the person wants if the login fails, "" without a typed login."""

    @cached_property
    def _proof(self) -> password_proof.PasswordProof:
        return password_proof.PasswordProof(
            lambda wanted, key: self._apply(self._session.give_proof(wanted, key)), self
        )

    @property
    def name(self) -> str:
        """The account to which the person is logged in, or ""."""
        return self._session.account

    def log_in(self, account: str, password: str, code: str = "") -> None:
        """Connect again with the account, as its nick; without a password the certificate proves it, or a code of
        another device. `kept` follows, or `login_refused`."""
        self._nick_before = self._nick_before or self._session.wanted_nick
        self._session.set_person(replace(self._session.person, nick=account))
        self._secrets.give_account(account, password, code)
        self._reconnect()

    def copy_login(self, other: NetworkAccount) -> None:
        """Use the account of another connection, the one to the bouncer, from the next connection on."""
        person = other._session.person
        if person.account:
            self._secrets.give_account(person.account, person.account_password)

    def log_out(self) -> None:
        """Connect again as a guest, and forget the account."""
        self._secrets.give_account("", "")
        self._secrets.keep_account()
        self.kept.emit("")
        self._reconnect()

    def request_device_code(self) -> None:
        """Ask for a code for another device. `device_code_told` follows."""
        self._apply(self._session.request_device_code())

    def register(self, password: str, email: str = "") -> None:
        """Make an account of the present nick. `registered`, `code_wanted` or `registration_refused` follows."""
        self._password = password
        self._apply(self._session.register_account(password, email))

    def end_registration(self) -> None:
        """Give up a registration that has no outcome yet."""
        self._password = ""
        self._session.end_registration()

    def verify(self, account: str, code: str) -> None:
        """Complete the account with the code from the mail. `registered` or `registration_refused` follows."""
        self._apply(self._session.verify_account(account, code))

    def note_welcome(self) -> None:
        """Bring the rooms of the account to a device that is new."""
        if self._is_new_device:
            self._is_new_device = False
            self._apply(self._session.bring_rooms(now_ms()))

    def apply_event(self, event: ACCOUNT_EVENTS) -> None:
        """Keep what is proved, and tell windows."""
        match event:
            case ProofWanted():
                self._proof.derive_key(event)
            case AccountChanged(account):
                if account and self._secrets.keep_account():
                    self._is_new_device, self._nick_before = bool(self._nick_before), ""
                    self.kept.emit(account)
                self.changed.emit()
            case LoginRefused(account, reason):
                nick, self._nick_before = self._nick_before, ""
                if nick:
                    self._secrets.drop_account()
                    self._apply(self._session.set_nick(nick))
                self.login_refused.emit(account, translate_text(reason))
            case AccountRegistered(account):
                self._secrets.give_account(account, self._password)
                self._secrets.keep_account()
                self.kept.emit(account)
                self.registered.emit(account)
            case VerificationWanted(account, text):
                self.code_wanted.emit(account, translate_text(text))
            case DeviceCodeTold(account, words):
                self.device_code_told.emit(account, words)
            case RegistrationRefused(reason):
                self.registration_refused.emit(translate_text(reason))
