"""Events of a connection: its phases, its demands, and the login to our account. Frozen values; no Qt.

They are a part of the `Event` of `client/events`.
"""

from __future__ import annotations

from desktop_chat.client.phase import Phase
from desktop_chat.value_class import value


@value
class Overrun:
    """The server has exceeded a limit, so the connection must end. `reason` is a sentence."""

    reason: str


@value
class PhaseChanged:
    """`reason` is a sentence. `said`: the reason is the server's text of ERROR."""

    phase: Phase
    reason: str = ""
    said: bool = False


@value
class Welcomed:
    """Registration is complete, ISUPPORT is known. `wanted` differs from `nick` if the wanted nick was taken."""

    nick: str
    wanted: str
    network: str


@value
class PasswordWanted:
    """The server demands a password, or (`given`) refuses the given password. Not `sure`: the server ended the
    connection before registration was complete, without a reason."""

    given: bool
    sure: bool = True
    words: str = ""
    """Why nobody comes in without an invitation, in the server's words; "" if a password is all that is missing."""
    helps: bool = True
    """False if the host of the chat was asked in vain: then no password is asked for."""


@value
class EntryAwaited:
    """The host of the chat was asked to let us in, in the server's words."""

    words: str


@value
class ProofWanted:
    """A login needs the key of the password (`irc.sasl_client.derive_key`), which takes too long for this thread."""

    password: str
    salt: bytes
    iterations: int


@value
class AccountChanged:
    """We are logged in to this account, or ("") to none."""

    account: str


@value
class LoginRefused:
    """The server has refused the login to our account. `reason` is a sentence."""

    account: str
    reason: str


@value
class AccountRegistered:
    """The account exists now, and belongs to us. `text`: a sentence of the server."""

    account: str
    text: str


@value
class VerificationWanted:
    """The account needs the code that the server has sent by mail. `text`: a sentence of the server."""

    account: str
    text: str


@value
class DeviceCodeTold:
    """By this code another device can log in to our account, once."""

    account: str
    words: str


@value
class RegistrationRefused:
    """The server has refused an account or a code. `reason` is a sentence."""

    reason: str


@value
class TlsWanted:
    """The server demands TLS at this port (client/sts). Nothing more is sent without TLS."""

    port: int


@value
class TlsInsisted:
    """Over TLS the server demands TLS for `duration` seconds; 0 ends its policy (client/sts)."""

    duration: int


@value
class BouncerNetworkTold:
    """The server is a bouncer and lists one of its networks. `network` is the id of the network."""

    network: str
    name: str


@value
class FloodPunished:
    """The server has disconnected us for flooding. `strictness` is to be kept for the next Session."""

    strictness: int


@value
class HostSpoke:
    """The host of the chat speaks to all people, in all rooms."""

    words: str


@value
class FileTokenTold:
    """By this token our files can be loaded, until the connection ends."""

    token: str


@value
class PortraitUploadOpened:
    """The person's picture can be sent to this path of the server."""

    path: str


@value
class PortraitRefused:
    """The server does not take the person's picture. `reason`: a sentence."""

    reason: str


ConnectionReport = (
    PhaseChanged
    | Overrun
    | Welcomed
    | PasswordWanted
    | EntryAwaited
    | ProofWanted
    | AccountChanged
    | LoginRefused
    | AccountRegistered
    | VerificationWanted
    | RegistrationRefused
    | DeviceCodeTold
    | BouncerNetworkTold
    | TlsWanted
    | TlsInsisted
    | FloodPunished
    | FileTokenTold
    | HostSpoke
    | PortraitUploadOpened
    | PortraitRefused
)
