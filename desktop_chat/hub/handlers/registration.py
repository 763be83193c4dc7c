"""Connection messages: CAP NICK USER PASS PING PONG QUIT ERROR.

Spec: https://modern.ircdocs.horse/#connection-messages
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext

from desktop_chat.hub import limits
from desktop_chat.hub.advertised import (
    CHANNEL_MODES,
    USER_MODES,
    WITH_PARAMETER,
    advertised_capabilities,
    isupport_lines,
    sts_capability,
)
from desktop_chat.hub.call import Call
from desktop_chat.hub.handlers import join, server
from desktop_chat.hub.handlers.sasl import abort
from desktop_chat.hub.limits import clip_bytes, strip_controls
from desktop_chat.hub.live.cloak import host_text, shown_host
from desktop_chat.hub.live.user import User
from desktop_chat.hub.moderation.enforce_bans import reject_if_banned
from desktop_chat.hub.people import metadata_notify
from desktop_chat.hub.people.entry_check import admit_seat, note_entry
from desktop_chat.hub.people.entry_scope import reject_outsider
from desktop_chat.hub.people.host import recognise_host
from desktop_chat.hub.people.leaving import keep_identity
from desktop_chat.hub.people.login import (
    identity_of,
    log_in,
)
from desktop_chat.hub.people.missed_messages import show_missed
from desktop_chat.hub.people.nick_change import (
    look_at_bans,
    require_rename_allowed,
)
from desktop_chat.hub.people.nick_claim import can_still_log_in, claim_nick, take_nick
from desktop_chat.hub.people.seat_sharing import (
    attach_seat,
    detach_seat,
    find_user_to_share,
    resume_from_sequence,
    update_away,
)
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.state import State
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import CAP_NOTIFY, EXTENDED_ISUPPORT, format_capabilities
from desktop_chat.irc.line_packing import pack_words
from desktop_chat.irc.message import Message
from desktop_chat.irc.names import is_nick, user_from
from desktop_chat.texts import hub as texts
from desktop_chat.texts import log

_CAP_BYTES = 400


def cap(call: Call) -> None:
    """Negotiate capabilities.

    Spec: https://ircv3.net/specs/extensions/capability-negotiation
    """
    match call.params[0].upper():
        case "LS":
            _cap_ls(call)
        case "LIST":
            _cap_lines(call, "LIST", sorted(call.seat.capabilities))
        case "REQ":
            _cap_req(call)
        case "END":
            if not call.seat.registered:
                call.seat.negotiating = False
                try_to_register(call)
        case _:
            raise Refusal(n.ERR_INVALIDCAPCMD, call.params[0], texts.INVALID_CAP_COMMAND)


def _cap_ls(call: Call) -> None:
    seat, version = call.seat, call.param_at(1)
    if not seat.registered:
        seat.negotiating = True
    if version.isascii() and version.isdigit():
        seat.version = max(seat.version, int(version[:4]))
    if seat.version >= 302:
        seat.set_capabilities(seat.capabilities | {CAP_NOTIFY})
    names = advertised_capabilities(call.state.settings) | sts_capability(call.state.settings, secure=seat.secure)
    if seat.version >= 302:
        _cap_lines(call, "LS", format_capabilities(names, values=True))
    else:
        _cap_line(call, "LS", pack_words(sorted(names, key=_is_draft), _CAP_BYTES)[:1])


def _is_draft(name: str) -> bool:
    return "/" in name


def _cap_lines(call: Call, subcommand: str, words: Iterable[str]) -> None:
    """Send the words in as many lines as they need. All lines but the last carry `*`."""
    lines = pack_words(words, _CAP_BYTES) or [""]
    for line in lines[:-1]:
        call.reply.add_line(call.state.settings.host, "CAP", call.seat.nick, subcommand, "*", line)
    _cap_line(call, subcommand, lines[-1:])


def announce_changes(state: State, before: Mapping[str, str]) -> None:
    """Announce the difference between the capabilities `before` and those of the current settings.

    Spec: https://ircv3.net/specs/extensions/capability-negotiation#cap-notify
    """
    now = advertised_capabilities(state.settings)
    gone = [name for name in before if name not in now]
    new = {name: value for name, value in now.items() if before.get(name) != value}
    for seat in state.seats.values():
        if CAP_NOTIFY not in seat.capabilities or seat.closing:
            continue
        reply = state.reply_to(seat)
        if gone:
            reply.add_line(state.settings.host, "CAP", seat.nick, "DEL", " ".join(gone))
            seat.set_capabilities(seat.capabilities - set(gone))
        if new:
            reply.add_line(
                state.settings.host, "CAP", seat.nick, "NEW", " ".join(format_capabilities(new, values=True))
            )
        reply.flush()


def _cap_line(call: Call, subcommand: str, names: Iterable[str]) -> None:
    call.reply.add_line(call.state.settings.host, "CAP", call.seat.nick, subcommand, " ".join(names))


def _cap_req(call: Call) -> None:
    """Change all requested capabilities, or none."""
    seat, words = call.seat, call.param_at(1).split()
    if not seat.registered:
        seat.negotiating = True
    wanted, known = set(seat.capabilities), advertised_capabilities(call.state.settings)
    for word in words:
        name = word.removeprefix("-")
        if name not in known or (word[0] == "-" and name == CAP_NOTIFY and seat.version >= 302):
            _cap_line(call, "NAK", words)
            return
        if word[0] == "-":
            wanted.discard(name)
        else:
            wanted.add(name)
    if seat.user is not None:
        for channel in seat.user.channels:
            call.state.channels[channel].end_broadcast()
    _cap_line(call, "ACK", words)
    call.reply.flush()
    seat.set_capabilities(frozenset(wanted))


def password(call: Call) -> None:
    if call.seat.registered:
        raise Refusal(n.ERR_ALREADYREGISTERED, texts.ALREADY_REGISTERED)
    call.seat.password = call.params[0]


def user(call: Call) -> None:
    seat = call.seat
    if seat.registered or seat.username:
        raise Refusal(n.ERR_ALREADYREGISTERED, texts.ALREADY_REGISTERED)
    if not strip_controls(call.params[3]):
        raise Refusal(n.ERR_NEEDMOREPARAMS, "USER", texts.NOT_ENOUGH_PARAMETERS)
    seat.username = user_from(call.params[0], limits.USER_LENGTH)
    seat.realname = clip_bytes(strip_controls(call.params[3]), limits.REALNAME_LENGTH)
    try_to_register(call)


def nick(call: Call) -> None:
    name = call.param_at(0)
    if not name:
        raise Refusal(n.ERR_NONICKNAMEGIVEN, texts.NO_NICK_GIVEN)
    if not is_nick(name, limits.NICK_LENGTH) or len(name.encode()) > limits.NICK_BYTES:
        raise Refusal(n.ERR_ERRONEUSNICKNAME, name, texts.NICK_INVALID)
    call.seat.requested_nick = name
    if not call.seat.registered:
        if not can_still_log_in(call, name):
            claim_nick(call, name)
        call.seat.claimed_nick = name
        try_to_register(call)
        return
    call.in_portions(_take_if_allowed(call, name))


def _take_if_allowed(call: Call, name: str) -> Iterator[None]:
    yield from look_at_bans(call.state, call.user)
    require_rename_allowed(call.state, call.user, name)
    take_nick(call, name)


def try_to_register(call: Call) -> None:
    """Complete the registration if nick and user name are known and capability negotiation has ended."""
    seat, state = call.seat, call.state
    if seat.registered or seat.negotiating or not seat.claimed_nick or not seat.username:
        return
    if reject_outsider(state, seat):
        return
    host = shown_host(state.settings, seat.address)
    if reject_if_banned(state, seat, host) or not admit_seat(call):
        return
    if seat.exchange is not None:
        abort(call)
    certified = state.accounts.with_certificate(seat.fingerprint)
    if not seat.account and certified is not None:
        log_in(call, certified)
    try:
        holder = claim_nick(call, seat.claimed_nick)  # the nick may have been taken meanwhile
    except Refusal:
        seat.claimed_nick = ""
        raise
    if reject_if_banned(state, seat, host):  # the account of the certificate is known now
        return
    seat.registered = True
    state.census.strangers -= 1
    shared = find_user_to_share(state, seat, holder)
    if shared is not None:
        _enter_beside(call, shared)
        return
    new = User(seat, seat.claimed_nick, host=host, identity=identity_of(state, seat), now=state.now)
    new.account = seat.account
    new.nick_since = state.last_sequence
    seat.user = new
    state.add_user(new)
    came = log.CAME_IN_AS(new.nick, seat.address, new.account) if new.account else log.CAME_IN(new.nick, seat.address)
    state.notes.add_note(came)
    metadata_notify.adopt_values(state, new, metadata_notify.owner_before(seat))
    metadata_notify.notify_watchers(state, new)
    update_away(state, new)
    keep_identity(state, new, enters=True)
    note_entry(state, seat, new)
    since = resume_from_sequence(state, new)
    _welcome(call)
    call.reply.flush()
    recognise_host(state, new)
    show_missed(call, since)


def register_decided(state: State) -> None:
    """Go on with the registration of Seats that have waited for the answer whether they may come in."""
    for seat in state.entry_requests.take_decided():
        if seat.closing or seat.id not in state.seats:
            continue
        call = Call(state, seat, Message("NICK", (seat.claimed_nick,)), state.reply_to(seat))
        try:
            try_to_register(call)
        except Refusal as refusal:
            call.reply.add_refusal(refusal)
        if not call.reply.deferred:
            call.reply.flush()


def _enter_beside(call: Call, user: User) -> None:
    """Attach the Seat to a User who is online already, and send all that a client must know."""
    since = attach_seat(call.state, call.seat, user)
    note_entry(call.state, call.seat, user)
    metadata_notify.adopt_values(call.state, user, metadata_notify.owner_before(call.seat))
    _welcome(call)
    join.show_rooms(call, since)
    recognise_host(call.state, user)
    show_missed(call, since)


def _welcome(call: Call) -> None:
    state, reply, settings = call.state, call.reply, call.state.settings
    reply.numeric(n.RPL_WELCOME, f"Welcome to {settings.name}, {call.user.source}")
    reply.numeric(n.RPL_YOURHOST, f"Your host is {settings.host}, running {settings.version}")
    reply.numeric(n.RPL_CREATED, f"This server was started {state.time_text(state.created)}")
    reply.numeric(n.RPL_MYINFO, settings.host, settings.version, USER_MODES, CHANNEL_MODES, WITH_PARAMETER)
    tell_support(call)
    server.lusers(call)
    if call.user.host != host_text(call.seat.address):
        reply.numeric(n.RPL_VISIBLEHOST, call.user.host, "is now your displayed host")
    metadata_notify.show_own(call)
    server.motd_text(call)


def tell_support(call: Call) -> None:
    """Send all ISUPPORT tokens.

    Spec: https://ircv3.net/specs/extensions/extended-isupport#draftisupport-batch
    """
    batched = EXTENDED_ISUPPORT in call.seat.capabilities
    with call.reply.open_batch("draft/isupport") if batched else nullcontext():
        for tokens in isupport_lines(call.state.settings, call.seat.reached_at):
            call.reply.numeric(n.RPL_ISUPPORT, *tokens, "are supported by this server")


def isupport(call: Call) -> None:
    """Send the ISUPPORT tokens on request, also before registration.

    Spec: https://ircv3.net/specs/extensions/extended-isupport#isupport-command
    """
    if not call.seat.registered and EXTENDED_ISUPPORT not in call.seat.capabilities:
        raise Refusal(n.ERR_NOTREGISTERED, texts.NOT_REGISTERED)
    tell_support(call)


def ping(call: Call) -> None:
    if not call.param_at(0):
        raise Refusal(n.ERR_NOORIGIN, texts.NO_ORIGIN)
    call.reply.add_line(call.state.settings.host, "PONG", call.state.settings.host, call.params[0])


def pong(call: Call) -> None:
    """Do nothing: each line that arrives counts as a sign of life."""
    del call


def quit_(call: Call) -> None:
    reason = clip_bytes(call.param_at(0), limits.QUIT_LENGTH)
    seat, state = call.seat, call.state
    if seat.user is not None:
        detach_seat(state, seat, f"Quit: {reason}" if reason else "Quit")
    state.close_seat(seat, texts.LEFT_BECAUSE(reason) if reason else texts.LEFT)


def error(call: Call) -> None:
    """Do nothing: ERROR is a message from servers to clients."""
    del call
