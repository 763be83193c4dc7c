"""Registration of an account: REGISTER, VERIFY, and their refusals.

Spec: https://ircv3.net/specs/extensions/account-registration
"""

from __future__ import annotations

from desktop_chat.client.collection_limits import TEXT
from desktop_chat.client.connection_events import (
    AccountRegistered,
    DeviceCodeTold,
    RegistrationRefused,
    VerificationWanted,
)
from desktop_chat.client.context import Context
from desktop_chat.client.handlers import service_registration
from desktop_chat.client.server_texts import text_of
from desktop_chat.irc.capabilities import DEVICE
from desktop_chat.irc.message import Message
from desktop_chat.texts import client as texts

_MONTH_MS = 30 * 86_400_000


def register_account(c: Context, password: str, email: str, account: str) -> None:
    """Ask for an account. AccountRegistered, VerificationWanted or RegistrationRefused follows."""
    c.registering = True
    c.state.send("REGISTER", account or "*", email or "*", password)


def verify_account(c: Context, account: str, code: str) -> None:
    """Send the code that the server has sent by mail."""
    c.registering = True
    c.state.send("VERIFY", account, code)


def handle_registration(c: Context, message: Message) -> None:
    """REGISTER and VERIFY: the account exists, or a code is on its way."""
    account, text = message.param_at(1), text_of(message)
    match message.param_at(0).upper():
        case "SUCCESS":
            c.registering = False
            c.state.emit(AccountRegistered(account, text))
        case "VERIFICATION_REQUIRED":
            c.registering = False
            c.state.emit(VerificationWanted(account, text))


def end_connection(c: Context) -> None:
    """Tell a waiting person of the end of the connection."""
    if c.registering or c.service_answers is not None:
        c.registering = False
        service_registration.end_registration(c)
        c.state.emit(RegistrationRefused(texts.NEEDS_CONNECTION))


def handle_device_code(c: Context, message: Message) -> None:
    """DEVICE CODE: `account seconds words`. DEVICE ROOMS: rooms to enter on this new device.

    Spec: docs/specifications/device.md
    """
    match message.param_at(0).upper():
        case "CODE":
            c.state.emit(DeviceCodeTold(message.param_at(1)[:TEXT], message.param_at(3)[:TEXT]))
        case "ROOMS" if c.bringing_rooms:
            for name in message.param_at(1).split():
                if c.state.is_channel(name) and c.state.find_room(name) is None:
                    room = c.state.open_room(name)
                    room.wanted = True
                    c.state.send("JOIN", room.name)


def bring_rooms(c: Context) -> None:
    """Enter the rooms of the account, and fetch the direct messages of the last month, on a new device."""
    if c.state.has_capabilities(DEVICE):
        c.bringing_rooms = True
        c.state.send("DEVICE", "ROOMS")
    c.history.recall_conversations(c.state.local_time - _MONTH_MS)


def take_refusal(c: Context, command: str, text: str) -> bool:
    """Take a FAIL of a person's registration. Return False if it answers something else."""
    if command not in ("REGISTER", "VERIFY") or not c.registering:
        return False
    c.registering = False
    c.state.emit(RegistrationRefused(text))
    return True
