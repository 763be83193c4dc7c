"""Registration of an account by a message to NickServ, on networks without REGISTER.

No numeric tells the outcome. A login (900) within the registration is the success; an answer of NickServ in words may
be a refusal or ask for another step, so each is told to the person.
"""

from __future__ import annotations

from desktop_chat.client.collection_limits import TEXT
from desktop_chat.client.connection_events import AccountRegistered, RegistrationRefused
from desktop_chat.client.context import Context
from desktop_chat.client.login_services import LoginService
from desktop_chat.client.network_services import NICKSERV
from desktop_chat.irc import capabilities
from desktop_chat.irc.message import Message
from desktop_chat.irc.numerics import ERR_NOSUCHNICK
from desktop_chat.texts import client as texts

_NICKSERVS = (LoginService.NICKSERV, LoginService.PASSWORD_FIRST)
_MOST_ANSWERS = 6
"""Lines of NickServ that are told at once."""


def has_service(c: Context) -> bool:
    """Return True if NickServ probably makes accounts: the person has chosen it, or the network has logins by SASL."""
    service = c.state.person.service
    return service in _NICKSERVS or (service is LoginService.AUTOMATIC and capabilities.SASL in c.state.available)


def register_account(c: Context, password: str, email: str) -> None:
    """Ask NickServ for an account of the present nick. AccountRegistered or RegistrationRefused follows.

    The command is neither shown nor kept, and the password is hidden in answers.
    """
    if " " in password:
        c.state.emit(RegistrationRefused(texts.PASSWORD_HAS_SPACES))
        return
    command = f"REGISTER {password} {email}".rstrip()
    c.service_answers = []
    c.outgoing.told_secrets.note_message(command, (c.state.nick,))
    c.state.send("PRIVMSG", NICKSERV, command)


def end_registration(c: Context) -> None:
    """Expect no answer any more."""
    c.service_answers = None


def note_answer(c: Context, nick: str, text: str) -> None:
    """Tell the person what NickServ answers."""
    if c.service_answers is None or c.state.fold_name(nick) != c.state.fold_name(NICKSERV):
        return
    c.service_answers = [*c.service_answers, text[:TEXT]][-_MOST_ANSWERS:]
    c.state.emit(RegistrationRefused("\n".join(c.service_answers)))


def note_login(c: Context) -> None:
    """Take the login that follows a successful registration."""
    if c.service_answers is not None:
        end_registration(c)
        c.state.emit(AccountRegistered(c.state.account, ""))


def note_absence(c: Context, message: Message) -> bool:
    """Take a refusal (401) of the command: there is no NickServ. Return False if it refuses something else."""
    absent = message.command == ERR_NOSUCHNICK and c.state.fold_name(message.param_at(1)) == c.state.fold_name(NICKSERV)
    if c.service_answers is None or not absent:
        return False
    end_registration(c)
    c.state.emit(RegistrationRefused(texts.NO_ACCOUNTS_HERE))
    return True
