"""AccountActions: a person's account on a server: registration and login. Pure; GUI thread."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.client.connection_events import ProofWanted, RegistrationRefused
from desktop_chat.client.context import Context
from desktop_chat.client.events import Event, Phase
from desktop_chat.client.handlers import accounts, login, service_registration
from desktop_chat.client.session_state import SessionState
from desktop_chat.client.shared_actions import one_line
from desktop_chat.irc.capabilities import ACCOUNT_REGISTRATION, DEVICE, SASL
from desktop_chat.texts import client as texts
from desktop_chat.value_class import value

_EMAIL = "email-required"
_LONGEST_PASSWORD = 300
"""Bytes: a longer one does not fit into a line beside the name and the address."""


@value
class AccountOffer:
    """The account commands and login methods of the server."""

    can_register: bool
    can_log_in: bool
    email_required: bool


class AccountActions:
    """The part of a Session for the account."""

    _state: SessionState
    _context: Context

    @property
    def account(self) -> str:
        """The account to which we are logged in, or ""."""
        return self._state.account

    @property
    def is_private(self) -> bool:
        """True if the connection is secret, so a password may be sent."""
        return self._context.private

    def account_offer(self) -> AccountOffer:
        """Return the server's present offer; nothing without a connection."""
        if self._state.phase is not Phase.ONLINE:
            return AccountOffer(can_register=False, can_log_in=False, email_required=False)
        available = self._state.available
        how = available.get(ACCOUNT_REGISTRATION)
        if how is None:  # services want an address for lost passwords
            by_service = service_registration.has_service(self._context)
            return AccountOffer(by_service, SASL in available, email_required=by_service)
        return AccountOffer(can_register=True, can_log_in=SASL in available, email_required=_EMAIL in how.split(","))

    def register_account(self, password: str, email: str = "", account: str = "") -> list[Event]:
        """Make an account of the present nick, or of the name `account`. AccountRegistered, VerificationWanted or
        RegistrationRefused follows."""
        if self._state.phase is not Phase.ONLINE or not self._context.private:
            self._state.emit(RegistrationRefused(texts.NEEDS_CONNECTION))
        elif len(password.encode()) > _LONGEST_PASSWORD:
            self._state.emit(RegistrationRefused(texts.PASSWORD_TOO_LONG))
        elif ACCOUNT_REGISTRATION not in self._state.available:
            service_registration.register_account(self._context, one_line(password), one_line(email).strip())
        else:
            accounts.register_account(self._context, one_line(password), one_line(email), one_line(account))
        return self._state.drain_events()

    def end_registration(self) -> None:
        """Take no later login for a success: the person has given up."""
        service_registration.end_registration(self._context)

    def verify_account(self, account: str, code: str) -> list[Event]:
        """Complete the account with the code from the mail. AccountRegistered or RegistrationRefused follows."""
        if self._state.phase is not Phase.ONLINE:
            self._state.emit(RegistrationRefused(texts.NEEDS_CONNECTION))
        else:
            accounts.verify_account(self._context, one_line(account), one_line(code).strip())
        return self._state.drain_events()

    def give_account(self, account: str, password: str, code: str = "") -> None:
        """Log in to the account from the next connection on; "" for none. Without a password the certificate proves
        it, or a code of another device."""
        person = self._state.person
        self._state.person = replace(person, account=account, account_password=password, login_code=code)

    def takes_device_codes(self) -> bool:
        """Return True if the server logs in devices by codes of other devices."""
        return self._state.has_capabilities(DEVICE)

    def can_add_device(self) -> bool:
        """Return True if the server makes codes for other devices of our account."""
        return bool(self._state.account) and self._context.private and self._state.has_capabilities(DEVICE)

    def request_device_code(self) -> list[Event]:
        """Ask for a code for another device. DeviceCodeTold follows."""
        if self._state.phase is Phase.ONLINE and self.can_add_device():
            self._state.send("DEVICE", "CODE")
        return self._state.drain_events()

    def bring_rooms(self, now: int) -> list[Event]:
        """Enter the rooms of the account, and fetch the direct messages of the last month: the device is new."""
        self._state.now = now
        if self._state.phase is Phase.ONLINE:
            accounts.bring_rooms(self._context)
        return self._state.drain_events()

    def give_proof(self, wanted: ProofWanted, key: bytes) -> list[Event]:
        """Continue a login with the key of the password."""
        login.give_proof(self._context, wanted, key)
        return self._state.drain_events()
