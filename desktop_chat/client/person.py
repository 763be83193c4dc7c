"""Person: the person who chats, as a server is told."""

from __future__ import annotations

from desktop_chat.client.login_services import LoginService
from desktop_chat.value_class import value


@value
class Person:
    """Name, account and passwords of a person on one server."""

    nick: str
    """The wanted nick."""
    username: str
    realname: str
    password: str = ""
    account: str = ""
    """The account to log in to, "" for none."""
    account_password: str = ""
    """"" to log in by the certificate."""
    login_code: str = ""
    """A code of another device, in place of the password."""
    bouncer_network: str = ""
    """The network behind a bouncer, "" for the server itself."""
    other_nicks: tuple[str, ...] = ()
    """To be tried in this order if the wanted nick is taken."""
    service: LoginService = LoginService.AUTOMATIC
    """Logs the person in where SASL does not."""
    encoding: str = "utf-8"
    """Of what the person sends, unless the server takes only UTF-8."""
