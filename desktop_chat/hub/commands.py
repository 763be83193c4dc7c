"""The commands: a row for each command, with handler and specification."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_chat.hub.call import Call
from desktop_chat.hub.handlers import (
    accept,
    accounts,
    away_setname,
    channel_rename,
    device,
    filehost,
    history,
    invite_knock,
    join,
    list_channels,
    markread,
    messages,
    metadata,
    monitor,
    multiline,
    names,
    oper,
    part_kick,
    redaction,
    registration,
    sasl,
    search,
    server,
    server_bans,
    services,
    topic,
    user_modes,
    webhook,
    webirc,
    who,
    whois,
)

_MODERN = "https://modern.ircdocs.horse/#"
_IRCV3 = "https://ircv3.net/specs/extensions/"
_BANS = "https://github.com/ergochat/ergo/blob/master/docs/MANUAL.md"
_SERVICES = "https://github.com/ergochat/ergo/blob/master/docs/USERGUIDE.md"


@dataclass(frozen=True, slots=True)
class Command:
    """A row. The hub refuses a command with too few parameters (461), or before registration (451)."""

    name: str
    run: Callable[[Call], None]
    spec: str
    min_params: int = 0
    before_registration: bool = False


_ALL = (
    Command("CAP", registration.cap, f"{_IRCV3}capability-negotiation", 1, before_registration=True),
    Command("NICK", registration.nick, f"{_MODERN}nick-message", before_registration=True),
    Command("USER", registration.user, f"{_MODERN}user-message", 4, before_registration=True),
    Command("WEBIRC", webirc.webirc, f"{_IRCV3}webirc", 4, before_registration=True),
    Command("PASS", registration.password, f"{_MODERN}pass-message", 1, before_registration=True),
    Command("PING", registration.ping, f"{_MODERN}ping-message", before_registration=True),
    Command("PONG", registration.pong, f"{_MODERN}pong-message", before_registration=True),
    Command("QUIT", registration.quit_, f"{_MODERN}quit-message", before_registration=True),
    Command("ERROR", registration.error, f"{_MODERN}error-message", before_registration=True),
    Command("AUTHENTICATE", sasl.authenticate, f"{_IRCV3}sasl-3.2", 1, before_registration=True),
    Command("REGISTER", accounts.register, f"{_IRCV3}account-registration", 3, before_registration=True),
    Command("VERIFY", accounts.verify, f"{_IRCV3}account-registration", 2, before_registration=True),
    Command("DEVICE", device.device, "docs/specifications/device.md", 1),
    Command("FILEHOST", filehost.filehost, "docs/specifications/filehost.md", 1),
    Command("NS", services.ns, _SERVICES),
    Command("NICKSERV", services.ns, _SERVICES),
    Command("CS", services.cs, _SERVICES),
    Command("CHANSERV", services.cs, _SERVICES),
    Command("JOIN", join.join, f"{_MODERN}join-message", 1),
    Command("PART", part_kick.part, f"{_MODERN}part-message", 1),
    Command("TOPIC", topic.topic, f"{_MODERN}topic-message", 1),
    Command("NAMES", names.names, f"{_MODERN}names-message"),
    Command("LIST", list_channels.list_, f"{_MODERN}list-message"),
    Command("INVITE", invite_knock.invite, f"{_MODERN}invite-message"),
    Command("KNOCK", invite_knock.knock, f"{_MODERN}rplknock-710", 1),
    Command("RENAME", channel_rename.rename, f"{_IRCV3}channel-rename", 2),
    Command("KICK", part_kick.kick, f"{_MODERN}kick-message", 2),
    Command("MODE", user_modes.mode, f"{_MODERN}mode-message", 1),
    Command("PRIVMSG", messages.privmsg, f"{_MODERN}privmsg-message"),
    Command("NOTICE", messages.notice, f"{_MODERN}notice-message"),
    Command("TAGMSG", messages.tagmsg, f"{_IRCV3}message-tags"),
    Command("SEARCH", search.search, "https://git.sr.ht/~emersion/soju/tree/master/item/doc/ext/search.md", 1),
    Command("BATCH", multiline.batch, f"{_IRCV3}client-batch", 1),
    Command("REDACT", redaction.redact, f"{_IRCV3}message-redaction", 2),
    Command("CHATHISTORY", history.chathistory, f"{_IRCV3}chathistory"),
    Command("MARKREAD", markread.markread, f"{_IRCV3}read-marker"),
    Command("METADATA", metadata.metadata, f"{_IRCV3}metadata", 2, before_registration=True),
    Command("MONITOR", monitor.monitor, f"{_IRCV3}monitor", 1),
    Command("AWAY", away_setname.away, f"{_MODERN}away-message", before_registration=True),
    Command("ISUPPORT", registration.isupport, f"{_IRCV3}extended-isupport", before_registration=True),
    Command("SETNAME", away_setname.setname, f"{_IRCV3}setname", 1),
    Command("WHO", who.who, f"{_MODERN}who-message"),
    Command("WHOIS", whois.whois, f"{_MODERN}whois-message"),
    Command("WHOWAS", whois.whowas, f"{_MODERN}whowas-message"),
    Command("USERHOST", whois.userhost, f"{_MODERN}userhost-message", 1),
    Command("ISON", whois.ison, "https://datatracker.ietf.org/doc/html/rfc2812#section-4.9", 1),
    Command("MOTD", server.motd, f"{_MODERN}motd-message"),
    Command("LUSERS", server.lusers, f"{_MODERN}lusers-message"),
    Command("VERSION", server.version, f"{_MODERN}version-message"),
    Command("TIME", server.time, f"{_MODERN}time-message"),
    Command("INFO", server.info, f"{_MODERN}info-message"),
    Command("ADMIN", server.admin, f"{_MODERN}admin-message"),
    Command("HELP", server.help_, f"{_MODERN}help-message"),
    Command("HELPOP", server.help_, f"{_MODERN}help-message"),
    Command("LINKS", server.links, f"{_MODERN}links-message"),
    Command("STATS", server.stats, f"{_MODERN}stats-message", 1),
    Command("OPER", oper.oper, f"{_MODERN}oper-message", 2),
    Command("CHGHOST", oper.chghost, f"{_IRCV3}chghost", 2),
    Command("KILL", oper.kill, f"{_MODERN}kill-message", 1),
    Command("WALLOPS", oper.wallops, f"{_MODERN}wallops-message", 1),
    Command("KLINE", server_bans.kline, _BANS),
    Command("DLINE", server_bans.dline, _BANS),
    Command("MUTE", server_bans.mute, _BANS),
    Command("UNKLINE", server_bans.unkline, _BANS, 1),
    Command("UNDLINE", server_bans.undline, _BANS, 1),
    Command("UNMUTE", server_bans.unmute, _BANS, 1),
    Command("WEBHOOK", webhook.webhook, _BANS, 1),
    Command("SAMODE", oper.samode, _BANS, 2),
    Command("SAJOIN", oper.sajoin, _BANS, 1),
    Command("ACCEPT", accept.accept, f"{_MODERN}user-modes"),
    Command("REHASH", oper.rehash, f"{_MODERN}rehash-message"),
)
COMMANDS = {command.name: command for command in _ALL}
