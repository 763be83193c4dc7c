"""What this server says of itself: its capabilities and RPL_ISUPPORT, from one table each. Pure."""

from __future__ import annotations

from desktop_chat.hub import settings as limits
from desktop_chat.hub.settings import HubSettings

CAPABILITIES = {
    "away-notify": "",
    "batch": "",
    "cap-notify": "",
    "desktop-chat/resend": "",
    "draft/chathistory": "",
    "echo-message": "",
    "extended-join": "",
    "labeled-response": "",
    "message-tags": "",
    "multi-prefix": "",
    "server-time": "",
    "setname": "",
    "standard-replies": "",
    "userhost-in-names": "",
}
"""Name to value, as CAP LS 302 lists them. Each is specified at https://ircv3.net/specs/extensions/NAME."""
_A_LINE = 13


def isupport_lines(settings: HubSettings) -> list[tuple[str, ...]]:
    """The tokens of RPL_ISUPPORT, 13 a line at most. https://modern.ircdocs.horse/#rplisupport-parameters"""
    tokens = (
        f"AWAYLEN={limits.AWAY_LENGTH}",
        "CASEMAPPING=ascii",
        f"CHANLIMIT=#:{settings.channels_per_user if settings.limits_enabled else ''}",
        "CHANMODES=beI,k,l,imnst",
        f"CHANNELLEN={limits.CHANNEL_LENGTH}",
        "CHANTYPES=#",
        f"CHATHISTORY={settings.page}",
        f"desktop-chat/LOBBY={settings.lobby}" if settings.lobby else "",
        "ELIST=U",
        "EXCEPTS=e",
        "INVEX=I",
        f"KEYLEN={limits.KEY_LENGTH}",
        f"KICKLEN={limits.KICK_LENGTH}",
        f"MAXLIST=beI:{limits.LIST_ITEMS}",
        f"MAXTARGETS={limits.TARGETS}",
        f"MODES={limits.MODES}",
        "MSGREFTYPES=msgid,timestamp",
        f"NAMELEN={limits.REALNAME_LENGTH}",
        f"NETWORK={_escaped(settings.name)}",
        f"NICKLEN={limits.NICK_LENGTH}",
        "PREFIX=(qaohv)~&@%+",
        "SAFELIST",
        "STATUSMSG=~&@%+",
        f"TARGMAX=JOIN:,KICK:1,NAMES:1,NOTICE:{limits.TARGETS},PART:,PRIVMSG:{limits.TARGETS},TAGMSG:{limits.TARGETS}",
        f"TOPICLEN={limits.TOPIC_LENGTH}",
        f"USERLEN={limits.USER_LENGTH}",
        "UTF8ONLY",
    )
    said = [token for token in tokens if token]
    return [tuple(said[first : first + _A_LINE]) for first in range(0, len(said), _A_LINE)]


def _escaped(value: str) -> str:
    """A value may hold no space, `=` or backslash."""
    return "".join(f"\\x{ord(char):02X}" if char in " =\\" else char for char in value)
