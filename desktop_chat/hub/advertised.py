"""Announcements of the server: capabilities and the tokens of RPL_ISUPPORT. Pure."""

from __future__ import annotations

from desktop_chat.hub import limits
from desktop_chat.hub.live import mask_terms, masks
from desktop_chat.hub.live.channel import FLAGS, LIST_MODES, PREFIXES
from desktop_chat.hub.records import monitor_lists
from desktop_chat.hub.records.metadata import MOST_KEYS, MOST_SUBSCRIPTIONS, VALUE_BYTES
from desktop_chat.hub.records.shared_files import PORTRAIT_BYTES
from desktop_chat.hub.settings import HubSettings
from desktop_chat.irc import capabilities as c
from desktop_chat.irc.isupport import FILEHOST, FILES, LOBBY, NODES, PORTRAITS, RETENTION, format_tokens

USER_MODES = "BRZiow"
_VALUES = "fHl"
CHANNEL_MODES = "".join((LIST_MODES, "k", _VALUES, *FLAGS, *PREFIXES))
WITH_PARAMETER = "".join((LIST_MODES, "k", _VALUES, *PREFIXES))
"""The channel modes that take a parameter."""


def advertised_capabilities(settings: HubSettings) -> dict[str, str]:
    """Return the capabilities allowed by the settings: names and values ("" for no value)."""
    values = {name: c.BY_NAME[name].value for name in c.OFFERED}
    if settings.register_accounts:
        before = ["before-connect"] if settings.register_before_connect else []
        email = ["email-required"] if settings.email_required else []
        values[c.ACCOUNT_REGISTRATION] = ",".join([*before, "custom-account-name", *email])
    else:
        del values[c.ACCOUNT_REGISTRATION]
    values[c.MULTILINE] = f"max-bytes={settings.multiline_bytes},max-lines={settings.multiline_lines}"
    limits_of_metadata = f"max-subs={MOST_SUBSCRIPTIONS},max-keys={MOST_KEYS},max-value-bytes={VALUE_BYTES}"
    values[c.METADATA] = values[c.METADATA_2] = f"before-connect,{limits_of_metadata}"
    return values


def sts_capability(settings: HubSettings, *, secure: bool) -> dict[str, str]:
    """Return the STS capability for a connection, empty if the settings have none. STS is announced but never
    requested.

    Spec: https://ircv3.net/specs/extensions/sts
    """
    if not settings.sts_seconds:
        return {}
    return {c.STS: f"duration={settings.sts_seconds}" if secure else f"port={settings.sts_port}"}


def isupport_lines(settings: HubSettings, reached_at: str = "") -> list[tuple[str, ...]]:
    """Return the tokens of RPL_ISUPPORT, at most 13 in each line.

    `reached_at`: the address (HOST:PORT) of this server to which the client has connected; "" if unknown.

    Spec: https://modern.ircdocs.horse/#rplisupport-parameters
    """
    many = limits.MAX_TARGETS
    values: dict[str, str | int] = {
        "AWAYLEN": limits.AWAY_LENGTH,
        "BOT": "B",
        "CASEMAPPING": "ascii",
        "CHANLIMIT": f"#:{settings.channels_per_user if settings.limits_enabled else ''}",
        "CHANMODES": f"{LIST_MODES},k,{_VALUES},{''.join(FLAGS)}",
        "CHANNELLEN": limits.CHANNEL_LENGTH,
        "CHANTYPES": "#",
        "CHATHISTORY": settings.history_page,
        "ACCOUNTEXTBAN": "a,account",
        "ELIST": "CMNTU",
        "EXTBAN": f"{masks.SIGN},{''.join(sorted((*masks.KINDS, mask_terms.LETTER)))}",
        "EXCEPTS": "e",
        "INVEX": "I",
        "KEYLEN": limits.KEY_LENGTH,
        "KICKLEN": limits.KICK_LENGTH,
        "KNOCK": "",
        LOBBY: settings.lobby,
        RETENTION: settings.history_days,
        "MAXLIST": ",".join(f"{letter}:{settings.list_items}" for letter in LIST_MODES),
        "MAXTARGETS": many,
        "MODES": limits.MAX_MODE_CHANGES,
        "MONITOR": monitor_lists.LIMIT,
        "MSGREFTYPES": "msgid,timestamp",
        "NAMELEN": limits.REALNAME_LENGTH,
        "NETWORK": settings.name,
        "NICKLEN": limits.NICK_LENGTH,
        "PREFIX": "(qaohv)~&@%+",
        "SAFELIST": "",
        "STATUSMSG": "~&@%+",
        "TARGMAX": f"JOIN:,KICK:,NAMES:{limits.MAX_NAMES_TARGETS},NOTICE:{many},PART:,PRIVMSG:{many},TAGMSG:{many}",
        "TOPICLEN": limits.TOPIC_LENGTH,
        "USERLEN": limits.USER_LENGTH,
        "UTF8ONLY": "",
        "WHOX": "",
    }
    address = settings.file_address or (f"https://{reached_at}" if reached_at else "")
    if settings.files_enabled:
        values[FILES] = settings.file_mb * 1_000_000
        values[PORTRAITS] = PORTRAIT_BYTES
        if address:
            values[FILEHOST] = f"{address.rstrip('/')}/upload"
    if settings.icon:
        values["draft/ICON"] = settings.icon
    if settings.nodes:
        values[NODES] = ",".join(settings.nodes)
    if not settings.lobby:
        del values[LOBBY]
    return format_tokens(values)
