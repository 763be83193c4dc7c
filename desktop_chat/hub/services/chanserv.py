"""ChanServ: founders and roles of rooms, kept across restarts. Its orders change the same roles as MODE."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_chat.hub.announce.room_events import record_event
from desktop_chat.hub.live.channel import PREFIXES, Channel
from desktop_chat.hub.live.user import User
from desktop_chat.hub.records import roles
from desktop_chat.hub.reply import fail
from desktop_chat.hub.services.order import Order, ServiceOrder
from desktop_chat.irc.names import fold_name
from desktop_chat.texts import services as texts

_LETTERS = {"OP": "o", "DEOP": "o", "HALFOP": "h", "DEHALFOP": "h", "VOICE": "v", "DEVOICE": "v"}


def _named_channel(asked: ServiceOrder) -> Channel:
    """Return the room that the first word names.

    Raises: Refusal if there is no such room or it is hidden from the caller.
    """
    channel = asked.call.state.channels.get(fold_name(asked.words[0]))
    if channel is None or (channel.hidden_from(asked.call.user) and not _stored_role(asked, channel)):
        raise fail("CHANSERV", "REFUSED", text=texts.NO_ROOM(asked.words[0][:64]))
    return channel


def _stored_role(asked: ServiceOrder, channel: Channel) -> str:
    """Return the role letters that are stored for the caller's account."""
    user = asked.call.user
    return channel.roles.get(user.identity, "") if user.identity else ""


def _logged_in(asked: ServiceOrder) -> User:
    if not asked.call.user.account:
        raise fail("CHANSERV", "REFUSED", text=texts.NOT_LOGGED_IN)
    return asked.call.user


def _require_founder(asked: ServiceOrder) -> Channel:
    """Return the room. The caller must be its founder or a server operator.

    Raises: Refusal.
    """
    channel, user = _named_channel(asked), asked.call.user
    if not user.operator and (not user.identity or channel.founder != user.identity):
        raise fail("CHANSERV", "REFUSED", text=texts.NOT_YOURS(channel.name))
    return channel


def _change_letters(asked: ServiceOrder, channel: Channel, user: User, letters: str) -> None:
    """Set a member's role letters and tell all members. If nothing changes, tell the caller only."""
    state, before = asked.call.state, channel.members[user]
    channel.set_letters(user, letters)
    changes = [("+", letter) for letter in letters if letter not in before]
    changes += [("-", letter) for letter in before if letter not in letters]
    if not changes:
        return
    text, sign = "", ""
    for now, letter in changes:
        text += (now if now != sign else "") + letter
        sign = now
    change = text, *[user.nick] * len(changes)
    statement = record_event(state, (channel,), asked.call.reply.voice, "MODE", channel.name, *change)
    commit = state.keep_channel(channel)
    asked.call.reply.needs_commit(commit)
    if asked.call.user in channel.members:
        asked.call.reply.add_statement(statement)
    state.broadcast_in(channel, statement, commit).override_for(asked.call.seat, b"")


def register(asked: ServiceOrder) -> None:
    """Make the caller, who must be operator of the room, its founder."""
    user, state = _logged_in(asked), asked.call.state
    channel = _named_channel(asked)
    if not channel.has_role(user, "qo"):
        raise fail("CHANSERV", "REFUSED", text=texts.NOT_OPERATOR_OF(channel.name))
    if channel.founder not in ("", user.identity):
        raise fail("CHANSERV", "REFUSED", text=texts.ROOM_HAS_FOUNDER(channel.name))
    asked.call.must_keep()
    roles.register_channel(channel, user.identity)
    asked.call.reply.needs_commit(state.keep_channel(channel))
    _tell_registered(asked, channel, "+r")
    if channel.has_role(user, "q"):
        asked.call.reply.add_statement(
            state.make_statement(asked.call.reply.voice, "MODE", channel.name, "+q", user.nick)
        )
    _change_letters(asked, channel, user, "qo" + channel.members[user].replace("q", "").replace("o", ""))
    asked.reply_text(texts.ROOM_REGISTERED(channel.name))


def _tell_registered(asked: ServiceOrder, channel: Channel, change: str) -> None:
    """Tell all members of +r or -r: the room has a founder, or no longer has one."""
    call, source = asked.call, asked.call.reply.voice
    statement = record_event(call.state, (channel,), source, "MODE", channel.name, change)
    if call.user in channel.members:
        call.reply.add_statement(statement)
    call.state.broadcast_in(channel, statement, channel.commit).override_for(call.seat, b"")


def drop(asked: ServiceOrder) -> None:
    channel = _require_founder(asked)
    if fold_name(asked.word_at(1)) != channel.folded:
        raise fail("CHANSERV", "REFUSED", text=texts.CONFIRM_DROP_ROOM(channel.name))
    asked.call.must_keep()
    was = "r" in channel.modes
    roles.drop_founder(channel)
    asked.call.reply.needs_commit(asked.call.state.keep_channel(channel))
    if was:
        _tell_registered(asked, channel, "-r")
    for member in [member for member in channel.members if channel.has_role(member, "q")]:
        _change_letters(asked, channel, member, channel.members[member].replace("q", ""))
    asked.reply_text(texts.ROOM_DROPPED(channel.name))
    if not channel.members and not channel.is_permanent:
        asked.call.state.forget_channel(channel)


def op(asked: ServiceOrder) -> None:
    _give_role(asked, "OP")


def deop(asked: ServiceOrder) -> None:
    _give_role(asked, "DEOP")


def voice(asked: ServiceOrder) -> None:
    _give_role(asked, "VOICE")


def devoice(asked: ServiceOrder) -> None:
    _give_role(asked, "DEVOICE")


def _give_role(asked: ServiceOrder, order: str) -> None:
    """Change a role of a member (by default of the caller), until the member leaves."""
    channel, call = _named_channel(asked), asked.call
    if not set("qao") & set(_stored_role(asked, channel)):
        raise fail("CHANSERV", "REFUSED", text=texts.NOT_MODERATOR_OF(channel.name))
    user = call.require_user(asked.words[1]) if len(asked.words) > 1 else call.user
    if user not in channel.members:
        raise fail("CHANSERV", "REFUSED", text=texts.PERSON_NOT_IN_ROOM(user.nick, channel.name))
    if order.startswith("DE") and channel.rank_of(user) > max(
        channel.rank_of(call.user), _rank_of(_stored_role(asked, channel))
    ):
        raise fail("CHANSERV", "REFUSED", text=texts.PERSON_RANKS_ABOVE(user.nick))
    call.must_keep()
    letter, held = _LETTERS[order], channel.members[user]
    _change_letters(asked, channel, user, held.replace(letter, "") if order.startswith("DE") else held + letter)
    asked.reply_text(texts.DONE)


def _rank_of(letters: str) -> int:
    order = list(PREFIXES)
    return max((len(order) - order.index(letter) for letter in letters), default=0)


def access(asked: ServiceOrder) -> None:
    """Show or change the roles that are stored for accounts: `AMODE #room`, `AMODE #room +o account`."""
    channel, call = _named_channel(asked), asked.call
    if len(asked.words) < 3:
        _list_access(asked, channel)
        return
    change, name = asked.words[1], asked.words[2]
    _require_founder(asked)
    account = call.state.accounts.get(name)
    if account is None:
        raise fail("CHANSERV", "REFUSED", text=texts.NO_SUCH_ACCOUNT(name[:30]))
    if len(change) != 2 or change[0] not in "+-" or change[1] not in "aohv":
        raise fail("CHANSERV", "REFUSED", text=texts.AMODE_USAGE)
    call.must_keep()
    letters = channel.roles.get(account.identity, "").replace(change[1], "")
    letters = "".join(letter for letter in PREFIXES if letter in letters + (change[1] if change[0] == "+" else ""))
    if letters:
        channel.roles[account.identity] = letters
    else:
        channel.roles.pop(account.identity, None)
    call.reply.needs_commit(call.state.keep_channel(channel))
    for member in [member for member in channel.members if member.identity == account.identity]:
        _change_letters(asked, channel, member, letters)
    asked.reply_text(
        texts.HAS_ROLE(account.name, letters, channel.name)
        if letters
        else texts.HAS_NO_ROLE(account.name, channel.name)
    )


def _list_access(asked: ServiceOrder, channel: Channel) -> None:
    if not _stored_role(asked, channel) and not asked.call.user.operator:
        raise fail("CHANSERV", "REFUSED", text=texts.NOT_MODERATOR_OF(channel.name))
    asked.call.in_portions(_say_access(asked, channel))


def _say_access(asked: ServiceOrder, channel: Channel) -> Iterator[None]:
    effort = asked.call.state.effort
    for identity, letters in list(channel.roles.items()):
        effort.take(5)
        if effort.is_spent:
            yield
        account = asked.call.state.accounts.account_of(identity)
        asked.reply_text(
            texts.ROLE_LINE(account.name if account is not None else _guest_name(asked, identity), letters)
        )
    asked.reply_text(texts.END_OF_ROLES(channel.name))


def _guest_name(asked: ServiceOrder, identity: str) -> str:
    nick = asked.call.state.identities.nick_of(identity)
    return texts.GUEST(nick) if nick else texts.UNKNOWN_GUEST


def transfer(asked: ServiceOrder) -> None:
    """Make another account the founder."""
    channel, call = _require_founder(asked), asked.call
    account = call.state.accounts.get(asked.words[1])
    if account is None:
        raise fail("CHANSERV", "REFUSED", text=texts.NO_SUCH_ACCOUNT(asked.words[1][:30]))
    call.must_keep()
    before, channel.founder = channel.founder, account.identity
    channel.roles[account.identity] = "qo"
    if before and before != account.identity:
        channel.roles[before] = "o"
    call.reply.needs_commit(call.state.keep_channel(channel))
    for member in list(channel.members):
        if member.identity in (before, account.identity) and member.identity:
            _change_letters(asked, channel, member, channel.roles[member.identity])
    asked.reply_text(texts.NEW_FOUNDER(channel.name, account.name))


def info(asked: ServiceOrder) -> None:
    channel, state = _named_channel(asked), asked.call.state
    founder = state.accounts.account_of(channel.founder)
    name = founder.name if founder is not None else state.identities.nick_of(channel.founder) if channel.founder else ""
    asked.reply_text(texts.ROOM_SINCE(channel.name, state.time_text(channel.created)))
    if not channel.founder:
        asked.reply_text(texts.NO_FOUNDER)
    else:
        asked.reply_text(texts.FOUNDER(name) if name else texts.FOUNDER_UNKNOWN)


_DROP = Order(drop, "DROP #room #room", texts.DROP_ROOM_HELP, 1)
_ACCESS = Order(access, "AMODE #room [+o|-o account]", texts.AMODE_HELP, 1)
ORDERS = {
    "REGISTER": Order(register, "REGISTER #room", texts.REGISTER_ROOM_HELP, 1),
    "OP": Order(op, "OP #room [nick]", texts.OP_HELP, 1),
    "DEOP": Order(deop, "DEOP #room [nick]", texts.DEOP_HELP, 1),
    "VOICE": Order(voice, "VOICE #room [nick]", texts.VOICE_HELP, 1),
    "DEVOICE": Order(devoice, "DEVOICE #room [nick]", texts.DEVOICE_HELP, 1),
    "AMODE": _ACCESS,
    "ACCESS": _ACCESS,
    "TRANSFER": Order(transfer, "TRANSFER #room account", texts.TRANSFER_HELP, 2),
    "INFO": Order(info, "INFO #room", texts.ROOM_INFO_HELP, 1),
    "DROP": _DROP,
    "UNREGISTER": _DROP,
}
