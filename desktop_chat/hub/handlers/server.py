"""Queries about the server: MOTD LUSERS VERSION TIME INFO ADMIN HELP LINKS STATS.

Spec: https://modern.ircdocs.horse/#server-queries-and-commands
"""

from __future__ import annotations

from desktop_chat.hub.advertised import isupport_lines
from desktop_chat.hub.call import Call
from desktop_chat.hub.handlers.help_text import GUIDE, START
from desktop_chat.hub.handlers.server_bans import STATS, list_bans
from desktop_chat.hub.limits import clip_bytes
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc import numerics as n
from desktop_chat.irc.glob import Glob
from desktop_chat.irc.names import fold_name
from desktop_chat.texts import hub as texts

_MOTD_BYTES = 400


def _elsewhere(call: Call, target: str) -> None:
    """Require that the target means this server: by its name, by a mask or by the nick of a user.

    Raises: Refusal (ERR_NOSUCHSERVER).
    """
    if target and not Glob(target).matches(call.state.settings.host) and fold_name(target) not in call.state.users:
        raise Refusal(n.ERR_NOSUCHSERVER, target, texts.NO_SUCH_SERVER)


def motd(call: Call) -> None:
    _elsewhere(call, call.param_at(0))
    motd_text(call)


def motd_text(call: Call) -> None:
    """Send the host's welcome and contact as the message of the day, or ERR_NOMOTD if there is neither."""
    settings = call.state.settings
    if not settings.welcome and not settings.admin:
        call.reply.numeric(n.ERR_NOMOTD, "MOTD File is missing")
        return
    call.reply.numeric(n.RPL_MOTDSTART, f"- {settings.host} Message of the day - ")
    for line in settings.welcome.splitlines():
        call.reply.numeric(n.RPL_MOTD, f"- {clip_bytes(line, _MOTD_BYTES)}")
    if settings.admin:
        call.reply.numeric(n.RPL_MOTD, texts.HOST_CONTACT(clip_bytes(settings.admin, _MOTD_BYTES)))
    call.reply.numeric(n.RPL_ENDOFMOTD, "End of /MOTD command.")


def lusers(call: Call) -> None:
    state, reply = call.state, call.reply
    census, users = state.census, len(state.users)
    visible, invisible = users - census.invisible, census.invisible
    count, peak = str(users), str(state.peak)
    reply.numeric(n.RPL_LUSERCLIENT, f"There are {visible} users and {invisible} invisible on 1 servers")
    reply.numeric(n.RPL_LUSEROP, str(census.operators), "operator(s) online")
    reply.numeric(n.RPL_LUSERUNKNOWN, str(census.strangers), "unknown connection(s)")
    reply.numeric(n.RPL_LUSERCHANNELS, str(census.rooms), "channels formed")
    reply.numeric(n.RPL_LUSERME, f"I have {count} clients and 0 servers")
    reply.numeric(n.RPL_LOCALUSERS, count, peak, f"Current local users {count}, max {peak}")
    reply.numeric(n.RPL_GLOBALUSERS, count, peak, f"Current global users {count}, max {peak}")


def version(call: Call) -> None:
    _elsewhere(call, call.param_at(0))
    settings = call.state.settings
    call.reply.numeric(n.RPL_VERSION, settings.version, settings.host, "https://modern.ircdocs.horse")
    for tokens in isupport_lines(settings, call.seat.reached_at):
        call.reply.numeric(n.RPL_ISUPPORT, *tokens, "are supported by this server")


def time(call: Call) -> None:
    _elsewhere(call, call.param_at(0))
    call.reply.numeric(n.RPL_TIME, call.state.settings.host, call.state.time_text(call.state.now))


def info(call: Call) -> None:
    _elsewhere(call, call.param_at(0))
    for line in (call.state.settings.version, "A chat that anybody can host with one click."):
        call.reply.numeric(n.RPL_INFO, line)
    call.reply.numeric(n.RPL_ENDOFINFO, "End of /INFO list")


def admin(call: Call) -> None:
    _elsewhere(call, call.param_at(0))
    settings = call.state.settings
    call.reply.numeric(n.RPL_ADMINME, settings.host, "Administrative info")
    call.reply.numeric(n.RPL_ADMINLOC1, settings.name)
    call.reply.numeric(n.RPL_ADMINLOC2, "Hosted on somebody's own computer")
    call.reply.numeric(n.RPL_ADMINEMAIL, settings.admin or "Ask whoever invited you")


def help_(call: Call) -> None:
    subject = call.param_at(0).upper()
    shown = subject or "*"
    line = GUIDE.get(subject)
    lines: tuple[str, ...] = (line,) if line is not None else START
    if subject and line is None:
        raise Refusal(n.ERR_HELPNOTFOUND, shown, texts.NO_HELP)
    call.reply.numeric(n.RPL_HELPSTART, shown, lines[0])
    for further in lines[1:]:
        call.reply.numeric(n.RPL_HELPTXT, shown, further)
    call.reply.numeric(n.RPL_ENDOFHELP, shown, "End of /HELP")


def links(call: Call) -> None:
    """List this server, the only one."""
    call.reply.numeric(n.RPL_ENDOFLINKS, "*", "End of /LINKS list")


def stats(call: Call) -> None:
    letter = call.params[0][:1]
    if letter in STATS:
        list_bans(call, STATS[letter])
        return
    if letter == "u":
        seconds = max(0, call.state.now - call.state.created) // 1000
        days, rest = divmod(seconds, 86400)
        text = f"Server Up {days} days {rest // 3600}:{rest // 60 % 60:02}:{rest % 60:02}"
        call.reply.numeric(n.RPL_STATSUPTIME, text)
    call.reply.numeric(n.RPL_ENDOFSTATS, letter, "End of /STATS report")
