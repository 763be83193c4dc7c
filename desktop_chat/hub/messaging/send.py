"""How words reach whom they are said to, and what is kept of them. Under the hub's lock only.

Kept are words in rooms, and to a person when one of the two can prove who they are (nobody else could ever read them
again).
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
from desktop_chat.hub.moderation.enforce_bans import check_mute
from desktop_chat.hub.people.addressee import Addressee, find_addressee, other_in
from desktop_chat.hub.people.seat_sharing import NOT_HERE
from desktop_chat.hub.records.service_names import is_service
from desktop_chat.hub.reply import Refusal
from desktop_chat.hub.services.dispatch import receive_order
from desktop_chat.hub.state import State
from desktop_chat.irc import numerics as n
from desktop_chat.irc.capabilities import TAG_EDIT
from desktop_chat.irc.message import NO_TAGS, encode_tags
from desktop_chat.irc.multiline import undo_cuts
from desktop_chat.storage.store_api import Entry, Room

LETTER_OF_SIGN = {sign: letter for letter, sign in PREFIXES.items()}


@dataclass(slots=True)
class SendRequest:
    """One command's words, on their way to each of its targets. `resend`: their author's own id for them, or "".
    `special`: they are of several lines (`irc.multiline`), or correct what was said before."""

    call: Call
    command: str
    text: str
    kept: bool
    tags: Mapping[str, str] = NO_TAGS
    resend: str = ""
    special: bool = False


def deliver(said: SendRequest, name: str, *, alone: bool) -> None:
    """Say it to one target. A NOTICE is never answered with an error, unless it should have been kept and cannot."""
    try:
        if not is_service(name):
            check_mute(said.call.state, said.call.user, name)
        if name[0] == "#":
            _deliver_to_channel(said, name, alone=alone)
        elif name[0] in LETTER_OF_SIGN and name[1:2] == "#":
            _deliver_to_ranks(said, name)
        else:
            _deliver_to_person(said, name)
    except Refusal as refusal:
        if said.command != "NOTICE" or refusal.command == "FAIL":
            said.call.reply.add_refusal(refusal)


def _deliver_to_channel(said: SendRequest, name: str, *, alone: bool) -> None:
    call = said.call
    state, seat, user, reply = call.state, call.seat, call.user, call.reply
    channel = require_speakable_channel(call, name, said.command, said.text)
    said = replace(said, text=text_as_shown_in(channel, said.text)) if "S" in channel.modes else said
    if is_moderators_only(channel, user):
        _deliver_to_moderators(said, channel)
        return
    statement, commit = _make_statement(said, channel.name, channel.room if said.kept else None)
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
        echo = 0  # its own line among the others' is the echo
    if echo:
        reply.add_statement(statement)
        reply.needs_commit(commit)


def _deliver_to_moderators(said: SendRequest, channel: Channel) -> None:
    """Nobody else is shown it, so it is not kept for them either."""
    call = said.call
    statement, commit = _make_statement(said, channel.name, None)
    told = [member for member in moderators_of(channel) if member is not call.user]
    call.state.show_statement((seat for member in told for seat in member.seats), statement, commit)
    _echo_to_author(call, statement, commit)


def _deliver_to_ranks(said: SendRequest, name: str) -> None:
    """`@#room`: only those who hold the role, or a higher one, are told."""
    call = said.call
    channel = require_speakable_channel(call, name[1:], said.command, said.text)
    letters = list(PREFIXES)
    wanted = set(letters[: letters.index(LETTER_OF_SIGN[name[0]]) + 1])
    statement, commit = _make_statement(said, name[0] + channel.name, None)
    told = [member for member, held in channel.members.items() if member is not call.user and wanted & set(held)]
    call.state.show_statement((seat for member in told for seat in member.seats), statement, commit)
    _echo_to_author(call, statement, commit)


def _deliver_to_person(said: SendRequest, name: str) -> None:
    call = said.call
    if is_service(name):
        receive_order(call, name, said.command, undo_cuts(said.text).partition("\n")[0] if said.special else said.text)
        return
    addressee = find_addressee(call.state, name)
    if addressee is None or not (addressee.users or addressee.account):
        raise Refusal(n.ERR_NOSUCHNICK, name, "No such nick")
    _deliver_to_addressee(said, addressee)


def deliver_edit(said: SendRequest, name: str, room: Room) -> None:
    """Say it, to whom `name` was given, in the direct room where that stands which it corrects: the name may mean
    another person by now. Raises Refusal."""
    call = said.call
    check_mute(call.state, call.user, name)
    _deliver_to_addressee(said, other_in(call.state, call.user, room, name), room.id)


def _deliver_to_addressee(said: SendRequest, addressee: Addressee, room: int | None = None) -> None:
    """Say it to a person, who need not be here if it is kept for them."""
    call, state, user = said.call, said.call.state, said.call.user
    for other in addressee.users:
        require_reachable_person(call, other)
    if said.kept and room is None and (user.identity or addressee.is_proven):
        call.must_keep()
        room = require_direct_room(state, user.replay_identity, addressee.identity)
    if not addressee.users and room is None:
        _answer_away(said, addressee)
        return
    statement, commit = _make_statement(said, addressee.name, room)
    if user not in addressee.users:
        _echo_to_author(call, statement, commit)
    elif call.seat.view_bits & ECHO:
        call.reply.add_statement(statement)
        call.reply.needs_commit(commit)
        call.reply.flush()  # the echo, labelled, comes before what one is told like anybody
    state.show_statement((seat for other in addressee.users for seat in other.seats), statement, commit)
    _answer_away(said, addressee)


def _answer_away(said: SendRequest, addressee: Addressee) -> None:
    """Tell who wrote that nobody reads it now."""
    away = NOT_HERE if not addressee.users else addressee.users[0].away
    if said.command == "PRIVMSG" and all(other.away for other in addressee.users):
        said.call.reply.numeric(n.RPL_AWAY, addressee.name, away)


MOST_DIRECT = 50_000
"""Direct rooms from which on those without an account begin no new ones: their words arrive, and are not kept."""


def require_direct_room(state: State, one: str, other: str) -> int | None:
    """The number of the room of two identities, made when they have none yet; None where no more are made."""
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
    """To the author: to the Seat that spoke if it asks for it, and to the others, which have not heard of it."""
    for seat in call.user.seats:
        if seat is not call.seat:
            call.state.show_statement((seat,), statement, commit)
        elif seat.view_bits & ECHO:
            call.reply.add_statement(statement)
            call.reply.needs_commit(commit)


def show_to_addressee(call: Call, addressee: Addressee, statement: Statement, commit: int) -> None:
    """To a person, if they are here, and to the asker as an echo."""
    for person in addressee.users:
        if person is not call.user:
            call.state.show_statement(person.seats, statement, commit)
    _echo_to_author(call, statement, commit)


def _make_statement(said: SendRequest, target: str, room: int | None) -> tuple[Statement, int]:
    """The line for everybody, and the commit that it waits for. `room` None: it is not kept."""
    call, state = said.call, said.call.state
    user = call.user
    if room is not None:
        call.must_keep()
    sequence, time = state.next_stamp()
    stamp, tags = state.time_text(time), encode_tags(said.tags) if said.tags else ""
    place = (room or 0, sequence)
    if said.command == "TAGMSG":
        line = f":{user.source} TAGMSG {target}"
        statement = Statement("", stamp, tags=tags, place=place, switch=TAGS, other=line, account=user.account)
        statement.mark_author(user)
        if room is None:
            return statement, 0
        return statement, state.persist(
            Entry(
                room, sequence, time, "TAGMSG", user.source, target, target, user.identity, user.account, "", said.tags
            )
        )  # fmt: skip
    if said.special:
        corrects = TAG_EDIT in said.tags
        statement = message_statement(
            state, user.source, said.command, target, said.text, stamp, tags=tags, place=place, account=user.account,
            corrects=corrects,
        )  # fmt: skip
    else:
        line = f":{user.source} {said.command} {target} :{said.text}"
        statement = Statement(line, stamp, tags=tags, place=place, account=user.account)
    statement.mark_author(user)
    user.active = state.now
    user.recent_message_times.append(state.now)
    commit = 0
    if room is not None:
        state.rooms.silent.discard(room)
        state.said_total += 1
        state.said.add_events(state.now)
        commit = state.persist(
            Entry(
                room, sequence, time, said.command, user.source, target, said.text, user.identity, user.account,
                said.resend, said.tags,
            )
        )  # fmt: skip
    if said.resend:
        state.remember_resend(user.replay_identity, said.resend, statement, commit)
    return statement, commit
