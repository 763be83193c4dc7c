"""METADATA: keys and values of people and rooms.

Two versions are supported. They differ in the announcement of changes (hub/people/metadata_notify) and in the codes of
some refusals: draft/metadata-2 follows its specification; draft/metadata-3, not published yet, follows other servers.

Spec: https://ircv3.net/specs/extensions/metadata
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from desktop_chat.hub.call import Call
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.user import User
from desktop_chat.hub.people.addressee import Addressee, find_addressee
from desktop_chat.hub.people.metadata_notify import (
    NOT_SET,
    keep_within_bounds,
    knows_metadata,
    notify_of_change,
    owner_before,
    pick_values,
    published_values,
    reply_as_change,
    reply_with_value,
    show_all,
    show_new_keys,
)
from desktop_chat.hub.records.metadata import (
    CHANGES,
    CHANGES_SECONDS,
    MOST_KEYS,
    MOST_SUBSCRIPTIONS,
    VALUE_BYTES,
)
from desktop_chat.hub.reply import Refusal, fail
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import METADATA
from desktop_chat.irc.metadata_keys import CONNECTION, is_key
from desktop_chat.irc.names import fold_name
from desktop_chat.texts import hub as texts

_OLD_WORDS = {
    "INVALID_KEY": "KEY_INVALID",
    "INVALID_VALUE": "VALUE_INVALID",
    "INVALID_PARAMS": "SUBCOMMAND_INVALID",
}
"""Codes of refusals, and their names in draft/metadata-2."""


class _Target:
    """The person or the room that a METADATA command names."""

    def __init__(self, call: Call, name: str) -> None:
        state, asker = call.state, call.seat.user
        self.user: User | None = None
        self.channel: Channel | None = None
        self.absent: Addressee | None = None
        self.own = name == "*" or (asker is not None and fold_name(name) == asker.folded)
        if self.own:
            self.user = asker
        elif name[:1] == "#":
            self.channel = state.channels.get(fold_name(name))
        elif asker is not None:
            self.absent = _find_person(call, asker, name)
            self.user = self.absent.users[0] if self.absent is not None and self.absent.users else None
        if self.channel is not None and not _may_look(call, self.channel):
            self.channel = None
        if self.channel is None and self.user is None and self.absent is None and not self.own:
            raise fail("METADATA", _fail_code(call, "INVALID_TARGET"), name, text=texts.NO_SUCH_TARGET)
        if self.user is not None:
            self.absent = None
        found = self.channel or self.absent
        self.name = found.name if found is not None else self.user.nick if self.user is not None else "*"
        self.owner = _owner_of(call, self)

    def may_change(self, call: Call) -> bool:
        if self.channel is not None:
            return call.user.operator or self.channel.has_role(call.user, "qao")
        return self.own or (call.seat.user is not None and call.seat.user.operator)

    def published_values(self, call: Call) -> Mapping[str, str]:
        """Return all values that others are shown."""
        return published_values(call.state, self.user) if self.user else call.state.metadata.values_of(self.owner)

    @property
    def durable(self) -> bool:
        """True if the values are stored: for a person with an identity, and for a room with a founder."""
        if self.channel is not None:
            return bool(self.channel.founder)
        return self.absent is not None or (self.user is not None and bool(self.user.identity))


def _owner_of(call: Call, target: _Target) -> str:
    if target.channel is not None:
        return target.channel.folded
    if target.absent is not None:
        return target.absent.identity
    return target.user.metadata_owner if target.user is not None else owner_before(call.seat)


def _find_person(call: Call, asker: User, name: str) -> Addressee | None:
    """Return the person of the name. An absent person must have an account, or direct messages with the caller."""
    found = find_addressee(call.state, name)
    if found is None or not (found.users or found.is_proven):
        return None
    known = found.users or found.account is not None or call.state.rooms.direct_room(asker.identity, found.identity)
    return found if known else None


def _may_look(call: Call, channel: Channel) -> bool:
    user = call.seat.user
    return (
        user is not None and (user in channel.members or not channel.modes & {"i", "s"}) and not channel.is_banned(user)
    )


def _fail_code(call: Call, code: str) -> str:
    """Return the code of FAIL in the version of METADATA that the client has requested."""
    return code if METADATA in call.seat.capabilities else _OLD_WORDS.get(code, code)


def _invalid_key(call: Call, key: str) -> Refusal:
    return fail("METADATA", _fail_code(call, "INVALID_KEY"), key or "*", text=texts.METADATA_KEY_INVALID)


def metadata(call: Call) -> None:
    if not (call.seat.registered or knows_metadata(call.seat)):
        raise Refusal(n.ERR_NOTREGISTERED, texts.NOT_REGISTERED)
    subcommand = call.params[1].upper()
    if subcommand in _WITH_KEYS:
        call.require_params(3)
    if subcommand in _OF_ONESELF:
        if not _Target(call, call.params[0]).own:
            raise fail("METADATA", _fail_code(call, "INVALID_TARGET"), call.params[0], text=texts.SUBSCRIPTIONS_ARE_OWN)
        _OF_ONESELF[subcommand](call)
    elif subcommand in _OF_TARGETS:
        _OF_TARGETS[subcommand](call, _Target(call, call.params[0]))
    else:
        text = texts.UNKNOWN_METADATA_COMMAND
        raise fail("METADATA", _fail_code(call, "INVALID_PARAMS"), call.params[1], text=text)


# Reading


def _get_values(call: Call, target: _Target) -> None:
    values = target.published_values(call)
    with call.reply.open_batch("metadata", target.name):
        for key in call.params[2:]:
            if is_key(key):
                reply_with_value(call.reply, target.name, key, values.get(key))
            else:
                call.reply.add_refusal(_invalid_key(call, key))


def _list_values(call: Call, target: _Target) -> None:
    """List what was set, without the value that the server makes."""
    with call.reply.open_batch("metadata", target.name):
        for key, value in target.published_values(call).items():
            if key == CONNECTION:
                continue
            reply_with_value(call.reply, target.name, key, value)


def _send_values(call: Call, target: _Target) -> None:
    call.in_portions(_sync_all(call, target))


def _sync_all(call: Call, target: _Target) -> Iterator[None]:
    with call.reply.open_batch("metadata", target.name):
        if target.channel is not None:
            yield from show_all(call, target.channel)
            return
        for name, key, value in pick_values(target.name, target.published_values(call), call.seat.subscriptions):
            reply_as_change(call.reply, name, key, value)


# Writing


def _set_value(call: Call, target: _Target) -> None:
    state, key = call.state, call.param_at(2)
    if not is_key(key):
        raise _invalid_key(call, key)
    if key == CONNECTION or not target.may_change(call):
        raise fail("METADATA", _fail_code(call, "KEY_NO_PERMISSION"), target.name, key, text=texts.CANNOT_CHANGE_THIS)
    _not_too_often(call, target, key)
    if target.durable:
        call.must_keep()
    values = state.metadata.values_of(target.owner)
    if len(call.params) < 4:
        if key not in values:
            raise fail("METADATA", _fail_code(call, "KEY_NOT_SET"), target.name, key, text=NOT_SET)
        change = state.metadata.remove_value(target.owner, key)
    else:
        value = call.params[3]
        if len(value.encode()) > VALUE_BYTES:
            raise fail(
                "METADATA", _fail_code(call, "INVALID_VALUE"), key, text=texts.METADATA_VALUE_TOO_LONG(VALUE_BYTES)
            )
        if key not in values and len(values) >= MOST_KEYS:
            raise fail(
                "METADATA", _fail_code(call, "LIMIT_REACHED"), target.name, text=texts.TOO_MANY_METADATA_KEYS(MOST_KEYS)
            )
        change = state.metadata.set_value(target.owner, key, value)
    commit = state.persist(change) if target.durable else 0
    keep_within_bounds(state)
    call.reply.needs_commit(commit)
    new = None if change.dropped else change.value
    reply_with_value(call.reply, target.name, key, new)
    state.metadata_changes.record_attempt(target.owner, state.ticks)
    notify_of_change(state, target.channel or target.user, target.name, {key: new}, commit, but=call.seat)


def _not_too_often(call: Call, target: _Target, key: str) -> None:
    state = call.state
    if state.settings.limits_enabled and state.metadata_changes.count_attempts(target.owner, state.ticks) >= CHANGES:
        text = texts.METADATA_RATE(CHANGES, CHANGES_SECONDS)
        raise fail("METADATA", _fail_code(call, "RATE_LIMITED"), target.name, key, str(CHANGES_SECONDS), text=text)


def _clear_values(call: Call, target: _Target) -> None:
    state = call.state
    if not target.may_change(call):
        raise fail("METADATA", _fail_code(call, "KEY_NO_PERMISSION"), target.name, "*", text=texts.CANNOT_CHANGE_THIS)
    if target.durable:
        call.must_keep()
    gone = state.metadata.forget_owner(target.owner)
    commit = max([state.persist(change) for change in gone], default=0) if target.durable else 0
    call.reply.needs_commit(commit)
    with call.reply.open_batch("metadata", target.name):
        for change in gone:
            reply_with_value(call.reply, target.name, change.key, None)
    none: dict[str, str | None] = dict.fromkeys(change.key for change in gone)
    notify_of_change(state, target.channel or target.user, target.name, none, commit, but=call.seat)


# Subscriptions


def _subscribe_keys(call: Call) -> None:
    """Subscribe to keys in the order given, up to the limit."""
    accepted, new, known = [], [], call.seat.subscriptions
    for key in call.params[2:]:
        if not is_key(key):
            call.reply.add_refusal(_invalid_key(call, key))
            continue
        if key not in known:
            if len(known) >= MOST_SUBSCRIPTIONS:
                call.reply.add_refusal(_too_many(call, key))
                break
            known[key] = None
            new.append(key)
        accepted.append(key)
    call.state.census.subscribers += len(known) == len(new) > 0
    call.reply.words_apart(n.RPL_METADATASUBOK, words=accepted)
    if call.seat.user is not None and new and knows_metadata(call.seat):
        call.in_portions(show_new_keys(call, new))


def _too_many(call: Call, key: str) -> Refusal:
    text = texts.TOO_MANY_SUBSCRIPTIONS(MOST_SUBSCRIPTIONS)
    if METADATA in call.seat.capabilities:
        return fail("METADATA", _fail_code(call, "LIMIT_REACHED"), key, str(MOST_SUBSCRIPTIONS), text=text)
    return fail("METADATA", _fail_code(call, "TOO_MANY_SUBS"), key, text=text)


def _unsubscribe_keys(call: Call) -> None:
    ended, had = [], bool(call.seat.subscriptions)
    for key in call.params[2:]:
        if is_key(key):
            call.seat.subscriptions.pop(key, None)
            ended.append(key)
        else:
            call.reply.add_refusal(_invalid_key(call, key))
    call.state.census.subscribers -= had and not call.seat.subscriptions
    call.reply.words_apart(n.RPL_METADATAUNSUBOK, words=ended)


def _list_subscriptions(call: Call) -> None:
    with call.reply.open_batch("metadata-subs"):
        call.reply.words_apart(n.RPL_METADATASUBS, words=call.seat.subscriptions)


_OF_TARGETS: Mapping[str, Callable[[Call, _Target], None]] = {
    "GET": _get_values, "LIST": _list_values, "SET": _set_value, "CLEAR": _clear_values, "SYNC": _send_values,
}  # fmt: skip
_OF_ONESELF: Mapping[str, Callable[[Call], None]] = {
    "SUB": _subscribe_keys,
    "UNSUB": _unsubscribe_keys,
    "SUBS": _list_subscriptions,
}
_WITH_KEYS = frozenset({"GET", "SET", "SUB", "UNSUB"})
