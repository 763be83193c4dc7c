"""KnownNetworks: addresses and customs of public IRC networks, for the form of a network. Pure."""

from __future__ import annotations

from desktop_chat.client.login_services import LoginService
from desktop_chat.value_class import value


@value
class KnownNetwork:
    """`address` as a person types it."""

    name: str
    address: str
    service: LoginService = LoginService.AUTOMATIC
    """Logs people in where the network has no SASL."""


KNOWN_NETWORKS = (
    KnownNetwork("Libera.Chat", "irc.libera.chat:6697"),
    KnownNetwork("OFTC", "irc.oftc.net:6697", LoginService.PASSWORD_FIRST),
    KnownNetwork("hackint", "irc.hackint.org:6697"),
    KnownNetwork("DALnet", "irc.dal.net:6697"),
    KnownNetwork("EFnet", "efnet.port80.se:6697", LoginService.NONE),
    KnownNetwork("EsperNet", "irc.esper.net:6697"),
    KnownNetwork("GameSurge", "irc.gamesurge.net:6667", LoginService.AUTHSERV),
    KnownNetwork("GeekShed", "irc.geekshed.net:6697"),
    KnownNetwork("GIMPNet", "irc.gimp.org:6697"),
    KnownNetwork("IRCnet", "open.ircnet.net:6667", LoginService.NONE),
    KnownNetwork("QuakeNet", "irc.quakenet.org:6667", LoginService.Q),
    KnownNetwork("Rizon", "irc.rizon.net:6697"),
    KnownNetwork("Snoonet", "irc.snoonet.org:6697"),
    KnownNetwork("SwiftIRC", "irc.swiftirc.net:6697"),
    KnownNetwork("tilde.chat", "irc.tilde.chat:6697"),
    KnownNetwork("Undernet", "irc.undernet.org:6667", LoginService.X),
)
