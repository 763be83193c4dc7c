"""The commands by which services log people in."""

from __future__ import annotations

import pytest

from desktop_chat.client.login_services import LoginService, login_command


@pytest.mark.parametrize(
    ("service", "command"),
    [
        (LoginService.AUTOMATIC, ("NickServ", "IDENTIFY ann sesame")),
        (LoginService.NICKSERV, ("NickServ", "IDENTIFY ann sesame")),
        (LoginService.PASSWORD_FIRST, ("NickServ", "IDENTIFY sesame ann")),
        (LoginService.AUTHSERV, ("AuthServ", "AUTH ann sesame")),
        (LoginService.Q, ("Q@CServe.quakenet.org", "AUTH ann sesame")),
        (LoginService.X, ("X@channels.undernet.org", "LOGIN ann sesame")),
        (LoginService.NONE, None),
    ],
)
def test_each_service_has_its_command(service: LoginService, command: tuple[str, str] | None) -> None:
    assert login_command(service, "ann", "sesame") == command


def test_strange_password_is_sent_as_it_is() -> None:
    assert login_command(LoginService.NICKSERV, "ann", "{account}") == ("NickServ", "IDENTIFY ann {account}")


@pytest.mark.parametrize("password", ["", "two words", "a\r\nQUIT", "a\0"])
def test_impossible_password_is_never_sent(password: str) -> None:
    assert login_command(LoginService.NICKSERV, "ann", password) is None
    assert login_command(LoginService.NICKSERV, "", "sesame") is None
