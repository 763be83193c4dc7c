"""METADATA: keys and values of people and rooms, and who is told of them.
https://ircv3.net/specs/extensions/metadata

Clients of draft/metadata-3 are told of changes by the numerics of the answers, those of draft/metadata-2 by METADATA
lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from desktop_chat.hub.call import Call
from desktop_chat.hub.channel import Channel
from desktop_chat.hub.metadata import MOST_KEYS, MOST_SUBSCRIPTIONS, VALUE_BYTES, is_key
from desktop_chat.hub.reply import Refusal, Reply
from desktop_chat.hub.state import State
from desktop_chat.hub.user import Seat, User
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import METADATA, METADATA_2
from desktop_chat.irc.names import fold

_EVERYBODY = "*"
"""The visibility of all that there is."""
_AT_ONCE = 200
"""Values that are sent unasked; for more a client is told to ask later."""
_NOT_SET = "This key is not set"


class _Target:
    """A person or a room, as the asker named it, and what it says of itself."""

    def __init__(self, call: Call, name: str) -> None:
        state = call.state
        self.user: User | None = None
        self.channel: Channel | None = None
        self.own = name == "*" or (call.seat.user is not None and fold(name) == call.seat.user.folded)
        if self.own:
            self.user = call.seat.user
        elif name[:1] == "#":
            self.channel = state.channels.get(fold(name))
        else:
            self.user = state.users.get(fold(name))
        if self.channel is not None and not _may_look(call, self.channel):
            self.channel = None
        if self.channel is None and self.user is None and not self.own:
            raise _fail("INVALID_TARGET", name, "There is nobody and no room of this name")
        self.name = self.channel.name if self.channel is not None else self.user.nick if self.user is not None else "*"
        self.owner = _owner(call, self)

    def may_change(self, call: Call) -> bool:
        if self.channel is not None:
            return call.user.operator or self.channel.has(call.user, "qao")
        return self.own or (call.seat.user is not None and call.seat.user.operator)

    @property
    def durable(self) -> bool:
        """Whether it outlives the server: a known person, or a room that belongs to one."""
        if self.channel is not None:
            return bool(self.channel.founder)
        return self.user is not None and bool(self.user.identity)


def _owner(call: Call, target: _Target) -> str:
    if target.channel is not None:
        return target.channel.folded
    return target.user.owner if target.user is not None else owner_before(call.seat)


def owner_before(seat: Seat) -> str:
    """Under what stands that which a connection says that is not in yet; a guest's stays there."""
    return f"seat:{seat.id}"


def _may_look(call: Call, channel: Channel) -> bool:
    user = call.seat.user
    return user is not None and (user in channel.members or not channel.modes & {"i", "s"}) and not channel.banned(user)


def _fail(code: str, *context: str) -> Refusal:
    return Refusal("FAIL", "METADATA", code, *context)


def metadata(call: Call) -> None:
    if METADATA not in call.seat.capabilities and METADATA_2 not in call.seat.capabilities and not call.seat.registered:
        raise Refusal(n.ERR_NOTREGISTERED, "You have not registered")
    subcommand = call.params[1].upper()
    if subcommand in _OF_ONESELF:
        _OF_ONESELF[subcommand](call)
    elif subcommand in _OF_TARGETS:
        _OF_TARGETS[subcommand](call, _Target(call, call.params[0]))
    else:
        raise _fail("SUBCOMMAND_INVALID", call.params[1], "METADATA knows GET LIST SET CLEAR SUB UNSUB SUBS and SYNC")


# Reading


def _get(call: Call, target: _Target) -> None:
    values = call.state.metadata.of(target.owner)
    with call.reply.batch("metadata", target.name):
        for key in call.params[2:]:
            if not is_key(key):
                call.reply.refuse(_fail("KEY_INVALID", key, "A key is made of a-z 0-9 _ . / and -"))
            else:
                _answer(call.reply, target.name, key, values.get(key))


def _list(call: Call, target: _Target) -> None:
    with call.reply.batch("metadata", target.name):
        for key, value in call.state.metadata.of(target.owner).items():
            _answer(call.reply, target.name, key, value)


def _answer(reply: Reply, name: str, key: str, value: str | None) -> None:
    if value is None:
        reply.numeric(n.RPL_KEYNOTSET, name, key, _NOT_SET)
    else:
        reply.numeric(n.RPL_KEYVALUE, name, key, _EVERYBODY, value)


# Writing


def _set(call: Call, target: _Target) -> None:
    state, key = call.state, call.param(2)
    if not is_key(key):
        raise _fail("KEY_INVALID", key or "*", "A key is made of a-z 0-9 _ . / and -")
    if not target.may_change(call):
        raise _fail("KEY_NO_PERMISSION", target.name, key, "You may not change this")
    if target.durable:
        call.must_keep()
    values = state.metadata.of(target.owner)
    if len(call.params) < 4:
        if key not in values:
            raise _fail("KEY_NOT_SET", target.name, key, _NOT_SET)
        change = state.metadata.remove(target.owner, key)
    else:
        value = call.params[3]
        if len(value.encode()) > VALUE_BYTES:
            raise _fail("INVALID_VALUE", key, f"A value has at most {VALUE_BYTES} bytes")
        if key not in values and len(values) >= MOST_KEYS:
            raise _fail("LIMIT_REACHED", target.name, f"No more than {MOST_KEYS} keys can be set")
        change = state.metadata.put(target.owner, key, value)
    commit = state.keep(change) if target.durable else 0
    call.reply.needs_commit(commit)
    new = None if change.dropped else change.value
    _answer(call.reply, target.name, key, new)
    _tell_of(state, target.user, target.channel, target.name, {key: new}, commit, but=call.seat)


def _clear(call: Call, target: _Target) -> None:
    state = call.state
    if not target.may_change(call):
        raise _fail("KEY_NO_PERMISSION", target.name, "*", "You may not change this")
    if target.durable:
        call.must_keep()
    gone = state.metadata.forget(target.owner)
    commit = max([state.keep(change) for change in gone], default=0) if target.durable else 0
    call.reply.needs_commit(commit)
    with call.reply.batch("metadata", target.name):
        for change in gone:
            _answer(call.reply, target.name, change.key, None)
    _tell_of(state, target.user, target.channel, target.name, dict.fromkeys(c.key for c in gone), commit, but=call.seat)


# Being told


def _sub(call: Call) -> None:
    wanted, known = [], call.seat.subscriptions
    for key in call.params[2:]:
        if not is_key(key):
            call.reply.refuse(_fail("KEY_INVALID", key, "A key is made of a-z 0-9 _ . / and -"))
        elif key not in known and len(known) >= MOST_SUBSCRIPTIONS:
            call.reply.refuse(
                _fail("TOO_MANY_SUBS", key, f"No more than {MOST_SUBSCRIPTIONS} keys can be subscribed to")
            )
            break
        else:
            known[key] = None
            wanted.append(key)
    call.reply.words_apart(n.RPL_METADATASUBOK, words=wanted)
    if call.seat.user is not None and wanted:
        _bring_up_to_date(call, wanted)


def _bring_up_to_date(call: Call, keys: Iterable[str]) -> None:
    """What is known already under keys that are news to this Seat."""
    for name in call.user.channels:
        show_channel(call, call.state.channels[name], tuple(keys))


def _unsub(call: Call) -> None:
    for key in call.params[2:]:
        call.seat.subscriptions.pop(key, None)
    call.reply.words_apart(n.RPL_METADATAUNSUBOK, words=call.params[2:])


def _subs(call: Call) -> None:
    with call.reply.batch("metadata-subs"):
        call.reply.words_apart(n.RPL_METADATASUBS, words=call.seat.subscriptions)


def _sync(call: Call, target: _Target) -> None:
    with call.reply.batch("metadata", target.name):
        if target.channel is not None:
            _show_all(call, target.channel, tuple(call.seat.subscriptions))
        elif target.user is not None:
            _show_values(call, target.name, target.owner, tuple(call.seat.subscriptions))


_OF_TARGETS: Mapping[str, Callable[[Call, _Target], None]] = {
    "GET": _get, "LIST": _list, "SET": _set, "CLEAR": _clear, "SYNC": _sync,
}  # fmt: skip
_OF_ONESELF: Mapping[str, Callable[[Call], None]] = {"SUB": _sub, "UNSUB": _unsub, "SUBS": _subs}


def show_channel(call: Call, channel: Channel, keys: tuple[str, ...] = ()) -> None:
    """The values of a room that the Seat is in, and of those in it: at once, or later when they are many. Without
    `keys` those that the Seat subscribes to."""
    keys = keys or tuple(call.seat.subscriptions)
    if not keys or not _understands(call.seat):
        return
    if len(channel.members) * len(keys) > _AT_ONCE:
        call.reply.numeric(n.RPL_METADATASYNCLATER, channel.name)
    else:
        _show_all(call, channel, keys)


def _show_all(call: Call, channel: Channel, keys: tuple[str, ...]) -> None:
    _show_values(call, channel.name, channel.folded, keys)
    for member in channel.members:
        if member is not call.user:
            _show_values(call, member.nick, member.owner, keys)


def _show_values(call: Call, name: str, owner: str, keys: tuple[str, ...]) -> None:
    values = call.state.metadata.of(owner)
    for key in keys:
        if key in values:
            _notify(call.reply, name, key, values[key])


def show_own(call: Call) -> None:
    """To somebody who comes in and understands it: what stands of themselves."""
    if _understands(call.seat):
        with call.reply.batch("metadata", call.user.nick):
            for key, value in call.state.metadata.of(call.user.owner).items():
                _notify(call.reply, call.user.nick, key, value)


def announce(state: State, user: User, channel: Channel) -> None:
    """Somebody has entered a room: those in it learn what they want to know of people."""
    values = state.metadata.of(user.owner)
    if values:
        told = [seat for member in channel.members if member is not user for seat in member.seats]
        _tell(state, told, user.nick, dict(values), 0)


def _understands(seat: Seat) -> bool:
    return METADATA in seat.capabilities or METADATA_2 in seat.capabilities


def _notify(reply: Reply, name: str, key: str, value: str | None) -> None:
    if METADATA in reply.seat.capabilities:
        _answer(reply, name, key, value)
    else:
        reply.line(reply.server, "METADATA", name, key, _EVERYBODY, *([] if value is None else [value]))


def _tell_of(
    state: State, user: User | None, channel: Channel | None, name: str, values: Mapping[str, str | None], commit: int,
    *, but: Seat,
) -> None:  # fmt: skip
    """All who subscribe to these keys and see their owner, but for the one who changed them."""
    seats: Iterable[Seat] = ()
    if channel is not None:
        seats = [seat for member in channel.members for seat in member.seats]
    elif user is not None:
        seats = dict.fromkeys([*state.witnesses(user), *state.monitors.watchers(user.folded)])
    _tell(state, (seat for seat in seats if seat is not but), name, values, commit)


def _tell(state: State, seats: Iterable[Seat], name: str, values: Mapping[str, str | None], commit: int) -> None:
    for seat in seats:
        if not _understands(seat):
            continue
        reply = state.reply_to(seat)
        for key, value in values.items():
            if key in seat.subscriptions:
                _notify(reply, name, key, value)
        reply.needs_commit(commit)
        reply.flush()


def settle(state: State, user: User, before: str) -> None:
    """It is known now who the user is: what stood under `before` is its own."""
    if user.identity and before != user.identity and state.metadata.of(before):
        for change in state.metadata.move(before, user.identity):
            if change.owner == user.identity:
                state.keep(change)
