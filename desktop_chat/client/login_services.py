"""Login services: programs of a network that log people in by a command, where SASL is not to be had. Pure."""

from __future__ import annotations

from enum import StrEnum


class LoginService(StrEnum):
    """The values are kept in the settings."""

    AUTOMATIC = ""
    """NickServ, over an encrypted connection only."""
    NICKSERV = "nickserv"
    PASSWORD_FIRST = "nickserv-password-first"
    """NickServ of OFTC, which takes the password before the account."""
    AUTHSERV = "authserv"
    Q = "q"
    X = "x"
    NONE = "none"


_COMMANDS = {
    LoginService.AUTOMATIC: ("NickServ", "IDENTIFY {account} {password}"),
    LoginService.NICKSERV: ("NickServ", "IDENTIFY {account} {password}"),
    LoginService.PASSWORD_FIRST: ("NickServ", "IDENTIFY {password} {account}"),
    LoginService.AUTHSERV: ("AuthServ", "AUTH {account} {password}"),
    LoginService.Q: ("Q@CServe.quakenet.org", "AUTH {account} {password}"),
    LoginService.X: ("X@channels.undernet.org", "LOGIN {account} {password}"),
}


def login_command(service: LoginService, account: str, password: str) -> tuple[str, str] | None:
    """Return (nick of the service, command), or None if there is nothing to say or the password fits no command."""
    nick, command = _COMMANDS.get(service, ("", ""))
    if not nick or not account or not password or any(char in password for char in " \r\n\0"):
        return None
    return nick, command.replace("{account}", account, 1).replace("{password}", password, 1)
