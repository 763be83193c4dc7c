"""Login by a command to a service, after the welcome of a network on which SASL has not logged the person in."""

from __future__ import annotations

from desktop_chat.client.context import Context
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.login_services import LoginService, login_command
from desktop_chat.client.room_state import SERVER_ROOM
from desktop_chat.irc import capabilities
from desktop_chat.texts import client as texts


def ask_service(c: Context) -> bool:
    """Ask the service of the person's choice to log the person in. Return True if it was asked.

    The command is neither shown nor kept. Without a choice, a network with SASL is not asked, and no password leaves
    an unencrypted connection.
    """
    person = c.state.person
    command = login_command(person.service, person.account, person.account_password)
    automatic = person.service is LoginService.AUTOMATIC
    if command is None or c.state.account:
        return False
    if automatic and not c.private:
        c.state.show_notice(SERVER_ROOM, texts.LOGIN_NEEDS_ENCRYPTION, EntryKind.ERROR)
        return False
    if automatic and capabilities.SASL in c.state.available:
        return False
    service, text = command
    c.state.send("PRIVMSG", service, text)
    c.state.show_notice(SERVER_ROOM, texts.SERVICE_ASKED(service))
    return True
