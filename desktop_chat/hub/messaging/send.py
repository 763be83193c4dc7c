"""Delivery of messages, and their Entries. Thread: hub lock.

Messages in channels are stored. A direct message is stored if its author or its recipient has an identity: otherwise
nobody could ever read the Entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop_chat.hub.announce.render_entry import message_statement
from desktop_chat.hub.call import Call
from desktop_chat.hub.live.channel import PREFIXES, Channel
from desktop_chat.hub.live.fanout import Statement
from desktop_chat.hub.live.view_bits import ECHO, TAGS
from desktop_chat.hub.messaging.permissions import (
    is_moderators_only,
    moderators_of,
    require_reachable_person,
    require_speakable_channel,
    text_as_shown_in,
)
from desktop_chat.hub.moderation.enforce_bans import require_not_muted
from desktop_chat.hub.people.addressee import Addressee, find_addressee, is_expected_back, other_in
from desktop_chat.hub.people.seat_sharing import NOT_HERE, note_waiting_message
from desktop_chat.hub.records.service_names import is_service
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.services.dispatch import receive_order
from desktop_chat.hub.state import State
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import TAG_EDIT
from desktop_chat.irc.message import NO_TAGS, encode_tags
from desktop_chat.irc.multiline import undo_cuts
from desktop_chat.storage.records import Entry, Room
from desktop_chat.texts import hub as texts

LETTER_OF_SIGN = {sign: letter for letter, sign in PREFIXES.items()}


@dataclass(slots=True)
class SendRequest:
    """A message of one command, for each of the targets."""

    call: Call
    command: str
    text: str
    kept: bool
    """False for a text that is never stored."""
    tags: Mapping[str, str] = NO_TAGS
    resend: str = ""
    """The id that the author gave to the message, or ""."""
    special: bool = False
    """True for a message of several lines (`irc.multiline`), and for an edit."""


def deliver(request: SendRequest, name: str, *, alone: bool) -> None:
    """Deliver a message to one target. `alone`: the command has no other target.

    A refused NOTICE gets no answer, except a FAIL.
    """
    try:
        if request.call.state.bans.has_mutes and not is_service(name):
            require_not_muted(request.call.state, request.call.user, name)
        if name[0] == "#":
            _deliver_to_channel(request, name, alone=alone)
        elif name[0] in LETTER_OF_SIGN and name[1:2] == "#":
            _deliver_to_ranks(request, name)
        else:
            _deliver_to_person(request, name)
    except Refusal as refusal:
        if request.command != "NOTICE" or refusal.command == "FAIL":
            request.call.reply.add_refusal(refusal)


def _deliver_to_channel(request: SendRequest, name: str, *, alone: bool) -> None:
    call = request.call
    state, seat, user, reply = call.state, call.seat, call.user, call.reply
    channel = require_speakable_channel(call, name, request.command, request.text)
    if "S" in channel.modes:
        request = replace(request, text=text_as_shown_in(channel, request.text))
    if is_moderators_only(channel, user):
        _deliver_to_moderators(request, channel)
        return
    statement, commit = _make_statement(request, channel.name, channel.room if request.kept else None)
    run = state.broadcast_in(channel, statement, commit)
    echo = seat.view_bits & ECHO
    if user in channel.members and not (echo and not reply.label):
        if reply.label and alone:
            reply.needs_commit(commit)
            run.override_for(seat, reply.set_echo(statement if echo else None))
            echo = 0
        else:
            run.override_for(seat, b"")
    elif user in channel.members:
        echo = 0  # the line in the broadcast is the echo
    if echo:
        reply.add_statement(statement)
        reply.needs_commit(commit)


def _deliver_to_moderators(request: SendRequest, channel: Channel) -> None:
    """Deliver to moderators only (+U). A message of this kind is not stored."""
    call = request.call
    statement, commit = _make_statement(request, channel.name, None)
    told = [member for member in moderators_of(channel) if member is not call.user]
    call.state.show_statement((seat for member in told for seat in member.seats), statement, commit)
    _echo_to_author(call, statement, commit)


def _deliver_to_ranks(request: SendRequest, name: str) -> None:
    """Deliver to members with the role of the sign, or a higher role: `@#room`. A message of this kind is not
    stored."""
    call = request.call
    channel = require_speakable_channel(call, name[1:], request.command, request.text)
    letters = list(PREFIXES)
    wanted = set(letters[: letters.index(LETTER_OF_SIGN[name[0]]) + 1])
    statement, commit = _make_statement(request, name[0] + channel.name, None)
    told = [member for member, held in channel.members.items() if member is not call.user and wanted & set(held)]
    call.state.show_statement((seat for member in told for seat in member.seats), statement, commit)
    _echo_to_author(call, statement, commit)


def _deliver_to_person(request: SendRequest, name: str) -> None:
    call = request.call
    if is_service(name):
        receive_order(
            call, name, request.command, undo_cuts(request.text).partition("\n")[0] if request.special else request.text
        )
        return
    addressee = find_addressee(call.state, name)
    if addressee is None or not (addressee.users or is_expected_back(call.state, addressee)):
        raise Refusal(n.ERR_NOSUCHNICK, name, texts.NO_SUCH_NICK)
    _deliver_to_addressee(request, addressee)


def deliver_edit(request: SendRequest, name: str, room: Room) -> None:
    """Deliver an edit in the direct room of the original, to its people: `name` may mean another person by now.

    Raises: Refusal.
    """
    call = request.call
    require_not_muted(call.state, call.user, name)
    _deliver_to_addressee(request, other_in(call.state, call.user, room, name), room.id)


def _deliver_to_addressee(request: SendRequest, addressee: Addressee, room: int | None = None) -> None:
    """Deliver to a person. An absent person reads a stored message later."""
    call, state, user = request.call, request.call.state, request.call.user
    for other in addressee.users:
        require_reachable_person(call, other)
    if request.kept and room is None and (user.identity or addressee.is_proven):
        call.must_keep()
        room = require_direct_room(state, user.replay_identity, addressee.identity)
        if room is None and not addressee.users:
            raise Refusal(n.ERR_NOSUCHNICK, addressee.name, texts.NO_SUCH_NICK)
        if not addressee.users and addressee.account is None:
            note_waiting_message(state, addressee.identity)
    if not addressee.users and room is None:
        _answer_away(request, addressee)
        return
    statement, commit = _make_statement(request, addressee.name, room)
    if user not in addressee.users:
        _echo_to_author(call, statement, commit)
    elif call.seat.view_bits & ECHO:
        call.reply.add_statement(statement)
        call.reply.needs_commit(commit)
        call.reply.flush()  # the labeled echo comes before the message to oneself
    state.show_statement((seat for other in addressee.users for seat in other.seats), statement, commit)
    _answer_away(request, addressee)


def _answer_away(request: SendRequest, addressee: Addressee) -> None:
    """Tell the author if nobody reads the message now."""
    away = addressee.users[0].away if addressee.users else NOT_HERE
    if request.kept and not any(other.seats for other in addressee.users):
        away = texts.DELIVERED_LATER
    if request.command == "PRIVMSG" and all(other.away for other in addressee.users):
        request.call.reply.numeric(n.RPL_AWAY, addressee.name, away)


MOST_DIRECT = 50_000
"""Direct rooms from which on two people without accounts get no new room: their messages are delivered, but not stored.
"""


def require_direct_room(state: State, one: str, other: str) -> int | None:
    """Return the room id of two identities, and make the room if there is none. None beyond MOST_DIRECT."""
    room = state.rooms.direct_room(one, other)
    if room is None:
        if state.rooms.directs >= MOST_DIRECT and not (
            state.accounts.account_of(one) or state.accounts.account_of(other)
        ):
            return None
        room = state.rooms.make_direct(one, other)
        state.persist(room)
    return room.id


def _echo_to_author(call: Call, statement: Statement, commit: int) -> None:
    """Send the Statement to the author's other Seats; the calling Seat gets an echo if it has the capability."""
    for seat in call.user.seats:
        if seat is not call.seat:
            call.state.show_statement((seat,), statement, commit)
        elif seat.view_bits & ECHO:
            call.reply.add_statement(statement)
            call.reply.needs_commit(commit)


def show_to_addressee(call: Call, addressee: Addressee, statement: Statement, commit: int) -> None:
    """Send a Statement to a person, if present, and an echo to the caller."""
    for person in addressee.users:
        if person is not call.user:
            call.state.show_statement(person.seats, statement, commit)
    _echo_to_author(call, statement, commit)


def _make_statement(request: SendRequest, target: str, room: int | None) -> tuple[Statement, int]:
    """Store the message unless `room` is None. Return the Statement, and the commit before its delivery."""
    call, state = request.call, request.call.state
    user = call.user
    if room is not None:
        call.must_keep()
    sequence, time = state.next_stamp()
    stamp, tags = state.time_text(time), encode_tags(request.tags) if request.tags else ""
    place = (room or 0, sequence)
    if request.command == "TAGMSG":
        line = f":{user.source} TAGMSG {target}"
        statement = Statement("", stamp, tags=tags, place=place, switch=TAGS, other=line, account=user.account)
        statement.mark_author(user)
        if room is None:
            return statement, 0
        return statement, state.persist(
            Entry(
                room=room,
                sequence=sequence,
                time=time,
                command="TAGMSG",
                source=user.source,
                target=target,
                text=target,
                identity=user.identity,
                account=user.account,
                resend="",
                tags=request.tags,
            )
        )
    if request.special:
        corrects = TAG_EDIT in request.tags
        statement = message_statement(
            user.source, request.command, target, request.text, stamp, tags=tags, place=place,
            account=user.account, corrects=corrects,
        )  # fmt: skip
    else:
        line = f":{user.source} {request.command} {target} :{request.text}"
        statement = Statement(line, stamp, tags=tags, place=place, account=user.account)
    statement.mark_author(user)
    user.note_messages(state.now)
    commit = 0
    if room is not None:
        state.rooms.silent.discard(room)
        state.said_total += 1
        state.said.add_events(state.now)
        commit = state.persist(
            Entry(
                room=room,
                sequence=sequence,
                time=time,
                command=request.command,
                source=user.source,
                target=target,
                text=request.text,
                identity=user.identity,
                account=user.account,
                resend=request.resend,
                tags=request.tags,
            )
        )
    if request.resend:
        state.resends.remember(user.replay_identity, request.resend, statement, commit)
    return statement, commit
